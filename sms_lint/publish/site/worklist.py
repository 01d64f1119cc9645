"""What a role has to do by when: the same for its own page, for the calendar and for the first page."""

from collections.abc import Iterable

from sms_lint.model.entry import Entry
from sms_lint.model.finding import Finding
from sms_lint.model.naming import entry_name, name_of
from sms_lint.model.node import Document, Node
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import badge, bullets, day, link, table
from sms_lint.publish.site.state import SEVERITY_SIGNS, due_sign
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.system.agenda import Due, agenda, owner_of
from sms_lint.system.sms import Sms
from sms_lint.translation import ours

_MOST_FINDINGS = 50


def of_role(view: SiteData, role: str) -> list[Due]:
    """What is due of one role, the earliest first."""
    return [due for due in agenda(view.sms) if due.owner == role]


def due_table(here: PageContext, dues: Iterable[Due], name: str, owners: bool = False) -> Safe:
    """Things to do as a table, with the role that owns each where `owners` is set."""
    soon = here.sms.config.review.due_soon
    rows = [
        [
            day(due.day),
            badge(due_sign(due.day, here.sms.today, soon)),
            text(ours(due.what[:1].upper() + due.what[1:])),
            Safe(f"{here.node(due.id, text(due.id))} {text(subject_name(here.view, due))}"),
            *([here.node(due.owner)] if owners else []),
        ]
        for due in dues
    ]
    heads = ("By", "State", "What", "Of", *(["Whose"] if owners else []))
    return table(heads, rows, name, "loose cards")


def subject_name(view: SiteData, due: Due) -> str:
    """What the thing that something is to be done about is called, besides its id."""
    node = view.sms.ids.get(due.id)
    if node is not None:
        return name_of(node)
    entry = view.sms.by_id(due.kind).get(due.id)
    return entry_name(entry) if entry else ""


def findings_of(here: PageContext, role: str) -> Safe:
    """The findings in what a role owns: its documents, its registers, and entries of its own."""
    owned = {
        name: findings
        for name, findings in here.view.findings_by_node.items()
        if (entry := _found_in(here.sms, name, findings[0])) and owner_of(here.sms, entry) == role
    }
    safes = [
        Safe(f"{badge(SEVERITY_SIGNS[finding.severity])} {here.node(name)}: {here.message(finding.message)}")
        for name, findings in owned.items()
        for finding in findings
    ]
    shown, rest = safes[:_MOST_FINDINGS], len(safes) - _MOST_FINDINGS
    more = link(here.to(Address("findings.html")), text(ours(f"and {rest:,} more")))
    return bullets([*shown, *([more] if rest > 0 else [])])


def _found_in(sms: Sms, name: str, finding: Finding) -> Entry | None:
    """What a finding is about: a node, or a row of the table in whose file it is."""
    if node := sms.ids.get(name):
        return Entry(name, node)
    table = sms.register_at.get(finding.at.path)
    return sms.by_id(table.of).get(name) if table else None


def owned(here: PageContext, role: str, field: str) -> list[Document]:
    """The documents of which a role is the owner, or the approver."""
    return [
        document
        for document in here.sms.documents
        if getattr(document, field) == role and _is_first(here, document)
    ]


def _is_first(here: PageContext, node: Node) -> bool:
    return here.sms.ids[node.id] is node
