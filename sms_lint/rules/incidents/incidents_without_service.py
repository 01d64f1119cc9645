"""Too many incidents do not say which service they disturbed.

Without the service nobody can say whether an agreement was kept, which service fails most, or where a problem
is. The share that must name it is the setting `thresholds.linked_incidents`.

Bad:

```yaml
incident INC-01: {service: SVC-PRINT, status: closed}
incident INC-02:  # <- incidents-without-service
  status: closed
  service:  # not given
```

Good:

```yaml
incident INC-01: {service: SVC-PRINT, status: closed}
incident INC-02:
  service: SVC-PRINT
  status: closed
```
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Record, Table
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:8.6.1",
        "20000-1:8.3.3",
    ),
    help="enter the service of each incident, or include its column in the export",
)


ALL = 100  # per cent
SHOWN = 3


def check(sms: Sms) -> Iterator[Finding]:
    """Count by file; in a table in which no incident names one, the finding is in the header."""
    by_file: dict[str, list[Entry]] = defaultdict(list)
    for entry in sms.entries("incident"):
        if entry.text("status") != "cancelled":
            by_file[_file(entry)].append(entry)
    for entries in by_file.values():
        bare = [entry for entry in entries if not entry.text("service")]
        share = Decimal(ALL * (len(entries) - len(bare))) / len(entries)
        if share < sms.config.thresholds.linked_incidents:
            yield from _finding(bare, len(entries))


def _file(entry: Entry) -> str:
    """The file that holds an incident; the folder where each has a file of its own."""
    node = entry.node
    alone = isinstance(node, Record) and node.register is None
    return node.path.rpartition("/")[0] if alone else node.path


def _finding(bare: Sequence[Entry], number: int) -> Iterator[Finding]:
    """At the first incident, or at the data of a table; another rule reports a column that only the header names."""
    node = bare[0].node
    if not isinstance(node, Table) or len(bare) < number:
        names = listed((entry.id for entry in bare), SHOWN)
        message = f"{len(bare)} of {number} incidents name no service: {names}"
        yield RULE.about(bare[0], "service", message)
    elif "service" not in node.columns:
        message = f"none of the {number} incidents of {node.id} names a service"
        yield RULE.about(node, "data", message)
