"""A file that a form wrote anew: the values that it changed, put into the text as it was, byte by byte.

Editors with forms read a file into values and write all of them again: comments, quotes, brackets and line breaks are
lost, also where nothing was changed. Here the old text is taken and only the changed values are put into it.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sms_lint.ground.source import Quoted, Route
from sms_lint.ground.text.front_matter import body_start, front_matter
from sms_lint.ground.text.yaml_edit import UneditableError, with_item, with_value, without
from sms_lint.ground.text.yaml_subset import read_yaml
from sms_lint.ground.text.yaml_written import Value, Written

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch  # some editors put days in quotes; files do not


def restored(old: str, new: str) -> str | None:
    """The old text with the values of the new one; None where only a person can put them in.

    Both are YAML, or Markdown with front matter, whose text below it is taken from the new one as it is.
    """
    if not front_matter(old)[0]:
        return _with_values(old, new)
    (start, end), (new_start, new_end) = front_matter(old), front_matter(new)
    if not new_start:
        return None
    head = _with_values(old[start:end], new[new_start:new_end])
    return None if head is None else old[:start] + head + old[end : body_start(old)] + _body(old, new)


def _body(old: str, new: str) -> str:
    """The text of the new document; only blank lines at its ends, which no form keeps, are those of the old one."""
    before, after = old[body_start(old) :], new[body_start(new) :]
    kept = after.strip("\n")
    if not kept:
        return after
    core = before.strip("\n")
    lead = before[: len(before) - len(before.lstrip("\n"))] if core else ""
    tail = before[len(before.rstrip("\n")) :] if core else "\n"
    return f"{lead}{kept}{tail or chr(10)}"


def _with_values(old: str, new: str) -> str | None:
    before, after = read_yaml(old), read_yaml(new)
    if before.flaws or after.flaws or not (before.whole and after.whole):
        return None
    try:
        text = _group(old, (), before.values, after.values)
    except UneditableError:
        return None
    return text if read_yaml(text).values == after.values else None


def _group(text: str, route: Route, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """The text with the values of one group of keys."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        raise UneditableError
    for key in old.keys() - new.keys():
        text = without(text, (*route, key))
    for key, value in new.items():
        if key not in old:
            text = with_value(text, (*route, key), _value(value), tuple(new))
        elif old[key] != value:
            text = _changed(text, (*route, key), old[key], value)
    return text


def _changed(text: str, route: Route, old: Any, new: Any) -> str:
    if isinstance(old, dict) and isinstance(new, dict):
        return _group(text, route, old, new)
    if _holds_groups(old) and isinstance(new, list):
        return _entries(text, route, old, new)
    return with_value(text, route, _value(new))


def _holds_groups(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(part, dict) for part in value)


def _entries(text: str, route: Route, old: Sequence[Any], new: Sequence[Any]) -> str:
    """A list of groups: those that went are taken out, those that stayed are changed, further ones come at the end."""
    stayed = _stayed(old, new)
    for place in range(len(old) - 1, -1, -1):
        if place not in stayed:
            text = without(text, (*route, place))
    for place, was in enumerate(stayed):
        if old[was] != new[place]:
            text = _group(text, (*route, place), old[was], new[place])
    for entry in new[len(stayed) :]:
        text = with_item(text, route, _value(entry))
    return text


def _stayed(old: Sequence[Any], new: Sequence[Any]) -> list[int]:
    """The places in the old list of what stands at the beginning of the new one, in its order."""
    if not all(isinstance(entry, dict) and "id" in entry for entry in (*old, *new)):
        return list(range(min(len(old), len(new))))
    places = {entry["id"]: place for place, entry in enumerate(old)}
    stayed: list[int] = []
    for entry in new:
        place = places.get(entry["id"], -1)
        if place <= (stayed[-1] if stayed else -1):
            break
        stayed.append(place)
    return stayed


def _value(value: Any) -> Value:
    """A value that was read, to be written: what stood in quotes is a text, also where it looks like a number."""
    if isinstance(value, dict):
        return {key: _value(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_value(part) for part in value]
    if value is None:
        raise UneditableError
    return Written(str(value), is_text=isinstance(value, Quoted) and not _DAY(value))
