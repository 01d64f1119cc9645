"""The texts of documents that are not in force: each on a page of its own, with what it would change."""

from collections.abc import Iterator
from functools import partial

from sms_lint.ground.differences import difference
from sms_lint.model.kinds.documents import Process
from sms_lint.publish.site.address import proposed_address
from sms_lint.publish.site.body import WrittenText, document_body
from sms_lint.publish.site.documents import control_block, file_findings, own_fields
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.history import compared
from sms_lint.publish.site.html import badge, heading, paragraph
from sms_lint.publish.site.page import Crumb, Page
from sms_lint.publish.site.processes import described
from sms_lint.publish.site.state import WAITING
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.publish.site.waiting import waiting_words
from sms_lint.system.approval_status.readers import ReadersText
from sms_lint.translation import ours


def proposed_pages(view: SiteData) -> Iterator[Page]:
    """A page for each text on the branch that is not in force. The search leaves them out, and the staff have none."""
    if view.edition == "staff":
        return
    for id_, beside in sorted(view.texts.items()):
        if beside.waits and not beside.is_withdrawn:
            place = proposed_address(id_).page
            yield Page(
                place.removesuffix(".html") + ".md",
                ours(f"{beside.written.title}: not in force"),
                partial(_page, PageContext(view, place), beside),
                in_navigation=False,
                searched=False,
                above=(Crumb(beside.written.title, view.addresses[id_].page),),
            )


def _page(here: PageContext, beside: ReadersText) -> Safe:
    written = beside.written
    source = WrittenText(here, written.path)
    own = described(here, written) if isinstance(written, Process) else own_fields(here, written)
    return Safe(
        f'<p class="sms-states">{badge(WAITING)}</p>\n'
        + _notice(here, beside)
        + control_block(here, written)
        + file_findings(here, written)
        + _differences(beside)
        + own
        + document_body(source, written)
    )


def _notice(here: PageContext, beside: ReadersText) -> Safe:
    """What this text is not, what it waits for, and where the text in force is."""
    document = here.node(beside.written.id, text(beside.written.id))
    if beside.judged is None:
        instead = f"Nothing of {document} is in force."
    else:
        instead = f"Work by version {text(beside.judged.text.version)}: {document}."
    said = f"This text is not in force. {waiting_words(here, beside)}. {instead}"
    return paragraph(Safe(said), "warning")


def _differences(beside: ReadersText) -> Safe:
    """What it would change of the text in force."""
    judged = beside.judged
    before = beside.status.approvals.branch.texts.get(judged.text.sha256) if judged else None
    if judged is None or before is None:
        return Safe("")
    title = heading(2, Safe(ours("Differences from the text in force")), "sms-differences")
    now = beside.written.origin.file.text
    old, new = judged.text.version, beside.newest.text.version
    return Safe(title + compared(difference(before, now), old, new, is_open=True))
