"""Roles: who holds each, what it answers for, and what it has to do by when."""

from collections.abc import Iterator

from sms_lint.ground.sentences import plural
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.documents import Activity, Process
from sms_lint.model.kinds.organisation import Person
from sms_lint.model.naming import entry_name
from sms_lint.model.node import Document, Record
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.calendar import role_file
from sms_lint.publish.site.competences import matrix
from sms_lint.publish.site.dossier import Dossier, DossierText, dossier_pages, own_entries
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import badge, day, link, paragraph, table
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.recent import recent_table
from sms_lint.publish.site.reconfirm import reconfirm_of
from sms_lint.publish.site.state import LIFECYCLES, next_review
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.publish.site.worklist import due_table, findings_of, of_role, owned
from sms_lint.system.relations import naming
from sms_lint.translation import ours

_DUTIES = (
    ("Responsible", "does"),
    ("Accountable", "answers"),
    ("Consulted", "consulted"),
    ("Informed", "informed"),
)


def role_pages(view: SiteData) -> Iterator[Page]:
    """The list of roles with what each has to do, and a page for each."""
    yield from dossier_pages(view, _ROLES, listed=_list)


def _list(here: PageContext) -> Safe:
    sms = here.sms
    soon = sms.config.review.due_soon.after(sms.today)
    rows = []
    for entry in own_entries(here.view, "role"):
        due = of_role(here.view, entry.id)
        late = sum(task.day < sms.today for task in due)
        rows.append(
            [
                here.node(entry.id, text(entry_name(entry) or entry.id)),
                _holders(here, entry),
                text(late or ""),
                text(sum(sms.today <= task.day <= soon for task in due) or ""),
                text(len(due) or ""),
                text(len(owned(here, entry.id, "owner")) or ""),
                _approves(here, entry),
            ]
        )
    heads = (
        "Role",
        "Held by",
        "Overdue",
        f"Within {sms.config.review.due_soon}",
        "Ahead in all",
        "Documents owned",
        "Approves",
    )
    return table(heads, rows, "Roles", "loose cards")


def _approves(here: PageContext, entry: Entry) -> Safe:
    """What it may approve: documents, and changes of some categories."""
    documents = len(owned(here, entry.id, "approver"))
    changes = ", ".join(entry.texts("approves_changes"))
    said = [plural(documents, "document")] if documents else []
    return text("; ".join([*said, *([f"changes: {changes}"] if changes else [])]))


def _holders(here: PageContext, entry: Entry) -> Safe:
    found = here.sms.holders.get(entry.id, ())
    outside = entry.text("external") == "yes"
    return Safe(", ".join(here.node(holder) for holder in found)) or text(
        ours("outside the organisation" if outside else "nobody")
    )


def _held(here: PageContext, entry: Entry) -> Safe:
    """Everyone who holds it, or held it: since when, and until when."""
    rows = [
        (
            here.node(person.id),
            text(person.unit or ""),
            day(holding.from_),
            day(holding.to) if holding.to else text(ours("today")),
        )
        for person in here.sms.all(Person)
        for holding in person.roles
        if holding.role == entry.id
    ]
    safe = paragraph(Safe(ours(f"Held today by {_holders(here, entry)}.")))
    return Safe(
        safe + (table(("Person", "Unit", "From", "To"), rows, "Held by", "loose cards") if rows else "")
    )


def _worklist(here: PageContext, entry: Entry) -> Safe:
    dues = of_role(here.view, entry.id)
    if not dues:
        return Safe("")
    file = link(here.to(Address(role_file(entry.id))), Safe(ours("calendar file")))
    return Safe(
        due_table(here, dues, "To do")
        + paragraph(Safe(ours(f"The same as a {file} (.ics) to subscribe to.")))
    )


def _reconfirm(here: PageContext, entry: Entry) -> Safe:
    return reconfirm_of(here, entry.id)


def _findings(here: PageContext, entry: Entry) -> Safe:
    return findings_of(here, entry.id)


def _documents(here: PageContext, entry: Entry) -> Safe:
    return _document_table(here, owned(here, entry.id, "owner"), "Documents owned")


def _approved(here: PageContext, entry: Entry) -> Safe:
    return _document_table(here, owned(here, entry.id, "approver"), "Documents approved")


def _document_table(here: PageContext, documents: list[Document], name: str) -> Safe:
    rows = [
        (
            here.node(document.id, text(document.id)),
            text(document.title),
            text(document.version),
            badge(LIFECYCLES[document.lifecycle]),
            next_review(document, here.sms),
        )
        for document in documents
    ]
    return (
        table(("Id", "Title", "Version", "State", "Next review"), rows, name, "loose cards")
        if rows
        else Safe("")
    )


def _registers(here: PageContext, entry: Entry) -> Safe:
    rows = [
        (
            here.node(register.id, text(register.id)),
            text(register.title),
            next_review(register, here.sms),
        )
        for register in here.sms.registers
        if register.owner == entry.id
    ]
    return (
        table(("Id", "Register", "Next review"), rows, "Registers kept", "loose cards") if rows else Safe("")
    )


def _duties(here: PageContext, entry: Entry) -> Safe:
    rows = []
    for process in here.sms.all(Process):
        cells = [_activities(process, field, entry.id) for _, field in _DUTIES]
        if any(cells):
            rows.append([here.named(process), *cells])
    return (
        table(("Process", *(title for title, _ in _DUTIES)), rows, "Duties", "loose cards")
        if rows
        else Safe("")
    )


def _activities(process: Process, field: str, role: str) -> Safe:
    return Safe(
        "<br>".join(text(activity.name) for activity in process.activities if _has(activity, field, role))
    )


def _has(activity: Activity, field: str, role: str) -> bool:
    value = getattr(activity, field)
    return role in value if isinstance(value, tuple) else value == role


def _records(here: PageContext, entry: Entry) -> Safe:
    """The records that name it as their owner, or in another part: how many, and which are open."""
    found: dict[str, dict[str, Entry]] = {}
    for (kind, _), entries in naming(here.sms).get(entry.id, {}).items():
        model = here.sms.kinds.get(kind)
        if model is not None and issubclass(model, Record) and kind not in _ELSEWHERE:
            found.setdefault(kind, {}).update((record.id, record) for record in entries)
    return recent_table(here, [(kind, tuple(entries.values())) for kind, entries in found.items()], "Records")


_ELSEWHERE = frozenset({"person", "competence"})
_ROLES = Dossier(
    "role",
    "Roles",
    (),
    (
        DossierText("Who holds it", _held),
        DossierText("To do", _worklist),
        DossierText("To re-confirm", _reconfirm),
        DossierText("Failed checks", _findings),
        DossierText("Documents owned", _documents),
        DossierText("Documents approved", _approved),
        DossierText("Registers kept", _registers),
        DossierText("Duties in processes", _duties),
        DossierText("Competence required, and who has it", matrix),
        DossierText("Records that name it", _records),
    ),
    others=False,
)
