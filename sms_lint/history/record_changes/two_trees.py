"""Compares two sets of files, such as a commit and the files on disk."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from sms_lint.history.record_changes.blobs import PLAIN, HeldFile, ParsedFiles, Tree
from sms_lint.history.record_changes.comparing import (
    Breach,
    Sides,
    UnreadFile,
    Whole,
    breach,
    differing,
    touched,
    verdict,
)
from sms_lint.model.node import Node


class File(NamedTuple):
    """A file: its bytes, and git's mode for it."""

    raw: bytes
    mode: str = PLAIN


class Compared(NamedTuple):
    """The breaches between two sets of files, and the files that could not be compared, each with the reason."""

    altered: tuple[Breach, ...]
    unread: tuple[tuple[str, str], ...]


def breaches_between(
    before: Mapping[str, File],
    after: Mapping[str, File],
    kinds: Mapping[str, type[Node]],
    exempt: frozenset[str] = frozenset(),
) -> Compared:
    """The breaches of documents and records between two sets of files.

    Both sets are whole, by path from the root. `exempt` are ids that an exception is made for.
    """
    texts: dict[bytes, str] = {}
    old, new = _tree(before, texts), _tree(after, texts)
    by_name = {name: raw for raw, name in texts.items()}

    def take(wanted: Iterable[str]) -> Mapping[str, bytes]:
        return {name: by_name[name] for name in wanted if name in by_name}

    return trees_compared(old, new, kinds, take, exempt)


def trees_compared(
    old: Tree,
    new: Tree,
    kinds: Mapping[str, type[Node]],
    take: Callable[[Iterable[str]], Mapping[str, bytes]],
    exempt: frozenset[str] = frozenset(),
) -> Compared:
    """The same of files by their ids: the same id stands for the same text in both. `take` gives the texts of ids."""
    contents = ParsedFiles(kinds, take)
    before, after = differing(old, new)
    contents.fetch(held.blob for held in (*before.values(), *after.values()))
    sides = Sides(contents, before, after, Whole(lambda: old), Whole(lambda: new))
    altered: list[Breach] = []
    unread: dict[str, str] = {}
    for entry in touched(sides):
        said = verdict(kinds, sides, entry.before, entry.after)
        if isinstance(said, UnreadFile):
            unread[said.path] = said.reason
        elif said is not None and entry.before.id not in exempt:
            altered.append(breach(sides.contents, entry.before, entry.after, said))
    return Compared(tuple(altered), tuple(unread.items()))


def _tree(files: Mapping[str, File], texts: dict[bytes, str]) -> Tree:
    return {
        path: HeldFile(file.mode, texts.setdefault(file.raw, str(len(texts)))) for path, file in files.items()
    }
