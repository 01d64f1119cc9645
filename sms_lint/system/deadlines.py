"""By which day an entry has to be dealt with: the promises and cycles of its kind, worked out for today.

The calendar shows what `deadlines` gives, and a rule reports what `overdue` gives. Both name a promise or a cycle of
the kind, so that they agree on every day: on the day itself nothing is overdue, on the day after it is.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from sms_lint.ground.durations import Duration, read_duration
from sms_lint.ground.periods import read_period
from sms_lint.ground.sentences import ids_in
from sms_lint.ground.source import Location
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.management_review import ManagementReview, ReviewAction
from sms_lint.model.node import Document, Register
from sms_lint.model.promises import Cycle, Promise, Says
from sms_lint.system.delivery import live
from sms_lint.system.lost_fields import lost_fields
from sms_lint.system.relations import named_by
from sms_lint.system.sms import Sms


class Deadline(NamedTuple):
    """The last day for one thing to do about an entry.

    `since` is the day that it counts from: the day itself where a field states it. `field` is what says so, and the
    place at which to show that it has passed.
    """

    entry: Entry
    promise: Promise
    since: date
    day: date
    field: str

    @property
    def at(self) -> Location:
        """The place of the field that the deadline comes from."""
        return self.entry.at(self.field)


def overdue(sms: Sms, kind: str, *promises: Promise | str) -> Iterator[Deadline]:
    """The deadlines of some promises of a kind, by their names, that have passed."""
    for promise in promises:
        yield from (deadline for deadline in deadlines(sms, kind, promise) if deadline.day < sms.today)


def kept_late(sms: Sms, kind: str, *promises: str) -> Iterator[tuple[Deadline, date]]:
    """The deadlines of some promises that were kept after their day, with the day on which they were."""
    for promise in map(sms.kinds[kind].KIND.promise, promises):
        for kept, entry in _dated(sms, kind, promise.unless[0]):
            deadline = _deadline(sms, entry, promise) if _is_meant(entry, promise) else None
            if deadline and deadline.day < kept:
                yield deadline, kept


def deadlines(sms: Sms, kind: str, promise: Promise | str) -> Iterator[Deadline]:
    """Every deadline of a promise or cycle that is still to be kept, or that has passed without it."""
    if isinstance(promise, str):
        promise = sms.kinds[kind].KIND.promise(promise)
    for entry in _counting(sms, kind, promise):
        deadline = _deadline(sms, entry, promise) if _holds(sms, entry, promise) else None
        if deadline and not _has_ended(sms, deadline) and not _is_answered(sms, deadline):
            yield deadline


def without_a_day(sms: Sms, kind: str, promise: Promise) -> Iterator[Entry]:
    """The entries that have a promise to keep and name no day for it."""
    for entry in _counting(sms, kind, promise) if promise.latest_of is None else ():
        if day_in(entry, promise.field) is None and _holds(sms, entry, promise):
            yield entry


def reviews(sms: Sms) -> Iterator[tuple[Document | Register, date]]:
    """The next review of every document in force and every register; drafts and retired documents have none.

    Nor has what was not reviewed yet: time alone makes nothing overdue that was never begun.
    """
    for node in sms.controlled:
        due = node.review.next
        if due and (not isinstance(node, Document) or node.lifecycle == "active"):
            yield node, due


def review_actions(sms: Sms) -> Iterator[tuple[ManagementReview, int, ReviewAction]]:
    """The open actions of management reviews, each with its place among those of its review."""
    for review in sms.all(ManagementReview):
        for index, action in enumerate(review.actions):
            if action.status == "open":
                yield review, index, action


def standing(sms: Sms, kind: str) -> Iterator[Entry]:
    """The entries of a kind that no later one supersedes."""
    entries = sms.entries(kind)
    replaced = {name for entry in entries if (name := entry.text("supersedes"))}
    return (entry for entry in entries if entry.id not in replaced)


def day_in(entry: Entry, field: str) -> date | None:
    """The day in a field, or the last day of the period there."""
    period = read_period(entry.text(field))
    return period.last if period else entry.day(field)


def not_reviewed(sms: Sms, name: str, due: date) -> str:
    """The words to add about something overdue that the first management review after its day does not mention."""
    later = [review for review in sms.all(ManagementReview) if review.date > due]
    first = min(later, key=lambda review: review.date, default=None)
    if first is None or name in ids_in(first.origin.file.text):
        return ""
    return f", and {first.id} of {first.date} does not mention it"


def _counting(sms: Sms, kind: str, promise: Promise) -> Iterable[Entry]:
    """The entries that a promise is about: all, or the newest of those that are alike.

    Where entries could not be read, one of them may be the newest.
    """
    if promise.latest_of is None:
        return standing(sms, kind)
    if kind in sms.hidden or (not promise.latest_of and kind in sms.unread):
        return ()
    newest: dict[tuple[str, ...], tuple[tuple[date, str], Entry]] = {}
    for day, entry in _dated(sms, kind, promise.newest_by or promise.field):
        if not _all_said(entry, promise.among):
            continue
        alike = tuple(map(entry.text, promise.latest_of))
        order = day, entry.text(promise.newest_by or promise.field)
        if alike not in newest or newest[alike][0] <= order:
            newest[alike] = order, entry
    return [entry for _, entry in newest.values()]


def _dated(sms: Sms, kind: str, field: str) -> Iterator[tuple[date, Entry]]:
    """The entries with a day in a field; days to come are left out where the field says what was done."""
    is_deed = field in sms.kinds[kind].KIND.deeds
    for entry in standing(sms, kind):
        day = day_in(entry, field)
        if day is not None and not (is_deed and day > sms.today):
            yield day, entry


def _holds(sms: Sms, entry: Entry, promise: Promise) -> bool:
    """Whether an entry is in a state in which the promise is to be kept."""
    if promise.states and entry.text(sms.kinds[entry.kind].KIND.state_field) not in promise.states:
        return False
    if any(map(entry.text, promise.unless)) or not _is_meant(entry, promise):
        return False
    # What is written and cannot be read may say that the promise was kept.
    if not lost_fields(sms).get(entry.id, frozenset()).isdisjoint(promise.unless):
        return False
    return not promise.service or entry.text(promise.service) in live(sms)


def _is_meant(entry: Entry, promise: Promise) -> bool:
    """Whether a promise is about an entry at all, by what its fields say."""
    return _all_said(entry, promise.when)


def _all_said(entry: Entry, conditions: Iterable[Says]) -> bool:
    return all(entry.says(says.field, says.words) is not says.but_not for says in conditions)


def _deadline(sms: Sms, entry: Entry, promise: Promise) -> Deadline | None:
    """The last day of a promise; the earlier one where a day was set for the next time."""
    field = promise.field if entry.text(promise.field) or not promise.begin else promise.begin
    since = day_in(entry, field)
    day = since and _last_day(sms, entry, promise, since)
    next_time = promise.planned if isinstance(promise, Cycle) else ""
    planned = entry.day(next_time) if next_time else None
    if since is None or day is None or (promise.since and day < (entry.day(promise.since) or day)):
        return None
    if planned and (planned <= day or field == promise.begin):
        return Deadline(entry, promise, since, min(planned, day), next_time)
    return Deadline(entry, promise, since, day, field)


def _last_day(sms: Sms, entry: Entry, promise: Promise, since: date) -> date | None:
    rhythm = promise.rhythm if isinstance(promise, Cycle) else None
    begin = rhythm.last_day(entry.text(rhythm.field), since) if rhythm else since
    if not promise.within or begin is None:
        return begin
    within = interval(sms, promise, entry)
    return within.after(begin) if within else None


def interval(sms: Sms, promise: Promise, entry: Entry) -> Duration | None:
    """How long after its day a promise is to be kept: a setting, or what a field of the entry says."""
    if promise.setting:
        within: Duration = getattr(sms.config.intervals, promise.setting)
        return within
    try:
        return read_duration(entry.text(promise.within))
    except ValueError:
        return None


def _has_ended(sms: Sms, deadline: Deadline) -> bool:
    """Whether the promise had ended by the day after a deadline, or has ended by today."""
    last = deadline.entry.day(deadline.promise.until) if deadline.promise.until else None
    return last is not None and (last <= deadline.day or last < sms.today)


def _is_answered(sms: Sms, deadline: Deadline) -> bool:
    """Whether another record names the entry, as far as all of its kind could be read."""
    kind, _, field = deadline.promise.answered_by.partition(".")
    if not kind:
        return False
    name = deadline.entry.id
    return kind in sms.hidden or name in sms.unread or bool(named_by(sms, name, kind, field))
