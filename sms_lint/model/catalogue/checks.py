"""What is wrong with an own catalogue although each of its values has the right form: names that nothing has."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sms_lint.ground.faults import Fault, missing, nearest
from sms_lint.ground.source import Route
from sms_lint.model.catalogue.book import Catalogue
from sms_lint.model.catalogue.criterion import Criterion
from sms_lint.model.catalogue.crosswalk import Standard, frameworks, standard_called
from sms_lint.model.catalogue.own import HEAD, CatalogueFile
from sms_lint.model.catalogue.parts import Clause, DocumentedInformation, Obligation, OwnCrosswalk, Strengths
from sms_lint.model.catalogue.reading import catalogue_names
from sms_lint.model.intervals import IntervalSettings
from sms_lint.model.node import Node


def stray_faults(file: CatalogueFile, base: Mapping[str, Any] | None) -> Iterator[Fault]:
    """Ids that the extended catalogue does not have: they are passed over, and the rest of the file counts."""
    known = [] if base is None else list(_ids(base))
    for group, said in (("drop", file.drop), ("applies", file.applies), ("reword", file.reword)):
        for ref in said:
            if ref not in known:
                yield Fault((group, ref), f"{_no_clause(base, ref)}{nearest(ref, known)}", on_key=True)
    for index, obligation in enumerate(file.add):
        if (clause := _number(obligation.id)) not in known:
            yield Fault(("add", index, "id"), f"{_no_clause(base, clause)}{nearest(clause, known)}")
    for ref in file.drop:
        if ref in file.applies:
            yield Fault(("applies", ref), f"`{ref}` is dropped, and cannot apply as well", on_key=True)


def excluded_faults(file: CatalogueFile, base: Mapping[str, Any] | None) -> Iterator[Fault]:
    """What is dropped although the standard itself lets nobody leave it out: said, and dropped all the same."""
    mandatory = {
        ref
        for clause in (base or {}).get("clauses", ())
        if clause.get("applicability", {}).get("rule", "mandatory") != "conditional"
        for ref in (clause["id"], *(each["id"] for each in clause.get("obligations", ())))
    }
    for ref in file.drop:
        if ref in mandatory:
            said = (
                f"{(base or {}).get('standard')} allows nobody to leave out `{ref}`: without it, "
                "conformity with the standard cannot be claimed"
            )
            yield Fault(("drop", ref), said, on_key=True)


def unstated_faults(file: CatalogueFile, base: Mapping[str, Any] | None) -> Iterator[Fault]:
    """Clauses that may be left out, and of which nothing is said, in a file that says it of others."""
    optional = [
        clause["id"]
        for clause in (base or {}).get("clauses", ())
        if clause.get("applicability", {}).get("rule") == "conditional" and clause.get("obligations")
    ]
    lacking = [ref for ref in optional if ref not in file.applies and not _is_dropped(ref, file.drop)]
    if file.applies and lacking:
        shown = ", ".join(lacking[:5]) + (f" and {len(lacking) - 5} more" if len(lacking) > 5 else "")
        yield Fault(("applies",), f"no reason says why these apply, or why not: {shown}", on_key=True)


def transition_faults(file: CatalogueFile, base: Mapping[str, Any] | None) -> Iterator[Fault]:
    """What a transition to a newer edition says of clauses that are not there, or twice, or where it cannot be."""
    if file.transition is None:
        return
    if base is None or file.prefix in (None, base["prefix"]):
        said = "a newer edition stands beside the older one: it `extends` that, and has a `prefix` of its own"
        yield Fault(("transition",), said, on_key=True)
        return
    known = [clause["id"] for clause in base["clauses"]]
    touched = {ref.partition("-")[0] for ref in (*file.reword, *file.drop, *(each.id for each in file.add))}
    for place, number in enumerate(file.transition.unchanged):
        route = ("transition", "unchanged", place)
        if number not in known:
            yield Fault(route, f"{_no_clause(base, number)}{nearest(number, known)}")
        elif number in touched:
            yield Fault(route, f"`{number}` is said to be unchanged, and changed above; say one of both")
    own = [*known, *(clause.id for clause in file.clauses)]
    for index, step in enumerate(file.transition.steps):
        for place, number in enumerate(step.clauses):
            if number not in own:
                said = f"there is no clause `{number}`{nearest(number, own)}"
                yield Fault(("transition", "steps", index, "clauses", place), said)


def head_faults(file: CatalogueFile) -> list[Fault]:
    """What a catalogue that extends nothing does not say of itself."""
    lacking = [key for key in HEAD if not getattr(file, key)]
    return [missing((), lacking)] if lacking and file.extends is None else []


def own_faults(
    file: CatalogueFile,
    base: Mapping[str, Any] | None,
    book: Catalogue,
    kinds: Mapping[str, type[Node]],
    books: Sequence[Catalogue] = (),
) -> Iterator[Fault]:
    """What makes the catalogue unusable: ids twice, and names in the organization's own parts that nothing has.

    `books` are those read before it, for crosswalks to them.
    """
    taken = set(_ids(base or {}))
    for index, clause in enumerate(file.clauses):
        yield from _twice(clause.id, taken, ("clauses", index, "id"))
        yield from _clause_faults(clause, ("clauses", index), book)
        for number, obligation in enumerate(clause.obligations):
            route: Route = ("clauses", index, "obligations", number)
            if _number(obligation.id) != clause.id:
                said = f"obligation `{obligation.id}` is in clause {clause.id}; its id begins with that"
                yield Fault((*route, "id"), said)
            yield from _obligation_faults(obligation, route, taken, book, kinds)
    for index, obligation in enumerate(file.add):
        yield from _obligation_faults(obligation, ("add", index), taken, book, kinds)
    for index, item in enumerate(file.documented_information):
        yield from _item_faults(item, ("documented_information", index), book, kinds)
    for index, walk in enumerate(file.crosswalks):
        yield from _crosswalk_faults(walk, ("crosswalks", index), book, books)


def _crosswalk_faults(
    walk: OwnCrosswalk, route: Route, book: Catalogue, books: Sequence[Catalogue]
) -> Iterator[Fault]:
    end = standard_called(walk.to, books)
    if end is None:
        known = [*catalogue_names(), *frameworks(), *(each.name for each in books)]
        yield from _unknown(walk.to, (*route, "to"), known, "catalogue or framework")
    for number, strengths in walk.links:
        if number not in _numbers(book):
            said = f"there is no clause `{number}`{nearest(number, _numbers(book))}"
            yield Fault((*route, "links", number), said, on_key=True)
        if end:
            yield from _target_faults(strengths, (*route, "links", number), end)


def _target_faults(strengths: Strengths, route: Route, end: Standard) -> Iterator[Fault]:
    for strength, targets in strengths.each():
        for place, target in enumerate(targets):
            if target not in end.titles:
                said = f"{end.name} has no `{target}`{nearest(target, list(end.titles))}"
                yield Fault((*route, strength, place), said)


def _item_faults(
    item: DocumentedInformation, route: Route, book: Catalogue, kinds: Mapping[str, type[Node]]
) -> Iterator[Fault]:
    for key, refs in (("explicit_in", item.explicit_in), ("implied_in", item.implied_in)):
        for place, ref in enumerate(refs):
            yield from _unknown(ref, (*route, key, place), _numbers(book), "clause")
    for place, kind in enumerate(item.shown_by):
        yield from _unknown(kind, (*route, "shown_by", place), list(kinds), "kind")


def _clause_faults(clause: Clause, route: Route, book: Catalogue) -> Iterator[Fault]:
    numbers = _numbers(book)
    if clause.parent:
        yield from _unknown(clause.parent, (*route, "parent"), numbers, "clause")
    for place, ref in enumerate(clause.related_clauses):
        yield from _unknown(ref, (*route, "related_clauses", place), numbers, "clause")


def _obligation_faults(
    obligation: Obligation, route: Route, taken: set[str], book: Catalogue, kinds: Mapping[str, type[Node]]
) -> Iterator[Fault]:
    yield from _twice(obligation.id, taken, (*route, "id"))
    if not obligation.shown:
        said = f"nothing says how `{obligation.id}` is shown to be met; name it under `shown`"
        yield Fault((*route, "id"), said)
    for place, way in enumerate(obligation.shown):
        yield from _way_faults(way, (*route, "shown", place), book, kinds)


def _way_faults(
    way: Criterion, route: Route, book: Catalogue, kinds: Mapping[str, type[Node]]
) -> Iterator[Fault]:
    if way.form in ("document", "section"):
        items = [item.id for item in book.items]
        yield from _unknown(way.target, (*route, way.form), items, "item of documented information")
    if way.kind:
        yield from _unknown(way.kind, (*route, way.form), list(kinds), "kind")
    if way.kind and way.kind in kinds:
        fields = [field.alias or name for name, field in kinds[way.kind].model_fields.items()]
        for key, names in (("where", [name for name, _ in way.where]), ("filled", way.filled)):
            for name in names:
                if name.partition(".")[0] not in fields:
                    said = f"`{way.kind}` has no field `{name}`{nearest(name, fields)}"
                    yield Fault((*route, key), said)
    if way.interval:
        known = list(IntervalSettings.model_fields)
        yield from _unknown(way.interval, (*route, "interval"), known, "interval in the settings")


def _unknown(name: str, route: Route, known: Sequence[str], noun: str) -> Iterator[Fault]:
    if name not in known:
        yield Fault(route, f"there is no {noun} `{name}`{nearest(name, known)}")


def _twice(ref: str, taken: set[str], route: Route) -> Iterator[Fault]:
    if ref in taken:
        yield Fault(route, f"`{ref}` is there already; ids are never given twice")
    taken.add(ref)


def _ids(tree: Mapping[str, Any]) -> Iterator[str]:
    for clause in tree.get("clauses", ()):
        yield clause["id"]
        yield from (obligation["id"] for obligation in clause.get("obligations", ()))


def _numbers(book: Catalogue) -> list[str]:
    return [clause.number for clause in book.clauses]


def _number(ref: str) -> str:
    return ref.partition("-")[0]


def _is_dropped(ref: str, drop: Mapping[str, str]) -> bool:
    return any(ref == above or ref.startswith(f"{above}.") for above in drop)


def _no_clause(base: Mapping[str, Any] | None, ref: str) -> str:
    if base is None:
        return f"nothing is extended that could have `{ref}`"
    return f"{base['standard']}:{base['edition']} has no `{ref}`"
