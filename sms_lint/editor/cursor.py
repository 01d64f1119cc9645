"""Where somebody is writing: which key or value of which group, in a text that need not be whole.

A reader of YAML gives up where a line is half written, which is where somebody is. So this looks at indentation and
brackets alone, upwards from the place.
"""

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from sms_lint.ground.text import front_matter

# The keys that lead to a place; None stands for an item of a list.
Keys = tuple[str | None, ...]
Part = Literal["key", "value", "text"]

_WORD = re.compile(r"[\w.:/-]*")
_LINE = re.compile(
    r" *(?P<dashes>(?:-(?: +|$))*)(?:(?P<key>[A-Za-z_][\w.-]*|\"[^\"\n]*\"|'[^'\n]*') *:(?=\s|$))?", re.M
)
_KEY = re.compile(r"\s*[\"']?(?P<key>[A-Za-z_][\w.-]*)[\"']?\s*:")
_MOST_LINES = 5000  # looked through upwards; a file of a mebibyte has about so many
_MOST_FLOW = 40  # lines of a group in brackets


class Cursor(NamedTuple):
    """A place in the keys and values of a text.

    `keys` lead to the value that is written, or to the group that gets a key. `start` and `end` are the word at the
    place. `beside` are the keys that the group has already.
    """

    keys: Keys
    part: Part
    start: int
    end: int
    beside: frozenset[str] = frozenset()


class _Opener(NamedTuple):
    """What a line begins: a key, or an item of a list (None); its column, and the offset of what follows it."""

    key: str | None
    column: int
    after: int


