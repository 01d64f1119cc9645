"""Two changes work on the same configuration item at the same time, and neither mentions the other.

Two teams that do not know of each other undo each other's work, or cannot tell which change broke the service. Rolling
back one change also rolls back the other.

Bad:

```yaml
change CHG-2026-0001:
  category: normal
  status: implemented
  planned_start: 2026-08-10T18:00
  planned_end: 2026-08-10T20:00
  affected_cis: [CI-MAIL-01]
change CHG-2026-0002:
  category: normal
  status: implemented
  planned_start: 2026-08-10T19:00  # <- changes-overlap
  planned_end: 2026-08-10T22:00
  affected_cis: [CI-MAIL-01]
```

Good:

```yaml
change CHG-2026-0001:
  category: normal
  status: implemented
  planned_start: 2026-08-10T18:00
  planned_end: 2026-08-10T20:00
  affected_cis: [CI-MAIL-01]
change CHG-2026-0002:
  category: normal
  status: implemented
  planned_start: 2026-08-10T20:00
  planned_end: 2026-08-10T22:00
  affected_cis: [CI-MAIL-01]
```
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import DECIDED
from sms_lint.system.change_order import carried, when
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.5.1.3",),
    help="move one of them, carry them in one release, or name each in `related_rfc_release` of the other",
)


def check(sms: Sms) -> Iterator[Finding]:
    """One finding for each change that overlaps others: the one with the longer time, which is more likely wrong."""
    met: dict[str, list[str]] = {}
    known = sms.by_id("change")
    for pair in _pairs(sms):
        first, second = sorted(pair, key=lambda name: _length(known[name]))
        met.setdefault(second, []).append(first)
    for name, others in met.items():
        change = known[name]
        window = f"{when(change, 'planned_start')} to {when(change, 'planned_end')}"
        message = (
            f"{name}, planned for {window}, touches the same configuration items at the same time as "
            f"{listed(others)}"
        )
        yield RULE.about(change, "planned_start", message)


def _pairs(sms: Sms) -> Iterator[tuple[str, str]]:
    """Each pair of changes with an item and a time in common, once, unless they belong together."""
    together = {(change.id, release.id) for release, change in carried(sms, "release")}
    releases: dict[str, set[str]] = {}
    for change_id, release_id in together:
        releases.setdefault(change_id, set()).add(release_id)
    found: dict[tuple[str, str], None] = {}
    for changes in _touching(sms).values():
        for before, after in _meeting(changes):
            known = {*before.texts("related_rfc_release"), *after.texts("related_rfc_release")}
            shared = releases.get(before.id, set()) & releases.get(after.id, set())
            if not shared and known.isdisjoint((before.id, after.id)):
                found[before.id, after.id] = None
    yield from found


def _touching(sms: Sms) -> Mapping[str, list[Entry]]:
    """The changes to each item, in the order of their start; standard ones follow a model that allows for others."""
    found: dict[str, list[Entry]] = {}
    judged = (entry for entry in sms.entries("change") if entry.text("status") in DECIDED)
    dated = [(start, entry) for entry in judged if (start := entry.moment("planned_start")) is not None]
    for _, change in sorted(dated, key=lambda pair: pair[0]):
        for name in change.texts("affected_cis") if change.text("category") != "standard" else ():
            found.setdefault(name, []).append(change)
    return found


def _meeting(changes: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """The pairs that overlap, of changes in the order of their start."""
    running: list[Entry] = []
    for change in changes:
        running = [entry for entry in running if not _ends_by(entry, change)]
        yield from ((entry, change) for entry in running if entry.id != change.id)
        running.append(change)


def _ends_by(entry: Entry, other: Entry) -> bool:
    """Whether one change ends before, or when, the other begins."""
    end, start = entry.moment("planned_end"), other.moment("planned_start")
    return end is None or start is None or end <= start


def _length(change: Entry) -> tuple[timedelta, str]:
    start, end = change.moment("planned_start"), change.moment("planned_end")
    return (end - start if start and end else timedelta()), change.id
