"""Every setting with what it says and where that comes from: a line of the settings, or the program."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.printable import Printable, block, line
from sms_lint.ground.source import Origin, Route
from sms_lint.model.settings import Config
from sms_lint.translation import on_screen

DEFAULT = "default"
_WIDEST = 50


class SettingValue(NamedTuple):
    """A setting by its dotted name, its value as the settings would write it, and its place; none for a default."""

    name: str
    value: str
    path: str = ""
    line: int = 0

    @property
    def origin(self) -> str:
        """Where the value comes from, in a word or as file and line."""
        return f"{self.path}:{self.line}" if self.path else on_screen(DEFAULT)


def setting_values(config: Config, origin: Origin) -> Iterator[SettingValue]:
    """Every setting that says something, groups by their members; `origin` are the places in the settings."""
    yield from _values(config, (), origin, given=True)


def _values(value: object, route: Route, origin: Origin, *, given: bool) -> Iterator[SettingValue]:
    """The settings below a route; `given` says that they were taken from the file. A faulty group is not."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            below = (*route, field.alias or name)
            is_given = given and name in value.model_fields_set
            yield from _values(getattr(value, name), below, origin, given=is_given)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _values(part, (*route, str(name)), origin, given=given)
    elif type(value) is tuple and any(isinstance(part, BaseModel) for part in value):
        for number, part in enumerate(value):
            yield from _values(part, (*route, number), origin, given=given)
    elif value is not None and value != ():
        yield _told(value, route, origin, given=given)


def _told(value: Any, route: Route, origin: Origin, *, given: bool) -> SettingValue:
    name = ".".join(str(key) for key in route)
    said = ", ".join(map(str, value)) if type(value) is tuple else str(value)
    if not given or route not in origin.places(origin.file):
        return SettingValue(name, said)
    at = origin.at_key(*route)
    return SettingValue(name, said, at.path, at.line)


def setting_values_text(values: Iterator[SettingValue]) -> Printable:
    """One line for each setting: its name, its value, and where that comes from."""
    rows = list(values)
    wide = max((len(row.name) for row in rows), default=0)
    said = min(max((len(row.value) for row in rows), default=0), _WIDEST)
    return block(line(f"{row.name:{wide}}  {row.value:{said}}  {row.origin}") for row in rows)


def setting_values_json(values: Iterator[SettingValue]) -> Printable:
    """The same as a list of objects; the place is null for a default."""
    return json_text(
        [
            {"name": row.name, "value": row.value, "path": row.path or None, "line": row.line or None}
            for row in values
        ]
    )
