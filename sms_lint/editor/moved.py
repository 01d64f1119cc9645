"""Where a place of an earlier text is in the text as it is now."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from sms_lint.ground.source import Location, SourceFile
from sms_lint.model.finding import Finding, Related


class Change(NamedTuple):
    """The one stretch in which two texts differ: where it starts in both, and where it ends in each."""

    start: int
    old_end: int
    new_end: int

    def moved(self, offset: int) -> int:
        """Where an offset of the old text is in the new one; one inside of the stretch stays inside of it."""
        if offset <= self.start:
            return offset
        if offset >= self.old_end:
            return offset + self.new_end - self.old_end
        return min(offset, self.new_end)


def change_between(old: str, new: str) -> Change:
    """The shortest single stretch whose replacement makes one text of the other."""
    most = min(len(old), len(new))
    start = _same(lambda size: old[:size] == new[:size], most)
    tail = _same(lambda size: old[len(old) - size :] == new[len(new) - size :], most - start)
    return Change(start, len(old) - tail, len(new) - tail)


def _same(is_same: Callable[[int], bool], most: int) -> int:
    """The greatest size up to `most` at which two ends of texts are the same; halving, as slices compare fast."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if is_same(middle):
            low = middle
        else:
            high = middle - 1
    return low


def moved_location(at: Location, file: SourceFile) -> Location:
    """The place in another reading of its file."""
    if at.file is file or at.file.text == file.text:
        return Location(file, at.start, at.end)
    change = change_between(at.file.text, file.text)
    start = change.moved(at.start)
    return Location(file, start, max(start, change.moved(at.end)))


def moved_finding(finding: Finding, file: SourceFile) -> Finding:
    """A finding whose places in a file are those in another reading of it."""
    at = moved_location(finding.at, file) if finding.at.path == file.path else finding.at
    related = tuple(
        Related(moved_location(other.at, file), other.message) if other.at.path == file.path else other
        for other in finding.related
    )
    return replace(finding, at=at, related=related)
