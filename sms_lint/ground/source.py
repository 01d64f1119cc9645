"""Text and the places in it.

Offsets count characters from 0; lines and columns, used only at the edge, count from 1.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

RouteKey = str | int
Route = tuple[RouteKey, ...]


class Quoted(str):
    """A text that was in quotes, so that it is a text even where it looks like a number."""

    __slots__ = ()


class Place(NamedTuple):
    """Where a key and its value are: offsets into the text. An item of a list has no key of its own."""

    key_start: int
    key_end: int
    start: int
    end: int


Places = Mapping[Route, Place]


class Section(NamedTuple):
    """A heading and the text under it, up to the next heading of any level. Offsets count from the file's start."""

    level: int
    title: str
    anchor: str
    satisfies: tuple[str, ...]
    start: int
    end: int
    body_start: int
    body_end: int


class Link(NamedTuple):
    """A link or picture: where it leads, and where its target is in the file."""

    target: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class SourceFile:
    """One file of the repository: its path from the root, with forward slashes, and its text."""

    path: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at != -1:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of the character at `offset`; the end of the text is a place too."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of line `number`, from 1, without its line end."""
        start = self._starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end != -1 else len(self.text)].rstrip("\r")

    @property
    def line_count(self) -> int:
        """How many lines the text has."""
        return len(self._starts)


@dataclass(frozen=True)
class Location:
    """A stretch of a file, from `start` up to but not including `end`."""

    file: SourceFile
    start: int
    end: int

    @property
    def path(self) -> str:
        """The file's path from the root."""
        return self.file.path

    @property
    def line(self) -> int:
        """The line, from 1, where it starts."""
        return self.file.line_column(self.start)[0]

    @property
    def span(self) -> tuple[str, int, int]:
        """Its path, start and end: the same for the same place, without a look at the text of the file."""
        return self.path, self.start, self.end


def whole(file: SourceFile) -> Location:
    """The place that stands for a whole file: its first line."""
    return Location(file, 0, len(file.line(1)))


@dataclass(frozen=True)
class Origin:
    """Where a value came from, so that any part of it can be found again in the text.

    `places` is asked only when somebody wants a position, which most values never do.
    """

    file: SourceFile
    places: Callable[[SourceFile], Places]
    prefix: Route = ()

    def at(self, *keys: RouteKey) -> Location:
        """The value under `keys`, or the nearest parent that exists."""
        place = self._nearest(keys)
        return Location(self.file, place.start, place.end)

    def at_key(self, *keys: RouteKey) -> Location:
        """The key itself, for a field that should not be there; a list item answers with its value."""
        place = self._nearest(keys)
        if place.key_start == place.key_end:
            return Location(self.file, place.start, place.end)
        return Location(self.file, place.key_start, place.key_end)

    def heading(self) -> Location:
        """The first line of the value: for what is missing from it."""
        place = self._nearest(())
        if place.key_start != place.key_end:
            return Location(self.file, place.key_start, place.key_end)
        line = self.file.line_column(place.start)[0]
        end = min(place.end, place.start + max(len(self.file.line(line)), 1))
        stop = self.file.text.find("\n", place.start)
        return Location(self.file, place.start, min(end, stop) if stop != -1 else end)

    def under(self, *keys: RouteKey) -> "Origin":
        """The origin of a part of this value."""
        return Origin(self.file, self.places, self.prefix + keys)

    def _nearest(self, keys: Route) -> Place:
        places = self.places(self.file)
        route = self.prefix + keys
        while route and route not in places:
            route = route[:-1]
        return places.get(route, Place(0, 0, 0, len(self.file.line(1))))
