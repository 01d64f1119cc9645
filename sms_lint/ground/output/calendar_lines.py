"""The lines of a calendar file (RFC 5545): a name and its value, escaped and folded."""

import re
from collections.abc import Iterable, Iterator

from sms_lint.ground.output.characters import visible
from sms_lint.ground.output.printable import Printable

_MOST_OCTETS = 75
_NAME = re.compile(r"[A-Z-]+(;[A-Z-]+=[A-Z-]+)*")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar_lines(properties: Iterable[tuple[str, str]]) -> Printable:
    """Every property in lines of its own; only its name is ours. Raises ValueError where it is not."""
    return Printable("".join(f"{part}\r\n" for name, value in properties for part in _lines(name, value)))


def _lines(name: str, value: str) -> Iterator[str]:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a property of a calendar")
    return folded(f"{name}:{visible(value.replace(chr(13) + chr(10), chr(10))).translate(_ESCAPED)}")


def folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, none ending inside a letter; the next ones begin with a space."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _MOST_OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
