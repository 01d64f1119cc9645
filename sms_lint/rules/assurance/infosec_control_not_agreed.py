"""A control depends on another organization, but no agreement with it is named.

Controls that a supplier or customer has to apply work only where they have agreed to it. The entry names the
contract, service level agreement or document that says so, by its id.

Bad:

```yaml
infosec-risk ISR-01:
  control_decision: apply
  external_organization: The night watch  # <- infosec-control-not-agreed
```

Good:

```yaml
infosec-risk ISR-01:
  control_decision: apply
  external_organization: The night watch, by CON-SOC
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.3.2",),
    help="agree the control with them, and name the contract or agreement in `external_organization`",
)


AGREEMENTS = frozenset(("agreement", "document", "sla", "supplier-contract", "external"))


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the id of an agreement, for controls that are applied or shared; an unknown id may be one."""
    for entry in sms.entries("infosec-risk"):
        external = entry.text("external_organization")
        if not external or entry.text("control_decision") not in {"apply", "share"}:
            continue
        if not any(_may_be_agreement(sms, name) for name in ids_in(external)):
            message = f"{entry.id} needs “{external}” to apply its control, but names no agreement with them"
            yield RULE.about(entry, "external_organization", message)


def _may_be_agreement(sms: Sms, name: str) -> bool:
    kind = sms.kind_of(name)
    return kind is None or kind in AGREEMENTS
