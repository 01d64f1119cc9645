"""A release counts fewer incidents than its changes name as caused by them.

The success of a release is measured by the number of incidents after it. If the changes name more than the release
counts, the figure in the report is too good.

Bad:

```yaml
release REL-2026-01:
  changes: [CHG-2026-0001]
  baseline_at: 2026-08-09
  deployed_at: 2026-08-10T19:00
  post_release_incidents: 0  # <- release-incidents-miscounted
change CHG-2026-0001: {caused_incidents: [INC-2026-0001]}
incident INC-2026-0001: {opened_at: 2026-08-11T09:00}
```

Good:

```yaml
release REL-2026-01:
  changes: [CHG-2026-0001]
  baseline_at: 2026-08-09
  deployed_at: 2026-08-10T19:00
  post_release_incidents: 1
change CHG-2026-0001: {caused_incidents: [INC-2026-0001]}
incident INC-2026-0001: {opened_at: 2026-08-11T09:00}
```
"""

from collections.abc import Iterator
from datetime import timedelta

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.change_order import carried
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.5.3",),
    help="count again and correct `post_release_incidents`, or the `caused_incidents` of the changes",
)


WATCH = timedelta(days=14)  # as the field says


def check(sms: Sms) -> Iterator[Finding]:
    """Count the incidents opened in the 14 days after the release that its changes name."""
    incidents = sms.by_id("incident")
    caused: dict[str, set[str]] = {}
    for release, change in carried(sms, "release"):
        named = (incidents[name] for name in change.texts("caused_incidents") if name in incidents)
        caused.setdefault(release.id, set()).update(entry.id for entry in named if _is_after(release, entry))
    for release in sms.entries("release"):
        counted, found = release.number("post_release_incidents"), caused.get(release.id, set())
        if counted is not None and counted < len(found):
            message = f"{release.id} counts {counted} incidents, but its changes name {listed(sorted(found))}"
            yield RULE.about(release, "post_release_incidents", message)


def _is_after(release: Entry, incident: Entry) -> bool:
    live, opened = release.day("deployed_at"), incident.day("opened_at")
    return live is not None and opened is not None and live <= opened <= live + WATCH
