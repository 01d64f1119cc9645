"""Services as they are delivered today: which are live, what is kept for each, what is left of the others."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sms_lint.ground.periods import CalendarPeriod, period_of
from sms_lint.ground.source import Route
from sms_lint.model.entry import Entry
from sms_lint.model.finding import Subject
from sms_lint.model.kinds.agreement import ServiceLevelAgreement, ServiceLevelTarget
from sms_lint.model.kinds.documents import Scope
from sms_lint.model.kinds.supply import ContractTarget
from sms_lint.model.kinds.transition import COMING
from sms_lint.system.series import is_due, period_in
from sms_lint.system.sms import Sms

MOST = 100  # per cent
MANY = 3  # so many places at once have one cause: the portfolio itself
NOT_DELIVERED = {"proposed": "only proposed", "development": "in development", "retired": "retired"}
IN_USE = frozenset({"in_use", "in_repair", "in_maintenance"})
# What is kept for a live service, as a sentence goes on after "has no"; figures only once a first period is over.
KEPT = {
    "scope": "place in the scope",
    "service-catalogue": "entry in the service catalogue",
    "sla": "service level agreement in force",
    "budget": "budget",
    "demand": "figures of demand",
    "capacity": "entry in the capacity plan",
    "availability": "availability target",
    "ci": "configuration item",
}
FIGURES = frozenset({"budget", "demand", "availability"})


@dataclass(frozen=True)
class Leftover:
    """Something that still treats a service as delivered which the portfolio says is not."""

    service: str
    kind: str
    subject: Subject
    route: Route

    @property
    def id(self) -> str:
        """The id of what treats the service so."""
        return self.subject.id


def live(sms: Sms) -> Mapping[str, Entry]:
    """The services that are live, by id."""
    return {name: entry for name, entry in sms.by_id("service").items() if entry.text("lifecycle") == "live"}


def live_early(sms: Sms, transition: Entry) -> bool:
    """Whether a service that a transition brings is live although it has no acceptance."""
    comes = transition.text("transition_kind") in COMING
    return comes and not transition.text("accepted_at") and transition.text("service") in live(sms)


def not_delivered(sms: Sms) -> Mapping[str, str]:
    """The services that nobody receives today, each with where it stands in words."""
    states = ((name, entry.text("lifecycle")) for name, entry in sms.by_id("service").items())
    return {name: NOT_DELIVERED[state] for name, state in states if state in NOT_DELIVERED}


def agreements(sms: Sms) -> tuple[ServiceLevelAgreement, ...]:
    """The service level agreements that both sides call active."""
    return tuple(agreement for agreement in sms.all(ServiceLevelAgreement) if agreement.status == "active")


def applies(agreement: ServiceLevelAgreement, day: date) -> bool:
    """Whether an agreement holds on a day."""
    return agreement.valid_from <= day and (agreement.valid_to is None or day <= agreement.valid_to)


def never(target: ServiceLevelTarget | ContractTarget) -> str:
    """`missed` or `met`, whichever a target can never be; empty for a target that works."""
    share = target.unit == "%"
    if target.direction == "higher":
        return "missed" if target.value <= 0 else "met" if share and target.value > MOST else ""
    if share and target.value >= MOST:
        return "missed"
    is_time = any(word in target.unit for word in ("minute", "hour", "day"))
    return "met" if target.value < 0 or (target.value == 0 and is_time) else ""


class DisputedTarget(NamedTuple):
    """A target for availability, by its place in its agreement, and the rows on availability that state another one."""

    agreement: ServiceLevelAgreement
    number: int
    others: tuple[Entry, ...]
    by_most: bool


def disputed_targets(sms: Sms) -> tuple[DisputedTarget, ...]:
    """The targets for availability from which rows differ that were written while the agreement applied.

    Where most rows do, it is the agreement's figure that is doubtful.
    """
    rows: dict[str, list[Entry]] = defaultdict(list)
    for entry in sms.entries("availability"):
        rows[entry.text("service")].append(entry)
    disputeds = []
    for agreement in sms.all(ServiceLevelAgreement):
        judged = [entry for entry in rows[agreement.service] if _was_under(agreement, entry)]
        for index, target in enumerate(agreement.targets):
            others = tuple(entry for entry in judged if entry.number("target") != target.value)
            if others and target.name.casefold() == "availability" and target.unit == "%":
                by_most = len(others) > 1 and len(others) * 2 > len(judged)
                disputeds.append(DisputedTarget(agreement, index, others, by_most))
    return tuple(disputeds)


def _was_under(agreement: ServiceLevelAgreement, entry: Entry) -> bool:
    period = period_in(entry)
    return agreement.status != "draft" and period is not None and applies(agreement, period.last)


def live_without(sms: Sms, kind: str) -> Iterator[Entry]:
    """The live services for which nothing of a kind is kept, unless `live_in_name_only` gives them."""
    return (entry for entry, kinds in sms.once(_missing) if kind in kinds and len(kinds) < MANY)


def live_in_name_only(sms: Sms) -> Iterator[tuple[Entry, tuple[str, ...]]]:
    """The live services of which hardly anything but the portfolio knows, and the kinds that lack them."""
    return ((entry, kinds) for entry, kinds in sms.once(_missing) if len(kinds) >= MANY)


def leftovers(sms: Sms, kind: str) -> Iterator[tuple[Leftover, str]]:
    """What is left of services no longer delivered, with their state, unless `retired_but_used` gives them."""
    states = not_delivered(sms)
    for name, found in sms.once(_leftovers).items():
        if len({leftover.kind for leftover in found}) < MANY:
            yield from ((leftover, states[name]) for leftover in found if leftover.kind == kind)


def retired_but_used(sms: Sms) -> Iterator[tuple[Entry, tuple[Leftover, ...]]]:
    """The services that are not delivered by the portfolio alone, and what treats them as if they were."""
    known = sms.by_id("service")
    for name, found in sms.once(_leftovers).items():
        if len({leftover.kind for leftover in found}) >= MANY:
            yield known[name], tuple(found)


def _missing(sms: Sms) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
    """The live services with the kinds that lack them; a kind without entries, or not wholly read, is not judged."""
    held = {kind: set(_named(sms, kind)) for kind in KEPT if kind not in sms.hidden}
    judged = {kind: names for kind, names in held.items() if names}
    began, found = _began(sms), []
    for name, entry in live(sms).items():
        old = is_due(sms, began[name]) if name in began else True
        kinds = tuple(
            kind for kind, names in judged.items() if name not in names and (old or kind not in FIGURES)
        )
        if kinds and name not in sms.unread:
            found.append((entry, kinds))
    return tuple(found)


def _began(sms: Sms) -> Mapping[str, CalendarPeriod]:
    """The first whole month of each service that is under an agreement."""
    found: dict[str, date] = {}
    for agreement in sms.all(ServiceLevelAgreement):
        if agreement.status != "draft":
            found[agreement.service] = min(
                agreement.valid_from, found.get(agreement.service, agreement.valid_from)
            )
    months = {name: period_of(day, "month") for name, day in found.items()}
    return {
        name: month if month.first == found[name] else CalendarPeriod("month", month.number + 1)
        for name, month in months.items()
    }


def _named(sms: Sms, kind: str) -> Iterator[str]:
    """The services that the entries of a kind speak of."""
    if kind == "scope":
        for scope in sms.all(Scope):
            if scope.lifecycle == "active" and scope.services:
                yield from (*scope.services, *(exclusion.what for exclusion in scope.exclusions))
    elif kind == "sla":
        yield from (agreement.service for agreement in agreements(sms))
    else:
        for entry in sms.entries(kind):
            if kind != "ci":
                yield from (entry.text("service"), *(entry.texts("also_for") if kind == "budget" else ()))
            elif entry.text("status") != "retired":
                yield from (*entry.texts("service"), *entry.texts("relationships"))


def _leftovers(sms: Sms) -> Mapping[str, list[Leftover]]:
    states = not_delivered(sms)
    found: dict[str, list[Leftover]] = defaultdict(list)
    for leftover in _uses(sms, states) if states else ():
        found[leftover.service].append(leftover)
    return found


def _uses(sms: Sms, states: Mapping[str, str]) -> Iterator[Leftover]:
    """Everything in force that names one of these services, each once."""
    yield from _in_scope(sms, states)
    for agreement in agreements(sms):
        if agreement.service in states and applies(agreement, sms.today):
            yield Leftover(agreement.service, "sla", agreement, ("service",))
    for kind, fields, in_force in _USES:
        for entry in sms.entries(kind):
            named = {
                name: field for field in reversed(fields) for name in entry.texts(field) if name in states
            }
            if named and in_force(sms, entry):
                for name, field in named.items():
                    yield Leftover(name, kind, entry, (field,))


def _in_scope(sms: Sms, states: Mapping[str, str]) -> Iterator[Leftover]:
    for scope in sms.all(Scope):
        for index, name in enumerate(scope.services if scope.lifecycle == "active" else ()):
            if name in states:
                yield Leftover(name, "scope", scope, ("services", index))


def ended_words(last_day: date | None, today: date) -> str:
    """What is said of a contract or agreement that is called ended, whose last day may still lie ahead."""
    return f"which ended on {last_day}" if last_day and last_day <= today else "whose `status` is ended"


def _is_live(_: Sms, entry: Entry) -> bool:
    return entry.text("lifecycle") == "live"


def _is_published(sms: Sms, entry: Entry) -> bool:
    day = entry.day("published_at")
    return day is not None and day <= sms.today


def _is_used(_: Sms, entry: Entry) -> bool:
    return entry.text("status") in IN_USE


def _always(_sms: Sms, _entry: Entry) -> bool:
    return True


_USES: Iterable[tuple[str, tuple[str, ...], Callable[[Sms, Entry], bool]]] = (
    ("service", ("dependencies",), _is_live),
    ("service-catalogue", ("service",), _is_published),
    ("customer", ("services",), _always),
    ("asset", ("service",), _is_used),
    ("ci", ("service", "relationships"), _is_used),
)
