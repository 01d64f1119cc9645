"""The pieces of a line: texts with the same marks, pictures, line breaks and references to footnotes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sms_lint.ground.text.prose import Element

STRONG, EMPHASIS, STRIKE = "strong", "emphasis", "strike"
MARKS = {STRONG: "**", EMPHASIS: "*", STRIKE: "~~"}
_BLANKS = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True)
class Run:
    """A piece of a line: a text with the same marks; or a picture, a line break, or a reference to a footnote.

    `form` is `text`, `code`, `picture`, `break` or `footnote_reference`, as in the tree. `text` of a picture is what it
    shows, `source` its address; `target` is where a link around the piece leads.
    """

    text: str
    marks: frozenset[str] = frozenset()
    target: str = ""
    form: str = "text"
    source: str = ""


def runs_of(element: Element, marks: frozenset[str] = frozenset(), target: str = "") -> Iterator[Run]:
    """The pieces of what is in an element of a line."""
    for child in element.children:
        if child.kind in MARKS:
            yield from runs_of(child, marks | {child.kind}, target)
        elif child.kind == "link":
            yield from runs_of(child, marks, child.target)
        elif child.kind == "picture":
            yield Run(child.words, marks, target, "picture", child.target)
        elif child.kind == "soft_break":
            yield Run(" ", marks, target)
        elif child.kind in ("break", "footnote_reference", "text", "code"):
            yield Run(child.text, marks, target, child.kind)


def element_of(kind: str, runs: Iterable[Run], level: int = 0) -> Element:
    """An element that holds pieces of a line."""
    return Element(kind, 0, 0, [_inline(run) for run in runs], level=level)


def _inline(run: Run) -> Element:
    found = Element(run.form, 0, 0, text=run.text)
    if run.form == "picture":
        found = Element(run.form, 0, 0, [Element("text", 0, 0, text=run.text)], target=run.source)
    for mark in sorted(run.marks):
        found = Element(mark, 0, 0, [found])
    return Element("link", 0, 0, [found], target=run.target) if run.target else found


def tidied(runs: Iterable[Run]) -> list[Run]:
    """Pieces with one space where there were several, none at ends and line breaks, equal neighbours joined."""
    found: list[Run] = []
    for run in runs:
        piece = run if run.form in ("picture", "footnote_reference") else _spaced(run, found)
        if piece.form == "break" and not found:
            continue
        if piece.text or piece.form not in ("text", "code"):
            found.append(piece)
    while found and (found[-1].form == "break" or (found[-1].form == "text" and not found[-1].text.strip())):
        found.pop()
    if found and found[-1].form == "text":
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return [_joined(list(group)) for _, group in groupby(found, key=_together)]


def _together(run: Run) -> object:
    return (run.marks, run.target, run.form) if run.form in ("text", "code") else id(run)


def _joined(group: Sequence[Run]) -> Run:
    return group[0] if len(group) == 1 else replace(group[0], text="".join(run.text for run in group))


def _spaced(run: Run, before: list[Run]) -> Run:
    text = _BLANKS.sub(" ", run.text)
    if (
        not before
        or before[-1].form == "break"
        or (before[-1].text.endswith(" ") and before[-1].form == "text")
    ):
        text = text.lstrip(" ")
    if run.form == "break" and before and before[-1].form == "text":
        before[-1] = replace(before[-1], text=before[-1].text.rstrip(" "))
    return replace(run, text=text)
