"""Changing one value of a YAML text: every byte beside it stays, comments, order and quotes included.

A text is a group of keys, such as one entry of a register, whose first line may be indented. Each function takes
and returns the whole text, and raises `UneditableError` where it is written in a form that only a person can change.
"""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from sms_lint.ground.source import Place, Route, SourceFile
from sms_lint.ground.text.yaml_subset import places, read_yaml
from sms_lint.ground.text.yaml_written import Value, Written, field, in_brackets, item, plain_value, scalar


class UneditableError(Exception):
    """The text is written in a form that only a person can change."""


class _Read:
    """A text with the values in it and their places."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.values = read_yaml(text).values
        self.places = places(SourceFile("", text))

    def value(self, route: Route) -> Any:
        value = self.values
        for key in route:
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def is_opened(self, route: Route) -> bool:
        """Whether a list or group is written in brackets."""
        start = self.places[route].start
        return self.text[start : start + 1] in ("[", "{")

    def is_inside(self, route: Route) -> bool:
        """Whether something stands in the brackets of any list or group."""
        return any(self.is_opened(route[:depth]) for depth in range(len(route)))

    def parts(self, route: Route) -> list[Route]:
        """The keys or items of a group or list, in their order."""
        return [other for other in self.places if len(other) == len(route) + 1 and other[:-1] == route]

    def line(self, at: int) -> int:
        """Where the line of a character begins."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Where the next line begins."""
        found = self.text.find("\n", at)
        return len(self.text) if found == -1 else found + 1

    def begin(self, route: Route) -> int:
        """Where a key begins, or the dash of an item."""
        place = self.places[route]
        if isinstance(route[-1], str) or self.is_inside(route):
            return place.key_start
        return self.line(place.start) + self.dash(place.start)

    def dash(self, start: int) -> int:
        """The column of the dash before an item."""
        line = self.line(start)
        dash = self.text.rfind("-", line, start)
        if dash == -1 or self.text[dash + 1 : start].strip():
            raise UneditableError
        return dash - line

    def column(self, route: Route) -> int:
        """The column of a key."""
        start = self.places[route].key_start
        return start - self.line(start)

    def colon(self, place: Place) -> int:
        """The place behind the colon of a key."""
        colon = self.text.find(":", place.key_end)
        if colon == -1 or self.text[place.key_end : colon].strip(" \"'"):
            raise UneditableError
        return colon + 1

    def end(self, route: Route) -> int:
        """Where the last thing that a value holds ends: a block itself ends behind comments that follow it."""
        parts = [] if self.is_opened(route) else self.parts(route)
        if parts:
            return self.end(parts[-1])
        place = self.places[route]
        if self.value(route) is None and isinstance(route[-1], str):
            return self.colon(place)
        return place.end


def with_value(text: str, route: Route, value: Value, order: Sequence[str] = ()) -> str:
    """The text with a value at a route; `order` are the keys of its group, as they usually follow each other."""
    read = _Read(text)
    if route not in read.places:
        return _with_field(read, route, value, order)
    old = read.value(route)
    if isinstance(value, Written) and isinstance(old, str):
        return _with_scalar(read, route, value)
    if isinstance(old, list) and old and not isinstance(value, Written | Mapping) and value:
        return _with_items(read, route, old, value)
    return _replaced(read, route, value)


def without(text: str, route: Route) -> str:
    """The text without a key and its value, or without an item of a list; its line goes with it."""
    read = _Read(text)
    if read.is_inside(route):
        return _without_in_brackets(read, route)
    start = read.begin(route)
    line = read.line(start)
    if not text[line:start].strip():
        return text[:line] + text[read.line_end(read.end(route)) :]
    following = _following(read, route)
    if isinstance(route[-1], int) or following is None:
        raise UneditableError
    return (
        text[:start] + text[read.places[following].key_start :]
    )  # the next key takes the place behind the dash


def with_item(text: str, route: Route, value: Value) -> str:
    """The text with one more item at the end of a list that has some."""
    read = _Read(text)
    return _after_item(read, read.parts(route)[-1], value)


def _with_scalar(read: _Read, route: Route, value: Written) -> str:
    text, place = read.text, read.places[route]
    like = text[place.start : place.end]
    inside = read.is_inside(route)
    column = read.column(route) if isinstance(route[-1], str) else 0 if inside else read.dash(place.start)
    # A comment behind the value would become the last line of a block.
    in_line = inside or ("\n" in value.text and bool(text[place.end : read.line_end(place.end)].strip()))
    return text[: place.start] + scalar(value, like, column=column + 2, flow=in_line) + text[place.end :]


