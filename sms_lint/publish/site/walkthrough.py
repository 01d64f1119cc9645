"""The auditor's walkthrough: what an audit asks first, the answer of today, and where to look for the rest."""

from collections.abc import Callable
from typing import NamedTuple

from sms_lint.evidence.readiness import item_of, last_audit
from sms_lint.ground.sentences import plural
from sms_lint.history.approvals import in_force
from sms_lint.model.kinds.documents import Process
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.approval import approval_badge, in_force_words
from sms_lint.publish.site.dossier import list_link
from sms_lint.publish.site.entries import cell, named, newest_first
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import NOTHING, day, heading, link, paragraph, stacked, table
from sms_lint.publish.site.kinds import kind_link
from sms_lint.publish.site.view import PageContext
from sms_lint.system.activity import is_open
from sms_lint.system.agenda import agenda
from sms_lint.system.approval_status import approvals_of, needed_level
from sms_lint.system.relations import day_of, named_by
from sms_lint.translation import ours

_WORDS = "auditors.md"
_EXAMPLES = 3


class Question(NamedTuple):
    """A question, what answers it today, and the pages that answer it in general."""

    asked: str
    answer: Callable[[PageContext], Safe]
    where: Callable[[PageContext], Safe]


def walkthrough(here: PageContext) -> Safe:
    """All of the page."""
    rows = [
        (text(f"{number}. {ours(question.asked)}"), question.answer(here) or NOTHING, question.where(here))
        for number, question in enumerate(_QUESTIONS, start=1)
    ]
    lead = paragraph(
        text(
            ours(
                f"What an audit asks first: the answer as of {here.sms.today}, and where to look. Every page of a "
                "document begins with a control block and ends with its changes; the search finds ids and titles alike."
            )
        )
    )
    return Safe(
        lead + table(("Question", "Answer", "Where to look"), rows, "Questions", "pairs cards") + _words(here)
    )


def _words(here: PageContext) -> Safe:
    """What git calls what document control calls otherwise: the handbook says it."""
    if _WORDS not in here.view.handbook:
        return Safe("")
    guide = link(
        here.to(Address("handbook/auditors.html", "what-the-words-mean")),
        Safe(ours("what the words mean")),
    )
    safe = Safe(
        ours(
            f"Commit, merge, branch: the guide for auditors explains in the language of document control {guide}."
        )
    )
    return Safe(heading(2, Safe(ours("Words of git")), "sms-words") + paragraph(safe))


def _page(page: str, label: str, anchor: str = "") -> Callable[[PageContext], Safe]:
    return lambda here: link(here.to(Address(page, anchor)), text(label))


def _register(kind: str) -> Callable[[PageContext], Safe]:
    return lambda here: kind_link(here, kind)


def _versions(here: PageContext) -> Safe:
    documents = sorted(
        (
            document
            for document in here.sms.documents
            if document.lifecycle == "active" and document.effective
        ),
        key=lambda document: (str(document.effective), document.id),
        reverse=True,
    )
    approvals = approvals_of(here.sms)
    if approvals is None:
        return stacked(
            f"{here.named(document)}: version {text(document.version)} in force from {day(document.effective)}"
            for document in documents[:_EXAMPLES]
        )
    shown = (
        (document, in_force(approvals, document.id, here.sms.today)) for document in documents[:_EXAMPLES]
    )
    return stacked(f"{here.named(document)}: {in_force_words(here, force)}" for document, force in shown)


def _relied_on(here: PageContext) -> Safe:
    """The newest documents with the level of their approval."""
    approvals = approvals_of(here.sms)
    documents = (
        [document for document in here.sms.documents if document.lifecycle == "active"] if approvals else []
    )
    documents.sort(key=lambda document: (-needed_level(here.sms, document.kind), document.id))
    return stacked(
        f"{here.named(document)}: {approval_badge(here, document)}" for document in documents[:_EXAMPLES]
    )


def _where_versions(here: PageContext) -> Safe:
    if approvals_of(here.sms) is None:
        register = _page("documents/index.html", "Document register")(here)
        return Safe(ours(f"{register}; there is no change history, so earlier versions are not known"))
    return Safe(
        ours(
            f"{_page('approvals/in-force.html', 'Texts in force')(here)} on this day and at each tag and anchor; the "
            "foot of a document's page has every version with its approvals"
        )
    )


def _where_approvals(here: PageContext) -> Safe:
    overview = _page("approvals/index.html", "Approvals and history")(here)
    if approvals_of(here.sms) is None:
        return overview
    return Safe(
        ours(
            f"{overview}, and there {_page('approvals/index.html', 'what was not verified', 'sms-not-verified')(here)}"
        )
    )


def _owners(here: PageContext) -> Safe:
    processes = [process for process in here.sms.all(Process) if process.lifecycle != "retired"]
    return stacked(f"{here.named(process)}: {here.node(process.owner)}" for process in processes[:_EXAMPLES])


