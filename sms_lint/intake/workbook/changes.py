"""What people changed in a workbook, piece by piece, and what of it is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sms_lint.ground.source import Route
from sms_lint.intake.workbook.columns import Column, FieldRoute
from sms_lint.intake.workbook.holdings import Row

Values = Mapping[FieldRoute, tuple[Column, tuple[str, ...]]]


@dataclass(frozen=True)
class Place:
    """Where something stands in a workbook, for people."""

    sheet: str
    cell: str

    def __str__(self) -> str:
        """As people find it: Risk register, C5."""
        return f"{self.sheet}, {self.cell}" if self.cell else self.sheet


@dataclass(frozen=True)
class CellChange:
    """Another value for a field of an entry, at a route in it; no texts at all where it was cleared."""

    row: Row
    route: Route
    column: Column
    texts: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class NewGroup:
    """One more group in a list of an entry; `row` is None where that is new itself."""

    id: str
    row: Row | None
    field: FieldRoute
    values: Values
    place: Place


@dataclass(frozen=True)
class GoneGroup:
    """A group of a list, by its number from 0, whose line is not in the workbook any more."""

    row: Row
    field: FieldRoute
    number: int
    sheet: str


@dataclass(frozen=True)
class NewEntry:
    """One more entry; its id is empty where it gets the next one."""

    id: str
    values: Values
    place: Place


@dataclass(frozen=True)
class Refusal:
    """What is not taken over, where it stands, and why."""

    place: Place
    about: str
    reason: str


@dataclass
class Comparison:
    """What a workbook changes, and what of it is refused.

    `gone` are entries whose lines are not there any more, `changed_since` the ids of those among them that say
    something else today than when they were exported.
    """

    changes: list[CellChange] = field(default_factory=list)
    new_groups: list[NewGroup] = field(default_factory=list)
    gone_groups: list[GoneGroup] = field(default_factory=list)
    new_entries: list[NewEntry] = field(default_factory=list)
    gone: list[Row] = field(default_factory=list)
    changed_since: set[str] = field(default_factory=set)
    refusals: list[Refusal] = field(default_factory=list)
