"""A service request was fulfilled without the approval, or the instruction, that is usual for its type.

Requests of one type are approved and fulfilled alike. Where nearly all of a type have an approval or an instruction and
some have none, those few bypassed the procedure. Nobody can say whether the person was entitled to what was granted, or
whether all steps were taken. It is an error where the approval is missing, a warning where it is the instruction.

Bad:

```yaml
service-request REQ-01:
  type: Access to a folder
  approval: approved
  instruction: INS-ACCESS
  status: closed
service-request REQ-02:
  type: Access to a folder
  approval: approved
  instruction: INS-ACCESS
  status: closed
service-request REQ-03:
  type: Access to a folder
  approval: approved
  instruction: INS-ACCESS
  status: closed
service-request REQ-04:
  type: Access to a folder
  approval: not_needed  # <- request-unlike-its-type
  instruction: INS-ACCESS
  status: closed
```

Good:

```yaml
service-request REQ-01:
  type: Access to a folder
  approval: approved
  instruction: INS-ACCESS
  status: closed
service-request REQ-02:
  type: Access to a folder
  approval: approved
  instruction: INS-ACCESS
  status: closed
service-request REQ-03:
  type: Access to a folder
  approval: approved
  instruction: INS-ACCESS
  status: closed
service-request REQ-04:
  type: Access to a folder
  approval: approved
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
    severity="error",
    clauses=("20000-1:8.6.2",),
    help="enter the approval, or obtain it, and withdraw what was granted without it",
    aliases=("request-without-approval", "request-without-instruction"),
)
_APPROVAL = RULE.part("request-without-approval")
_INSTRUCTION = RULE.part(
    "request-without-instruction", severity="warning", help="name the instruction that it was fulfilled by"
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at each type by what most of its requests have."""
    yield from _approval(sms)
    yield from _instruction(sms)


def _approval(sms: Sms) -> Iterator[Finding]:
    """Look at the requests of each type that was approved in most cases; one finding for each type."""
    for name, group in unlike_their_type(sms, "approval", {"", "not_needed"}):
        message = (
            f"{group.names} {group.verb('was', 'were')} fulfilled without approval, "
            f"unlike other requests of the type `{name}`"
        )
        yield _APPROVAL.about(group.first, "approval", message)


def _instruction(sms: Sms) -> Iterator[Finding]:
    """Look at the requests of each type that name an instruction in most cases; one finding for each type."""
    for name, group in unlike_their_type(sms, "instruction", {""}):
        message = (
            f"{group.names} {group.verb('was', 'were')} fulfilled without an instruction, "
            f"unlike other requests of the type `{name}`"
        )
        yield _INSTRUCTION.about(group.first, "instruction", message)
