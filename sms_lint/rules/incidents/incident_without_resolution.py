"""A closed incident does not say what resolved it.

The next agent who meets the same symptom finds the record and learns nothing. Where the other incidents of the register
say what helped, one that does not was closed in a hurry.

Bad:

```yaml
incident INC-01: {status: closed, resolution: Index built again}
incident INC-02: {status: closed, resolution: Index built again}
incident INC-03:  # <- incident-without-resolution
  status: closed
  resolution:  # not given
```

Good:

```yaml
incident INC-01: {status: closed, resolution: Index built again}
incident INC-02: {status: closed, resolution: Index built again}
incident INC-03:
  status: closed
  resolution: Index built again
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.6.1",),
    help="enter in `resolution` what resolved it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the closed incidents of each file, where most of them say it; those that do not are reported together."""
    closed: dict[str, list[Entry]] = defaultdict(list)
    for entry in sms.entries("incident"):
        if entry.text("status") == "closed":
            closed[entry.node.path].append(entry)
    for entries in closed.values():
        silent = [entry for entry in entries if not entry.text("resolution")]
        if silent and 2 * len(silent) < len(entries):
            verb = "is" if len(silent) == 1 else "are"
            message = f"{listed(entry.id for entry in silent)} {verb} closed without a resolution"
            yield RULE.about(silent[0], "resolution", message)
