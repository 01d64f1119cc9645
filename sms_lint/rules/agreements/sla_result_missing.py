"""A period has no result of an agreed target.

Performance is measured and reported against each target for each period. A month without a figure is a month in which
nobody knows whether the promise was kept; often it was the bad one. A result is expected for each whole month, or each
longer period by which the target is reported, since the agreement began, once there was time to report it. Periods that
are older than `evidence.fresh` of the settings are left alone.

Bad:

```yaml
sla SLA-A:
  targets:
    - {name: availability}  # <- sla-result-missing
  valid_from: 2026-07-01
  status: active
sla-result SLR-07: {sla: SLA-A, period: 2026-07}
sla-result SLR-09: {sla: SLA-A, period: 2026-09}
```

Good:

```yaml
sla SLA-A:
  targets:
    - {name: availability}
  valid_from: 2026-07-01
  status: active
sla-result SLR-07: {sla: SLA-A, period: 2026-07}
sla-result SLR-08: {sla: SLA-A, period: 2026-08}
sla-result SLR-09: {sla: SLA-A, period: 2026-09}
```
"""

from collections import defaultdict
from collections.abc import Iterator

from sms_lint.ground.faults import closest
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
    known = {agreement.id: agreement for agreement in agreements(sms)}
    results: dict[str, list[Entry]] = defaultdict(list)
    for entry in sms.entries("sla-result"):
        name = entry.text("sla")
        # An agreement that is none may be meant for the nearest one: another rule reports it.
        results[name if name in known else closest(name, list(known)) or name].append(entry)
    absent = {
        (agreement.id, index): periods
        for agreement in agreements(sms)
        if agreement.id not in sms.unread
        for index in range(len(agreement.targets))
        if (periods := _absent(sms, agreement, index, results[agreement.id]))
    }
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
    """The periods wholly within the agreement whose report is due, and that are not too old to be expected."""
    unit = max(present, key=lambda period: period.last).unit if present else "month"
    last = min(agreement.valid_to or sms.today, sms.today)
    for period in periods_within(unit, agreement.valid_from, last):
        recent = sms.config.evidence.fresh.after(period.last) >= sms.today
        if recent and is_due(sms, period):
            yield period
