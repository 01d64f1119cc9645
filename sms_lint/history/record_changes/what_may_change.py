"""How a document or record may change from one commit to the next."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from sms_lint.history.record_changes.blobs import EntryVersion
from sms_lint.history.record_changes.parsed_file import BODY, Values
from sms_lint.model.closing import Closed, states
from sms_lint.model.control_data import without_control_data
from sms_lint.model.kind import Kind
from sms_lint.model.node import Document, Node

BreachKind = Literal[
    "changed",
    "deleted",
    "renamed",
    "re-typed",
    "moved-back",
    "link-or-mode",
    "version-not-raised",
    "written-over",
    "no-summary",
]
_WAITING = ("", "open", "pending")
_ORDER = ("draft", "active", "retired")
# What says how far a document has come, and has rules of its own.
_COURSE = ("version", "lifecycle")


class Verdict(NamedTuple):
    """What is wrong with a step, and a sentence for people; `lost` is the period that was written over."""

    fault: BreachKind
    message: str
    lost: str = ""


class Course(NamedTuple):
    """How records of a kind may move."""

    closed: Closed
    moves: Mapping[str, frozenset[str]]


@cache
def course(model: type[Node]) -> Course | None:
    """How records of a class may move; None for living entries and documents."""
    closed = model.KIND.closed
    if closed is None:
        return None
    field = model.model_fields.get(closed.by)
    return Course(closed, closed.moves(states(field.annotation) if field else ()))


def is_protected(model: type[Node] | None, entry: EntryVersion) -> bool:
    """Whether it is a closed record, or a document that is no draft: something that may not vanish."""
    if model is None:
        return False
    if issubclass(model, Document):
        return entry.values.get("lifecycle") in ("active", "retired")
    way = course(model)
    return way is not None and way.closed.is_closed(_state(way.closed, entry))


def _state(closed: Closed, entry: EntryVersion) -> str:
    return entry.content.state(entry.id, closed.by) if closed.by else ""


def step_fault(model: type[Node], before: EntryVersion, after: EntryVersion) -> Verdict | None:
    """What is wrong with the step of one entry, or None."""
    if before.kind != after.kind:
        return _retyped(model.KIND, before, after)
    if issubclass(model, Document):
        return _document_fault(model.KIND, before, after)
    way = course(model)
    if way is None:
        return None
    old, new = _state(way.closed, before), _state(way.closed, after)
    if way.closed.is_closed(old):
        return _closed_fault(model.KIND, way, before, after)
    if old in way.moves and new != old and new not in way.moves[old]:
        return Verdict(
            "moved-back",
            f"{before.id} moved from `{old}` to {f'`{new}`' if new else 'no state at all'}, which "
            f"is not allowed for {model.KIND.noun}; restore `{old}` and move it on from there",
        )
    return None


def _retyped(kind: Kind, before: EntryVersion, after: EntryVersion) -> Verdict:
    other = f"a record of kind `{after.kind}`" if after.kind else "a record without a kind"
    return Verdict(
        "re-typed",
        f"{before.id} was {kind.noun} and was made {other}; restore it, and give the other one an id of its own",
    )


def _closed_fault(kind: Kind, way: Course, before: EntryVersion, after: EntryVersion) -> Verdict | None:
    if before.says_as(after):
        return None
    old, new = before.values, after.values
    changed = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
    wrong = [name for name in changed if not _may(name, old.get(name), new.get(name), way.closed.later)]
    if not wrong:
        return None
    if way.closed.by in wrong and not way.closed.is_closed(_state(way.closed, after)):
        return Verdict(
            "moved-back",
            f"{before.id} was closed and was opened again; restore it as it was, and write a new record "
            f"that names {before.id} in `supersedes`",
        )
    said = ", ".join("its text" if name == BODY else f"`{name}`" for name in wrong[:5])
    more = f" and {len(wrong) - 5} more fields" if len(wrong) > 5 else ""
    return Verdict(
        "changed",
        f"{before.id} is closed, and {said}{more} changed; restore it as it was, and write "
        f"{kind.noun} that names {before.id} in `supersedes`",
    )


def _may(name: str, old: Any, new: Any, later: tuple[str, ...]) -> bool:
    """Whether a field of a closed record may change as it did: filled in, or added to."""
    if name in later:
        return _filled(old, new)
    inside = frozenset(route.partition(".")[2] for route in later if route.startswith(f"{name}."))
    if not inside or not isinstance(old, list) or not isinstance(new, list) or len(old) != len(new):
        return False
    return all(_may_group(group, other, inside) for group, other in zip(old, new, strict=True))


def _may_group(old: Any, new: Any, inside: frozenset[str]) -> bool:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return bool(old == new)
    return all(
        old.get(name) == new.get(name) or (name in inside and _filled(old.get(name), new.get(name)))
        for name in {*old, *new}
    )


def _filled(old: Any, new: Any) -> bool:
    if old is None or old in _WAITING:
        return True
    return (
        isinstance(old, str) and isinstance(new, str) and new.startswith(f"{old};")
    )  # a list that was added to


def _document_fault(kind: Kind, before: EntryVersion, after: EntryVersion) -> Verdict | None:
    old, new = before.values, after.values
    was, now = str(old.get("lifecycle", "")), str(new.get("lifecycle", ""))
    if was in _ORDER and (now not in _ORDER or _ORDER.index(now) < _ORDER.index(was)):
        return Verdict(
            "moved-back",
            f"{before.id} moved from `{was}` to `{now}`; {kind.noun} never moves back: retire it, and write a "
            "new one that names it in `supersedes`",
        )
    if was != "draft" and kind.series and old.get("period") not in (None, new.get("period")):
        return _written_over(kind, before, after)
    earlier, later = number(old.get("version")), number(new.get("version"))
    if later < earlier:
        return Verdict(
            "version-not-raised",
            f"{before.id} had version {old.get('version')} and now has {new.get('version')}; versions only "
            "go up: give it the next one",
        )
    if was != "draft" and later == earlier and new_text(old, new):
        return Verdict(
            "version-not-raised",
            f"{before.id} has another text under the same version {old.get('version')}; raise `version`",
        )
    return None


def _written_over(kind: Kind, before: EntryVersion, after: EntryVersion) -> Verdict:
    old, new = str(before.values["period"]), after.values.get("period")
    now = f"that of {new}" if new else "no period"
    return Verdict(
        "written-over",
        f"{before.id} was the issue of {old}, and {now} was written over it; restore it, and write {kind.noun} "
        "with an id of its own for the other period",
        lost=old,
    )


def number(version: object) -> tuple[int, ...]:
    """A version as numbers, part by part; empty where it is not a version."""
    parts = version.split(".") if isinstance(version, str) else []
    return tuple(map(int, parts)) if all(part.isascii() and part.isdigit() for part in parts) else ()


def new_text(old: Values, new: Values) -> bool:
    """Whether a document says something else; what is only noted about it, such as a review, does not count."""
    return _text(old) != _text(new)


def _text(values: Values) -> Values:
    return {
        name: value
        for name, value in without_control_data(values).items()
        if name not in _COURSE and value is not None
    }


def gone_fault(model: type[Node], before: EntryVersion, like: EntryVersion | None) -> Verdict:
    """What to say of a document or closed record that is not there any more; `like` says all that it said."""
    kind = model.KIND
    what = "was in force" if issubclass(model, Document) else "is closed"
    if like is not None:
        return Verdict(
            "renamed",
            f"{before.id} {what}, and its id was changed to {like.id}; ids never change: restore {before.id}",
        )
    remedy = (
        "retire it instead (`lifecycle: retired`)"
        if issubclass(model, Document)
        else f"to correct it, write {kind.noun} that names {before.id} in `supersedes`"
    )
    return Verdict("deleted", f"{before.id} {what} and was deleted; restore it, and {remedy}")


def form_fault(before: EntryVersion, mode: str, what: str) -> Verdict:
    """What to say where a file became a link or a program."""
    how = {
        "120000": "replaced by a link",
        "160000": "replaced by another repository",
    }.get(mode, "made executable")
    return Verdict(
        "link-or-mode",
        f"the file of {before.id}, which {what}, was {how}; restore the plain file as it was",
    )
