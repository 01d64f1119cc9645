"""Every action that is open, wherever it was agreed: registers, reviews, audits, reports and tables of minutes."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sms_lint.model.entry import Entry
from sms_lint.model.kinds.evaluation import AuditReport
from sms_lint.model.naming import entry_name
from sms_lint.model.node import Document
from sms_lint.system.agenda import owner_of
from sms_lint.system.deadlines import deadlines, review_actions, without_a_day
from sms_lint.system.sms import Sms
from sms_lint.system.table_actions import TableAction, table_actions

# Findings of an audit that call for a nonconformity.
_GRADES = ("major", "minor")


class OpenAction(NamedTuple):
    """An action that is not done: its day, where it was agreed, what it is in words of people, and who owns it.

    `day` is None where none is agreed; `owner` is empty where nobody is named.
    """

    day: date | None
    source: str
    what: str
    owner: str


def open_actions(sms: Sms) -> tuple[OpenAction, ...]:
    """All open actions, the earliest first, those without a day at the end."""
    found = (*_of_records(sms), *_of_reviews(sms), *_of_tables(sms), *_of_audits(sms))
    return tuple(sorted(dict.fromkeys(found), key=lambda action: (action.day or date.max, action[1:])))


def _of_records(sms: Sms) -> Iterator[OpenAction]:
    """The actions of registers, those without a day included while their record is open."""
    for kind, model in sms.kinds.items():
        for promise in model.KIND.promises if not issubclass(model, Document) else ():
            if not promise.action:
                continue
            for due in deadlines(sms, kind, promise):
                yield _of_entry(sms, due.entry, promise.action, due.day)
            for entry in without_a_day(sms, kind, promise):
                yield _of_entry(sms, entry, promise.action, None)


def _of_entry(sms: Sms, entry: Entry, field: str, day: date | None) -> OpenAction:
    return OpenAction(day, entry.id, entry.text(field) or entry_name(entry), owner_of(sms, entry))


def _of_reviews(sms: Sms) -> Iterator[OpenAction]:
    for review, _, action in review_actions(sms):
        yield OpenAction(action.due, review.id, f"{action.id}: {action.what}", str(action.owner))


def _of_tables(sms: Sms) -> Iterator[OpenAction]:
    """Those of tables, without those that a record carries: that one is listed itself while it is open."""
    for action in table_actions(sms):
        if not action.carried_by:
            yield OpenAction(action.day, action.node.id, action.what, action.owner)


def _of_audits(sms: Sms) -> Iterator[OpenAction]:
    """Nonconformities that an audit found and that no register holds yet."""
    for report in sms.all(AuditReport):
        audit = sms.by_id("audit-programme").get(report.audit)
        for finding in report.findings:
            if finding.grade in _GRADES and not finding.nonconformity:
                owner = audit.text("responsible") if audit else ""
                yield OpenAction(None, report.id, f"{finding.finding_id}: {finding.statement}", owner)


def unread_days(sms: Sms) -> tuple[TableAction, ...]:
    """The actions of tables whose cell for the day names none."""
    return tuple(action for action in table_actions(sms) if action.day is None and not action.carried_by)
