"""When records are closed: what may still change then, and how their states move until then."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

from sms_lint.ground.sentences import alternatives, joined

_NOTHING: Mapping[str, frozenset[str]] = MappingProxyType({})


@dataclass(frozen=True)
class Closed:
    """When a record of a kind is closed, and how its state moves until then.

    `by` names the field that says so: with `final`, once it says one of these; without, once it says anything. No
    `by` at all is closed as soon as it is on the branch. Until then a state stays, or moves on in the order in which
    the model lists the states; `back` are moves against that order, and `free` allows every move between open states.

    `later` are fields of a closed record that may still be filled in, or, as lists, be added to; `actions.status`
    is a field of each group in a list. The words `open` and `pending` count as not filled in yet.
    """

    by: str = ""
    final: tuple[str, ...] = ()
    back: tuple[tuple[str, str], ...] = ()
    free: bool = False
    later: tuple[str, ...] = ()

    def is_closed(self, state: str) -> bool:
        """Whether a record is closed, by what its field says."""
        return not self.by or (state in self.final if self.final else bool(state))

    @property
    def later_words(self) -> str:
        """The fields that may still be filled in, in a sentence."""
        return joined([f"`{name}`" for name in self.later])

    def moves(self, states: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
        """From each open state the other states that it may move to; nothing where no field has states."""
        if not self.final:
            return _NOTHING
        return {
            state: frozenset(
                other
                for place, other in enumerate(states)
                if place > states.index(state)
                or (state, other) in self.back
                or (self.free and other != state)
            )
            for state in states
            if state not in self.final
        }


def states(annotation: Any) -> tuple[str, ...]:
    """The words that a field may say, in their order; none where it may say anything."""
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    return next((found for get_arg in get_args(annotation) if (found := states(get_arg))), ())


def closing_words(closed: Closed | None, noun: str, order: tuple[str, ...]) -> str:
    """When a record is closed and what may change until then, in words; `noun` is such as “a risk”."""
    if closed is None:
        return (
            f"{_begin(noun)} is kept up to date and is never closed; its id and its kind never change, and what it "
            "said before stays in the change history."
        )
    said = [f"{_begin(noun)} is closed {_when(closed)}."]
    said += [_course(closed, order)] if closed.final else []
    said.append(
        "A closed one is never changed, deleted or given another id; it may move to another file. "
        "To correct it, write a new record that names it in `supersedes`."
    )
    said += [_later(closed)] if closed.later else []
    return " ".join(said)


def document_words(noun: str) -> str:
    """How a controlled document may change, in words for people."""
    return (
        f"{_begin(noun)} that is not a draft gets a higher `version` with every new text, and the commit that brings "
        "it says in its first line what changed. Its control data and `lifecycle` alone are not a new text. "
        "`lifecycle` moves from `draft` to `active` to `retired`, never back. What was in force is never deleted, but "
        "retired; its id and its kind never change."
    )


def _begin(noun: str) -> str:
    return noun[0].upper() + noun[1:]


def _when(closed: Closed) -> str:
    if not closed.by:
        return "as soon as it is on the branch"
    if not closed.final:
        return f"once `{closed.by}` is filled in"
    return f"once `{closed.by}` is {alternatives(closed.final)}"


def _later(closed: Closed) -> str:
    return f"Only this may still be filled in or added to: {closed.later_words}."


def _course(closed: Closed, order: tuple[str, ...]) -> str:
    if closed.free:
        return f"Until then `{closed.by}` may move in any direction."
    back = ", ".join(f"from `{old}` back to `{new}`" for old, new in closed.back)
    way = ", ".join(f"`{state}`" for state in order)
    return f"Until then `{closed.by}` moves only forward in the order {way}{f', or {back}' if back else ''}."
