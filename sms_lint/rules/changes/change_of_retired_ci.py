"""A change that is still to be carried out touches a configuration item that is retired.

Either the item is in use and the register is wrong, or the change was planned on an old list and will be
carried out on something that is not there, while what took its place is not on the list.

Bad:

```yaml
change CHG-2026-0001:
  status: approved
  affected_cis: [CI-MAIL-01]  # <- change-of-retired-ci
ci CI-MAIL-01: {status: retired}
```

Good:

```yaml
change CHG-2026-0001:
  status: approved
  affected_cis: [CI-MAIL-01]
ci CI-MAIL-01: {status: in_use}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.2.6",
        "20000-1:8.5.1.3",
    ),
    help="name the items that the change will touch in `affected_cis`, or correct the status of the item",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at changes asked for or approved; those carried out may have been what retired the item."""
    states = {item.id: item.text("status") for item in sms.entries("ci")}
    for change in sms.entries("change"):
        gone = [name for name in change.texts("affected_cis") if states.get(name) == "retired"]
        if gone and change.text("status") in ("requested", "approved"):
            verb = "is" if len(gone) == 1 else "are"
            message = f"{change.id} is still to be carried out on {listed(gone)}, which {verb} retired"
            yield RULE.about(change, "affected_cis", message)
