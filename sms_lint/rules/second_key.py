"""The fix of a key that is used twice: the second line goes where both say the same."""

from collections.abc import Iterable

from sms_lint.ground.source import Location
from sms_lint.model.finding import Finding
from sms_lint.model.fix import Fix, TextEdit
from sms_lint.rules.check import Check
from sms_lint.system.sms import Sms


def with_one_key(check: Check) -> Check:
    """A check of keys that are used twice: where both say the same in a line each, the second can go."""

    def run(sms: Sms) -> Iterable[Finding]:
        return (finding.with_fix(_without_second(finding)) for finding in check.run(sms))

    return Check(check.rule, run)


def _without_second(finding: Finding) -> Fix | None:
    first = finding.related[0].at if finding.related else finding.at
    lines = [_line(at) for at in (first, finding.at)]
    said = [at.file.text[at.start : at.end].strip() for at in lines]
    if first == finding.at or said[0] != said[1] or said[0].endswith(":"):
        return None
    return Fix("delete the second one", (TextEdit(lines[1], ""),), safe=True, same_values=True)


def _line(at: Location) -> Location:
    """The whole line that a place is in, with its end."""
    text = at.file.text
    start, end = text.rfind("\n", 0, at.start) + 1, text.find("\n", at.start)
    return Location(at.file, start, len(text) if end == -1 else end + 1)
