"""A contract names an agreement that has ended as supported.

When an agreement is renewed under a new id, or its service ends, the contracts below it have to be checked: they must
support the new promises, or they are paid for nothing. Another rule reports a service without any agreement in force.

Bad:

```yaml
sla SLA-OLD: {service: SVC-MAIL, status: ended}
sla SLA-NEW: {service: SVC-MAIL, status: active}
supplier-contract CON-A:
  supports_sla: [SLA-OLD]  # <- contract-supports-ended-sla
  status: active
```

Good:

```yaml
sla SLA-OLD: {service: SVC-MAIL, status: ended}
sla SLA-NEW: {service: SVC-MAIL, status: active}
supplier-contract CON-A:
  supports_sla: [SLA-NEW]
  status: active
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.model.kinds.supply import SupplierContract
from sms_lint.system.delivery import agreements, ended_words, not_delivered
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.4.1",
        "20000-1:8.3.4.2",
    ),
    help="name the agreement now in force in `supports_sla`, or remove the old one",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up each agreement that an active contract supports."""
    renewed = {agreement.service for agreement in agreements(sms)} | not_delivered(sms).keys()
    ended = {
        service_level_agreement.id: service_level_agreement.valid_to
        for service_level_agreement in sms.all(ServiceLevelAgreement)
        if service_level_agreement.status == "ended" and service_level_agreement.service in renewed
    }
    for contract in sms.all(SupplierContract):
        for index, name in enumerate(contract.supports_sla if contract.status == "active" else ()):
            if name in ended:
                message = f"{contract.id} supports {name}, {ended_words(ended[name], sms.today)}"
                yield RULE.about(contract, ("supports_sla", index), message)
