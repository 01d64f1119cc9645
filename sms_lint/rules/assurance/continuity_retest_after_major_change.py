"""A major change was made to a service, and its continuity plan has not been tested since.

Continuity plans are tested at planned intervals and again after major changes to what surrounds the services:
the runbook that worked in spring need not work for the new platform. The time for the test is a setting
(`intervals.retest`). Each plan is reported once.

Bad:

```yaml
continuity-plan SCP-01:  # <- continuity-retest-after-major-change
  services: [SVC-DESK]
continuity-test CTT-01: {plan: SCP-01, date: 2026-05-12}
change CHG-01:
  major_impact: yes
  impact_services: [SVC-DESK]
  planned_start: 2026-06-10
  actual_end: 2026-06-10
  outcome: success
```

Good:

```yaml
continuity-plan SCP-01:
  services: [SVC-DESK]
continuity-test CTT-01: {plan: SCP-01, date: 2026-08-12}
change CHG-01:
  major_impact: yes
  impact_services: [SVC-DESK]
  planned_start: 2026-06-10
  actual_end: 2026-06-10
  outcome: success
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.retests import retests
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.2",),
    help="test the plan again, and record the test",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a test after each major change that came into force; another rule reports a plan never tested."""
    for plan, tested, change, day in retests(sms):
        if day < sms.today:
            message = (
                f"{plan.id} was last tested on {tested}, before the major change {change.id} of {change.day}"
            )
            yield RULE.about(plan, "id", message)
