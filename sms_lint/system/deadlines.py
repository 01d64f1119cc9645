"""Entries whose day has come: something was to be done by a day, or so often, and was not."""

from collections.abc import Container, Iterator
from datetime import date

from sms_lint.ground.fields import Duration
from sms_lint.ground.sentences import ids_in
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.evaluation import ManagementReview
from sms_lint.system.sms import Sms


def overdue(sms: Sms, kind: str, due: str, status: Container[str]) -> Iterator[tuple[Entry, date]]:
    """The entries of a kind whose day `due` has passed while their status is one of `status`."""
    for entry in sms.entries(kind):
        day = entry.day(due)
        if day is not None and day < sms.today and entry.text("status") in status:
            yield entry, day


def outdated(sms: Sms, kind: str, last: str, every: Duration) -> Iterator[tuple[Entry, date]]:
    """The entries of a kind that were last looked at, on the day `last`, longer ago than `every`."""
    for entry in sms.entries(kind):
        day = entry.day(last)
        if day is not None and every.after(day) < sms.today:
            yield entry, day


def not_reviewed(sms: Sms, name: str, due: date) -> str:
    """What a sentence on something overdue adds where the first management review after its day is silent on it."""
    reviews = sorted(
        (
            node
            for node in sms.of_kind("management-review")
            if isinstance(node, ManagementReview) and node.date > due
        ),
        key=lambda node: node.date,
    )
    if not reviews or name in ids_in(reviews[0].origin.file.text):
        return ""
    return f", and {reviews[0].id} of {reviews[0].date} does not mention it"
