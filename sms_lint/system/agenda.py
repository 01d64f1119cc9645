"""What is to be done by which day, and whose it is: reviews of documents and registers, and what records promise."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sms_lint.ground.fields import Duration, read_duration
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.assessment import SelfAssessment
from sms_lint.model.kinds.documents import Process
from sms_lint.model.kinds.evaluation import ManagementReview
from sms_lint.model.node import Document, Record, Table
from sms_lint.model.settings import IntervalSettings
from sms_lint.system.self_assessments import latest_assessments
from sms_lint.system.sms import Sms


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


class _Promise(NamedTuple):
    """A field with a day in the records of a kind, what is due then, and while they are in which states (any)."""

    kind: str
    field: str
    what: str
    states: Sequence[str] = ()
    unless: str = ""


class _Cycle(NamedTuple):
    """Records of a kind that are to be looked at again so long after a day; the interval is a field or a setting."""

    kind: str
    last: str
    what: str
    every: str | Callable[[IntervalSettings], Duration]
    states: Sequence[str] = ()
    newest: bool = False


_PROMISES = (
    _Promise("document", "review_due", "review of the document", ("approved", "review")),
    _Promise("nonconformity", "due", "corrective action", ("open", "action_planned")),
    _Promise("improvement", "due", "improvement", ("open",)),
    _Promise("opportunity", "due", "action on the opportunity", ("approved",)),
    _Promise("risk", "due", "treatment of the risk", ("open",)),
    _Promise("objective", "due", "result of the objective", ("open",)),
    _Promise("self-assessment", "due", "action of the self-assessment"),
    _Promise("sla", "review_due", "review of the agreement", ("active",)),
    _Promise("supplier-contract", "performance_due", "review of performance", ("active",)),
    _Promise("supplier-contract", "contract_review_due", "review of the contract", ("active",)),
    _Promise("obligation", "review_due", "review of the obligation"),
    _Promise("knowledge", "review_due", "review of the article", ("published",)),
    _Promise("audit-programme", "planned", "internal audit", (), "held"),
    _Promise("ci-verification", "due", "verification of configuration", (), "held"),
    _Promise("continuity-plan", "next_test", "continuity test"),
    _Promise("change", "planned_end", "end of the change", ("approved",)),
    _Promise("release", "planned_date", "release", ("planned", "approved")),
    _Promise("transition", "planned_at", "transition", ("planned", "in_progress")),
)
_CYCLES = (
    _Cycle("customer", "last_review", "service review with the customer", "review_frequency"),
    _Cycle("self-assessment", "assessed_at", "self-assessment", "every"),
    _Cycle("risk", "reviewed_at", "review of the risk", lambda one: one.risk_review, ("open", "treated")),
    _Cycle("context-issue", "reviewed_at", "review of the issue", lambda one: one.context_review),
    _Cycle(
        "interested-party", "reviewed_at", "review of the interested party", lambda one: one.context_review
    ),
    _Cycle(
        "satisfaction", "reported_at", "satisfaction survey", lambda one: one.satisfaction, (), newest=True
    ),
    _Cycle(
        "management-review", "date", "management review", lambda one: one.management_review, (), newest=True
    ),
)
_OWNERS = ("owner", "responsible", "manager", "relationship_owner", "approved_by")


def agenda(sms: Sms) -> tuple[Due, ...]:
    """Everything that is due, overdue things included, the earliest first. Computed once."""
    return sms.once(_agenda)


def _agenda(sms: Sms) -> tuple[Due, ...]:
    found = (*_reviews(sms), *_promised(sms), *_returning(sms), *_decided(sms))
    return tuple(sorted(dict.fromkeys(found)))


def _reviews(sms: Sms) -> Iterator[Due]:
    """The next review of every document and register; drafts and retired documents have none."""
    for node in sms.controlled:
        if not isinstance(node, Document) or node.lifecycle == "active":
            what = f"review of the {'document' if isinstance(node, Document) else 'register'}"
            yield Due(node.review.next, node.id, node.kind, what, str(node.owner), "review")


def _promised(sms: Sms) -> Iterator[Due]:
    for one in _PROMISES:
        for entry in _standing(sms, one.kind):
            day = entry.day(one.field)
            if day is None or (one.states and entry.text("status") not in one.states):
                continue
            if not one.unless or not entry.text(one.unless):
                yield Due(day, entry.id, one.kind, one.what, owner_of(sms, entry), one.field)


def _returning(sms: Sms) -> Iterator[Due]:
    for one in _CYCLES:
        entries = [entry for entry in _standing(sms, one.kind) if entry.day(one.last)]
        if one.newest:
            entries = [max(entries, key=lambda entry: entry.text(one.last))] if entries else []
        for entry in entries:
            day, every = entry.day(one.last), _interval(sms, one, entry)
            if day and every and (not one.states or entry.text("status") in one.states):
                yield Due(every.after(day), entry.id, one.kind, one.what, owner_of(sms, entry), one.last)


def _interval(sms: Sms, one: _Cycle, entry: Entry) -> Duration | None:
    if not isinstance(one.every, str):
        return one.every(sms.config.intervals)
    try:
        return read_duration(entry.text(one.every))
    except ValueError:
        return None


def _standing(sms: Sms, kind: str) -> Sequence[Entry]:
    """The entries of a kind that no later one has taken the place of."""
    entries = sms.entries(kind)
    if kind == SelfAssessment.KIND.name:
        latest = {one.id for one in latest_assessments(sms)}
        return [entry for entry in entries if entry.id in latest or isinstance(entry.node, Table)]
    replaced = {name for entry in entries if (name := entry.text("supersedes"))}
    return [entry for entry in entries if entry.id not in replaced]


def _decided(sms: Sms) -> Iterator[Due]:
    """The open actions of management reviews."""
    for review in sms.all(ManagementReview):
        for action in review.actions:
            if action.status == "open":
                what = f"action {action.id}: {action.what}"
                yield Due(action.due, review.id, review.kind, what, str(action.owner), action.id)


def owner_of(sms: Sms, entry: Entry) -> str:
    """The role that answers for an entry: its own, else the one that keeps its register, else its process's."""
    node = entry.node
    if isinstance(node, Table):
        return entry.text("owner") or str(node.owner)
    own = next((str(value) for name in _OWNERS if (value := getattr(node, name, None))), "")
    register = node.register if isinstance(node, Record) else None
    return own or (str(register.owner) if register else sms.once(_process_owners).get(node.kind, ""))


def _process_owners(sms: Sms) -> Mapping[str, str]:
    """The owner of the process that produces each kind of record."""
    return {kind: str(process.owner) for process in sms.all(Process) for kind in process.records}
