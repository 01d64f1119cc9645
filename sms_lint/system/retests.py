"""Continuity plans that a major change has overtaken: by which day each is to be tested again."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sms_lint.model.entry import Entry
from sms_lint.model.kinds.assurance import ContinuityPlan, ContinuityTest
from sms_lint.system.series import newest
from sms_lint.system.sms import Sms


class MajorChange(NamedTuple):
    """A major change that stayed in force: its last day, its id and the services that it concerned."""

    day: date
    id: str
    services: tuple[str, ...]


class Retest(NamedTuple):
    """A test that is owed: of which plan, the day of the last one, the first major change since, and the last day."""

    plan: Entry
    tested: date
    change: MajorChange
    day: date


def retests(sms: Sms) -> Iterator[Retest]:
    """The tests that major changes call for; a plan that was never tested waits for its first one instead."""
    if ContinuityTest.KIND.name in sms.hidden:
        return
    tested = newest(sms.entries(ContinuityTest.KIND.name), "date", "plan")
    changes = sorted(_major_changes(sms))
    for plan in sms.entries(ContinuityPlan.KIND.name):
        last = tested[plan.id,].day("date") if (plan.id,) in tested else None
        services = set(plan.texts("services"))
        since = (change for change in changes if last and change.day > last)
        first = next((change for change in since if not services.isdisjoint(change.services)), None)
        if last and first:
            yield Retest(plan, last, first, sms.config.intervals.retest.after(first.day))


def _major_changes(sms: Sms) -> Iterator[MajorChange]:
    for entry in sms.entries("change"):
        day = entry.day("actual_end")
        if day and entry.text("major_impact") == "yes" and entry.text("outcome") == "success":
            yield MajorChange(day, entry.id, entry.texts("impact_services"))
