"""What was written between two versions of a document: its fields, and its text section by section, word by word."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

from sms_lint.ground.text import body_start, front_matter, sections

PieceState = Literal["same", "added", "removed"]
_TOKEN = re.compile(r"\s*\S+")
_FIELD = re.compile(r"^([A-Za-z][\w-]*)[ \t]*:(.*(?:\n(?![A-Za-z][\w-]*[ \t]*:).*)*)", re.M)
# Beyond these, words are not compared: the lines that changed say it well enough.
_LONGEST_LINE = 10_000
_MOST_PAIRS = 2500
# Two lines with less in common than this are two lines, not one line that was reworded.
_LEAST_ALIKE = 0.35


class Piece(NamedTuple):
    """A stretch of text that is in both versions, or only in the new or the old one."""

    change: PieceState
    text: str


@dataclass(frozen=True)
class FieldChange:
    """A field of the front matter, and what it said before and after; empty where it was not there."""

    name: str
    before: str
    after: str

    @property
    def lines(self) -> tuple[tuple[Piece, ...], ...]:
        """The lines that changed, each as its pieces, where the field is a list of several; nothing otherwise."""
        old, new = self.before.splitlines(), self.after.splitlines()
        return tuple(_changed_lines(old, new)) if len(old) > 1 and len(new) > 1 else ()


@dataclass(frozen=True)
class SectionChange:
    """The lines of a section that changed, each as its pieces. `title` is empty for the text above all sections."""

    title: str
    lines: tuple[tuple[Piece, ...], ...]
    change: PieceState = "same"


@dataclass(frozen=True)
class Difference:
    """All that is different between two versions of a text in Markdown."""

    fields: tuple[FieldChange, ...]
    sections: tuple[SectionChange, ...]


def difference(before: str, after: str) -> Difference:
    """Compare two versions of a document. A section is known by its title: a new title is a new section."""
    return Difference(
        tuple(_changed_fields(_fields(before), _fields(after))),
        tuple(_changed_sections(_sections(before), _sections(after))),
    )


def difference_lines(found: Difference) -> Iterator[str]:
    """A difference in plain text: removed words in [- -], added ones in {+ +}."""
    for field in found.fields:
        yield _marked(
            (Piece("same", f"{field.name}: "), Piece("removed", field.before), Piece("added", field.after))
        )
    for section in found.sections:
        if section.title:
            yield f"{section.title}{_SAID[section.change]}:"
        yield from (f"  {_marked(line)}" for line in section.lines)


_SAID: Mapping[PieceState, str] = {"same": "", "added": " (new section)", "removed": " (section removed)"}
_SIGNS: Mapping[PieceState, tuple[str, str]] = {
    "same": ("", ""),
    "added": ("{+", "+}"),
    "removed": ("[-", "-]"),
}


def _marked(pieces: Sequence[Piece]) -> str:
    return "".join(
        f"{_SIGNS[piece.change][0]}{piece.text}{_SIGNS[piece.change][1]}" for piece in pieces if piece.text
    ).strip()


def stated_version(text: str) -> str:
    """The version that a document says it is; empty where it says none."""
    return _fields(text).get("version", "").strip("\"' ")


def _fields(text: str) -> dict[str, str]:
    start, end = front_matter(text)
    found = _FIELD.findall(text[start:end])
    return {name: "\n".join(line.strip() for line in value.strip().splitlines()) for name, value in found}


def _changed_fields(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[FieldChange]:
    for name in dict.fromkeys([*after, *before]):
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            yield FieldChange(name, old, new)


@lru_cache(maxsize=512)  # a version is compared with several others
def _sections(text: str) -> Mapping[str, Sequence[str]]:
    """The lines of each section by its title; a title that comes again continues the first one."""
    found: dict[str, list[str]] = {
        "": _lines(text[body_start(text) : next((section.start for section in sections(text)), len(text))])
    }
    for section in sections(text):
        body = _lines(text[section.body_start : section.body_end])
        if section.satisfies:
            body.insert(0, f"Clauses: {', '.join(section.satisfies)}")
        found.setdefault(section.title, []).extend(body)
    return found


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def _changed_sections(
    before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]]
) -> Iterator[SectionChange]:
    for title in dict.fromkeys([*after, *before]):
        old, new = before.get(title, ()), after.get(title, ())
        lines = tuple(_changed_lines(old, new))
        change: PieceState = (
            "same" if title in before and title in after else "added" if title in after else "removed"
        )
        if lines or change != "same":
            yield SectionChange(title, lines, change)


def _changed_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal" and (last - first) * (end - start) <= _MOST_PAIRS:
            yield from _reworded(old[first:last], new[start:end])
        elif tag != "equal":
            yield from ((Piece("removed", line),) for line in old[first:last])
            yield from ((Piece("added", line),) for line in new[start:end])


def _reworded(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    """The lines of a stretch that changed: those that were reworded word by word, the others whole."""
    waiting = list(new)
    for line in old:
        at = next((index for index, other in enumerate(waiting) if _alike(line, other)), None)
        if at is None:
            yield (Piece("removed", line),)
            continue
        for added in waiting[:at]:
            yield (Piece("added", added),)
        yield tuple(_words(line, waiting[at]))
        del waiting[: at + 1]
    for line in waiting:
        yield (Piece("added", line),)


def _alike(old: str, new: str) -> bool:
    if len(old) + len(new) > _LONGEST_LINE:
        return False
    matcher = SequenceMatcher(None, _TOKEN.findall(old), _TOKEN.findall(new), autojunk=False)
    return matcher.quick_ratio() >= _LEAST_ALIKE and matcher.ratio() >= _LEAST_ALIKE


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[first:last]))
            continue
        if first < last:
            yield Piece("removed", "".join(before[first:last]))
        if start < end:
            yield Piece("added", "".join(after[start:end]))
