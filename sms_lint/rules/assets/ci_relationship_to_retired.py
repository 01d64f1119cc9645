"""A configuration item in use has a relationship to one that is retired.

Relationships say what a change or a fault hits. A relationship to a retired item was forgotten when the item was
retired, or the item is not really retired. Several relationships to one retired item are one finding.

Bad:

```yaml
ci CI-MAIL-01:
  relationships: [SVC-MAIL, CI-OLD]  # <- ci-relationship-to-retired
  status: in_use
ci CI-OLD: {relationships: [SVC-MAIL], status: retired}
```

Good:

```yaml
ci CI-MAIL-01:
  relationships: [SVC-MAIL]
  status: in_use
ci CI-OLD: {relationships: [SVC-MAIL], status: retired}
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import IN_USE
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.2.6",),
    help="remove the retired item from `relationships`, or name what took its place",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Collect the items in use that name each retired one."""
    items = sms.entries("ci")
    retired = {entry.id for entry in items if entry.text("status") == "retired"}
    tied: dict[str, list[Entry]] = defaultdict(list)
    for entry in items if retired else ():
        if entry.text("status") in IN_USE:
            for name in retired.intersection(entry.texts("relationships")):
                tied[name].append(entry)
    for name, entries in tied.items():
        more = f", and so are {len(entries) - 1} more" if len(entries) > 1 else ""
        message = f"{entries[0].id} has a relationship to {name}, which is retired{more}"
        yield RULE.about(entries[0], "relationships", message)