def _replaced(read: _Read, route: Route, value: Value) -> str:
    """Another value of whatever form behind a key."""
    key = route[-1]
    if isinstance(key, int):
        raise UneditableError
    start, end = read.colon(read.places[route]), read.end(route)
    return read.text[:start] + _behind_colon(read, route, value) + read.text[end:]


def _behind_colon(read: _Read, route: Route, value: Value) -> str:
    if read.is_inside(route):
        return f" {in_brackets(value)}"
    return field("", value, read.column(route))[1:]


def _with_field(read: _Read, route: Route, value: Value, order: Sequence[str]) -> str:
    """One more key in a group, behind the last of those that usually come before it."""
    parent, key = route[:-1], route[-1]
    if not isinstance(key, str):
        raise UneditableError
    if parent and read.value(parent) is None:
        return with_value(read.text, parent, {key: value})
    held = read.value(parent)
    if not isinstance(held, dict):
        raise UneditableError
    earlier = frozenset(order[: order.index(key)] if key in order else held)
    before = [name for name in held if name in earlier]
    if read.is_opened(parent) or read.is_inside(parent):
        return _with_field_in_brackets(read, route, value, before)
    if not before:
        first = read.parts(parent)[0]
        start, column = read.places[first].key_start, read.column(first)
        return f"{read.text[:start]}{field(key, value, column)}\n{' ' * column}{read.text[start:]}"
    last = (*parent, before[-1])
    column = read.column(last)
    return _spliced(read.text, read.line_end(read.end(last)), f"{' ' * column}{field(key, value, column)}")


def _with_field_in_brackets(read: _Read, route: Route, value: Value, before: Sequence[str]) -> str:
    text, parent, said = read.text, route[:-1], f"{route[-1]}: {in_brackets(value)}"
    if before:
        end = read.end((*parent, before[-1]))
        return f"{text[:end]}, {said}{text[end:]}"
    opened = read.places[parent].start + 1
    return f"{text[:opened]}{said}{', ' if read.value(parent) else ''}{text[opened:]}"


def _without_in_brackets(read: _Read, route: Route) -> str:
    text, parts = read.text, read.parts(route[:-1])
    number = parts.index(route)
    if number:
        return text[: read.end(parts[number - 1])] + text[read.end(route) :]
    if len(parts) > 1:
        return text[: read.begin(route)] + text[read.begin(parts[1]) :]
    around = read.places[route[:-1]]
    return text[: around.start + 1] + text[around.end - 1 :]


def _following(read: _Read, route: Route) -> Route | None:
    parts = read.parts(route[:-1])
    number = parts.index(route) + 1
    return parts[number] if number < len(parts) else None


def _with_items(read: _Read, route: Route, old: Sequence[Any], value: Sequence[Value]) -> str:
    """Another list in place of one: items that stay keep their text."""
    new = [repr(plain_value(part)) for part in value]
    steps = SequenceMatcher(None, list(map(repr, old)), new, autojunk=False).get_opcodes()
    text = read.text
    for step, old_start, old_end, new_start, new_end in reversed(steps):
        if step != "equal":
            text = _items_replaced(text, route, (old_start, old_end), value[new_start:new_end])
    return text


def _items_replaced(text: str, route: Route, span: tuple[int, int], new: Sequence[Value]) -> str:
    start, end = span
    shared = min(end - start, len(new))
    for number in range(shared):
        text = with_value(text, (*route, start + number), new[number])
    for value in reversed(new[shared:]):
        read = _Read(text)
        at = start + shared - 1
        text = _after_item(read, (*route, at), value) if at >= 0 else _before_first(read, route, value)
    for number in reversed(range(start + shared, end)):
        text = without(text, (*route, number))
    return text


def _after_item(read: _Read, route: Route, value: Value) -> str:
    text = read.text
    if read.is_inside(route):
        end = read.end(route)
        return f"{text[:end]}, {in_brackets(value)}{text[end:]}"
    column = read.dash(read.places[route].start)
    return _spliced(text, read.line_end(read.end(route)), f"{' ' * column}{item(value, column)}")


def _before_first(read: _Read, route: Route, value: Value) -> str:
    text, first = read.text, read.places[(*route, 0)].start
    if read.is_inside((*route, 0)):
        return f"{text[:first]}{in_brackets(value)}, {text[first:]}"
    line, column = read.line(first), read.dash(first)
    if text[line:first].strip() != "-":
        raise UneditableError
    return f"{text[:line]}{' ' * column}{item(value, column)}\n{text[line:]}"


def _spliced(text: str, at: int, lines: str) -> str:
    before = text[:at] if not at or text[at - 1] == "\n" else f"{text[:at]}\n"
    return f"{before}{lines}\n{text[at:]}"
