"""One slip, one finding: what a single cause brings about in many places is told once, to people."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding

# So many places are still told one by one: they may be as many slips.
FEW = 2


def together(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, with those of one rule that have one cause as one, at the first of their places.

    What is accepted for now stays by itself.
    """
    every = tuple(findings)
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in every:
        if finding.cause and finding.suppressed is None:
            groups.setdefault((finding.rule, finding.severity, finding.cause), []).append(finding)
    return list(_told_once(every, {id(group[0]): group for group in groups.values() if len(group) > FEW}))


def _told_once(findings: Iterable[Finding], groups: dict[int, list[Finding]]) -> Iterator[Finding]:
    later = {id(finding) for group in groups.values() for finding in group[1:]}
    for finding in findings:
        if id(finding) in groups:
            others = groups[id(finding)][1:]
            where = listed(dict.fromkeys(other.at.path for other in others), 3)
            yield replace(finding, message=f"{finding.message} (and in {len(others):,} more places: {where})")
        elif id(finding) not in later:
            yield finding
