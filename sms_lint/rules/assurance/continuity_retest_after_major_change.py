"""A major change was made to a service, and its continuity plan was not tested since.

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
from datetime import date

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.assurance import ContinuityPlan, ContinuityTest
from sms_lint.system.series import newest
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.2",),
    help="test the plan again, and record the test",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for a test after each major change that came into force; a plan never tested is another rule's fault."""
    if ContinuityTest.KIND.name in sms.hidden:
        return
    tested = newest(sms.entries(ContinuityTest.KIND.name), "date", "plan")
    changed = sorted(_major_changes(sms))
    for plan in sms.all(ContinuityPlan):
        last = tested[plan.id,].day("date") if (plan.id,) in tested else None
        due = [
            (day, name)
            for day, name, services in changed
            if last and day > last and services & {*plan.services}
        ]
        if due and sms.config.intervals.retest.after(due[0][0]) < sms.today:
            message = (
                f"{plan.id} was last tested on {last}, before the major change {due[0][1]} of {due[0][0]}"
            )
            yield RULE.about(plan, "id", message)


def _major_changes(sms: Sms) -> Iterator[tuple[date, str, frozenset[str]]]:
    """The day, the id and the services of each major change that stayed in force."""
    for entry in sms.entries("change"):
        day = entry.day("actual_end")
        if day and entry.text("major_impact") == "yes" and entry.text("outcome") == "success":
            yield day, entry.id, frozenset(entry.texts("impact_services"))
