"""The standard's clauses: a page for each, the matrix of them all, every obligation, and the crosswalk."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from sms_lint.evidence import Evidence, Grade, JudgedObligation
from sms_lint.evidence.readiness import item_of
from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.sentences import plural
from sms_lint.model.catalogue import Catalogue, Clause, DocumentedInformation, by_standard, in_words
from sms_lint.model.catalogue.parts import SOURCE_OF_INTERVAL
from sms_lint.model.node import Document
from sms_lint.publish.site.applicability import applicability
from sms_lint.publish.site.audited import audit_matrix, audits_section
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import NOTHING, badge, bullets, facts, heading, link, paragraph, table
from sms_lint.publish.site.kinds import kind_link
from sms_lint.publish.site.obligations import obligation_table
from sms_lint.publish.site.open_points import open_points
from sms_lint.publish.site.page import Crumb, Page
from sms_lint.publish.site.state import (
    GRADE_MEANINGS,
    GRADES,
    OBLIGATION_MEANINGS,
    OBLIGATIONS,
    STATED,
    standing_sign,
)
from sms_lint.publish.site.transition import transition
from sms_lint.publish.site.view import PageContext, SiteData, clause_address
from sms_lint.system.crosswalks import Crosswalks
from sms_lint.translation import ours


def clause_pages(view: SiteData) -> Iterator[Page]:
    """All pages of every catalogue."""
    for book in view.sms.catalogues:
        base = f"clauses/{book.prefix}"
        name = book.called
        stated = (
            [("Applicability", f"Applicability of {name}", "applicability", applicability)]
            if book.states_applicability
            else []
        )
        if book.succession:
            stated.append(("Transition", f"Transition to {name}", "transition", transition))
        for short, title, file, write in (
            ("Conformity matrix", f"Conformity with {name}", "index", matrix),
            ("Obligations", f"Obligations of {name}", "obligations", _all_obligations),
            *stated,
            ("Crosswalk", "Crosswalk to other standards", "crosswalk", _crosswalk),
            ("Clauses and audits", "Clauses and audits", "audits", audit_matrix),
        ):
            here = PageContext(view, f"{base}/{file}.html")
            hide = (
                ("toc", "navigation") if write is _all_obligations else ("toc",)
            )  # its table needs the width
            yield Page(f"{base}/{file}.md", ours(title), partial(write, here, book), ours(short), hide=hide)
        for clause in book.clauses:
            here = PageContext(view, f"{base}/{clause.number}.html")
            main = (clause, *book.ancestors(clause))[-1]
            title, group = f"{clause.number} {clause.title}", f"{main.number} {main.title}"
            yield Page(
                f"{base}/{clause.number}.md",
                title,
                partial(clause_page, here, book, clause),
                group=group,
                hide=("toc",),  # the table of obligations needs the width
                above=tuple(
                    Crumb(f"{ancestor.number} {ancestor.title}", clause_address(ancestor.id).page)
                    for ancestor in reversed(book.ancestors(clause))
                ),
            )


def _graded(here: PageContext, clauses: Iterable[Clause]) -> list[JudgedObligation]:
    return [here.view.grades[obligation.id] for clause in clauses for obligation in clause.obligations]


def matrix(here: PageContext, book: Catalogue) -> Safe:
    """Every clause at a glance."""
    obligations = _graded(here, book.clauses)
    amendments = "".join(f" with {amendment.id}" for amendment in book.amendments)
    number = f"{plural(len(book.clauses), 'clause')} and {plural(len(obligations), 'obligation')}"
    said = f"{number} of {book.called}{amendments}, and how far each is shown to be met."
    rows = [_matrix_row(here, clause) for clause in book.clauses]
    heads = ("Clause", "Title", "Weakest", "Obligations, in their order", "Documented information")
    return Safe(
        paragraph(text(said))
        + summary(obligations)
        + f'<div class="sms-matrix">\n{table(heads, rows, "Conformity matrix")}</div>\n'
        + _about(book)
    )


def summary(obligations: Iterable[JudgedObligation]) -> Safe:
    """How many obligations are met how far, how many have each grade, and what both mean."""
    every = tuple(obligations)
    standings = Counter(graded.standing for graded in every)
    counts = Counter(graded.grade for graded in every)
    met = [
        (badge(sign), text(standings[standing]), text(ours(OBLIGATION_MEANINGS[standing])))
        for standing, sign in OBLIGATIONS.items()
    ]
    alone = sum(graded.is_stated for graded in every)
    said = "of the complete ones: only filled-in fields or a marked section say so, which nobody has judged"
    met.insert(1, (badge(STATED), text(alone), text(ours(said))))
    rows = [
        (badge(GRADES[grade]), text(counts[grade]), text(ours(GRADE_MEANINGS[grade])))
        for grade in sorted(Grade, reverse=True)
    ]
    return Safe(
        table(("Met", "Obligations", "Meaning"), met, "How far they are met")
        + table(("Grade", "Obligations", "Meaning"), rows, "Grades")
    )


def _matrix_row(here: PageContext, clause: Clause) -> list[Safe]:
    obligations = _graded(here, [clause])
    weakest = badge(GRADES[min(graded.grade for graded in obligations)]) if obligations else Safe("")
    level = Safe(f'<span class="sms-level-{clause.level}">{here.clause(clause.id, short=True)}</span>')
    squares = Safe(" ".join(_square(here, graded) for graded in obligations))
    return [level, text(clause.title), weakest, squares, _items_shown(here, clause)]


def _square(here: PageContext, graded: JudgedObligation) -> Safe:
    sign, key = GRADES[graded.grade], clause_parts(graded.obligation.id).obligation
    target = here.to(clause_address(graded.obligation.id))
    words = f"{sign.word}, {graded.standing}"
    hint = f"{key}: {words}: {graded.obligation.text}"
    label = Safe(
        f'<span aria-hidden="true">{sign.symbol}</span><span class="sms-unseen">{text(key)} {text(words)}</span>'
    )
    return Safe(f'<span class="sms-grade sms-{sign.tone}">{link(target, label, hint)}</span>')


def _items_shown(here: PageContext, clause: Clause) -> Safe:
    book = next(catalogue for catalogue in here.sms.catalogues if catalogue.clause(clause.id))
    wanted = [item for item in book.items if clause.id in item.explicit_in]
    return Safe("<br>".join(f"{text(item.name)}: {_providers(here, item)}" for item in wanted))


def _providers(here: PageContext, item: DocumentedInformation) -> Safe:
    """What says that it is an item of documented information; else the kinds of record that can be it."""
    found = item_of(here.sms, item)
    safes = [here.node(provider.id, text(provider.id)) for provider in found.providers]
    safes += [kind_link(here, kind) for kind in found.kinds]
    if safes:
        return Safe(", ".join(safes))
    return Safe(ours(f"not needed unless {text(item.when)}")) if item.conditional and item.when else NOTHING


def clause_page(here: PageContext, book: Catalogue, clause: Clause) -> Safe:
    """One clause: what it asks for, what shows it, and what it is related to."""
    children = book.children(clause)
    parts = [
        paragraph(text(clause.summary)),
        paragraph(text(f"It applies here: {clause.reason}")) if clause.reason else Safe(""),
        facts(_clause_facts(clause)),
    ]
    if clause.obligations:
        parts.append(heading(2, Safe(ours("Obligations")), "sms-obligations"))
        parts.append(obligation_table(here, [here.view.grades[each.id] for each in clause.obligations]))
    wanted = book.documented_information_of(clause)
    if wanted:
        rows = [_item_row(here, clause, item) for item in wanted]
        parts += [
            heading(2, Safe(ours("Documented information")), "sms-items"),
            table(("Item", "Asked for", "Here"), rows),
        ]
    if clause.obligations:
        parts += [open_points(here, clause), audits_section(here, clause)]
    if children:
        parts += [
            heading(2, Safe(ours("Clauses below")), "sms-below"),
            bullets([_titled(here, child) for child in children]),
        ]
    parts += [_related(here, book, clause), _links(here, book, clause), _about(book)]
    return Safe("".join(parts))


def _clause_facts(clause: Clause) -> Iterator[tuple[str, Safe]]:
    rule = clause.applicability
    if rule.rule != "structural":
        yield "Applies", text(ours(rule.condition or "always"))
        yield (
            "Other parties",
            text(
                ours(
                    "may carry out its activities"
                    if rule.other_parties_may_perform
                    else "may not carry out its activities"
                )
            ),
        )
    if clause.review_frequency:
        review = clause.review_frequency
        why = SOURCE_OF_INTERVAL[review.source]
        yield "Look at it", text(ours(f"every {review.every} ({why}): {review.hint}"))
    if clause.evidence_examples:
        yield (
            "Evidence an auditor may ask for",
            bullets([text(evidence_example) for evidence_example in clause.evidence_examples]),
        )
    if clause.notes:
        yield "Notes", bullets([text(note) for note in clause.notes])


def _item_row(here: PageContext, clause: Clause, item: DocumentedInformation) -> tuple[Safe, Safe, Safe]:
    asked = "by this clause" if clause.id in item.explicit_in else "not explicitly; an auditor expects it"
    return Safe(f"{text(item.name)} ({text(item.kind)})"), text(asked), _providers(here, item)


def _titled(here: PageContext, clause: Clause) -> Safe:
    return Safe(f"{here.clause(clause.id, short=True)} {text(clause.title)}")


def _related(here: PageContext, book: Catalogue, clause: Clause) -> Safe:
    known = [related for ref in clause.related_clauses if (related := book.clause(ref))]
    if not known:
        return Safe("")
    return Safe(
        heading(2, Safe(ours("Related clauses")), "sms-related")
        + bullets([_titled(here, related) for related in known])
    )


def _links(here: PageContext, book: Catalogue, clause: Clause) -> Safe:
    found = []
    for other, links in by_standard(here.view.sms.once(Crosswalks).of(book).get(clause.number, ())).items():
        end = here.view.sms.once(Crosswalks).standard(other)
        if end:
            found.append((end.name, text(in_words(links, end.titles))))
    safe = facts(found)
    return Safe(heading(2, Safe(ours("Corresponds to")), "sms-crosswalk") + safe) if safe else Safe("")


def _all_obligations(here: PageContext, book: Catalogue) -> Safe:
    rows = [_obligation_row(here, graded) for graded in _graded(here, book.clauses)]
    heads = ("Obligation", "What is asked", "Grade, and how far met", "Documents and sections", "Records")
    said = "The wording is ours, not the standard's. Each line leads to the clause with everything that relates to it."
    return Safe(
        paragraph(text(said))
        + f'<div class="sms-wide">\n{table(heads, rows, "Obligations", "data")}</div>\n'
        + _about(book)
    )


def _obligation_row(here: PageContext, graded: JudgedObligation) -> list[Safe]:
    documents = [each for each in graded.evidence if isinstance(each.node, Document)]
    records = [each for each in graded.evidence if each not in documents]
    return [
        here.clause(graded.obligation.id, short=True), text(graded.obligation.text),
        Safe(f"{badge(GRADES[graded.grade])} {badge(standing_sign(graded))}"),
        _short(here, documents), _short(here, records),
    ]  # fmt: skip


def _short(here: PageContext, evidence: list[Evidence]) -> Safe:
    """The ids, each once, the weak ones only where there is nothing better."""
    strong = [item for item in evidence if item.grade > Grade.REFERENCED] or evidence
    ids = list(dict.fromkeys(item.node.id for item in strong))
    more = f" and {len(ids) - 4} more" if len(ids) > 4 else ""
    return Safe(", ".join(here.node(ref, text(ref)) for ref in ids[:4]) + more)


def _crosswalk(here: PageContext, book: Catalogue) -> Safe:
    found = here.view.sms.once(Crosswalks).of(book)
    others = sorted({link.other for links in found.values() for link in links})
    ends = {other: end for other in others if (end := here.view.sms.once(Crosswalks).standard(other))}
    rows = []
    for clause in book.clauses:
        links = by_standard(found.get(clause.number, ()))
        if links:
            cells = [text(in_words(links.get(other, ()), {})) for other in ends]
            rows.append([_titled(here, clause), *cells])
    said = (
        "What each clause corresponds to elsewhere, by number. The mapping is ours, from headings and general content. "
        "“The same as”: both ask for the same, apart from the name of the system. “Part of”: the other asks for more. "
        "“Contains”: this clause asks for more. “Touches”: they overlap."
    )
    heads = ["Clause", *(end.name for end in ends.values())]
    return Safe(
        paragraph(text(ours(said))) + f'<div class="sms-wide">\n{table(heads, rows, "Crosswalk")}</div>\n'
    )


def _about(book: Catalogue) -> Safe:
    return Safe(f'\n<p class="sms-fine">{text(book.copyright)}</p>\n')
