"""What git prints of the files that differ between a commit and one of its parents."""

from collections.abc import Iterator
from typing import NamedTuple


class FileChange(NamedTuple):
    """What became of one file: git's modes and ids before and after; empty where there was or is no file."""

    path: str
    old_mode: str
    new_mode: str
    before: str
    after: str


# The files that differ from one parent, by their paths in the whole repository.
Side = tuple[FileChange, ...]


def sides(text: str) -> Iterator[Side]:
    """Out of what git prints: for each pair that was asked for its id, then a line and a path for each file."""
    parts = iter(text.split("\0"))
    current: list[FileChange] | None = None
    for part in parts:
        if part.startswith(":"):
            old, new, before, after, _ = part[1:].split(" ")
            change = FileChange(next(parts), there(old), there(new), there(before), there(after))
            if current is not None:
                current.append(change)
        elif part:
            if current is not None:
                yield tuple(current)
            current = []
    if current is not None:
        yield tuple(current)


def there(word: str) -> str:
    """A mode or id as git prints it; empty for the zeros that stand for no file."""
    return word if word.strip("0") else ""
