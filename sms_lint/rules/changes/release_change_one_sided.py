"""A change names a release it belongs with, and that release does not carry it.

Who looks from the change finds a release that knows nothing of it, and who looks from the release does not
see what went live with it. Baseline, tests and way back were made for another set of changes.

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
    changes: [CHG-2026-0002]
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

```yaml records/registers/change.yml
kind: change
id: REG-CHANGE
title: Changes
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CHG-2026-0001
    title: New version of mail
    requested_by: P-001
    requested_at: 2026-08-01
    category: normal
    major_impact: no
    route: change
    reason: Support ends
    risk: 2 x 2
    benefit: Supported
    feasibility: Yes
    cost: One day
    impact_services: [SVC-MAIL]
    impact_parties: Users
    impact_policies_plans: None
    impact_capacity_availability_continuity_security: None
    status: implemented
    approved_at: 2026-08-03T10:00
    approvers: [P-003]
    reversal_plan: Old version
    communicated_at: 2026-08-04
    planned_start: 2026-08-10T18:00
    planned_end: 2026-08-10T20:00
    actual_end: 2026-08-10T19:00
    outcome: success
    affected_cis: [CI-MAIL-01]
    related_rfc_release: [REL-2026-01]  # <- release-change-one-sided
  - id: CHG-2026-0002
    title: New version of mail
    requested_by: P-001
    requested_at: 2026-08-01
    category: normal
    major_impact: no
    route: change
    reason: Support ends
    risk: 2 x 2
    benefit: Supported
    feasibility: Yes
    cost: One day
    impact_services: [SVC-MAIL]
    impact_parties: Users
    impact_policies_plans: None
    impact_capacity_availability_continuity_security: None
    status: implemented
    approved_at: 2026-08-03T10:00
    approvers: [P-003]
    reversal_plan: Old version
    communicated_at: 2026-08-04
    planned_start: 2026-08-10T18:00
    planned_end: 2026-08-10T20:00
    actual_end: 2026-08-10T19:00
    outcome: success
    affected_cis: [CI-MAIL-01]
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

```yaml records/registers/change.yml
kind: change
id: REG-CHANGE
title: Changes
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CHG-2026-0001
    title: New version of mail
    requested_by: P-001
    requested_at: 2026-08-01
    category: normal
    major_impact: no
    route: change
    reason: Support ends
    risk: 2 x 2
    benefit: Supported
    feasibility: Yes
    cost: One day
    impact_services: [SVC-MAIL]
    impact_parties: Users
    impact_policies_plans: None
    impact_capacity_availability_continuity_security: None
    status: implemented
    approved_at: 2026-08-03T10:00
    approvers: [P-003]
    reversal_plan: Old version
    communicated_at: 2026-08-04
    planned_start: 2026-08-10T18:00
    planned_end: 2026-08-10T20:00
    actual_end: 2026-08-10T19:00
    outcome: success
    affected_cis: [CI-MAIL-01]
    related_rfc_release: [REL-2026-01]
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.change_order import carried
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.5.3",
        "20000-1:8.5.1.2",
    ),
    help=(
        "name the release that carries the change in `related_rfc_release`, or add the change to `changes` of "
        "the release"
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the releases that each change names, unless one of them carries it."""
    carrying = {(change.id, release.id) for release, change in carried(sms, "release")}
    named: dict[str, list[str]] = {}
    changes = sms.by_id("change")
    for change, release in carried(sms, "change", "related_rfc_release", "release"):
        named.setdefault(change.id, []).append(release.id)
    for name, releases in named.items():
        if not any((name, one) in carrying for one in releases):
            verb = "does" if len(releases) == 1 else "do"
            message = f"{name} says it belongs with {listed(releases)}, which {verb} not carry it"
            yield RULE.about(changes[name], "related_rfc_release", message)
