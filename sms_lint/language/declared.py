"""A declared rule, made ready: every name in it looked up, every condition a function."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sms_lint.ground.durations import Duration
from sms_lint.ground.source import Location, Origin, Route
from sms_lint.language.case import Case, NameMeaning
from sms_lint.language.conditions import Holds
from sms_lint.language.field_types import FieldType
from sms_lint.language.rule_shape import RuleShape
from sms_lint.language.sentence import Say
from sms_lint.model.node import Node

Length = Callable[[Case], Duration | None]


class RuleFault(NamedTuple):
    """One thing wrong with a declared rule: where in its keys, and where in the text of that key's value, if known."""

    route: Route
    message: str
    start: int = -1
    end: int = -1
    on_key: bool = False


@dataclass(frozen=True)
class DeclaredRule:
    """A rule as it was declared, with what its words mean; None for what it does not use.

    `origin` is where it stands in its file.
    """

    id: str
    shape: RuleShape
    when: tuple[Holds, ...]
    say: Say
    at: NameMeaning | None = None
    each: FieldType | None = None
    promise: str = ""
    day: NameMeaning | None = None
    older_than: Length | None = None
    names: NameMeaning | None = None
    named_kinds: tuple[str, ...] = ()
    named_by: tuple[str, NameMeaning] | None = None
    where: tuple[Holds, ...] = ()
    asks: NameMeaning | None = None
    latest: NameMeaning | None = None
    per: tuple[NameMeaning, ...] = ()
    origin: Origin | None = None

    @property
    def place(self) -> Location | None:
        """The place of its name."""
        return self.origin.at_key() if self.origin else None


@dataclass(frozen=True)
class Surroundings:
    """What a rule is checked against: the kinds that there are, and the clauses; None where any clause will do."""

    kinds: Mapping[str, type[Node]]
    clauses: Collection[str] | None = None