def word_at(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the word at an offset: letters, digits, and what ids, clauses and paths are joined by."""
    start = offset
    while start > 0 and _WORD.fullmatch(text[start - 1]):
        start -= 1
    match = _WORD.match(text, offset)
    end = match.end() if match else offset
    while end > offset and text[end - 1] in ".:/-":  # what ends a key or a sentence is no part of it
        end -= 1
    return start, end


def keys_part(path: str, text: str) -> tuple[int, int]:
    """Where a text holds keys and values: all of it, or the front matter, even one that is not closed yet."""
    if not path.endswith(".md"):
        return 0, len(text)
    start, end = front_matter(text)
    if start or not text.startswith(("---\n", "---\r\n")):
        return start, end
    start = text.index("\n") + 1
    heading = re.compile(r"^#", re.M).search(text, start)
    return start, heading.start() if heading else len(text)


def cursor_at(text: str, offset: int, begin: int = 0) -> Cursor:
    """The place of an offset among the keys and values that start at `begin`."""
    line_start = max(begin, text.rfind("\n", begin, offset) + 1)
    start, end = word_at(text, offset)
    start = max(start, line_start)
    if flow := _in_brackets(text, offset, begin):
        outer, inner, part, beside = flow
        return Cursor((*outer, *inner), part, start, end, beside)
    openers = _openers(text, line_start)
    key = openers[-1] if openers and openers[-1].key is not None else None
    if key is not None and offset >= key.after:
        part = "text" if _begins_text(text, key.after, offset) else "value"
        return Cursor(_keys_of(text, line_start, openers, begin), part, start, end)
    outer_openers = openers[:-1] if key is not None else openers
    column = key.column if key else _column(text, line_start, outer_openers, offset)
    above = _above(text, line_start, outer_openers, column, begin)
    if above and _is_block_text(text, above[-1]):
        return Cursor(_names(above), "text", start, end)
    beside = _beside(text, line_start, column, begin) - ({key.key or ""} if key else set())
    if not outer_openers and above and above[-1].key is not None and column <= above[-1].column:
        above = above[:-1]
    # Behind a dash there may be a key of a group, or a plain value.
    return Cursor(_names(above), "key", start, end, beside)


def _openers(text: str, line_start: int) -> list[_Opener]:
    """What a line begins, from left to right."""
    match = _LINE.match(text, line_start)
    if match is None:
        return []
    found = [
        _Opener(None, match.start("dashes") + dash.start() - line_start, match.end("dashes"))
        for dash in re.finditer("-", match["dashes"])
    ]
    if match["key"] is not None:
        name = match["key"].strip("\"'")
        found.append(_Opener(name, match.start("key") - line_start, match.end() + 1))
    return found


def _column(text: str, line_start: int, openers: list[_Opener], offset: int) -> int:
    if openers:
        return max(openers[-1].after - line_start, openers[-1].column + 2)
    indent = re.compile(" *").match(text, line_start)
    return min((indent.end() if indent else offset), offset) - line_start


def _keys_of(text: str, line_start: int, openers: list[_Opener], begin: int) -> Keys:
    return _names(_above(text, line_start, openers, openers[0].column, begin))


def _names(openers: list[_Opener]) -> Keys:
    return tuple(opener.key for opener in openers)


def _above(text: str, line_start: int, openers: list[_Opener], column: int, begin: int) -> list[_Opener]:
    """What leads to a line: the keys and items that it belongs to, outermost first, then its own openers."""
    found = list(reversed(openers))
    limit, is_item = (openers[0].column, openers[0].key is None) if openers else (column, False)
    for _ in range(_MOST_LINES):
        if line_start <= begin or (limit == 0 and not is_item):
            break
        line_start = max(begin, text.rfind("\n", begin, line_start - 1) + 1)
        for opener in reversed(_openers(text, line_start)):
            belongs = opener.column < limit or (is_item and opener.key is not None and opener.column == limit)
            if belongs:
                found.append(opener)
                limit, is_item = opener.column, opener.key is None
    return list(reversed(found))


def _begins_text(text: str, after: int, offset: int) -> bool:
    """Whether a block of text begins behind a key, before the offset."""
    return text[after:offset].lstrip(" ")[:1] in ("|", ">") and text[after:offset].strip() != ""


def _is_block_text(text: str, opener: _Opener) -> bool:
    """Whether what stands below a key is its text, because something stands behind the key already."""
    if opener.key is None:
        return False
    end = text.find("\n", opener.after - 1)
    behind = text[opener.after : end if end != -1 else len(text)].strip()
    return bool(behind) and not behind.startswith("#")


def _beside(text: str, line_start: int, column: int, begin: int) -> frozenset[str]:
    """The keys at a column, upwards and downwards, as long as nothing stands further left."""
    return frozenset((*_keys_up(text, line_start, column, begin), *_keys_down(text, line_start, column)))


def _keys_up(text: str, line_start: int, column: int, begin: int) -> set[str]:
    found: set[str] = set()
    for opener in _openers(text, line_start):
        if opener.key is None and opener.column < column:
            return found  # an entry begins here
    while line_start > begin:
        line_start = max(begin, text.rfind("\n", begin, line_start - 1) + 1)
        openers = _openers(text, line_start)
        if not openers:
            continue
        if openers[-1].key is not None and openers[-1].column == column:
            found.add(openers[-1].key)
        if openers[0].column < column:
            break
    return found


def _keys_down(text: str, line_start: int, column: int) -> set[str]:
    found: set[str] = set()
    at = text.find("\n", line_start)
    while at != -1 and not text.startswith("---", at + 1):
        openers = _openers(text, at + 1)
        if openers and openers[0].column < column:
            break
        if openers and openers[0].key is not None and openers[0].column == column:
            found.add(openers[0].key)
        at = text.find("\n", at + 1)
    return found


@dataclass
class _Bracket:
    """An open bracket: its sort, the key that it is the value of, and the keys in it; `key` is being written."""

    sort: str
    name: str | None
    key: str | None = None
    keys: list[str] = field(default_factory=list)


def _in_brackets(text: str, offset: int, begin: int) -> tuple[Keys, Keys, Part, frozenset[str]] | None:
    """The keys up to a group in brackets and inside of it, where the offset is in one that is not closed."""
    line_start = max(begin, text.rfind("\n", begin, offset) + 1)
    for _ in range(_MOST_FLOW):
        openers = _openers(text, line_start)
        if openers and openers[-1].after <= offset:
            value = text[openers[-1].after : offset]
            if value.lstrip()[:1] in ("{", "[") and (open_ := _open_brackets(value)):
                outer = _keys_of(text, line_start, openers, begin)
                return outer, *_inside(open_)
        if openers and openers[-1].key is not None and text[openers[-1].after : offset].strip():
            return None
        if line_start <= begin:
            return None
        line_start = max(begin, text.rfind("\n", begin, line_start - 1) + 1)
    return None


def _open_brackets(value: str) -> list[_Bracket]:
    """The brackets that are open at the end of a text, outermost first."""
    open_: list[_Bracket] = []
    quote, since = "", 0  # `since` is where the key or value began that is being read
    for at, character in enumerate(value):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'" and not value[since:at].strip():
            quote = character
        elif character in "{[":
            open_.append(_Bracket(character, open_[-1].key if open_ else None))
            since = at + 1
        elif character in "}]," and open_:
            if character != ",":
                open_.pop()
            if open_:
                open_[-1].key = None
            since = at + 1
        elif character == ":" and open_ and (match := _KEY.fullmatch(value[since : at + 1])):
            open_[-1].key = match["key"]
            open_[-1].keys.append(match["key"])
            since = at + 1
    return open_


def _inside(open_: list[_Bracket]) -> tuple[Keys, Part, frozenset[str]]:
    """The keys inside of brackets, whether a key or a value is written there, and the keys beside it."""
    keys: list[str | None] = []
    for bracket in open_:
        keys += [bracket.name] if bracket.name is not None else []
        keys += [None] if bracket.sort == "[" else []
    last = open_[-1]
    if last.sort == "[":
        return tuple(keys), "value", frozenset()
    if last.key is not None:
        return (*keys, last.key), "value", frozenset(last.keys) - {last.key}
    return tuple(keys), "key", frozenset(last.keys)
