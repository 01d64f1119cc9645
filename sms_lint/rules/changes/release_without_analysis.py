"""A release went live some time ago, and was not analysed.

Whether a release succeeded, and which incidents it brought, is analysed so that the next one goes better.
Later nobody can tell any more which incidents came from it. The time for it is `intervals.change_review` of
the settings.

Bad:

```yaml
release REL-2026-01:
  status: deployed  # <- release-without-analysis
  baseline_at: 2026-08-09
  deployed_at: 2026-08-10T19:00
```

Good:

```yaml
release REL-2026-01:
  status: closed
  baseline_at: 2026-08-09
  deployed_at: 2026-08-10T19:00
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.5.3",),
    help=(
        "count the incidents, write the analysis and close the release; the limit is `change_review` in the "
        "settings"
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for releases that are deployed, not closed, for longer than changes may wait for their review."""
    limit = sms.config.intervals.change_review
    for late in overdue(sms, "release", "analysis"):
        release, when = late.entry, f"{late.since}, {ago(late.since, sms.today)}"
        message = f"{release.id} went live on {when}, and was not analysed within {limit}"
        yield RULE.about(release, "status", message)
