"""Clauses as plain text, for the command line."""

from collections.abc import Sequence
from textwrap import TextWrapper

from sms_lint.ground.output.printable import Printable, block
from sms_lint.model.catalogue import (
    Catalogue,
    Clause,
    Obligation,
    by_standard,
    correspondences,
    in_words,
    standard_called,
)
from sms_lint.model.catalogue.parts import SOURCE_OF_INTERVAL
from sms_lint.translation import on_screen

_WIDTH = 100


def explain(catalogue: Catalogue, clause: Clause, books: Sequence[Catalogue] = ()) -> Printable:
    """A clause as plain text: what it asks for, what shows it, and what it is related to; `books` are those in use."""
    parts = (
        [
            f"{clause.id}  {_title(clause)}",
            catalogue.called,
            "",
            *_wrap(clause.summary, 0),
        ],
        _section("Applies", _applicability(clause)),
        _section(
            "Obligations", [line for obligation in clause.obligations for line in _obligation(obligation)]
        ),
        _section("Documented information", _items(catalogue, clause)),
        _section("Evidence an auditor may ask for", _bullets(clause.evidence_examples)),
        _section("Review", _review(clause)),
        _section("Below", [f"  {child.id}  {child.title}" for child in catalogue.children(clause)]),
        _section("Related clauses", _related(catalogue, clause)),
        _section("Corresponds to", _correspondence(catalogue, clause, books)),
        _section("Notes", _bullets(clause.notes)),
        ["", *_wrap(catalogue.copyright, 0)],
    )
    return block(line for part in parts for line in part)


def listing(catalogue: Catalogue) -> Printable:
    """Every clause as plain text, indented by level, with the number of its own obligations."""
    names = [f"{'  ' * (clause.level - 1)}{clause.id}  {_title(clause)}" for clause in catalogue.clauses]
    width = max(map(len, names))
    amendments = "".join(f" + {amendment.id}" for amendment in catalogue.amendments)
    rows = [
        f"{name:<{width}}  {len(clause.obligations) or '':>3}".rstrip()
        for name, clause in zip(names, catalogue.clauses, strict=True)
    ]
    heading = f"{catalogue.called}{amendments}"
    return block([heading, f"{'':<{width}}  {on_screen('obligations')}", *rows])


def _title(clause: Clause) -> str:
    return (
        clause.title if clause.title_origin == "standard" else f"{clause.title} ({on_screen('title ours')})"
    )


def _wrap(text: str, indent: int, first: str = "") -> list[str]:
    margin = " " * indent
    return TextWrapper(_WIDTH, initial_indent=first or margin, subsequent_indent=margin).wrap(text)


def _section(heading: str, lines: list[str]) -> list[str]:
    return ["", on_screen(heading), *lines] if lines else []


def _bullets(texts: tuple[str, ...]) -> list[str]:
    return [line for text in texts for line in _wrap(text, 4, "  - ")]


def _applicability(clause: Clause) -> list[str]:
    rule = clause.applicability
    if rule.rule == "structural":
        return []
    when = rule.condition or on_screen("always")
    told = on_screen(
        "Other parties may carry out its activities."
        if rule.other_parties_may_perform
        else "Other parties may not carry out its activities."
    )
    return _wrap(f"{when[0].upper()}{when[1:]}. {told}", 2)


def _obligation(obligation: Obligation) -> list[str]:
    marks = [] if obligation.documented == "none" else [f"calls for a {obligation.documented}"]
    marks += [obligation.trigger.replace("_", " ")] if obligation.trigger != "continuous" else []
    marks += [f"added by {obligation.amendment}"] if obligation.amendment else []
    marks += [f"confidence {obligation.confidence}"] if obligation.confidence != "high" else []
    told = f" ({', '.join(map(on_screen, marks))})" if marks else ""
    return _wrap(obligation.text + told, 6, f"  {obligation.id}  ")


def _items(catalogue: Catalogue, clause: Clause) -> list[str]:
    lines = []
    for item in catalogue.documented_information_of(clause):
        requirement = "explicit" if clause.id in item.explicit_in else "implied"
        shown = ", ".join(item.shown_by)
        text = on_screen(
            f"[{item.id}], a record; shown by: {shown}"
            if item.kind == "record"
            else f"[{item.id}], a document; shown by: {shown}"
        )
        lines += _wrap(f"{item.name} {text}", 12, f"  {on_screen(requirement):<8}  ")
        lines += _wrap(f"{on_screen('only when')}: {item.when}", 12) if item.when else []
    return lines


def _review(clause: Clause) -> list[str]:
    review = clause.review_frequency
    if review is None:
        return []
    why = SOURCE_OF_INTERVAL[review.source]
    return _wrap(f"{on_screen(f'every {review.every}')} ({on_screen(why)}): {review.hint}", 2)


def _related(catalogue: Catalogue, clause: Clause) -> list[str]:
    known = (catalogue.clause(ref) for ref in clause.related_clauses)
    return [f"  {related.id}  {related.title}" for related in known if related]


def _correspondence(catalogue: Catalogue, clause: Clause, books: Sequence[Catalogue]) -> list[str]:
    lines = []
    for other, links in by_standard(correspondences(catalogue, books).get(clause.number, ())).items():
        end = standard_called(other, books)
        if end:
            lines += _wrap(f"{end.name}: {in_words(links, end.titles)}", 4, "  ")
    return lines
