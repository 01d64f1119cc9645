"""What a clause corresponds to in other standards: how strongly, and which of the two asks for more.

A crosswalk of the program is one file in `crosswalks/`, between two catalogues, or from a catalogue to a framework of
which only names are kept (`frameworks/`). Each is written once and read from both ends.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, Field

from sms_lint.model.catalogue.book import Catalogue
from sms_lint.model.catalogue.frozen import CatalogueName, CatalogueText, Frozen, pairs
from sms_lint.model.catalogue.parts import Strengths
from sms_lint.model.catalogue.plain_yaml import packaged_names, packaged_text, plain_tree
from sms_lint.model.catalogue.reading import catalogue_names, load_catalogue

Strength = Literal["equal", "within", "contains", "touches"]
# The same link, seen from the other end.
_BACK: Mapping[Strength, Strength] = {
    "equal": "equal",
    "within": "contains",
    "contains": "within",
    "touches": "touches",
}
# Read as: this clause is … that one.
MEANINGS: Mapping[Strength, str] = {
    "equal": "the same as",
    "within": "part of",
    "contains": "contains",
    "touches": "touches",
}


class Framework(Frozen):
    """A standard or framework of which the program has no catalogue: its name, and the titles of its parts."""

    id: CatalogueName
    name: CatalogueText
    note: CatalogueText | None = None
    titles: Annotated[tuple[tuple[str, CatalogueText], ...], BeforeValidator(pairs)]


class Crosswalk(Frozen):
    """What the clauses of one catalogue correspond to in another catalogue, or in a framework."""

    start: Annotated[CatalogueName, Field(alias="from")]
    end: Annotated[CatalogueName, Field(alias="to")]
    confidence: Literal["high", "medium", "low"]
    source: CatalogueText
    links: Annotated[tuple[tuple[str, Strengths], ...], BeforeValidator(pairs)]


class Standard(NamedTuple):
    """One end of a crosswalk for people: what it is called, and its clauses or parts with their titles."""

    name: str
    titles: Mapping[str, str]


class Correspondence(NamedTuple):
    """What a clause corresponds to: the other end's name in the program, the strength, and the number over there."""

    other: str
    strength: Strength
    number: str


@cache
def shipped_crosswalks() -> tuple[Crosswalk, ...]:
    """Every crosswalk of the program, in the order of their names."""
    return tuple(Crosswalk.model_validate(tree) for tree in _trees("crosswalks"))


@cache
def frameworks() -> Mapping[str, Framework]:
    """The frameworks without a catalogue, by their ids."""
    read = (Framework.model_validate(tree) for tree in _trees("frameworks"))
    return {framework.id: framework for framework in read}


def _trees(folder: str) -> Iterator[Any]:
    return (plain_tree(packaged_text(folder, name)) for name in packaged_names(folder))


def standard_called(other: str, books: Sequence[Catalogue] = ()) -> Standard | None:
    """What stands at the other end: one of `books`, a catalogue of the program, or a framework; None for neither."""
    book = next((book for book in books if book.name == other), None)
    if book is None and other in catalogue_names():
        book = load_catalogue(other)
    if book is not None:
        return Standard(book.called, {clause.number: clause.title for clause in book.clauses})
    framework = frameworks().get(other)
    return Standard(framework.name, dict(framework.titles)) if framework else None


def correspondences(book: Catalogue, books: Sequence[Catalogue]) -> Mapping[str, tuple[Correspondence, ...]]:
    """What the clauses of `book` correspond to, by their numbers; the closest first, within the order of the files.

    `books` are the catalogues in use: a link that one of the organization's own has to this one counts, too.
    """
    found: dict[str, list[Correspondence]] = {}
    for number, link in _links(book, books):
        found.setdefault(number, []).append(link)
    order = list(_BACK)
    return {
        clause.number: tuple(
            sorted(
                dict.fromkeys(found[clause.number]),
                key=lambda link: (link.other, order.index(link.strength)),
            )
        )
        for clause in book.clauses
        if clause.number in found
    }


def _links(book: Catalogue, books: Sequence[Catalogue]) -> Iterator[tuple[str, Correspondence]]:
    yield from _shipped_links(book)
    yield from _edition_links(book, books)
    names = {book.name}
    for other in _with_others(book, books):
        for own in other.crosswalks:
            for number, strengths in own.links:
                yield from _seen_from(names, (other.name, number), own.to, strengths)


def _with_others(book: Catalogue, books: Sequence[Catalogue]) -> tuple[Catalogue, ...]:
    """A catalogue, and the others in use."""
    return (book, *(each for each in books if each.name != book.name))


def _shipped_links(book: Catalogue) -> Iterator[tuple[str, Correspondence]]:
    """The links of the program; a newer edition takes over those of the clauses that stayed the same."""
    edition = book.succession
    for walk in shipped_crosswalks():
        for number, strengths in walk.links:
            for found in _seen_from({book.name, book.origin}, (walk.start, number), walk.end, strengths):
                if edition is None or edition.change_of(found[0]) == "unchanged":
                    yield found


def _edition_links(book: Catalogue, books: Sequence[Catalogue]) -> Iterator[tuple[str, Correspondence]]:
    """What the clauses of two editions are to each other: the same, or changed; nothing where nobody compared them."""
    for other in _with_others(book, books):
        edition = other.succession
        if edition is None or book.name not in (other.name, edition.of):
            continue
        end = edition.of if other.name == book.name else other.name
        for number in edition.unchanged:
            yield number, Correspondence(end, "equal", number)
        for number in edition.changed:
            yield number, Correspondence(end, "touches", number)


def _seen_from(
    names: Collection[str | None], start: tuple[str, str], end: str, strengths: Strengths
) -> Iterator[tuple[str, Correspondence]]:
    """The links of one clause as the catalogue of those names sees them: from its own end, or from the other."""
    for strength, numbers in strengths.each():
        for number in numbers:
            if start[0] in names:
                yield start[1], Correspondence(end, strength, number)
            elif end in names:
                yield number, Correspondence(start[0], _BACK[strength], start[1])


def in_words(links: Sequence[Correspondence], titles: Mapping[str, str]) -> str:
    """The links of one clause to one standard, as one text: `the same as 4.1 Context; touches A.5.31 Legal`."""
    by_strength: dict[str, list[str]] = {}
    for link in links:
        title = titles.get(link.number, "")
        named = link.number if title in ("", link.number) else f"{link.number} {title}"
        by_strength.setdefault(MEANINGS[link.strength], []).append(named)
    return "; ".join(f"{said} {', '.join(named)}" for said, named in by_strength.items())


def by_standard(links: Sequence[Correspondence]) -> Mapping[str, Sequence[Correspondence]]:
    """The links of a clause, by what they lead to."""
    return {other: tuple(each) for other, each in groupby(links, key=lambda link: link.other)}
