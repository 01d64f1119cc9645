"""A service depends on one that counts as less critical.

What a critical service depends on is at least as critical itself. Otherwise its loss would be treated as minor until
the critical service is down too. Where the critical service can do without it for a while, the basis of the lower
rating says so and names that service.

Bad:

```yaml
service SVC-MAIL:
  lifecycle: live
  criticality: high
  dependencies: [SVC-NET]
service SVC-NET:
  lifecycle: live
  criticality: low  # <- dependency-less-critical
  dependencies: []
```

Good:

```yaml
service SVC-MAIL:
  lifecycle: live
  criticality: high
  dependencies: [SVC-NET]
service SVC-NET:
  lifecycle: live
  criticality: high
  dependencies: []
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.delivery import live
from sms_lint.system.sms import Sms

RANKS = ("low", "medium", "high", "critical")

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.2.2",),
    help="raise `criticality`, or say in `criticality_basis` why the service named can do without it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Collect the live services above each one, and report them together."""
    known = live(sms)
    above: dict[str, list[str]] = defaultdict(list)
    for name, entry in known.items():
        for other in entry.texts("dependencies"):
            if other in known and _rank(known[other]) < _rank(entry) and not _explained(known[other], name):
                above[other].append(name)
    for name, names in above.items():
        entry = known[name]
        level = entry.text("criticality")
        message = f"{name} is rated {level}, but {', '.join(names)}, rated higher, needs it"
        yield RULE.about(entry, "criticality", message)


def _rank(entry: Entry) -> int:
    level = entry.text("criticality")
    return RANKS.index(level) if level in RANKS else 0


def _explained(entry: Entry, name: str) -> bool:
    return name in entry.text("criticality_basis")
