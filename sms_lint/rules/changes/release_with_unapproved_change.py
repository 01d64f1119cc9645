"""A release carries a change that is not approved.

A release brings approved changes into service together. A change that is rejected, or not decided yet, must
not go live because it lies in the same package.

Bad:

```yaml
release REL-2026-01:
  changes: [CHG-2026-0001]  # <- release-with-unapproved-change
  status: deployed
change CHG-2026-0001: {status: requested}
```

Good:

```yaml
release REL-2026-01:
  changes: [CHG-2026-0001]
  status: deployed
change CHG-2026-0001: {status: implemented}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import LIVE
from sms_lint.system.change_order import carried
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.3",
        "20000-1:8.5.1.3",
    ),
    help="have the change decided, or take it out of `changes` of the release",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the changes of each release that is approved or went live."""
    for release, change in carried(sms, "release"):
        status = change.text("status")
        if release.text("status") in {"approved", *LIVE} and status in ("requested", "rejected"):
            message = f"{release.id} carries {change.id}, which is {status}, not approved"
            yield RULE.about(release, "changes", message)
