"""An agreement or a contract has run out, but its status is still active.

After its last day it binds nobody. Either it was renewed and the register does not say so, or the service is
delivered, or supplied, on goodwill.

Bad:

```yaml
sla SLA-A:
  status: active
  valid_to: 2026-09-30  # <- agreement-lapsed
```

Good:

```yaml
sla SLA-A:
  status: active
  valid_to: 2026-12-31
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.3", "20000-1:8.3.4.1", "20000-1:8.3.4.2"),
    help="renew the agreement and set `valid_to`, or set `status` to ended",
    aliases=("sla-lapsed", "contract-lapsed"),
    kinds=("sla", "supplier-contract"),
)
_SLA = RULE.part("sla-lapsed", clauses=("20000-1:8.3.3",))
_CONTRACT = RULE.part(
    "contract-lapsed",
    clauses=("20000-1:8.3.4.1", "20000-1:8.3.4.2"),
    help="renew the contract and set `valid_to`, or set `status` to ended",
)


_PARTS = {"sla": _SLA, "supplier-contract": _CONTRACT}


def check(sms: Sms) -> Iterator[Finding]:
    """Look at agreements with customers and contracts with suppliers that are active after their last day."""
    for kind, part in _PARTS.items():
        for late in overdue(sms, kind, "end"):
            message = f"{late.entry.id} is active, but was valid only until {late.day}"
            yield part.about(late.entry, late.field, message)