def _continuity(here: PageContext) -> Safe:
    entries = newest_first(here.sms, here.sms.entries("continuity-test"))
    return stacked(
        f"{day(day_of(here.sms, entry))} {named(here, entry)}, "
        f"plan {cell(here, entry, 'plan')}: {cell(here, entry, 'result')}"
        for entry in entries[:1]
    )


def _changes(here: PageContext) -> Safe:
    """The configuration items that most changes touched, as examples."""
    counted = [(len(named_by(here.sms, entry.id, "change")), entry) for entry in here.sms.entries("ci")]
    counted.sort(key=lambda pair: (-pair[0], pair[1].id))
    return stacked(
        f"{named(here, entry)}: {text(plural(count, 'change'))}"
        for count, entry in counted[:_EXAMPLES]
        if count
    )


def _gaps(here: PageContext) -> Safe:
    every = here.view.grades.values()
    without_evidence = [graded for graded in every if not graded.is_shown]
    partial = [graded for graded in every if graded.standing == "partial"]
    number = f"{plural(len(without_evidence), 'obligation')} without anything in force"
    rest = [graded for graded in every if graded.is_shown and graded.standing == "incomplete"]
    said = ours(
        f"{number}; {len(partial)} not fully met by our own judgement; {len(rest)} shown only in part."
    )
    named = (*without_evidence, *partial, *rest)[: 2 * _EXAMPLES]
    return stacked([text(said), *(here.clause(graded.obligation.id) for graded in named)])


def _overdue(here: PageContext) -> Safe:
    dues = [due for due in agenda(here.sms) if due.day < here.sms.today]
    safe = text(
        ours(
            "1 thing is overdue."
            if len(dues) == 1
            else f"{len(dues)} things are overdue."
            if dues
            else "Nothing is overdue."
        )
    )
    return stacked(
        [
            safe,
            *(
                f"{day(due.day)} {here.node(due.id, text(due.id))}: {text(ours(due.what[:1].upper() + due.what[1:]))}"
                for due in dues[:_EXAMPLES]
            ),
        ]
    )


def _approvers(here: PageContext) -> Safe:
    roles = [role for role in here.sms.roles.values() if role.approves_changes]
    return stacked(
        f"{here.node(role.id)}: changes that are {text(', '.join(role.approves_changes))}" for role in roles
    )


def _raised(here: PageContext) -> Safe:
    audit = last_audit(here.sms)
    still = [entry for entry in here.sms.entries("nonconformity") if is_open(here.sms, entry)]
    lines: list[str] = [f"{day(day_of(here.sms, audit))} {named(here, audit)}"] if audit else []
    return stacked([*lines, *(f"open: {named(here, entry)}" for entry in still)])


def _since(here: PageContext) -> Safe:
    audit = last_audit(here.sms)
    if audit is None:
        return Safe("")
    since = day_of(here.sms, audit)
    documents = [
        document
        for document in here.sms.documents
        if document.effective and document.effective.isoformat() > since
    ]
    return text(
        ours(
            f"{plural(len(documents), 'document')} in force since {since}; the page has changes and records too."
        )
    )


def _major(here: PageContext) -> Safe:
    items = (
        item_of(here.sms, item)
        for book in here.sms.catalogues
        if (item := book.item("major-incident-procedure"))
    )
    return stacked(here.named(node) for held in items for node in held.providers)


_QUESTIONS = (
    Question(
        "Which version was in force on a day?",
        _versions,
        _where_versions,
    ),
    Question(
        "Who owns it?",
        _owners,
        lambda here: Safe(
            ours(
                "the control block of each document; "
                f"{list_link(here, 'role', Safe(ours('Roles')))} says who holds each role"
            )
        ),
    ),
    Question(
        "Who approved it, and can that be relied on?",
        _relied_on,
        _where_approvals,
    ),
    Question("Show me the last continuity test.", _continuity, _register("continuity-test")),
    Question(
        "Which changes touched this configuration item?",
        _changes,
        lambda here: Safe(
            ours(f"the item's own page, from {list_link(here, 'ci', Safe(ours('Configuration items')))}")
        ),
    ),
    Question(
        "Which obligations have no evidence?",
        _gaps,
        lambda here: Safe(
            ours(
                f"{_page('readiness/gaps.html', 'Gap analysis')(here)}; "
                f"{_page('readiness/stage-2.html', 'samples')(here)} for all others"
            )
        ),
    ),
    Question("What is overdue?", _overdue, _page("calendar/index.html", "Review calendar")),
    Question(
        "Who may approve?",
        _approvers,
        lambda here: Safe(
            ours(
                f"{list_link(here, 'role', Safe(ours('Roles')))}: the page of each says its authorities and "
                "the documents it approves"
            )
        ),
    ),
    Question(
        "What did the last audit raise, and is it closed?",
        _raised,
        _page("readiness/surveillance.html", "Surveillance", "sms-audit"),
    ),
    Question("What changed since?", _since, _page("readiness/surveillance.html", "Surveillance")),
    Question("Where is the major incident procedure?", _major, _page("readiness/stage-1.html", "Stage 1")),
)
