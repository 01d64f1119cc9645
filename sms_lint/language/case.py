"""What is being judged by a rule, and what a name says of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from sms_lint.ground.source import Location
from sms_lint.language.field_types import Sort
from sms_lint.model.entry import Entry
from sms_lint.model.settings import Config

LETTERS = 500  # so many letters of a text are looked at in about the time of one step


class System(Protocol):
    """What a rule may ask of the system that it judges."""

    @property
    def config(self) -> Config:
        """The settings."""
        ...

    @property
    def today(self) -> date:
        """The day to judge by."""
        ...

    def by_id(self, kind: str) -> Mapping[str, Entry]:
        """Every entry of a kind by its id."""
        ...

    def kind_of(self, ref: str) -> str | None:
        """The kind of whatever has this id."""
        ...


class TooSlowError(Exception):
    """A rule took more steps than it may."""


@dataclass(slots=True)
class Case:
    """What is being judged: an entry, with what it names and the item of a list where the rule looks at those.

    `given` are the texts of the names that the rule itself gives, such as `deadline`; `late_at` is the place of what
    says that a promise of the kind is overdue. `gathered` holds the ids that others name, once they were asked for.
    `steps` counts what was done so far, so that a rule that takes too long can be stopped.
    """

    sms: System
    most_steps: int
    entry: Entry = field(init=False)
    other: Entry | None = None
    item: object = None
    index: int = -1
    given: Mapping[str, str] = field(default_factory=dict)
    late_at: Location | None = None
    steps: int = 0
    gathered: frozenset[str] | None = None

    def spend(self, steps: int) -> None:
        """Count some steps. Raises TooSlowError when there were too many."""
        self.steps += steps
        if self.steps > self.most_steps:
            raise TooSlowError


Texts = tuple[str, ...]
# What a name says: None where what it leads through is not there, so that nothing can be said.
Read = Callable[[Case], Texts | None]
Place = Callable[[Case], tuple[Entry, Location]]


@dataclass(frozen=True)
class NameMeaning:
    """What a name stands for: the sort of its values, how they are read, and where they stand."""

    sort: Sort
    read: Read
    many: bool = False
    choices: Texts = ()
    kinds: Texts = ()
    place: Place | None = None
