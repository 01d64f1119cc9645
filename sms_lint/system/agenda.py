"""What is to be done by which day, and by whom: reviews of documents and registers, and promises of records."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sms_lint.model.entry import Entry
from sms_lint.model.kinds.documents import Process
from sms_lint.model.node import Document, Record, Table
from sms_lint.system.acknowledgements import missing_by_role
from sms_lint.system.deadlines import deadlines, review_actions, reviews
from sms_lint.system.recurring import recurrences
from sms_lint.system.retests import retests
from sms_lint.system.sms import Sms
from sms_lint.system.table_actions import table_actions
from sms_lint.system.transitions import unfinished

OWNERS = ("owner", "responsible", "manager", "relationship_owner", "approved_by")


@dataclass(frozen=True, order=True)
class Due:
    """One thing to do: the last day for it, the id and kind it is about, what it is in words, the role that owns it.

    `key` tells several things about one id apart.
    """

    day: date
    id: str
    kind: str
    what: str
    owner: str
    key: str


def agenda(sms: Sms) -> tuple[Due, ...]:
    """Everything that is due, overdue things included, the earliest first. Computed once."""
    return sms.once(_agenda)


def _agenda(sms: Sms) -> tuple[Due, ...]:
    everything = (
        *_reviews(sms),
        *_promises(sms),
        *_actions(sms),
        *_transitions(sms),
        *_retests(sms),
        *_tasks(sms),
        *_acknowledgements(sms),
    )
    return tuple(sorted(dict.fromkeys(everything)))


def _reviews(sms: Sms) -> Iterator[Due]:
    """The next review of every document and register."""
    for node, day in reviews(sms):
        what = f"review of the {'document' if isinstance(node, Document) else 'register'}"
        yield Due(day, node.id, node.kind, what, str(node.owner), "review")


def _promises(sms: Sms) -> Iterator[Due]:
    """What the entries of every kind promise, once or again and again."""
    for kind, model in sms.kinds.items():
        for promise in (*model.KIND.promises, *model.KIND.cycles):
            for deadline in deadlines(sms, kind, promise) if promise.in_calendar else ():
                entry = deadline.entry
                yield Due(deadline.day, entry.id, kind, promise.what, owner_of(sms, entry), promise.name)


def _actions(sms: Sms) -> Iterator[Due]:
    """The open actions of management reviews, and those in tables of reports and minutes."""
    for review, _, action in review_actions(sms):
        what = f"action {action.id}: {action.what}"
        yield Due(action.due, review.id, review.kind, what, str(action.owner), action.id)
    for row in table_actions(sms):
        if row.day and not row.carried_by:
            owner = row.owner if row.owner in sms.roles else owner_of(sms, Entry(row.node.id, row.node))
            yield Due(row.day, row.node.id, row.node.kind, f"action: {row.what}", owner, row.key)


def _transitions(sms: Sms) -> Iterator[Due]:
    """The last day that each open transition names."""
    for transition, day in unfinished(sms):
        yield Due(day, transition.id, transition.kind, "transition", owner_of(sms, transition), "end")


def _retests(sms: Sms) -> Iterator[Due]:
    """The tests of continuity plans that major changes call for."""
    for plan, _, change, day in retests(sms):
        what = f"continuity test after {change.id}"
        yield Due(day, plan.id, plan.kind, what, owner_of(sms, plan), "retest")


def _tasks(sms: Sms) -> Iterator[Due]:
    """The next time of each task that a document repeats."""
    for task in recurrences(sms):
        if task.due:
            yield Due(task.due, task.document.id, task.document.kind, task.task.what, task.owner, task.key)


def _acknowledgements(sms: Sms) -> Iterator[Due]:
    """What the holders of a role have to acknowledge."""
    for missing in missing_by_role(sms):
        what = f"acknowledgement of version {missing.document.version}"
        key = f"acknowledgement-{missing.role}"
        yield Due(missing.due, missing.document.id, missing.document.kind, what, missing.role, key)


def owner_of(sms: Sms, entry: Entry) -> str:
    """The role that answers for an entry: its own, else the one that keeps its register, else its process's."""
    node = entry.node
    if isinstance(node, Table):
        return entry.text("owner") or str(node.owner)
    own = next((str(value) for name in OWNERS if (value := getattr(node, name, None))), "")
    register = node.register if isinstance(node, Record) else None
    return own or (str(register.owner) if register else sms.once(_process_owners).get(node.kind, ""))


def _process_owners(sms: Sms) -> Mapping[str, str]:
    """The owner of the process that produces each kind of record."""
    return {kind: str(process.owner) for process in sms.all(Process) for kind in process.records}
