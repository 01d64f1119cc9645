"""What a role has to do by when: the same for its own page, for the calendar and for the first page."""

from collections.abc import Iterable

from sms_lint.agenda import Due, agenda
from sms_lint.models.base import Document, Node, Record
from sms_lint.site.entries import entry_name
from sms_lint.site.escape import Safe, text
from sms_lint.site.html import badge, bullets, day, table
from sms_lint.site.state import SEVERITY_SIGNS, due_sign
from sms_lint.site.view import Here, View, name_of


def of_role(view: View, role: str) -> list[Due]:
    """What is due of one role, the earliest first."""
    return [one for one in agenda(view.sms) if one.owner == role]


def due_table(here: Here, found: Iterable[Due], name: str, owners: bool = False) -> Safe:
    """Things to do as a table, with the role that owns each where `owners` is set."""
    soon = here.sms.config.review.due_soon
    rows = [
        [
            day(one.day),
            badge(due_sign(one.day, here.sms.today, soon)),
            text(one.what[:1].upper() + one.what[1:]),
            Safe(f"{here.node(one.id, text(one.id))} {text(subject_name(here.view, one))}"),
            *([here.node(one.owner)] if owners else []),
        ]
        for one in found
    ]
    heads = ("By", "State", "What", "Of", *(["Whose"] if owners else []))
    return table(heads, rows, name)


def subject_name(view: View, one: Due) -> str:
    """What the thing that something is to be done about is called, besides its id."""
    node = view.sms.ids.get(one.id)
    if node is not None:
        return name_of(node)
    entry = view.sms.by_id(one.kind).get(one.id)
    return entry_name(entry) if entry else ""


def findings_of(here: Here, role: str) -> Safe:
    """The findings in what a role owns: its documents, its registers, and entries of its own."""
    found = [one for one in here.view.result.counted if one.node and _owner(here, one.node) == role]
    said = [
        Safe(
            f"{badge(SEVERITY_SIGNS[one.severity])} {here.node(one.node or '')}: {here.message(one.message)}"
        )
        for one in found
    ]
    return bullets(said)


def _owner(here: Here, identity: str) -> str:
    node = here.sms.get(identity)
    own = getattr(node, "owner", None)
    if own is None and isinstance(node, Record) and node.register is not None:
        own = node.register.owner
    return str(own or "")


def owned(here: Here, role: str, field: str) -> list[Document]:
    """The documents of which a role is the owner, or the approver."""
    return [one for one in here.sms.documents if getattr(one, field) == role and _is_first(here, one)]


def _is_first(here: Here, node: Node) -> bool:
    return here.sms.ids[node.id] is node
