"""A service was down within agreed time, and no outage is counted.

What is lost of the agreed service time is lost by an outage, planned windows being left out of it. A row with
downtime, or with something found out, and no outage has lost a figure; the outage is missing in trends and
reviews.

Bad:

```yaml
availability AVL-1:
  downtime: 54
  unplanned_outages: 0  # <- downtime-without-outage
```

Good:

```yaml
availability AVL-1:
  downtime: 54
  unplanned_outages: 1
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.7.1",),
    help="put `unplanned_outages` or `downtime` right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the rows without an outage."""
    for entry in sms.entries("availability"):
        downtime = entry.number("downtime")
        if downtime and entry.number("unplanned_outages") == 0:
            message = f"{entry.id} has {downtime} minutes of downtime, and no unplanned outage"
            yield RULE.about(entry, "unplanned_outages", message)
