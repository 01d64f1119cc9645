"""A known error and a release do not agree on which release fixes it.

The service desk stops handing out a workaround when the fix is live. It goes by the release that the known
error names; if that one knows nothing of it, the workaround ends too early or never.

Bad:

```yaml records/registers/release.yml
kind: release
id: REG-RELEASE
title: Releases
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: REL-2026-01
    title: New version of mail
    type: minor
    changes: [CHG-2026-0001]
    known_errors_problems_closed: [KER-2026-01]
    planned_date: 2026-08-10
    deliverables: [Version 6]
    method: By night
    acceptance_criteria: [Mail is sent in under 5 seconds]
    status: deployed
    verified: met
    approved_by: change-manager
    baseline_at: 2026-08-09
    deployed_at: 2026-08-10T19:00
    result: success
  - id: REL-2026-02
    title: New version of mail
    type: minor
    changes: [CHG-2026-0001]
    known_errors_problems_closed: []
    planned_date: 2026-08-10
    deliverables: [Version 6]
    method: By night
    acceptance_criteria: [Mail is sent in under 5 seconds]
    status: deployed
    verified: met
    approved_by: change-manager
    baseline_at: 2026-08-09
    deployed_at: 2026-08-10T19:00
    result: success
```

```yaml records/registers/known-error.yml
kind: known-error
id: REG-KNOWN-ERROR
title: Known errors
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: KER-2026-01
    problem: PRB-2026-01
    description: Mail is slow
    workaround: Wait
    services: [SVC-MAIL]
    status: open
    published_at: 2026-07-12
    fix_release: REL-2026-02  # <- release-known-error-one-sided
```

Good:

```yaml records/registers/release.yml
kind: release
id: REG-RELEASE
title: Releases
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: REL-2026-01
    title: New version of mail
    type: minor
    changes: [CHG-2026-0001]
    known_errors_problems_closed: [KER-2026-01]
    planned_date: 2026-08-10
    deliverables: [Version 6]
    method: By night
    acceptance_criteria: [Mail is sent in under 5 seconds]
    status: deployed
    verified: met
    approved_by: change-manager
    baseline_at: 2026-08-09
    deployed_at: 2026-08-10T19:00
    result: success
  - id: REL-2026-02
    title: New version of mail
    type: minor
    changes: [CHG-2026-0001]
    known_errors_problems_closed: []
    planned_date: 2026-08-10
    deliverables: [Version 6]
    method: By night
    acceptance_criteria: [Mail is sent in under 5 seconds]
    status: deployed
    verified: met
    approved_by: change-manager
    baseline_at: 2026-08-09
    deployed_at: 2026-08-10T19:00
    result: success
```

```yaml records/registers/known-error.yml
kind: known-error
id: REG-KNOWN-ERROR
title: Known errors
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: KER-2026-01
    problem: PRB-2026-01
    description: Mail is slow
    workaround: Wait
    services: [SVC-MAIL]
    status: open
    published_at: 2026-07-12
    fix_release: REL-2026-01
```
"""

from collections.abc import Iterator

from sms_lint.changes import FAILED, by_id
from sms_lint.finding import Finding, Rule
from sms_lint.models.entry import Entry
from sms_lint.sms import Sms
from sms_lint.wording import listed

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.3",
        "20000-1:8.6.3",
    ),
    help=(
        "name in `fix_release` of the known error the release that lists it, or add it to "
        "`known_errors_problems_closed`"
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the release that each known error names with those that list it and did not fail."""
    if "release" in sms.hidden:
        return
    releases = by_id(sms, "release")
    listing: dict[str, list[str]] = {}
    for release in releases.values():
        for name in release.texts("known_errors_problems_closed") if _counts(release) else ():
            listing.setdefault(name, []).append(release.id)
    for error in sms.entries("known-error"):
        named, found = error.text("fix_release"), listing.get(error.id, [])
        if named in found or (named and named not in releases) or not (named or found):
            continue
        names = f"names {named} as its fix" if named else "names no release as its fix"
        says = f"{listed(found)} says it fixes it" if found else "that release does not list it"
        yield RULE.finding(error.at("fix_release"), f"{error.id} {names}, but {says}", node=error.id)


def _counts(release: Entry) -> bool:
    return release.text("status") != "cancelled" and release.text("result") not in FAILED
