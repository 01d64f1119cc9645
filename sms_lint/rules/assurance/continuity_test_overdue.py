"""A service continuity plan was not tested in time.

A plan that was never tried is a hope. Each plan is tested within `intervals.continuity_test` of the settings,
counted from its last test.

Bad:

```yaml
continuity-plan SCP-01:  # <- continuity-test-overdue
continuity-test CTT-01: {plan: SCP-01, date: 2025-05-12}
```

Good:

```yaml
continuity-plan SCP-01:
continuity-test CTT-01: {plan: SCP-01, date: 2026-05-12}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.assurance import ContinuityPlan, ContinuityTest
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.2",),
    help="test the plan and record the result",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look up the last test of each plan."""
    kind = ContinuityTest.KIND.name
    if kind in sms.hidden:
        return
    late = {deadline.entry.text("plan"): deadline for deadline in overdue(sms, kind, "test")}
    tested = {entry.text("plan") for entry in sms.entries(kind)}
    every = sms.config.intervals.continuity_test
    for plan in sms.entries(ContinuityPlan.KIND.name):
        if plan.id not in sms.unread and (plan.id in late or plan.id not in tested):
            last = f"was last tested on {late[plan.id].since}" if plan.id in late else "was never tested"
            yield RULE.about(plan, "id", f"{plan.id} {last}; that is due every {every}")
