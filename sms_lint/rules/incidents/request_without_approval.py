"""A service request was fulfilled without the approval that its type needs.

Access or a device that nobody approved is a cost or a risk that nobody took. Where three in four requests of a
type were approved, the type is taken to need it.

Bad:

```yaml
service-request REQ-01:
  type: Access to a folder
  approval: approved
  status: closed
service-request REQ-02:
  type: Access to a folder
  approval: approved
  status: closed
service-request REQ-03:
  type: Access to a folder
  approval: approved
  status: closed
service-request REQ-04:
  type: Access to a folder
  approval: not_needed  # <- request-without-approval
  status: closed
```

Good:

```yaml
service-request REQ-01:
  type: Access to a folder
  approval: approved
  status: closed
service-request REQ-02:
  type: Access to a folder
  approval: approved
  status: closed
service-request REQ-03:
  type: Access to a folder
  approval: approved
  status: closed
service-request REQ-04:
  type: Access to a folder
  approval: approved
  status: closed
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms
from sms_lint.system.tickets import unlike_their_type

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.6.2",),
    help="enter the approval, or have it given and take back what was granted without it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the requests of each type that was approved in most cases; one finding for each type."""
    for name, found in unlike_their_type(sms, "approval", {"", "not_needed"}):
        message = (
            f"{found.names} {found.verb('was', 'were')} fulfilled without approval, "
            f"unlike other requests of the type `{name}`"
        )
        yield RULE.about(found.first, "approval", message)
