"""Checks that only pass on what was noticed elsewhere: they have no code of their own, so tables list their rules."""

from collections.abc import Callable, Iterator

from sms_lint.history.record_changes import BreachKind
from sms_lint.model.finding import Finding, Rule
from sms_lint.rules.check import Check
from sms_lint.system.altered_records import altered
from sms_lint.system.sms import Sms


def reported(*rules: Rule) -> tuple[Check, ...]:
    """For each rule, the check that reports what was noticed under its id while the files were read."""
    return tuple(Check(rule, _faults_of(rule)) for rule in rules)


def record_changes(rule: Rule, *kinds: BreachKind) -> Check:
    """The check that reports what the history, or the disk, altered in one of these ways."""

    def run(sms: Sms) -> Iterator[Finding]:
        for change in altered(sms, *kinds):
            yield rule.finding(change.at, change.message, node=change.id)

    return Check(rule, run)


def _faults_of(rule: Rule) -> Callable[[Sms], Iterator[Finding]]:
    def run(sms: Sms) -> Iterator[Finding]:
        return map(rule.finding_of, sms.found(rule.id))

    return run
