"""The forward calendar of changes: what is planned, what collides, and how it lies to freezes and service hours."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta

from sms_lint.ground.sentences import plural
from sms_lint.measure.hours import joined, reckoned_stretch, stretches
from sms_lint.measure.trends.section import Section
from sms_lint.measure.week.actions import hidden_kinds
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.model.kinds.service_hours import ServiceHours
from sms_lint.system.change_order import services_of, when
from sms_lint.system.change_overlaps import overlapping
from sms_lint.system.sms import Sms

DAYS = 28
_AHEAD = ("requested", "approved")
_HEADS = (
    "Begins",
    "Ends",
    "Change",
    "Title",
    "Category",
    "Status",
    "Services",
    "Service hours",
    "Freeze",
    "Conflicts",
)
_METHOD = (
    "changes that are requested or approved and whose planned time is not over. A conflict is another one with the "
    "same configuration item, or else the same service, at an overlapping time. Freezes, maintenance windows and hours "
    "are those of the agreements on the services"
)


def changes_section(sms: Sms, days: int = DAYS, services: frozenset[str] | None = None) -> Section:
    """The changes of the days to come, in their order; those of some services where these are given."""
    ahead = [entry for entry in sms.entries("change") if entry.text("status") in _AHEAD]
    chosen = [entry for entry in ahead if services is None or services & services_touched(sms, entry)]
    undated = [entry.id for entry in chosen if not _window(entry)]
    until = datetime.combine(sms.today + timedelta(days), time.max)
    now = datetime.combine(sms.today, time.min)
    shown = sorted(
        (window, entry.id, entry)
        for entry in chosen
        if (window := _window(entry)) and window[1] >= now and window[0] <= until
    )
    met = conflicts(sms)
    rows = tuple(_row(sms, entry, window, met.get(entry.id, ())) for window, _, entry in shown)
    passed = [entry.id for entry in chosen if (window := _window(entry)) and window[1] < now]
    untold = [f"when {name} is carried out: it names no time with an end after its begin" for name in undated]
    untold += [
        f"whether {name} was carried out: its planned time is over and it is not closed" for name in passed
    ]
    sample = f"{plural(len(rows), 'change')} from {sms.today} to {until.date()}"
    kinds = ("change", "sla", "service-hours", "ci")
    return Section(
        "changes", "Changes ahead", _METHOD, sample, _HEADS, rows, (*untold, *hidden_kinds(sms, kinds))
    )


def _window(entry: Entry) -> tuple[datetime, datetime] | None:
    """The planned time in UTC, as service hours are reckoned; None where it has no end after its begin."""
    start, end = entry.moment("planned_start"), entry.moment("planned_end")
    if start is None or end is None or end < start:
        return None
    return start.astimezone(UTC).replace(tzinfo=None), end.astimezone(UTC).replace(tzinfo=None)


def _row(sms: Sms, entry: Entry, window: tuple[datetime, datetime], met: Iterable[str]) -> tuple[str, ...]:
    services = services_touched(sms, entry)
    found = list(hours_of(sms, services))
    return (
        when(entry, "planned_start"), when(entry, "planned_end"), entry.id, entry.text("title"),
        entry.text("category"), entry.text("status"), ", ".join(sorted(services)), _lies(found, window),
        "; ".join(_frozen(entry, found, window)), "; ".join(met),
    )  # fmt: skip


def services_touched(sms: Sms, change: Entry) -> frozenset[str]:
    """The services that a change names, and those of the items that it touches."""
    items = sms.by_id("ci")
    of_items = (services_of(sms, items[name]) for name in change.texts("affected_cis") if name in items)
    return frozenset(change.texts("impact_services")).union(*of_items)


def conflicts(sms: Sms) -> Mapping[str, list[str]]:
    """For each change ahead, the others that it collides with, and by what."""
    found: dict[str, dict[str, str]] = {}
    for field, word in (("affected_cis", "same item"), ("impact_services", "same service")):
        for first, second in overlapping(sms, _AHEAD, field):
            found.setdefault(first, {}).setdefault(second, word)
            found.setdefault(second, {}).setdefault(first, word)
    return {name: [f"{other} ({word})" for other, word in sorted(met.items())] for name, met in found.items()}


def hours_of(sms: Sms, services: frozenset[str]) -> Iterator[ServiceHours]:
    """The service hours of the active agreements on some services, each once."""
    agreements = sms.all(ServiceLevelAgreement)
    names = (
        str(each.service_hours) for each in agreements if each.status == "active" and each.service in services
    )
    for name in dict.fromkeys(names):
        hours = sms.record(ServiceHours, name)
        if hours is not None:
            yield hours


def _lies(found: Iterable[ServiceHours], window: tuple[datetime, datetime]) -> str:
    """How a time lies to the service hours: outside them, in a maintenance window, or within them for how long."""
    said = [f"{hours.id}: {_within(hours, *window)}" for hours in found]
    return "; ".join(said) if said else "no agreement"


def _within(hours: ServiceHours, start: datetime, end: datetime) -> str:
    if any(begun <= start and end <= over for begun, over in map(reckoned_stretch, hours.maintenance)):
        return "in a maintenance window"
    day = timedelta(1)
    inside = sum(
        (
            max(timedelta(), min(stretch.end, end) - max(stretch.start, start))
            for stretch in joined(stretches(hours, start.date() - 2 * day, end.date() + 2 * day))
        ),
        timedelta(),
    )
    minutes = int(inside.total_seconds()) // 60
    return f"{minutes // 60}:{minutes % 60:02} h within" if minutes else "outside"


def _frozen(entry: Entry, found: Iterable[ServiceHours], window: tuple[datetime, datetime]) -> Iterator[str]:
    for hours in found:
        for freeze in hours.freezes:
            begun, over = reckoned_stretch(freeze)
            if begun < window[1] and window[0] < over:
                exempt = " (an emergency may)" if entry.text("category") == "emergency" else ""
                yield f"{freeze.reason}{exempt}"


def freezes_section(sms: Sms, days: int = DAYS) -> Section:
    """The freezes that are not over and begin in the days to come."""
    until = sms.today + timedelta(days)
    rows = sorted(
        (f"{freeze.from_:%Y-%m-%d %H:%M}", f"{freeze.to:%Y-%m-%d %H:%M}", hours.id, freeze.reason)
        for hours in sms.records(ServiceHours)
        for freeze in hours.freezes
        if freeze.to.date() >= sms.today and freeze.from_.date() <= until
    )
    return Section(
        "freezes",
        "Change freezes",
        "the field `freezes` of service hours",
        plural(len(sms.entries("service-hours")), "entry of service hours", "entries of service hours"),
        ("Begins", "Ends", "Service hours", "Reason"),
        tuple(rows),
        hidden_kinds(sms, ("service-hours",)),
    )
