"""A service request was fulfilled without the instruction that its type has.

Whoever fulfils a request from memory does it in a way of his or her own: a step is left out, and nobody can see
it. Where three in four requests of a type name an instruction, the type is taken to have one.

Bad:

```yaml
service-request REQ-01:
  type: Access to a folder
  instruction: INS-ACCESS
  status: closed
service-request REQ-02:
  type: Access to a folder
  instruction: INS-ACCESS
  status: closed
service-request REQ-03:
  type: Access to a folder
  instruction: INS-ACCESS
  status: closed
service-request REQ-04:  # <- request-without-instruction
  type: Access to a folder
  status: closed
  instruction:  # not given
```

Good:

```yaml
service-request REQ-01:
  type: Access to a folder
  instruction: INS-ACCESS
  status: closed
service-request REQ-02:
  type: Access to a folder
  instruction: INS-ACCESS
  status: closed
service-request REQ-03:
  type: Access to a folder
  instruction: INS-ACCESS
  status: closed
service-request REQ-04:
  type: Access to a folder
  instruction: INS-ACCESS
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
    severity="warning",
    clauses=("20000-1:8.6.2",),
    help="name the instruction that it was fulfilled by",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the requests of each type that name an instruction in most cases; one finding for each type."""
    for name, found in unlike_their_type(sms, "instruction", {""}):
        message = (
            f"{found.names} {found.verb('was', 'were')} fulfilled without an instruction, "
            f"unlike other requests of the type `{name}`"
        )
        yield RULE.about(found.first, "instruction", message)
