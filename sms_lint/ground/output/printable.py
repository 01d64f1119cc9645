"""Lines for a screen and for the log of a build service.

`Printable` is what may be printed as it is. Only this room makes it, and the door of the command line prints nothing
else: any other text becomes one line first.

A build service takes a line for a command that begins with `::` (GitHub), or in which `##[`, `##vso[` or the like
stands anywhere (GitHub, Azure, TeamCity). GitLab's begin with control characters, which are never printed.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from sms_lint.ground.output.characters import one_line

_ANYWHERE = re.compile(r"(##\w*)\[")
_AT_THE_START = re.compile(r"^(\s*):(?=:)")


class Printable(str):
    """Text that may be printed as it is. Joining or formatting it gives plain text again."""

    __slots__ = ()


class Painted(NamedTuple):
    """A text in a colour; `codes` are those of ECMA-48, such as `1;31`."""

    text: str
    codes: str


def line(*pieces: str | Painted) -> Printable:
    """One line out of pieces, whatever they hold; one that would be a command is shown without colours."""
    plain = "".join(one_line(piece if isinstance(piece, str) else piece.text) for piece in pieces)
    harmless = _AT_THE_START.sub(r"\1<U+003A>", without_commands(plain))
    return Printable("".join(map(_coloured, pieces)) if harmless == plain else harmless)


def row(*cells: str) -> Printable:
    """One line of cells with tabs between them, for other programs."""
    return line("\t".join(cell.replace("\t", " ") for cell in cells))


def block(lines: Iterable[str]) -> Printable:
    """Lines below each other; those that are not `Printable` yet become so."""
    return Printable("".join(f"{text if isinstance(text, Printable) else line(text)}\n" for text in lines))


def joined(parts: Iterable[Printable]) -> Printable:
    """Parts that end with their lines, one after the other."""
    return Printable("".join(parts))


def without_commands(text: str) -> str:
    """The text with what begins a command anywhere in a line written out."""
    return _ANYWHERE.sub(r"\1<U+005B>", text) if "##" in text else text


def _coloured(piece: str | Painted) -> str:
    if isinstance(piece, str):
        return one_line(piece)
    return f"\x1b[{piece.codes}m{one_line(piece.text)}\x1b[0m"
