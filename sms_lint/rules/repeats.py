"""One wrong value, one finding: rules that compare values are silent where another rule speaks of one of them."""

from collections.abc import Iterable

from sms_lint.model.finding import Finding, Rule


def without_repeats(rules: Iterable[Rule], findings: list[Finding]) -> list[Finding]:
    """The findings without those that rest on a value of which a rule speaks that theirs yields to.

    What is accepted for now silences nothing: whoever accepted it says that the value is right.
    """
    yields = {rule.id: rule.yields_to for rule in rules if rule.yields_to}
    told = {(finding.rule, *finding.at.span) for finding in findings if finding.suppressed is None}

    def is_told(finding: Finding) -> bool:
        places = (finding.at, *finding.compared)
        return any((name, *at.span) in told for name in yields.get(finding.rule, ()) for at in places)

    return [finding for finding in findings if not is_told(finding)]
