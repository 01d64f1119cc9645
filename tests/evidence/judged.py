"""How far obligations are met once the rules have run; only some of the rules, where a test is about those alone."""

from collections.abc import Mapping

from sms_lint.evidence import JudgedObligation, judged_obligations
from sms_lint.evidence.outcomes import RULES_ON_WORDS
from sms_lint.model.finding import Result
from sms_lint.rules import checks_for
from sms_lint.rules.lint import lint
from sms_lint.system.sms import Sms


def found(sms: Sms, *rules: str) -> Result:
    """What the rules find in a system, all of them or some."""
    return lint(sms, [check for check in checks_for(sms) if not rules or check.rule.id in rules])


def judged(sms: Sms, *rules: str) -> Mapping[str, JudgedObligation]:
    """How far the obligations are met; of the rules only those run that are named, or that look at words."""
    return judged_obligations(sms, found(sms, *(*rules, *RULES_ON_WORDS) if rules else ()))
