"""What was promised for the recovery of a service, and what its continuity tests reached, side by side."""

from collections.abc import Sequence

from sms_lint.model.entry import Entry
from sms_lint.model.kinds.assurance import ContinuityPlan, ContinuityTest
from sms_lint.publish.site.entries import newest_first
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import EMPTY, NOTHING, Sign, badge, day, table
from sms_lint.publish.site.state import DONE, OVERDUE
from sms_lint.publish.site.values import show
from sms_lint.publish.site.view import PageContext
from sms_lint.system.relations import named_by, reached
from sms_lint.translation import ours

_NEWEST = 3
_HEADS = ("Plan", "Test", "Recovery objective", "Recovered in", "Data loss allowed", "Data lost", "Result")
_RESULTS = {"passed": DONE._replace(word="passed"), "failed": OVERDUE._replace(word="failed")}
_UNTESTED = Sign("○", "not tested yet", "weak")


def recovery(here: PageContext, service: Entry) -> Safe:
    """The plans of a service with their newest tests; nothing where it has no plan."""
    plans = reached(here.sms, service.id, ("continuity-plan",))
    rows = [row for plan in plans for row in _rows(here, plan)]
    return table(_HEADS, rows, "Recovery objectives and tests", "loose cards") if rows else EMPTY


def _rows(here: PageContext, entry: Entry) -> list[list[Safe]]:
    plan = here.sms.record(ContinuityPlan, entry.id)
    if plan is None:
        return []
    tests = newest_first(here.sms, named_by(here.sms, entry.id, "continuity-test", "plan"))[:_NEWEST]
    found = [(test, here.sms.record(ContinuityTest, test.id)) for test in tests]
    rows = [_row(here, plan, test, record) for test, record in found if record is not None]
    return rows or [
        [*_promised(here, plan, NOTHING), Safe(""), *_allowed(here, plan), Safe(""), badge(_UNTESTED)]
    ]


def _row(here: PageContext, plan: ContinuityPlan, test: Entry, record: ContinuityTest) -> list[Safe]:
    label = Safe(f"{day(record.date)} {text(ours(record.kind_of_test.replace('_', ' ')))}")
    return [
        *_promised(here, plan, here.node(test.id, label)),
        show(here, record.actual_recovery) if record.actual_recovery else NOTHING,
        *_allowed(here, plan),
        show(here, record.data_loss) if record.data_loss else NOTHING,
        badge(_RESULTS[record.result]),
    ]


def _promised(here: PageContext, plan: ContinuityPlan, test: Safe) -> Sequence[Safe]:
    return (here.node(plan.id), test, show(here, plan.rto) if plan.rto else NOTHING)


def _allowed(here: PageContext, plan: ContinuityPlan) -> Sequence[Safe]:
    return (show(here, plan.rpo) if plan.rpo else NOTHING,)
