"""There were unplanned outages, but the row says that there was nothing to investigate.

Each unplanned outage is investigated, and the necessary actions are taken. A row copied from a quiet month keeps its
sentence and loses the outage.

Bad:

```yaml
availability AVL-1:
  unplanned_outages: 1
  investigation: No unplanned outage  # <- outage-without-investigation
```

Good:

```yaml
availability AVL-1:
  unplanned_outages: 1
  investigation: Certificate expired; now watched
```
"""

from collections.abc import Iterator

from sms_lint.ground.substance import denies_deviation, says_nothing
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.1",),
    help="write down what was found out about each outage",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the rows with outages whose investigation says nothing, or that there was no outage."""
    for entry in sms.entries("availability"):
        outages, said = entry.number("unplanned_outages"), entry.text("investigation").strip()
        if outages and said and (says_nothing(said) or denies_deviation(said)):
            message = (
                f"{entry.id} has {outages} unplanned outage{'s' if outages > 1 else ''}, and says: {said}"
            )
            yield RULE.about(entry, "investigation", message)
