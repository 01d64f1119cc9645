"""Places in a text as editors count them: lines, and units of the encoding that was agreed on.

Our offsets count characters. Editors count units of UTF-16, unless they agree to another encoding. A line ends at a
line feed, a carriage return or both (protocol 3.17, 3.14.1), and nowhere else: the library that speaks the protocol
splits lines as Python does, at form feeds and line separators too, and would be lines off behind one.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import lru_cache

from lsprotocol import types as lsp

from sms_lint.ground.source import Location, SourceFile

_LINE_END = re.compile(r"\r\n|\n|\r")


def _utf16(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _utf8(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


UNITS: Mapping[str, Callable[[str], int]] = {"utf-16": _utf16, "utf-32": len, "utf-8": _utf8}


class Lines:
    """A text by its lines, with `encoding` as the units that columns count."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        """Find where the lines begin."""
        self.text = text
        self._units = UNITS[encoding]
        ends = list(_LINE_END.finditer(text))
        self._starts = [0, *(end.end() for end in ends)]
        self._stops = [*(end.start() for end in ends), len(text)]

    def position(self, offset: int) -> lsp.Position:
        """The line and column of an offset; the end of the text for one behind it."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        return lsp.Position(line, self._units(self.text[self._starts[line] : offset]))

    def offset(self, position: lsp.Position) -> int:
        """The offset of a line and column; the nearest one that exists where they lie outside of the text.

        A column in the middle of a character is the place before that character.
        """
        if position.line >= len(self._starts):
            return len(self.text)
        line = max(0, position.line)
        start, stop = self._starts[line], self._stops[line]
        low, high = 0, stop - start
        while low < high:
            middle = (low + high + 1) // 2
            if self._units(self.text[start : start + middle]) <= position.character:
                low = middle
            else:
                high = middle - 1
        return start + low

    def range(self, start: int, end: int) -> lsp.Range:
        """A stretch from one offset to another."""
        return lsp.Range(self.position(start), self.position(max(start, end)))


@lru_cache(maxsize=512)
def lines_of(file: SourceFile, encoding: str) -> Lines:
    """The lines of a file; two readings of a file are two files."""
    return Lines(file.text, encoding)


def range_of(at: Location, encoding: str) -> lsp.Range:
    """The range of a place in the text that it was found in."""
    return lines_of(at.file, encoding).range(at.start, at.end)
