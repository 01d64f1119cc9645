"""What is to be re-confirmed, on the page of a document and in the list of what its owner has to do."""

from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import EMPTY, bullets, day, paragraph, table
from sms_lint.publish.site.view import PageContext
from sms_lint.system.suspect_links import Changed, suspects
from sms_lint.translation import ours


def to_reconfirm(here: PageContext, document: str) -> Safe:
    """A notice on what changed since a document was looked at; nothing where nothing did."""
    found = next((each for each in suspects(here.sms) if each.document.id == document), None)
    if found is None:
        return EMPTY
    said = ours(f"To be re-confirmed by its owner. Since it was looked at on {found.seen}, this changed:")
    return Safe(paragraph(text(said), "note") + bullets([_changed(here, each) for each in found.changed]))


def _changed(here: PageContext, changed: Changed) -> Safe:
    where = here.clause(changed.id) if here.sms.known_clause(changed.id) else here.node(changed.id)
    return Safe(f"{where}: {text(changed.version)}, {day(changed.since)}")


def reconfirm_of(here: PageContext, owner: str) -> Safe:
    """The documents that an owner has to re-confirm; nothing where there is none."""
    rows = [
        (
            here.node(found.document.id),
            day(found.seen),
            Safe("; ".join(_changed(here, each) for each in found.changed)),
        )
        for found in suspects(here.sms)
        if found.document.owner == owner
    ]
    heads = ("Document", "Last looked at", "Changed since")
    return table(heads, rows, "To re-confirm", "loose cards") if rows else EMPTY
