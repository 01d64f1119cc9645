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
    written = json.dumps(value, indent=2, ensure_ascii=True, sort_keys=sort_keys)
    if _SURROGATE.search(written):
        written = json.dumps(_whole(value), indent=2, ensure_ascii=True, sort_keys=sort_keys)
    return Printable(_COMMAND.sub(r"\1\\u005b", written) + "\n")


def _whole(value: Any) -> Any:
    """The same without halves of pairs, which many readers refuse."""
    if isinstance(value, str):
        return "".join(visible(mark) if "\ud800" <= mark <= "\udfff" else mark for mark in value)
    if isinstance(value, dict):
        return {_whole(key): _whole(part) for key, part in value.items()}
    return [_whole(part) for part in value] if isinstance(value, list | tuple) else value
