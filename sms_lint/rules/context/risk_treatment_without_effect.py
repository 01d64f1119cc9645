"""The treatment of a risk does not lower its rating.

A treatment is meant to make the risk smaller. Where the rating expected afterwards is the same as before,
either the figure was copied, or money is spent on something that does not help.

Bad:

```yaml
risk RSK-01:
  rating: 12
  acceptance: treat
  residual_rating: 12  # <- risk-treatment-without-effect
```

Good:

```yaml
risk RSK-01:
  rating: 12
  acceptance: treat
  residual_rating: 4
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:6.1.3",),
    help="plan a treatment that lowers likelihood or impact, or accept the risk with a reason",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare both ratings of each risk that is treated; a higher one is a fault of the row."""
    for entry in sms.entries("risk"):
        before, after = entry.number("rating"), entry.number("residual_rating")
        if entry.text("acceptance") == "treat" and before is not None and before == after:
            message = (
                f"{entry.id} is rated {before}, and {after} once it is treated: the treatment changes nothing"
            )
            yield RULE.about(entry, "residual_rating", message)
