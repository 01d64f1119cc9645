"""Transitions by the dates that they name: which should be finished by when."""

import re
from collections.abc import Iterator
from datetime import date

from sms_lint.model.entry import Entry
from sms_lint.model.kinds.transition import OPEN
from sms_lint.model.row_rules import moment
from sms_lint.system.change_order import carried
from sms_lint.system.sms import Sms

_DATE = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


def unfinished(sms: Sms) -> Iterator[tuple[Entry, date]]:
    """Each open transition that names a day, with the last day that it or one of its changes names."""
    ends: dict[str, list[date]] = {}
    for transition, change in carried(sms, "transition"):
        day = change.day("planned_end")
        ends.setdefault(transition.id, []).extend([day] if day else [])
    for transition in sms.entries("transition"):
        days = [*ends.get(transition.id, ()), *_dates(transition)]
        if days and transition.text("status") in OPEN:
            yield transition, max(days)


def _dates(transition: Entry) -> Iterator[date]:
    for name in ("activities_timescales", "removal_or_transfer_dates"):
        for text in _DATE.findall(transition.text(name)):
            if (day := moment(text)) is not None:
                yield day.date()
