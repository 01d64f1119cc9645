"""Figures that texts cite: a link to a KPI and a period, such as `[93.4 (171 of 183)](KPI-INC@2026-Q3)`."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from sms_lint.ground.sentences import plain_number
from sms_lint.ground.source import Location
from sms_lint.ground.text.prose import Element, parsed
from sms_lint.ground.text.targets import FIGURE
from sms_lint.measure.result import Outcome
from sms_lint.model.node import Node

_NUMBER = re.compile(r"(?<![\w.])[+−-]?\d[\d,]*(?:\.\d+)?")
_PARTS = re.compile(rf"({_NUMBER.pattern})\s+(?:of|von|sur|de)\s+({_NUMBER.pattern})")


class Citation(NamedTuple):
    """A figure that a text cites: of which KPI and period, its words, and where these are."""

    node: Node
    kpi: str
    period: str
    words: str
    at: Location

    @property
    def named(self) -> tuple[str, str]:
        """The KPI and the period."""
        return self.kpi, self.period

    def __hash__(self) -> int:
        """By its place: a node has no hash."""
        return hash((self.at.path, self.at.start))


def citations(nodes: Iterable[Node]) -> Iterator[Citation]:
    """Every figure that is cited in the texts of some nodes, in their order."""
    for node in nodes:
        file = node.origin.file
        if node.links and "@" in file.text:
            for element in parsed(file.text).walk():
                if element.kind == "link" and (named := FIGURE.fullmatch(element.target)):
                    start, end = _inside(element)
                    words = file.text[start:end]
                    yield Citation(node, named[1], named[2], words, Location(file, start, end))


def _inside(link: Element) -> tuple[int, int]:
    """The place of the words of a link."""
    if not link.children:
        return link.start + 1, link.start + 1
    return link.children[0].start, link.children[-1].end


def differs(citation: Citation, outcome: Outcome) -> str:
    """What is wrong with the words of a citation; empty where they say what was computed."""
    if outcome.value is None:
        return f"nothing is known of {citation.kpi} in {citation.period}"
    parts = [(_read(match[1]), _read(match[2])) for match in _PARTS.finditer(citation.words)]
    values = [_read(match.group()) for match in _NUMBER.finditer(_PARTS.sub(" ", citation.words))]
    if not parts and not values:
        return "cites a figure and says none; `sms-lint fill` writes it"
    below = {outcome.denominator, Decimal(outcome.sample)}
    sound = all(above == outcome.numerator and of in below for above, of in parts)
    if not sound or any(value != outcome.value for value in values):
        return f"says {citation.words}, and the records give {figure(outcome)}"
    return ""


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
