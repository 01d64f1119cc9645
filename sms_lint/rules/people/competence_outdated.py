"""The competence of somebody was not assessed in time.

Work and tools change. Each person who holds a role is assessed within `intervals.competence` of the settings.

Bad:

```yaml
competence CMP-01:
  person: P-003
  assessed_at: 2025-04-14  # <- competence-outdated
```

Good:

```yaml
competence CMP-01:
  person: P-003
  assessed_at: 2026-04-14
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.2",),
    help="assess them again and state the day",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the latest assessment of each person who holds a role today; one finding for the persons in a file."""
    here = {person for persons in sms.holders.values() for person in persons}
    old: dict[str, list[Entry]] = {}
    for late in overdue(sms, "competence", "assessment"):
        if late.entry.text("person") in here:
            old.setdefault(late.entry.node.path, []).append(late.entry)
    for entries in old.values():
        first = entries[0]
        persons = tuple(dict.fromkeys(entry.text("person") for entry in entries))
        who, verb = listed(persons), "was" if len(persons) == 1 else "were"
        where = f" in “{first.text('competence')}”" if len(entries) == 1 else ""
        message = f"{who} {verb} last assessed{where} on {first.day('assessed_at')} or before"
        yield RULE.about(first, "assessed_at", message)
