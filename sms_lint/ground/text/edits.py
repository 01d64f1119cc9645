"""Edits of a text: what is written anew in it, everything else staying as it was to the last character."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Edit(NamedTuple):
    """A new text in place of the one between two offsets."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits done; of two that overlap, the first counts."""
    return "".join(_pieces(text, sorted(edits, key=lambda edit: edit[:2])))


def _pieces(text: str, edits: Iterable[Edit]) -> Iterator[str]:
    done = 0
    for edit in edits:
        if edit.start >= done:
            yield text[done : edit.start]
            yield edit.text
            done = edit.end
    yield text[done:]
