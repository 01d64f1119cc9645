"""Where a content came from: each commit that brought it, to whatever path and on whatever side of the history."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from sms_lint.outside.git.sides import Side

# What files held before and after a commit, by their paths, as seen from one parent.
_Files = Mapping[str, tuple[str, str]]
# Of the lines of a file that is gone, the part that a text has to hold to be its continuation.
_SHARED = 0.5


class Origin(NamedTuple):
    """A commit that brought a content, and git's id of what it was made from; empty where there was nothing."""

    commit: str
    before: str


class _Brought(NamedTuple):
    """What a commit brought itself: contents with what was before, and the files that it took away."""

    contents: tuple[tuple[str, str, str], ...]
    gone: frozenset[str]

    @property
    def texts(self) -> frozenset[str]:
        """The contents of Markdown files."""
        return frozenset(after for path, _, after in self.contents if path.endswith(".md"))


def origins_of(
    changes: Mapping[str, Iterable[Side]], read: Callable[[Iterable[str]], Mapping[str, bytes]]
) -> Mapping[str, tuple[Origin, ...]]:
    """By git's id of each content that some commit brought: those commits.

    `changes` are the sides of each commit, one for each parent; `read` gives what is behind git's ids. A merge brought
    only what none of its parents had at that path. A text that holds much of a file which the same commit takes away
    (moved and changed in one step, also over another one) was made from that file.
    """
    found: dict[str, list[Origin]] = {}
    moved: dict[str, _Brought] = {}
    for commit, sides in changes.items():
        brought = _brought(tuple(sides))
        for _, before, after in brought.contents:
            found.setdefault(after, []).append(Origin(commit, before))
        if brought.gone and brought.texts:
            moved[commit] = brought
    texts = read(blob for brought in moved.values() for blob in (*brought.texts, *brought.gone))
    for commit, brought in moved.items():
        for before, after in _continued(brought, texts):
            found[after].append(Origin(commit, before))
    return {blob: tuple(origins) for blob, origins in found.items()}


def _by_path(side: Side) -> _Files:
    return {change.path: (change.before, change.after) for change in side}


def _brought(sides: tuple[Side, ...]) -> _Brought:
    contents: list[tuple[str, str, str]] = []
    gone: set[str] = set()
    others = [_by_path(side) for side in sides[1:]]
    for path, _, _, before, after in sides[0]:
        if not all(path in other for other in others):
            continue
        befores = dict.fromkeys((before, *(other[path][0] for other in others)))
        if after:
            contents.extend((path, each, after) for each in befores)
        else:
            gone.update(befores)
    return _Brought(tuple(contents), frozenset(gone - {after for _, _, after in contents} if gone else ()))


def _continued(brought: _Brought, texts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Pairs of a file that is gone and a text that holds much of it."""
    of_line: dict[bytes, list[str]] = {}
    sizes: dict[str, int] = {}
    for blob in brought.gone:
        lines = _lines(blob, texts)
        sizes[blob] = len(lines)
        for line in lines:
            of_line.setdefault(line, []).append(blob)
    for after in brought.texts:
        shared = Counter(blob for line in _lines(after, texts) for blob in of_line.get(line, ()))
        yield from ((blob, after) for blob, count in shared.items() if count >= _SHARED * sizes[blob])


def _lines(blob: str, texts: Mapping[str, bytes]) -> frozenset[bytes]:
    """The lines of a text that say something; none where git does not have it."""
    if blob not in texts:
        return frozenset()
    return frozenset(line.strip() for line in texts[blob].splitlines()) - {b"", b"---"}
