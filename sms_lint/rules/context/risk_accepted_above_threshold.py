"""A risk is accepted although its rating is above the limit.

Acceptance criteria exist so that nobody accepts a high risk unnoticed. The settings state the highest rating at which a
risk may be accepted (`thresholds.risk_acceptance`); a risk above it is treated.

Bad:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
thresholds: {risk_acceptance: 9}
```

```yaml
risk RSK-01:
  rating: 12
  acceptance: accept  # <- risk-accepted-above-threshold
  status: open
```

Good:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
thresholds: {risk_acceptance: 12}
```

```yaml
risk RSK-01:
  rating: 12
  acceptance: accept
  status: open
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:6.1.2",
        "20000-1:8.7.3.2",
    ),
    help="treat the risk, or have the acceptance criteria changed by those who may change them",
    kinds=("risk", "infosec-risk"),
    needs=("thresholds.risk_acceptance",),
)


FIELDS = {"risk": ("acceptance", "rating"), "infosec-risk": ("control_decision", "level")}


def check(sms: Sms) -> Iterator[Finding]:
    """Compare ratings with the limit, for risks of both registers that are not closed; silent without a limit."""
    limit = sms.config.thresholds.risk_acceptance
    if limit is None:
        return
    for kind, (decision, rating) in FIELDS.items():
        for entry in sms.entries(kind):
            number = entry.number(rating)
            closed = kind == "risk" and entry.text("status") == "closed"
            if entry.text(decision) == "accept" and number is not None and number > limit and not closed:
                message = f"{entry.id} is accepted at {number}; risks may be accepted up to {limit}"
                yield RULE.about(entry, decision, message)
