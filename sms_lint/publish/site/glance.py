"""The state of the system at a glance: a number for each thing that people ask after first, leading to its page."""

from collections import Counter
from collections.abc import Iterator

from sms_lint.evidence.readiness import last_audit, last_review
from sms_lint.model.entry import Entry
from sms_lint.model.finding import SEVERITIES
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.dossier import own_entries
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import link
from sms_lint.publish.site.kinds import has_page
from sms_lint.publish.site.results import latest_period
from sms_lint.publish.site.view import PageContext
from sms_lint.system.activity import is_open
from sms_lint.system.agenda import agenda
from sms_lint.system.approval_status import approvals_of, needed_level
from sms_lint.system.approval_status.readers import approval_of
from sms_lint.system.delivery import live
from sms_lint.system.relations import day_of
from sms_lint.translation import ours


def tiles(here: PageContext) -> Safe:
    """All of them."""
    found = (*_system(here), *_work(here), *_assurance(here))
    return Safe(f'<div class="sms-tiles">\n{"".join(found)}</div>\n')


def _tile(here: PageContext, place: Address, number: object, words: str) -> str:
    inner = Safe(
        f'<span class="sms-number">{text(ours(str(number)))}</span> <span class="sms-words">{text(ours(words))}</span>'
    )
    return f"{link(here.to(place), inner)}\n"


def _many(number: int, singular: str, plural: str) -> str:
    return singular if number == 1 else plural


def _system(here: PageContext) -> Iterator[str]:
    """What there is: services and documents."""
    sms = here.sms
    count = len(live(sms))
    if own_entries(here.view, "service"):
        yield _tile(
            here, Address("services/index.html"), count, _many(count, "live service", "live services")
        )
    active = sum(document.lifecycle == "active" for document in sms.documents)
    words = _many(active, "active document", "active documents")
    yield _tile(here, Address("documents/index.html"), active, words)


def _work(here: PageContext) -> Iterator[str]:
    """What is to be done, and how well the services are delivered."""
    sms = here.sms
    soon, dues = sms.config.review.due_soon.after(sms.today), agenda(sms)
    late = sum(due.day < sms.today for due in dues)
    yield _tile(here, Address("calendar/index.html"), late, "overdue")
    near = sum(sms.today <= due.day <= soon for due in dues)
    yield _tile(here, Address("index.html", "sms-due"), near, f"due within {sms.config.review.due_soon}")
    if has_page(sms, "nonconformity"):
        count = sum(is_open(sms, entry) for entry in sms.entries("nonconformity"))
        words = _many(count, "open nonconformity", "open nonconformities")
        yield _tile(here, Address("registers/nonconformity.html"), count, words)
    period, results = latest_period(sms)
    if results:
        met = sum(result.text("met") == "yes" for result in results)
        words = f"targets of agreements met in {period}"
        yield _tile(here, Address("registers/sla-result.html"), f"{met} of {len(results)}", words)


def _assurance(here: PageContext) -> Iterator[str]:
    """How the system was judged: by an audit, by top management, by the checks and by the catalogue."""
    sms, result = here.sms, here.view.result
    yield from _last(here, last_audit(sms), "last audit")
    yield from _last(here, last_review(sms), "last management review")
    if here.view.edition == "auditor":
        found = sum(result.count(severity) for severity in SEVERITIES)
        yield _tile(here, Address("findings.html"), found, _many(found, "failed check", "failed checks"))
    yield from _approved(here)
    for book in sms.catalogues:
        graded = [
            here.view.grades[obligation.id] for clause in book.clauses for obligation in clause.obligations
        ]
        count = Counter(assessment.standing for assessment in graded)
        share = f"{count['complete']} of {len(graded)}"
        words = f"obligations of {book.standard} completely shown, {count['partial']} partly met"
        yield _tile(here, Address(f"clauses/{book.prefix}/index.html"), share, words)


def _approved(here: PageContext) -> Iterator[str]:
    """How many documents are approved as well as the settings ask, where they ask for it."""
    approvals = approvals_of(here.sms)
    asked = [
        (document, needed)
        for document in here.sms.documents
        if document.lifecycle == "active" and (needed := needed_level(here.sms, document.kind))
    ]
    if approvals is None or not asked or here.view.edition == "staff":
        return
    judged = ((approval_of(here.sms, document), needed) for document, needed in asked)
    count = sum(
        approval is not None and approval.approved and approval.level >= needed for approval, needed in judged
    )
    yield _tile(
        here, Address("approvals/index.html"), f"{count} of {len(asked)}", "documents approved as required"
    )


def _last(here: PageContext, entry: Entry | None, words: str) -> Iterator[str]:
    place = here.view.addresses.get(entry.id) if entry else None
    if entry and place:
        yield _tile(here, place, day_of(here.sms, entry), words)
