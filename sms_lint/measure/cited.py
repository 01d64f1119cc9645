"""Figures that texts cite: a link to what is measured and a period, such as `[93.4 (171 of 183)](KPI-INC@2026-Q3)`.

Where a text is no Markdown, the same stands in brackets behind the number: `93.4 % (KPI-INC@2026-Q3)`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from sms_lint.ground.sentences import plain_number
from sms_lint.ground.source import Location, SourceFile
from sms_lint.ground.text import front_matter
from sms_lint.ground.text.prose import Element, parsed
from sms_lint.ground.text.targets import FIGURE
from sms_lint.measure.result import Outcome
from sms_lint.model.node import Node

_NUMBER = re.compile(r"(?<![\w.])[+−-]?\d[\d,]*(?:\.\d+)?")
_OF = r"\s+(?:of|von|sur|de)\s+"
_PARTS = re.compile(rf"({_NUMBER.pattern})(?P<of>{_OF})({_NUMBER.pattern})")
_WORDS = rf"{_NUMBER.pattern}(?:{_OF}{_NUMBER.pattern})?(?:\s*%)?(?:\s+\({_NUMBER.pattern}{_OF}{_NUMBER.pattern}\))?"
_IN_BRACKETS = re.compile(rf"\({FIGURE.pattern}\)")
# A number and at most a few words without one, before the brackets.
_BEFORE = re.compile(rf"(?P<words>{_WORDS})(?:\s+[^\W\d][\w-]*){{0,4}}\s+\Z")
_LONGEST = 120


class Cited(NamedTuple):
    """What a figure is of: a KPI or a kind of record, those that say something in some fields, and a period.

    `field` is of a figure that one record says: then `name` is its id, and there is no period.
    """

    name: str
    where: str
    period: str
    field: str = ""

    def __str__(self) -> str:
        """As it is written."""
        return f"{self.name}{f'?{self.where}' if self.where else ''}@{self.period or self.field}"


@dataclass(frozen=True)
class Citation:
    """A figure that a text cites: of what, its words, and where these are."""

    node: Node = field(hash=False)  # a node has no hash
    of: Cited
    words: str
    at: Location = field(hash=False)

    @property
    def place(self) -> tuple[str, int]:
        """Its file, and where its words begin."""
        return self.at.path, self.at.start


def citations(nodes: Iterable[Node]) -> Iterator[Citation]:
    """Every figure that is cited in the files of some nodes, in their order."""
    done: set[str] = set()
    for node in nodes:
        file = node.origin.file
        if file.path in done or "@" not in file.text:
            continue
        done.add(file.path)
        plain_until = len(file.text)
        if file.path.endswith(".md"):
            yield from _linked(node, file)
            plain_until = front_matter(file.text)[1]
        yield from _plain(node, file, plain_until)


def _linked(node: Node, file: SourceFile) -> Iterator[Citation]:
    for element in parsed(file.text).walk():
        if element.kind == "link" and (named := FIGURE.fullmatch(element.target)):
            start, end = _inside(element)
            yield Citation(node, _cited(named), file.text[start:end], Location(file, start, end))


def _plain(node: Node, file: SourceFile, until: int) -> Iterator[Citation]:
    """Those of a text without links; not what stands in a comment."""
    for match in _IN_BRACKETS.finditer(file.text, 0, until):
        line = file.text[file.text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if line.lstrip().startswith("#"):
            continue
        begin = max(0, match.start() - _LONGEST)
        said = _BEFORE.search(file.text[begin : match.start()])
        start, end = said.span("words") if said else (match.start() - begin,) * 2
        place = Location(file, begin + start, begin + end)
        yield Citation(node, _cited(match), file.text[place.start : place.end], place)


def _cited(named: re.Match[str]) -> Cited:
    return Cited(named["name"], named["where"] or "", named["period"] or "", named["field"] or "")


def _inside(link: Element) -> tuple[int, int]:
    """The place of the words of a link."""
    if not link.children:
        return link.start + 1, link.start + 1
    return link.children[0].start, link.children[-1].end


def differs(citation: Citation, outcome: Outcome) -> str:
    """What is wrong with the words of a citation; empty where they say what was computed."""
    if outcome.value is None:
        return f"nothing is known of {citation.of.name} in {citation.of.period or citation.of.field}"
    parts = [(_read(match[1]), _read(match[3])) for match in _PARTS.finditer(citation.words)]
    values = [_read(match.group()) for match in _NUMBER.finditer(_PARTS.sub(" ", citation.words))]
    if not parts and not values:
        return "cites a figure and says none; `sms-lint fill` writes it"
    below = {outcome.denominator, Decimal(outcome.sample)}
    sound = all(above == outcome.numerator and of in below for above, of in parts)
    if not sound or any(value != outcome.value for value in values):
        return f"says {citation.words}, and the records give {figure(outcome)}"
    return ""


def filled(citation: Citation, outcome: Outcome) -> str:
    """The words of a citation with the numbers that were computed, in the form that they have; a figure where none."""
    if not _NUMBER.search(citation.words):
        in_link = citation.at.file.text[citation.at.start - 1 : citation.at.start] == "["
        return figure(outcome) if in_link else f"{figure(outcome)} "
    below = outcome.sample if outcome.denominator is None else outcome.denominator
    said = _PARTS.sub(
        lambda match: f"{plain(outcome.numerator)}{match['of']}{plain(Decimal(below))}", citation.words
    )
    kept = [match.span() for match in _PARTS.finditer(said)]
    return _NUMBER.sub(
        lambda match: (
            match.group()
            if any(start <= match.start() < end for start, end in kept)
            or _read(match.group()) == outcome.value
            else plain(outcome.value)
        ),
        said,
    )


def figure(outcome: Outcome) -> str:
    """A result as a text cites it: the value, and what was divided by what."""
    of = divided(outcome)
    return f"{plain(outcome.value)} ({of})" if of else plain(outcome.value)


def divided(outcome: Outcome) -> str:
    """What was divided by what, as 171 of 183; empty where nothing was, or where these figures tell nobody anything."""
    above, below = outcome.numerator, outcome.denominator
    if outcome.kpi.type not in ("ratio", "recurrence") or above is None or below is None:
        return ""
    readable = all(number == round(number, 2) for number in (above, below))
    return f"{plain(above)} of {plain(below)}" if readable else ""


def plain(number: Decimal | None) -> str:
    """A number without an exponent and without zeros that say nothing; empty where there is none."""
    return "" if number is None else plain_number(number)


def _read(said: str) -> Decimal | None:
    try:
        return Decimal(said.replace(",", "").replace("−", "-"))
    except InvalidOperation:
        return None
