"""A period has no result of an agreed target.

Performance is measured and reported against each target for each period. A month without a figure is a month
in which nobody knows whether the promise was kept; often it was the bad one. Expected are the whole months,
or the longer periods in which the target is reported, since the agreement began, for as long as evidence
counts as fresh, once there was time to report them. How long that is, is said by `evidence.fresh`.

Bad:

```yaml records/registers/sla.yml
kind: sla
id: REG-SLA
title: Service level agreements
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-A
    service: SVC-MAIL
    customer: CUS-A
    requirements_ref: POL-SMS
    targets:
      - name: availability  # <- sla-result-missing
        metric: Share
        value: 99.5
        unit: "%"
        direction: higher
        measurement: Probe
    workload_limits:
      - {name: mailboxes, value: 400, unit: mailboxes}
    exceptions: []
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Practice director, 2025-12-08"
    valid_from: 2026-07-01
    review_due: 2026-12-10
    status: active
```

```yaml records/registers/sla-result.yml
kind: sla-result
id: REG-SLA-RESULT
title: Service level results
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLR-07
    sla: SLA-A
    target: availability
    period: 2026-07
    actual: 99.7
    unit: "%"
    met: yes
    workload_limit: 400
    workload_actual: 380
    workload_unit: mailboxes
    reported_at: 2026-10-07
  - id: SLR-09
    sla: SLA-A
    target: availability
    period: 2026-09
    actual: 99.7
    unit: "%"
    met: yes
    workload_limit: 400
    workload_actual: 380
    workload_unit: mailboxes
    reported_at: 2026-10-07
```

Good:

```yaml records/registers/sla.yml
kind: sla
id: REG-SLA
title: Service level agreements
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLA-A
    service: SVC-MAIL
    customer: CUS-A
    requirements_ref: POL-SMS
    targets:
      - name: availability
        metric: Share
        value: 99.5
        unit: "%"
        direction: higher
        measurement: Probe
    workload_limits:
      - {name: mailboxes, value: 400, unit: mailboxes}
    exceptions: []
    service_hours: Always
    approved_by: head-of-service-management
    agreed_by_customer: "Practice director, 2025-12-08"
    valid_from: 2026-07-01
    review_due: 2026-12-10
    status: active
```

```yaml records/registers/sla-result.yml
kind: sla-result
id: REG-SLA-RESULT
title: Service level results
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SLR-07
    sla: SLA-A
    target: availability
    period: 2026-07
    actual: 99.7
    unit: "%"
    met: yes
    workload_limit: 400
    workload_actual: 380
    workload_unit: mailboxes
    reported_at: 2026-10-07
  - id: SLR-08
    sla: SLA-A
    target: availability
    period: 2026-08
    actual: 99.7
    unit: "%"
    met: yes
    workload_limit: 400
    workload_actual: 380
    workload_unit: mailboxes
    reported_at: 2026-10-07
  - id: SLR-09
    sla: SLA-A
    target: availability
    period: 2026-09
    actual: 99.7
    unit: "%"
    met: yes
    workload_limit: 400
    workload_actual: 380
    workload_unit: mailboxes
    reported_at: 2026-10-07
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.ground.periods import CalendarPeriod, periods_within
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.delivery import agreements
from sms_lint.system.series import Periods, alike, covered, is_due, period_in, period_words, unexplained
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:9.4",
    ),
    help="enter the result of the period",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare what each target should have with what there is; the same periods missing everywhere are one finding."""
    if "sla-result" in sms.hidden or not sms.entries("sla-result"):
        return
    results: dict[str, list[Entry]] = defaultdict(list)
    for entry in sms.entries("sla-result"):
        results[entry.text("sla")].append(entry)
    absent = {
        (agreement.id, index): periods
        for agreement in agreements(sms)
        if agreement.id not in sms.unread
        for index in range(len(agreement.targets))
        if (periods := _absent(sms, agreement, index, results[agreement.id]))
    }
    known = {agreement.id: agreement for agreement in agreements(sms)}
    for keys, periods in alike(absent):
        (name, index), more = keys[0], len(keys) - 1
        agreement = known[name]
        others = f" (and of {more} more {'target' if more == 1 else 'targets'})" if more else ""
        target = agreement.targets[index].name
        message = f"there is no result of `{target}` of {name}{others} for {period_words(periods)}"
        yield RULE.about(agreement, ("targets", index, "name"), message)


def _absent(sms: Sms, agreement: ServiceLevelAgreement, index: int, results: list[Entry]) -> Periods:
    """The periods without a result of a target; a result under a name that is not agreed may be meant for it."""
    agreed = {target.name for target in agreement.targets}
    name = agreement.targets[index].name
    present = [
        period
        for entry in results
        if entry.text("target") == name or entry.text("target") not in agreed
        if (period := period_in(entry))
    ]
    absent = (period for period in _expected(sms, agreement, present) if not covered(period, present))
    return unexplained(sms, "sla-result", "sla", agreement.id, tuple(absent))


def _expected(
    sms: Sms, agreement: ServiceLevelAgreement, present: list[CalendarPeriod]
) -> Iterator[CalendarPeriod]:
    """The periods wholly within the agreement of which a report is due, and not so old that nobody asks."""
    unit = max(present, key=lambda period: period.last).unit if present else "month"
    last = min(agreement.valid_to or sms.today, sms.today)
    for period in periods_within(unit, agreement.valid_from, last):
        recent = sms.config.evidence.fresh.after(period.last) >= sms.today
        if recent and is_due(sms, period):
            yield period
