"""A definition of a key performance indicator as checked parts, or what is wrong with it and where."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sms_lint.ground.faults import nearest
from sms_lint.ground.source import Route
from sms_lint.measure.expression import ExpressionFault, Part, checked
from sms_lint.measure.period import Span
from sms_lint.measure.vocabulary import NUMBERS, SORTS, TIMES, Column, Sort, columns_of
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.service_hours import ServiceHours
from sms_lint.model.node import Node

# The units of a length of time, in seconds.
TIME_UNITS: Mapping[str, int] = {
    "s": 1, "second": 1, "seconds": 1,
    "min": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hour": 3600, "hours": 3600,
    "d": 86400, "day": 86400, "days": 86400,
}  # fmt: skip
PER_CENT = frozenset({"%", "percent", "per cent"})
_CONDITION = frozenset[Sort]({"condition"})
_COUNTED = _CONDITION | NUMBERS
# What each type is made of, besides source, filter and exclusions: its expressions, with the sorts that each may have,
# and its other fields.
_PARTS: Mapping[str, Mapping[str, frozenset[Sort]]] = {
    "ratio": {"numerator": _COUNTED, "denominator": _COUNTED},
    "average": {"quantity": NUMBERS},
    "sum": {"quantity": NUMBERS},
    "percentile": {"quantity": NUMBERS},
}
_OTHER_FIELDS: Mapping[str, tuple[str, ...]] = {
    "percentile": ("percentile",),
    "backlog": ("until",),
    "availability": ("until",),
    "recurrence": ("same", "within"),
    "manual": ("formula", "inputs"),
}
# Every field that some types have and others have not.
_OWN = tuple(dict.fromkeys(name for fields in (*_PARTS.values(), *_OTHER_FIELDS.values()) for name in fields))


class DefinitionFault(NamedTuple):
    """What is wrong with a definition: the field, a sentence, and where in the text of the field, where known."""

    route: Route
    message: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Definition:
    """A definition that can be computed. `excluded` has the last day of each exclusion, None for no end.

    `hours` are the service hours by which it counts.
    """

    kpi: Kpi
    model: type[Node]
    event: Column | None
    parts: Mapping[str, Part] = field(default_factory=dict)
    excluded: tuple[tuple[Part, date | None], ...] = ()
    hours: ServiceHours | None = None

    @property
    def all_parts(self) -> tuple[Part, ...]:
        """Every expression of it."""
        return (*self.parts.values(), *(part for part, _ in self.excluded))

    @property
    def hour_columns(self) -> tuple[str, ...]:
        """The fields up to which service hours are counted."""
        own = {self.kpi.event, self.kpi.until} if self.kpi.type == "availability" else set()
        named = frozenset(name for name in own if name)
        if self.hours:
            named = named.union(*self.holds)
        return tuple(sorted(named.union(*(part.hour_columns for part in self.all_parts))))

    @property
    def holds(self) -> tuple[tuple[str, str], ...]:
        """The pairs of fields between which times on hold are counted."""
        return tuple(sorted(frozenset[tuple[str, str]]().union(*(part.holds for part in self.all_parts))))

    @property
    def columns(self) -> frozenset[str]:
        """The fields of the source that it needs."""
        named = {self.kpi.event, self.kpi.until, *self.kpi.same} - {None}
        return frozenset(name for name in named if name).union(*(part.columns for part in self.all_parts))

    @property
    def is_of_today(self) -> bool:
        """Whether it counts every record as it is now: what was so in an earlier period, no record says."""
        return self.event is None

    def applies(self, span: Span) -> bool:
        """Whether it is the definition that a whole period is measured by."""
        return self.kpi.since is None or span.first >= self.kpi.since

    @property
    def result(self) -> Sort:
        """The sort of its result before it has a unit: a number, or a length of time in seconds."""
        of = self.parts.get("quantity")
        return of.sort if of else "number"


def defined(
    kpi: Kpi, kinds: Mapping[str, type[Node]], hours: Iterable[ServiceHours] = ()
) -> Definition | tuple[DefinitionFault, ...]:
    """The definition of a KPI that is computed, or what is wrong with it. One made by hand has no definition.

    `hours` are all service hours that there are.
    """
    model = kinds.get(kpi.source)
    if model is None:
        message = f"there is no kind of record `{kpi.source}`{nearest(kpi.source, list(kinds))}"
        return (DefinitionFault(("source",), message),)
    columns = columns_of(model)
    read: dict[str, Part] = {}
    faults = [*_superfluous(kpi), *_field_faults(kpi, columns), *_expressions(kpi, columns, read)]
    excluded = []
    for index, exclusion in enumerate(kpi.exclusions):
        part = checked(exclusion.where, columns)
        faults += _faults(("exclusions", index, "where"), part, _CONDITION)
        if isinstance(part, Part):
            excluded.append((part, exclusion.until))
    faults += () if faults else _unit_faults(kpi, read)
    event = columns.get(kpi.event or "")
    own = next((found for found in hours if found.id == kpi.calendar), None)
    definition = Definition(kpi, model, event, read, tuple(excluded), own)
    faults += () if faults else _hour_faults(definition)
    return tuple(faults) or definition


def _hour_faults(definition: Definition) -> Iterator[DefinitionFault]:
    """Service hours that are needed and not there, or there and not needed."""
    kpi = definition.kpi
    if not kpi.calendar:
        excluded = enumerate(definition.excluded)
        named: list[tuple[Route, Part]] = [((name,), part) for name, part in definition.parts.items()]
        named += [(("exclusions", number, "where"), part) for number, (part, _) in excluded]
        for route, part in named:
            if part.hour_columns:
                yield DefinitionFault(route, "business_seconds needs service hours; name them in `calendar`")
    elif definition.hours is None:
        yield DefinitionFault(("calendar",), f"there are no service hours `{kpi.calendar}`")
    elif not definition.hour_columns:
        yield DefinitionFault(
            ("calendar",),
            "nothing counts by these service hours; leave `calendar` out, or use business_seconds",
        )


def _superfluous(kpi: Kpi) -> Iterator[DefinitionFault]:
    fitting = {*_PARTS.get(kpi.type, ()), *_OTHER_FIELDS.get(kpi.type, ())}
    for name in _OWN:
        if getattr(kpi, name) not in (None, ()) and name not in fitting:
            yield DefinitionFault(
                (name,), f"a {kpi.type} has no `{name}`; leave it out, or choose another `type`"
            )


def _field_faults(kpi: Kpi, columns: Mapping[str, Column]) -> Iterator[DefinitionFault]:
    """The names of fields that stand by themselves."""
    for name, said in (("event", kpi.event), ("until", kpi.until)):
        if not said:
            continue
        column = columns.get(said)
        if column is None:
            yield DefinitionFault(
                (name,), f"`{said}` is not a field of {kpi.source}{nearest(said, list(columns))}"
            )
        elif column.sort not in TIMES and not (name == "event" and column.sort == "period"):
            yield DefinitionFault(
                (name,), f"`{said}` is {SORTS[column.sort]}; a record enters a period by a date"
            )
    for index, said in enumerate(kpi.same):
        if said not in columns:
            message = f"`{said}` is not a field of {kpi.source}{nearest(said, list(columns))}"
            yield DefinitionFault(("same", index), message)


def _expressions(kpi: Kpi, columns: Mapping[str, Column], read: dict[str, Part]) -> Iterator[DefinitionFault]:
    """Read the expressions of a definition into `read`; what is wrong with them."""
    for name, sorts in {"filter": _CONDITION, **_PARTS.get(kpi.type, {})}.items():
        said = getattr(kpi, name)
        if said:
            part = checked(said, columns)
            yield from _faults((name,), part, sorts)
            if isinstance(part, Part):
                read[name] = part


def _faults(route: Route, part: Part | ExpressionFault, sorts: frozenset[Sort]) -> Iterator[DefinitionFault]:
    if isinstance(part, ExpressionFault):
        yield DefinitionFault(route, part.message, part.start, part.end)
    elif part.sort not in sorts:
        needed = " or ".join(said for sort, said in SORTS.items() if sort in sorts)
        yield DefinitionFault(route, f"this is {SORTS[part.sort]}, where {needed} is needed")


def _unit_faults(kpi: Kpi, read: Mapping[str, Part]) -> Iterator[DefinitionFault]:
    """A length of time has a unit of time, and nothing else has; only what is divided is a percentage."""
    timed = kpi.type != "ratio" and any(
        part.sort == "seconds" for name, part in read.items() if name == "quantity"
    )
    if timed and kpi.unit not in TIME_UNITS:
        yield DefinitionFault(
            ("unit",), f"the result is a length of time; `{kpi.unit}` is none of s, min, h, d"
        )
    if kpi.type == "availability" and kpi.unit not in PER_CENT:
        yield DefinitionFault(("unit",), "an availability is a percentage of service hours; its unit is %")
    if kpi.unit in PER_CENT and kpi.type in ("count", "backlog"):
        yield DefinitionFault(("unit",), f"a {kpi.type} is a number of records, not a percentage")
    sorts = {part.sort for name, part in read.items() if name in ("numerator", "denominator")}
    if kpi.type == "ratio" and "seconds" in sorts and len(sorts) > 1:
        yield DefinitionFault(
            ("denominator",), "one is a length of time and the other is not; a ratio needs two alike"
        )
