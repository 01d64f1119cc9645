"""What is wrong with a value, in a plain sentence for a person who is no programmer."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from sms_lint.ground.likely_meant import as_typed
from sms_lint.ground.sentences import alternatives, joined
from sms_lint.ground.source import Route, RouteKey


class Fault(NamedTuple):
    """One thing wrong with a value: its route, the plain sentence, and whether the key itself is at fault.

    `missing` is the name of the field, where the fault is that there is none; `route` then leads to its group.
    `meant` is what was probably to be written there: the value, or the key where that is at fault. `is_certain`
    says that only the form differs, and `as_written` that it is written to the letter, brackets and colon included.
    """

    route: Route
    message: str
    on_key: bool = False
    missing: str = ""
    meant: str = ""
    is_certain: bool = False
    as_written: bool = False


def nearest(name: str, known: Sequence[str]) -> str:
    """`; did you mean X?` where `name` is close to a known name, else nothing."""
    close = closest(name, known)
    return f"; did you mean `{close}`?" if close else ""


def closest(name: str, known: Sequence[str]) -> str | None:
    """The known name that is nearest in spelling, where one is near enough to be meant."""
    folded = {item.casefold(): item for item in known}
    close = get_close_matches(as_typed(name).casefold(), list(folded), n=1, cutoff=0.74)
    return folded[close[0]] if close else None


def other_words(name: str, ref: str) -> bool:
    """Whether two ids differ in more than a number: P-009 is no slip for P-004, but RSK-1 is one for RSK-01."""
    words, other = ([part.lstrip("0") for part in text.split("-")] for text in (name, ref))
    return words == other or [w for w in words if not w.isdigit()] != [w for w in other if not w.isdigit()]


def missing(group: Route, names: Sequence[str]) -> Fault:
    """The fault that the group of keys at `group` lacks some fields."""
    quoted = [f"`{name}`" for name in names]
    inside = f" in {route_name(group)}" if group else ""
    return Fault(
        group, f"{joined(quoted)} {'is' if len(quoted) == 1 else 'are'} missing{inside}", missing=names[0]
    )


def together(faults: Iterable[Fault]) -> Iterator[Fault]:
    """The faults, one for each field, with all the fields that one group lacks in one: one slip is one finding."""
    lacking: dict[Route, list[str]] = {}
    told: set[Route] = set()
    for fault in faults:
        if fault.missing:
            lacking.setdefault(fault.route, []).append(fault.missing)
        elif not fault.route or fault.route not in told:
            told.add(fault.route)
            yield fault
    yield from (missing(group, names) for group, names in lacking.items())


def route_name(route: Sequence[RouteKey]) -> str:
    """A route for people: `targets, item 2, value`."""
    parts = [f"item {key + 1}" if isinstance(key, int) else f"`{key}`" for key in route]
    return ", ".join(parts) or "the entry"


def model_faults(error: ValidationError, model: type[BaseModel], noun: str) -> list[Fault]:
    """Each error of pydantic as a plain sentence. `noun` is what the entry is, such as "a risk"."""
    items = error.errors(include_url=False)
    places = {tuple(item["loc"]) for item in items}
    return [
        _fault(item, items, model, noun)
        for item in items
        if not (item["type"] == "too_short" and _below(item["loc"], places))
        and not _misspelt(item, items, model)
    ]


def _below(place: Route, places: set[Route]) -> bool:
    """Whether an item of the list at `place` is at fault, which leaves the list shorter than it is."""
    return any(len(other) > len(place) and other[: len(place)] == place for other in places)


def _misspelt(item: Mapping[str, Any], items: Sequence[Mapping[str, Any]], model: type[BaseModel]) -> bool:
    """Whether a missing key is there under another name: one fault, reported at that name."""
    return item["type"] == "missing" and any(
        _instead(other, items, field_names(model, tuple(other["loc"][:-1]))) == item["loc"][-1]
        for other in items
        if other["type"] == "extra_forbidden" and other["loc"][:-1] == item["loc"][:-1]
    )


def _instead(item: Mapping[str, Any], items: Sequence[Mapping[str, Any]], known: Sequence[str]) -> str:
    """The key that a name which is none probably stands for: a near one, or the only one that is missing beside it."""
    name, group = str(item["loc"][-1]), item["loc"][:-1]
    if found := next((key for key in known if _lacks_colon(item, key)), None) or closest(name, known):
        return found
    beside = [(other["type"], other["loc"][-1]) for other in items if other["loc"][:-1] == group]
    lacking = [str(key) for kind, key in beside if kind == "missing"]
    return (
        lacking[0] if len(lacking) == 1 and sum(kind == "extra_forbidden" for kind, _ in beside) == 1 else ""
    )


def _lacks_colon(item: Mapping[str, Any], key: RouteKey) -> bool:
    """Whether a key without a value is another one with its value behind it, and no colon and space between them."""
    return item.get("input") is None and str(item["loc"][-1]).startswith((f"{key} ", f"{key}:"))


def _fault(
    item: Mapping[str, Any], items: Sequence[Mapping[str, Any]], model: type[BaseModel], noun: str
) -> Fault:
    route = tuple(key for key in item["loc"] if key != "[key]")
    name, value, kind = route_name(route), item.get("input"), item["type"]
    if kind == "missing":
        return missing(route[:-1], [str(route[-1])])
    if kind == "extra_forbidden":
        return _no_field(item, items, field_names(model, route[:-1]), noun)
    if value is None or kind == "empty":
        return Fault(route, f"{name} is empty", on_key=True)
    if kind == "impossible":  # the sentence names the value
        return Fault(route, f"{name} {item['msg']}")
    if kind in {"form", "range", "shape"}:
        context = item.get("ctx", {})
        said = f"{name} {item['msg']}{_found(value)}{context.get('hint', '')}"
        return Fault(route, said, meant=context.get("meant", ""), is_certain=True)
    if kind == "literal_error":
        return _no_choice(route, item, value)
    said = f"{name} {_STRUCTURE.get(kind, 'is not of the expected form')}{_found(value)}"
    return _no_list(route, said, value) if kind in {"tuple_type", "list_type"} else Fault(route, said)


def _no_field(
    item: Mapping[str, Any], items: Sequence[Mapping[str, Any]], known: Sequence[str], noun: str
) -> Fault:
    """A key that is none, and what it was probably to be."""
    route = tuple(key for key in item["loc"] if key != "[key]")
    name, key = str(route[-1]), _instead(item, items, known)
    said = f"`{name}` is not a field of {noun}{_inside(route)}"
    if not key:
        return Fault(route, said + _part(item.get("input")), on_key=True)
    value = name[len(key) + 1 :].strip() if _lacks_colon(item, key) else ""
    meant = f"{key}: {value}" if value else key
    certain = bool(value) or same_but_for_form(name, key)
    return Fault(route, f"{said}; did you mean `{meant}`?", True, "", meant, certain, as_written=True)


def _no_choice(route: Route, item: Mapping[str, Any], value: object) -> Fault:
    """A value that is none of the choices of an enumeration."""
    choices = allowed(item)
    said = f"{route_name(route)} must be {alternatives(choices)}{_found(value)}"
    close = closest(value, choices) if isinstance(value, str) else None
    if not isinstance(value, str) or close is None:
        return Fault(route, said)
    certain = same_but_for_form(as_typed(value), close)
    return Fault(route, f"{said}; did you mean `{close}`?", meant=close, is_certain=certain)


def same_but_for_form(one: str, other: str) -> bool:
    """Whether two names differ in nothing but capitals, hyphens, spaces and the zeros before a number."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> list[str]:
    words = as_typed(name).casefold().replace("_", "-").replace(" ", "-").split("-")
    return [word.lstrip("0") if word.isdigit() else word for word in words if word]


