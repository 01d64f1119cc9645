"""The date of a record does not fit its number.

Records are numbered as they come up. If number 14 is dated half a year before number 13, or a record of 2026 is dated
2025, last year's date was copied, or month and day were swapped. Every monthly figure then counts it in the wrong
month. The limit is `intervals.numbering` of the settings.

Bad:

```yaml
dispute DSP-2025-01: {opened: 2025-11-12}
dispute DSP-2026-01:
  opened: 2025-09-02  # <- number-out-of-sequence
```

Good:

```yaml
dispute DSP-2025-01: {opened: 2025-11-12}
dispute DSP-2026-01:
  opened: 2026-09-02
```
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

FEW = 10  # at most one in so many may be out of sequence
NUMBER = re.compile(r"[A-Z]+-(?P<year>20\d\d)-(?P<number>\d+)")

Dated = tuple[tuple[int, int], date, Entry]

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.1",),
    help="correct a slip in the date or the number; where both are right, "
    "accept the finding in the settings with the reason",
)


def check(sms: Sms) -> Iterator[Finding]:
    """First what is dated before the year of its number, then what does not fit its neighbours."""
    for kind, model in sms.kinds.items():
        field, numbered = model.KIND.moment, model.KIND.numbered
        if not numbered:
            continue
        dated = sorted(_dated(sms, kind, field), key=lambda record: record[0])
        early = [record for record in dated if record[1].year < record[0][0]]
        if early:
            _, day, entry = early[0]
            others = f" (and so {listed(other.id for _, _, other in early[1:])})" if early[1:] else ""
            message = f"{entry.id} is dated {day}, before the year of its number{others}"
            yield RULE.about(entry, field, message)
        if numbered == "as it comes up":
            rest = [record for record in dated if record[1].year >= record[0][0]]
            yield from _apart(sms, field, rest)


def _dated(sms: Sms, kind: str, field: str) -> Iterator[Dated]:
    for entry in sms.entries(kind):
        matched, day = NUMBER.fullmatch(entry.id), entry.day(field)
        if matched and day:
            yield (int(matched["year"]), int(matched["number"])), day, entry


def _apart(sms: Sms, field: str, dated: Sequence[Dated]) -> Iterator[Finding]:
    """Records further than the tolerance from the longest run whose days follow their numbers."""
    steady = _longest([day for _, day, _ in dated])
    if len(dated) - len(steady) > max(1, len(dated) // FEW):
        return  # here numbers do not follow time
    tolerance, before = sms.config.intervals.numbering, date.min
    for index, (_, day, entry) in enumerate(dated):
        if index in steady:
            before = day
            continue
        after = next((dated[other][1] for other in range(index, len(dated)) if other in steady), date.max)
        if tolerance.after(day) < before or (after < date.max and tolerance.after(after) < day):
            near = f"before it is of {before}" if before > date.min else f"after it is of {after}"
            message = f"{entry.id} is dated {day}, but the record numbered {near}"
            yield RULE.about(entry, field, message)


def _longest(days: Sequence[date]) -> frozenset[int]:
    """The places of the longest series of days that never goes back."""
    ends: list[date] = []
    last: list[int] = []
    earlier: list[int] = []
    for index, day in enumerate(days):
        at = bisect_right(ends, day)
        earlier.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [day]
        last[at : at + 1] = [index]
    found, index = set(), last[-1] if last else -1
    while index >= 0:
        found.add(index)
        index = earlier[index]
    return frozenset(found)
