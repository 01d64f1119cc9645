"""A release and its changes do not agree on how it went.

A release whose change failed was no success, and one that was rolled back did not leave its changes in
service. Success rates of releases and of changes are then both wrong, in opposite directions.

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
    result: success  # <- release-result-differs
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
    outcome: rolled_back
    affected_cis: [CI-MAIL-01]
    investigation: Disk full
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
    result: rolled_back
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
    outcome: rolled_back
    affected_cis: [CI-MAIL-01]
    investigation: Disk full
```
"""

from collections.abc import Iterator, Mapping

from sms_lint.ground.sentences import listed
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.change import FAILED
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
    help="put `result` of the release or `outcome` of the change right",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the result of each release with the outcomes of its changes, as far as they are known."""
    outcomes: dict[str, dict[str, str]] = {}
    for release, change in carried(sms, "release"):
        if change.text("outcome"):
            outcomes.setdefault(release.id, {})[change.id] = change.text("outcome")
    for release in sms.entries("release"):
        if message := _difference(release, outcomes.get(release.id, {})):
            yield RULE.about(release, "result", message)


def _difference(release: Entry, outcomes: Mapping[str, str]) -> str:
    """Some failed change contradicts a success; only if all went well they contradict a failure."""
    result = release.text("result")
    failed = [name for name, outcome in outcomes.items() if outcome in FAILED]
    if result == "success" and failed:
        return f"{release.id} counts as a success, but {listed(failed)}, which it carried, failed or was rolled back"
    if result in FAILED and outcomes and not failed:
        how = result.replace("_", " ")
        return f"{release.id} is recorded as {how}, but {listed(outcomes)}, which it carried, as a success"
    return ""