def _part(value: object) -> str:
    """The likely reason of a key without a value: a text in braces with a comma and without quotes."""
    return (
        ""
        if value is not None
        else "; if it belongs to the text before the comma, put that whole text in quotes"
    )


def _no_list(route: Route, said: str, value: object) -> Fault:
    """A single value where a list is meant, and how it is written as one, where that needs no quotes."""
    if not isinstance(value, str):
        return Fault(route, said)
    if not re.fullmatch(r"[\w.:-]+(?: ?, ?[\w.:-]+)*", value) or len(value) > 200:
        return Fault(route, f"{said}; put each item on a line of its own that begins with `- `")
    return Fault(route, f"{said}; write `[{value}]`", meant=f"[{value}]", is_certain=True, as_written=True)


_STRUCTURE = {
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must be a group of keys and values",
    "model_type": "must be a group of keys and values",
    "model_attributes_type": "must be a group of keys and values",
    "too_short": "must have at least one item",
    "too_long": "has too many items",
    "string_type": "must be a text",
}


def allowed(item: Mapping[str, Any]) -> list[str]:
    """The choices of an enumeration, out of pydantic's error."""
    return re.findall(r"'([^']*)'", item["ctx"]["expected"])


def _inside(route: Route) -> str:
    return f" in {route_name(route[:-1])}" if len(route) > 1 else ""


def _found(value: object) -> str:
    if not isinstance(value, str):
        return ""
    value = re.sub(r"[ \n]+", " ", value)
    return f", not `{value if len(value) <= 40 else value[:39] + '…'}`"


def field_names(model: type[BaseModel], route: Route) -> list[str]:
    """The names of the fields of the model at `route` inside `model`."""
    for key in route:
        if isinstance(key, str):
            inner = _model_in(model.model_fields[key].annotation) if key in model.model_fields else None
            if inner is None:
                return []
            model = inner
    return [field.alias or name for name, field in model.model_fields.items()]


def field_at(model: type[BaseModel], route: Route) -> FieldInfo | None:
    """The field at `route` inside `model`: the last one named there; None where there is none."""
    found: FieldInfo | None = None
    for key in (key for key in route if isinstance(key, str)):
        inner = _model_in(found.annotation) if found else model
        named = (
            (field for name, field in inner.model_fields.items() if key in (name, field.alias))
            if inner
            else ()
        )
        found = next(iter(named), None)
        if found is None:
            return None
    return found


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    arguments = getattr(annotation, "__args__", ())
    return next((model for part in arguments if (model := _model_in(part)) is not None), None)
