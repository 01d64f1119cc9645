"""What a document says of itself, by the words that people use: `Version: 2.1`, a table of facts on its first page."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from sms_lint.ground.language_words import words
from sms_lint.ground.output.markdown_runs import runs_of
from sms_lint.ground.text import read_yaml
from sms_lint.ground.text.prose import Element

_MOST_BLOCKS = 60
_LABELLED = re.compile(r"\s*(?P<label>[^:|]{1,40}?)\s*[:\uff1a]\s*(?P<value>\S.{0,200}?)\s*")
_ISO = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
_DOTTED = re.compile(r"\b(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})\b")
_NAMED = re.compile(
    r"\b(?P<before>\d{1,2})?(?:st|nd|rd|th|er|º)?\.?\s*(?:of|de|\s)*(?P<month>[^\W\d_]{3,})\.?(?:\s+(?P<after>\d{1,2})(?:st|nd|rd|th)?,?)?\s+(?:de\s+)?(?P<year>\d{4})\b"
)
_VERSION = re.compile(r"(?<![\d.])(\d{1,4})(?:\.(\d{1,4}))?(?:\.\d+)*(?![\d.]*\d)")


class _Words(NamedTuple):
    """The data file, ready to be looked up."""

    labels: Mapping[tuple[str, ...], str]
    classifications: Mapping[tuple[str, ...], str]
    kinds: Mapping[str, Sequence[tuple[str, ...]]]
    endings: Mapping[str, Sequence[str]]
    months: Mapping[str, int]
    sections: Mapping[tuple[str, ...], str]
    elsewhere: Mapping[tuple[str, ...], str]


@cache
def _data() -> _Words:
    said: Any = read_yaml(
        files("sms_lint").joinpath("intake", "documents", "labels.yml").read_text("utf-8")
    ).values
    return _Words(
        {words(word): name for name, found in said["labels"].items() for word in found},
        {words(word): name for name, found in said["classifications"].items() for word in found},
        {kind: [words(word) for word in found] for kind, found in said["kinds"].items()},
        said["endings"],
        {word: number for number, found in enumerate(said["months"], 1) for word in found},
        {words(word): title for title, found in said["sections"].items() for word in found},
        {words(word): title for title, found in said["sections_elsewhere"].items() for word in found},
    )


def labelled(blocks: Sequence[Element], around: Iterable[str]) -> dict[str, str]:
    """The values that a text and what stands around it (headers, properties) give under a known label: the first."""
    found: dict[str, str] = {}
    for label, value in (*_pairs(blocks[:_MOST_BLOCKS]), *_lines(around)):
        name = _data().labels.get(words(label))
        if name and value.strip() and words(value) not in _data().labels:
            found.setdefault(name, " ".join(value.split()))
    return found


def _pairs(blocks: Iterable[Element]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if block.kind == "table":
            yield from _of_table([[_said(cell) for cell in row.children] for row in block.children])
        elif block.kind in ("list", "item", "quote"):
            yield from _pairs(block.children)
        elif block.kind == "paragraph":
            yield from _lines(
                "".join("\n" if run.form == "break" else run.text for run in runs_of(block)).split("\n")
            )


def _said(cell: Element) -> str:
    return " ".join(" " if run.form == "break" else run.text for run in runs_of(cell)).strip()


def _lines(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        for part in re.split(r"\s*[|\t;]\s*", text):
            if match := _LABELLED.fullmatch(part):
                yield match["label"], match["value"]


def _of_table(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Labels beside their values; or, in a list of versions, above them: the newest version counts."""
    head = rows[0] if rows else ()
    names = [_data().labels.get(words(cell)) for cell in head]
    if len(rows) > 1 and len(head) > 2 and "version" in names and sum(map(bool, names)) > 1:
        place = names.index("version")
        newest = max(rows[1:], key=lambda row: tuple(map(int, re.findall(r"\d+", row[place])[:3])))
        yield from zip(head, newest, strict=False)
        return
    for row in rows:
        cells = [cell.rstrip(":\uff1a ") for cell in row]
        yield from zip(cells[::2], cells[1::2], strict=False)
    if len(rows) == 2:
        yield from zip(rows[0], rows[1], strict=False)


def as_version(said: str) -> str:
    """A version of two numbers out of what a document says; empty where it says none."""
    match = _VERSION.search(said)
    return f"{int(match[1])}.{int(match[2] or 0)}" if match else ""


def as_day(said: str) -> date | None:
    """The day that a text names, where only one can be meant: 03/04/2021 is March here and April there."""
    for year, month, day in (*_iso(said), *_named(said), *_dotted(said)):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def _iso(said: str) -> Iterator[tuple[int, int, int]]:
    for match in _ISO.finditer(said):
        yield int(match[1]), int(match[2]), int(match[3])


def _named(said: str) -> Iterator[tuple[int, int, int]]:
    for match in _NAMED.finditer(said):
        month = _data().months.get(match["month"].casefold())
        day = match["before"] or match["after"]
        if month and day:
            yield int(match["year"]), month, int(day)


def _dotted(said: str) -> Iterator[tuple[int, int, int]]:
    for match in _DOTTED.finditer(said):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "." or first > 12 or first == second:
            yield year, second, first
        elif second > 12:
            yield year, first, second


def as_classification(said: str) -> str:
    """One of our classifications; empty where a text names none of them."""
    return _data().classifications.get(words(said), "")


def kind_spoken_for(*texts: str) -> str:
    """The kind that the words of a title, a file's name or a folder's name speak for; the first text that does counts.

    The last such word of a title counts: an incident report policy is a policy.
    """
    for text in texts:
        said = words(text)
        found = [
            (place, kind)
            for kind, known in _data().kinds.items()
            for word in known
            for place in range(len(said) - len(word) + 1)
            if said[place : place + len(word)] == word
        ]
        found += [
            (place, kind)
            for kind, endings in _data().endings.items()
            for place, word in enumerate(said)
            for ending in endings
            if word.endswith(ending) and word != ending
        ]
        if found:
            return max(found, key=lambda each: each[0])[1]
    return ""


def section_meant(heading: str) -> tuple[str, bool]:
    """The required section that a heading is by another name, and whether in English; empty where it is none."""
    said = words(heading)
    known = _data()
    return known.sections.get(said) or known.elsewhere.get(said, ""), said in known.sections
