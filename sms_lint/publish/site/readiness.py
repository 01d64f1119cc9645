"""Readiness for an audit: the gaps, the documented information of stage 1, and the samples of stage 2."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sms_lint.evidence import Grade, JudgedObligation
from sms_lint.evidence.readiness import SAMPLE, STANDINGS, Item, Provider, Standing, items, samples
from sms_lint.ground.sentences import plural
from sms_lint.model.catalogue import Catalogue
from sms_lint.model.entry import Entry
from sms_lint.model.node import Document, Register
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.certification import certification
from sms_lint.publish.site.entries import named
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.gaps import gaps
from sms_lint.publish.site.html import (
    NOTHING,
    Sign,
    badge,
    bullets,
    day,
    heading,
    link,
    paragraph,
    stacked,
    table,
)
from sms_lint.publish.site.kinds import kind_link
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.state import GRADES, LIFECYCLES, OVERDUE
from sms_lint.publish.site.surveillance import surveillance
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.publish.site.walkthrough import walkthrough
from sms_lint.system.relations import day_of
from sms_lint.translation import ours

_GROUP = "Readiness for an audit"
_SIGNS: Mapping[Standing, Sign] = {
    "missing": Sign("✕", "missing", "bad"),
    "draft": LIFECYCLES["draft"],
    "overdue": OVERDUE,
    "there": Sign("✓", "there", "good"),
    "not needed": Sign("–", "not needed", "off"),
}
_PAGES = (
    ("walkthrough", "Auditor's walkthrough", "what an audit asks first, each with its answer"),
    (
        "gaps",
        "Gap analysis",
        "what is not shown yet, and what to do about it, in the order in which a system is built",
    ),
    (
        "stage-1",
        "Stage 1: documented information",
        "which documented information the standard requires, and where it is",
    ),
    ("stage-2", "Stage 2: samples", "the newest records for each obligation"),
    (
        "certification",
        "For a certification body",
        "organization, sites, head-count, other parties and audit days",
    ),
    ("surveillance", "Surveillance", "what changed since the last audit, and what it left open"),
)


def readiness_pages(view: SiteData) -> Iterator[Page]:
    """A page for each question that an audit begins with."""
    if not view.sms.catalogues:
        return
    writers = (walkthrough, gaps, _stage_1, _stage_2, certification, surveillance)
    for (name, title, _), write in zip(_PAGES, writers, strict=True):
        here = PageContext(view, f"readiness/{name}.html")
        hide = () if name == "stage-2" else ("toc",)
        yield Page(f"readiness/{name}.md", ours(title), write(here), group=_GROUP, hide=hide)


def contents(here: PageContext) -> Safe:
    """These pages, with what each is for."""
    return bullets(
        [
            Safe(f"{link(here.to(Address(f'readiness/{name}.html')), text(ours(title)))}: {text(ours(said))}")
            for name, title, said in _PAGES
        ]
    )


def _stage_1(here: PageContext) -> Safe:
    """Every item of documented information, what lacks first."""
    parts = []
    for book in here.sms.catalogues:
        found = sorted(items(here.sms, book), key=lambda item: STANDINGS.index(item.standing))
        asked = [item for item in found if item.item.explicit_in]
        others = [item for item in found if not item.item.explicit_in]
        heads = ("State", "Documented information", "Asked for in", "Here")
        name = book.called
        said = f"{plural(len(asked), 'item')} of documented information explicitly required by {name}: "
        parts += [
            paragraph(text(f"{said}{_counted(asked)}.")),
            table(
                heads,
                [_item(here, item, item.item.explicit_in) for item in asked],
                f"Asked for by {name}",
                "loose cards",
            ),
        ]
        if others:
            lead = "Not explicitly required, but an auditor expects to see it."
            rows = [_item(here, item, item.item.implied_in) for item in others]
            parts += [
                heading(2, text(ours(f"Also expected by {name}")), f"sms-expected-{book.prefix}"),
                paragraph(text(lead)),
            ]
            parts += [table(heads, rows, f"Expected by {name}", "loose cards")]
    return Safe("".join(parts))


def _counted(found: Sequence[Item]) -> str:
    counts = Counter(item.standing for item in found)
    return ", ".join(f"{counts[standing]} {standing}" for standing in STANDINGS if counts[standing]) or "none"


def _item(here: PageContext, item: Item, clauses: Sequence[str]) -> list[Safe]:
    when = f'<br><span class="sms-fine">needed when {text(item.item.when)}</span>' if item.item.when else ""
    return [
        badge(_SIGNS[item.standing]),
        Safe(f"{text(item.item.name)}{when}"),
        Safe(", ".join(here.clause(ref, short=True) for ref in clauses)),
        stacked([*(_provider(here, node) for node in item.providers), *_kinds(here, item)]) or NOTHING,
    ]


def _provider(here: PageContext, node: Provider) -> Safe:
    if isinstance(node, Register):
        return Safe(ours(f"{here.named(node)}, looked through {day(node.review.last) or NOTHING}"))
    if isinstance(node, Document):
        return Safe(
            ours(
                f"{here.named(node)}, version {text(node.version)}, {text(node.lifecycle)}, "
                f"reviewed {day(node.review.last) or NOTHING}, {here.node(node.owner)}"
            )
        )
    return Safe(
        ours(f"{here.named(node)}, version {text(node.version)}, {text(node.status)}, kept elsewhere")
    )


def _kinds(here: PageContext, item: Item) -> list[Safe]:
    return [Safe(f"{kind_link(here, kind)} ({len(here.sms.entries(kind)):,})") for kind in item.kinds]


def _stage_2(here: PageContext) -> Safe:
    """For each obligation the newest records that show it, by main clause."""
    said = (
        f"For each obligation the newest records by which it is shown, at most {SAMPLE} for each way that the "
        "catalogue states, and otherwise the documents in force. Everybody who asks gets the same sample. An "
        "auditor also draws samples of their own: the registers hold all records."
    )
    parts = [paragraph(text(said))]
    for book in here.sms.catalogues:
        obligations = [
            here.view.grades[obligation.id] for clause in book.clauses for obligation in clause.obligations
        ]
        for number, group in groupby(obligations, key=lambda graded: graded.clause.number.partition(".")[0]):
            parts += [_main(book, number), _samples(here, list(group), number)]
    return Safe("".join(parts))


def _main(book: Catalogue, number: str) -> Safe:
    clause = book.clause(f"{book.prefix}:{number}")
    title = f"{number} {clause.title}" if clause else number
    return heading(2, text(title), f"sms-{book.prefix}-{number.lower()}")


def _samples(here: PageContext, obligations: Sequence[JudgedObligation], number: str) -> Safe:
    rows = [
        (
            here.clause(graded.obligation.id, short=True),
            Safe(f'<div class="sms-long">{text(graded.obligation.text)}</div>'),
            badge(GRADES[graded.grade]),
            _shown_by(here, graded),
        )
        for graded in obligations
    ]
    return table(
        ("Obligation", "What is asked", "Grade", "Sample"),
        rows,
        f"Samples for clause {number}",
        "loose cards",
    )


def _shown_by(here: PageContext, graded: JudgedObligation) -> Safe:
    lines = [_sample(here, entry) for entry in samples(here.sms, graded)]
    if not lines:
        nodes = {each.node.id: each.node for each in graded.evidence if each.grade >= Grade.DOCUMENTED}
        lines = [here.named(node) for node in list(nodes.values())[:SAMPLE]]
    return stacked(lines) or NOTHING


def _sample(here: PageContext, entry: Entry) -> Safe:
    made = day_of(here.sms, entry)
    return Safe(f"{day(made)} {named(here, entry)}" if made else named(here, entry))
