"""A release went live before a change that it carries was approved.

The board decided on something that users already had. The release should not have gone live, and it was too late for
the board to weigh the risk.

Bad:

```yaml
release REL-2026-01:
  changes: [CHG-2026-0001]
  status: deployed
  baseline_at: 2026-08-01
  deployed_at: 2026-08-02T19:00  # <- release-before-change-approval
change CHG-2026-0001:
  requested_at: 2026-08-01
  approved_at: 2026-08-03T10:00
  planned_start: 2026-08-10T18:00
  actual_end: 2026-08-10T19:00
```

Good:

```yaml
release REL-2026-01:
  changes: [CHG-2026-0001]
  status: deployed
  baseline_at: 2026-08-09
  deployed_at: 2026-08-10T19:00
change CHG-2026-0001:
  requested_at: 2026-08-01
  approved_at: 2026-08-03T10:00
  planned_start: 2026-08-10T18:00
  actual_end: 2026-08-10T19:00
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import LIVE
from sms_lint.system.change_order import began_unapproved, carried, precedes, when
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.3",
        "20000-1:8.5.1.3",
    ),
    help="look up both days where they were noted first, and correct the one that was written down wrongly; "
    "if both are right, record a nonconformity",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare both moments; a change that was itself begun before its approval is reported as such."""
    for release, change in carried(sms, "release"):
        early = precedes(release, "deployed_at", change, "approved_at")
        if early and release.text("status") in LIVE and not began_unapproved(change):
            live, approved = when(release, "deployed_at"), when(change, "approved_at")
            message = f"{release.id} went live on {live}, before {change.id} was approved on {approved}"
            yield RULE.about(release, "deployed_at", message)
