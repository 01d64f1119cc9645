"""JSON: ASCII alone, so that no character in it steers anything, and no command of a build service."""

import json
import re
from typing import Any

from sms_lint.ground.output.characters import visible
from sms_lint.ground.output.printable import Printable

_SURROGATE = re.compile(r"\\ud[89a-f]")
_COMMAND = re.compile(r"(##\w*)\[")


def json_text(value: Any, *, sort_keys: bool = False) -> Printable:
    """A value as JSON, which any reader gives back as it was, but for bytes of file names that are no letters."""
    return Printable(_written(value, 2, sort_keys) + "\n")


def json_line(value: Any) -> Printable:
    """The same on one line, for a file with one value on each."""
    return Printable(_written(value, None, sort_keys=False) + "\n")


def _written(value: Any, indent: int | None, sort_keys: bool) -> str:
    written = json.dumps(value, indent=indent, ensure_ascii=True, sort_keys=sort_keys)
    if _SURROGATE.search(written):
        written = json.dumps(_whole(value), indent=indent, ensure_ascii=True, sort_keys=sort_keys)
    return _COMMAND.sub(r"\1\\u005b", written)


def _whole(value: Any) -> Any:
    """The same without halves of pairs, which many readers refuse."""
    if isinstance(value, str):
        return "".join(visible(mark) if "\ud800" <= mark <= "\udfff" else mark for mark in value)
    if isinstance(value, dict):
        return {_whole(key): _whole(part) for key, part in value.items()}
    return [_whole(part) for part in value] if isinstance(value, list | tuple) else value
