"""A release went live, and a change that it carries was not carried out by its own record.

Release and change say different things of the same night. Either the change was left out of the release, and
nobody told those who wait for it, or it was made and never reviewed.

Bad:

```yaml
release REL-2026-01: {changes: [CHG-2026-0001], status: deployed}
change CHG-2026-0001:
  status: approved  # <- release-change-not-carried-out
```

Good:

```yaml
release REL-2026-01: {changes: [CHG-2026-0001], status: deployed}
change CHG-2026-0001:
  status: implemented
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
    help="enter in the change how it went, or take it out of `changes` of the release",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the changes of each deployed release that are still only approved."""
    for release, change in carried(sms, "release"):
        if release.text("status") in LIVE and change.text("status") == "approved":
            day = release.day("deployed_at")
            message = f"{change.id} is only approved, but {release.id}, which carries it, went live on {day}"
            yield RULE.about(change, "status", message)
