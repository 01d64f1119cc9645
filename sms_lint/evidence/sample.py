"""A sample that an auditor draws: the same records for the same seed, on every machine and in every version of Python.

The rule is one that anybody can repeat by hand: each record of the population gets the SHA-256 of the seed, a colon
and its id; those with the smallest are drawn. So neither the order of files nor a generator of random numbers counts,
and one record more displaces one drawn record at most.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from heapq import nsmallest
from typing import Literal

from sms_lint.ground.errors import SmsError
from sms_lint.ground.faults import nearest
from sms_lint.ground.sentences import joined
from sms_lint.model.catalogue import Catalogue, Obligation, clause_named, nearest_clause
from sms_lint.model.columns import field_forms
from sms_lint.model.entry import Entry
from sms_lint.model.naming import entry_name
from sms_lint.model.node import Document
from sms_lint.system.relations import named_in, naming_it
from sms_lint.system.sms import Sms

Where = Mapping[str, tuple[str, ...]]
Lot = Literal["counts", "filter", "period", "no day"]


@dataclass(frozen=True)
class Asked:
    """What an auditor asks for: how many of a kind or clause, the seed, a period with its days, words in fields."""

    of: str
    size: int
    seed: str
    where: Where
    period: str = ""
    first: date = date.min
    last: date = date.max


@dataclass(frozen=True)
class Drawn:
    """A record that was drawn: what it is called, its day (ISO 8601) if its kind has one, and where it is kept.

    `names` are the fields in which it names something, each with an id; `named_by` are the ids of what names it, each
    with its kind.
    """

    id: str
    kind: str
    name: str
    day: str
    path: str
    line: int
    digest: str
    names: tuple[tuple[str, str], ...]
    named_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sample:
    """What was drawn, in the order of the draw; how many there are of each kind, and how many of all count or not."""

    asked: Asked
    kinds: Mapping[str, int]
    lots: Mapping[Lot, int]
    drawn: tuple[Drawn, ...]

    @property
    def population(self) -> int:
        """How many it was drawn from."""
        return self.lots["counts"]


def sample(sms: Sms, asked: Asked) -> Sample:
    """Draw it. Raises SmsError for a kind, clause, field or word that there is not, and where not all could be read."""
    kinds = _kinds(sms, asked.of)
    _check(sms, kinds, asked)
    entries = [entry for kind in kinds for entry in sms.entries(kind)]
    lots = [_lot(sms, entry, asked) for entry in entries]
    population = [entry for entry, lot in zip(entries, lots, strict=True) if lot == "counts"]
    counted = Counter(lots)
    return Sample(
        asked,
        {kind: len(sms.entries(kind)) for kind in kinds},
        {lot: counted[lot] for lot in ("counts", "filter", "period", "no day")},
        tuple(_drawn(sms, entry, digest) for digest, entry in draw(population, asked.seed, asked.size)),
    )


def draw(population: Sequence[Entry], seed: str, size: int) -> list[tuple[str, Entry]]:
    """The entries with the smallest digests, each with its digest; those of one id in the order of their files."""
    found = ((digest_of(seed, entry.id), entry) for entry in population)
    return nsmallest(size, found, key=lambda pair: (pair[0], pair[1].node.path, pair[1].row))


def digest_of(seed: str, identifier: str) -> str:
    """What an id is ordered by: `printf '%s' 'SEED:ID' | sha256sum`."""
    return sha256(f"{seed}:{identifier}".encode(errors="surrogatepass")).hexdigest()


def _drawn(sms: Sms, entry: Entry, digest: str) -> Drawn:
    place, day = entry.place(), _day(sms, entry)
    return Drawn(
        entry.id,
        entry.kind,
        entry_name(entry),
        day.isoformat() if day else "",
        place.path,
        place.line,
        digest,
        tuple(dict.fromkeys(named_in(sms, entry))),
        naming_it(sms, entry.id),
    )


def _lot(sms: Sms, entry: Entry, asked: Asked) -> Lot:
    if not all(entry.says(name, words) for name, words in asked.where.items()):
        return "filter"
    if not asked.period:
        return "counts"
    day = _day(sms, entry)
    if day is None:
        return "no day"
    return "counts" if asked.first <= day <= asked.last else "period"


def _day(sms: Sms, entry: Entry) -> date | None:
    name = _day_field(sms, entry.kind)
    return entry.day(name) if name else None


def _day_field(sms: Sms, kind: str) -> str:
    """The field with the day of a record of a kind; of a document that from which it is in force."""
    model = sms.kinds[kind]
    return model.KIND.moment or ("effective" if issubclass(model, Document) else "")


def _kinds(sms: Sms, name: str) -> tuple[str, ...]:
    """The kind of that name, or those by which obligations of a clause, and of the clauses below it, are shown."""
    if name in sms.kinds:
        return (name,)
    if any(book.clause(ref) or book.obligation(ref) for book, ref in _full_ids(sms, name)):
        return _shown_by(sms, *clause_named(sms.catalogues, name))
    known = nearest_clause(sms.catalogues, name)
    hint = nearest(name, sorted(sms.kinds)) or (f"; did you mean `{known}`?" if known else "")
    raise SmsError(f"there is no kind and no clause `{name}`{hint}")


def _full_ids(sms: Sms, name: str) -> Iterator[tuple[Catalogue, str]]:
    """What a name may stand for in each catalogue: the full id, or the number in it."""
    return ((book, ref) for book in sms.catalogues for ref in (name, f"{book.prefix}:{name}"))


def _shown_by(sms: Sms, book: Catalogue, ref: str) -> tuple[str, ...]:
    named = (kind for obligation in _obligations(book, ref) for kind in _kinds_of(book, obligation))
    kinds = tuple(kind for kind in dict.fromkeys(named) if kind in sms.kinds)
    if not kinds:
        raise SmsError(
            f"no obligation of {ref} is shown by records; `sms-lint coverage --clause {ref}` says what shows it"
        )
    return kinds


def _obligations(book: Catalogue, ref: str) -> Iterator[Obligation]:
    one = book.obligation(ref)
    if one:
        yield one
        return
    for clause in book.clauses:
        if clause.id == ref or ref in {above.id for above in book.ancestors(clause)}:
            yield from clause.obligations


def _kinds_of(book: Catalogue, obligation: Obligation) -> Iterator[str]:
    """The kinds whose records show it: those that its ways name, and those that can be a record which they name."""
    for way in obligation.shown:
        item = book.item(way.document) if way.document else None
        if item and item.kind == "record":
            yield from item.shown_by
        elif way.kind:
            yield way.kind


def _check(sms: Sms, kinds: Sequence[str], asked: Asked) -> None:
    """Refuse what cannot be answered: a part of a population is none, and a misspelt filter finds nothing."""
    if refused := next(filter(None, (why_not_whole(sms, kind) for kind in kinds)), ""):
        raise SmsError(refused)
    if asked.period and not any(_day_field(sms, kind) for kind in kinds):
        raise SmsError(f"records of {joined(kinds)} have no day of their own, so none of them is of a period")
    forms = [form for kind in kinds for form in field_forms(sms.kinds[kind]) if not form.nested]
    for name, words in asked.where.items():
        own = [form for form in forms if form.name == name]
        if not own:
            known = sorted({form.name for form in forms})
            hint = nearest(name, known) or f"; `sms-lint explain {kinds[0]}` lists those that there are"
            raise SmsError(f"{joined(kinds, 'or')} has no field `{name}`{hint}")
        choices = [str(word) for form in own for word in form.schema.get("enum", ())]
        for word in words:
            if choices and word not in choices and all("enum" in form.schema for form in own):
                hint = (
                    nearest(word, choices) or f"; it is one of {joined(list(dict.fromkeys(choices)), 'or')}"
                )
                raise SmsError(f"`{name}` is never `{word}`{hint}")


def why_not_whole(sms: Sms, kind: str) -> str:
    """Why nobody can draw from all records of a kind; empty where everybody can."""
    if kind in sms.hidden:
        return (
            f"not every record of kind {kind} could be read, so nobody knows what there is to draw from; "
            "`sms-lint check` says what is wrong"
        )
    for table in sms.tables(kind):
        known = sum(map(bool, table.column("id")))
        if known < table.count:
            return (
                f"{table.data_path} has {table.count:,} rows, of which {known:,} can be drawn: the others have no id, "
                "or are too many to be kept; split the file by period, or see `sms-lint check`"
            )
    return ""
