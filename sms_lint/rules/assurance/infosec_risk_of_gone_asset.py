"""An information security risk is about something that is no longer there.

A risk to a laptop that was scrapped or a server that was switched off hides the question that matters: what
holds the information now, and is it protected?

Bad:

```yaml
infosec-risk ISR-01:
  asset_or_service: AST-01  # <- infosec-risk-of-gone-asset
asset AST-01: {status: disposed, disposed_at: 2026-03-01}
```

Good:

```yaml
infosec-risk ISR-01:
  asset_or_service: AST-01
asset AST-01: {status: in_use}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.7.3.2",),
    help="assess the risk for what has taken its place, or take the entry out",
)


GONE = {"asset": "disposed", "ci": "retired"}


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the state of the assets and configuration items at risk."""
    gone = {
        entry.id: state
        for kind, state in GONE.items()
        for entry in sms.entries(kind)
        if entry.text("status") == state
    }
    for entry in sms.entries("infosec-risk"):
        name = entry.text("asset_or_service")
        if name in gone:
            message = f"{entry.id} is a risk to {name}, which is {gone[name]}"
            yield RULE.about(entry, "asset_or_service", message)
