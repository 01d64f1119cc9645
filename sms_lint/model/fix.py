"""What would put a finding right, as data: new texts for stretches of files. Nothing here writes or reads a file.

A fix is safe where the text says afterwards what it said before, in the form that is asked for. A fix that is a guess,
or that decides something for somebody, is unsafe: it is done only where that is asked for.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from sms_lint.ground.source import Location
from sms_lint.ground.text.csv_edit import written
from sms_lint.ground.text.yaml_written import Written, scalar
from sms_lint.model.controlled_files import form_of

_DASH = re.compile(r"-(?!\d)")
# How far the fixes of a rule are safe: each of them, some of them, or none.
FixSafety = Literal["safe", "some", "unsafe"]


class RuleFix(NamedTuple):
    """What the fixes of a rule do, in a sentence that follows "it", and how far they are safe."""

    does: str
    safety: FixSafety


class TextEdit(NamedTuple):
    """A new text in place of a stretch of a file. A stretch without length is where the text comes in."""

    at: Location
    text: str


@dataclass(frozen=True)
class Fix:
    """Edits that put a finding right together: all of them are done, or none.

    `title` says what is done, as a request such as "put it in quotes". `same_values` says that every reader of the file
    has the same values afterwards, so that not even a closed record says anything else.
    """

    title: str
    edits: tuple[TextEdit, ...]
    safe: bool = False
    same_values: bool = False

    def as_unsafe(self) -> "Fix":
        """The same fix, done only where unsafe ones are asked for."""
        return replace(self, safe=False)


def inserted(at: Location, offset: int, text: str) -> TextEdit:
    """The edit by which a text comes in at an offset of the file of `at`."""
    return TextEdit(Location(at.file, offset, offset), text)


def value_edit(at: Location, value: str, *, is_text: bool = True) -> TextEdit:
    """The edit that writes another value in the place of one, in the form of its file and in its quotes.

    `is_text` says that the field takes any text: what looks like a number is put in quotes there.
    """
    like = at.file.text[at.start : at.end]
    if form_of(at.path) == "csv":
        return TextEdit(at, written(value, _delimiter(at), like))
    if _DASH.match(value):  # behind the dash of a list it would begin another one
        like = like if like[:1] in ("'", '"') else '"'
    return TextEdit(at, scalar(Written(value, is_text), like, flow=True))


def _delimiter(at: Location) -> str:
    """The mark between the cells of a CSV file: the one that stands beside the cell, else that of the first line."""
    beside = (at.file.text[at.end : at.end + 1], at.file.text[max(0, at.start - 1) : at.start])
    found = next((mark for mark in beside if mark in (",", ";", "\t")), "")
    head = at.file.line(1)
    return found or max((",", ";", "\t"), key=head.count)


def rewritten(at: Location, value: str, *, safe: bool = False, is_text: bool = False) -> Fix:
    """The fix that writes another value in the place of one."""
    return Fix(f"write `{value}`", (value_edit(at, value, is_text=is_text),), safe)


def smallest_edit(at: Location, after: str) -> TextEdit:
    """The edit that makes a stretch of a file another text: what both begin and end with stays out of it.

    It always touches the words of the stretch, so that everybody sees what it belongs to.
    """
    before = at.file.text[at.start : at.end]
    same = min(_shared(before, after), max(len(before.rstrip()) - 1, 0))
    tail = _shared(before[same:][::-1], after[same:][::-1])
    stretch = Location(at.file, at.start + same, at.end - tail)
    return TextEdit(stretch, after[same : len(after) - tail])


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def apart(edits: Iterable[TextEdit]) -> bool:
    """Whether no edit touches another one: what comes in where another one ends could stand on either side of it."""
    last: tuple[str, int] = ("", -1)
    for path, start, end in sorted(edit.at.span for edit in edits):
        if path == last[0] and start <= last[1]:
            return False
        last = (path, end)
    return True
