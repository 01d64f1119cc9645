"""The versions of a document: when each came and why, and what differs between any two of them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from typing import NamedTuple

from sms_lint.ground.differences import difference
from sms_lint.ground.sentences import plural
from sms_lint.history.approvals import TextApproval
from sms_lint.history.branch import TextVersion
from sms_lint.model.node import Document
from sms_lint.publish.site.address import versions_address
from sms_lint.publish.site.approval import HOW_KNOWN, level_sign
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.history import compared
from sms_lint.publish.site.html import EMPTY, badge, day, heading, link, paragraph, stacked, table
from sms_lint.publish.site.page import Crumb, Page
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.sms import Sms
from sms_lint.translation import ours

# So many of the newest versions are compared, each with each: a page of more pairs would be larger than all documents.
_MOST = 8
_MOST_BESIDE = 20


class Version(NamedTuple):
    """A version of a document with its text, its judgement, and why it was made."""

    approval: TextApproval
    written: str
    reason: str

    @property
    def text(self) -> TextVersion:
        """What its front matter says."""
        return self.approval.text


def version_pages(view: SiteData) -> Iterator[Page]:
    """A page for each document of which two versions are known. The staff see the version in force alone."""
    if view.edition == "staff" or approvals_of(view.sms) is None:
        return
    for document in view.sms.documents:
        place = versions_address(document.id).page
        if view.sms.ids[document.id] is document and len(versions_of(view, document)) > 1:
            yield Page(
                place.removesuffix(".html") + ".md",
                ours(f"{document.title}: versions"),
                partial(_page, PageContext(view, place), document),
                hide=("toc",),
                in_navigation=False,
                searched=False,
                above=(Crumb(document.title, view.addresses[document.id].page),),
                beside=_beside(view, document),
            )


def _beside(view: SiteData, document: Document) -> tuple[Crumb, ...]:
    """The other documents of its kind that have such a page, for the side of the page."""
    others = [
        other for other in view.sms.documents if other.kind == document.kind and other.id != document.id
    ]
    return tuple(
        Crumb(other.title, versions_address(other.id).page)
        for other in others
        if len(versions_of(view, other)) > 1
    )[:_MOST_BESIDE]


def versions_of(view: SiteData, document: Document) -> list[Version]:
    """The versions of a document whose texts are at hand, newest first; a review without a change is no version."""
    approvals, history = approvals_of(view.sms), view.sms.file_changes
    if approvals is None or history is None:
        return []
    reasons = view.sms.once(_reasons)
    found = []
    for approval in reversed(approvals.texts.get(document.id, ())):
        written = approvals.branch.texts.get(approval.text.sha256) or history.texts.get(approval.text.blob)
        if written is not None and approval.approved_as is None:
            found.append(Version(approval, written, reasons.get(approval.text.blob, "")))
    return found


def _reasons(sms: Sms) -> Mapping[str, str]:
    """What was said when a text came, by git's id of the text; of several times the first."""
    history = sms.file_changes
    every = history.revisions.values() if history else ()
    return {revision.after: revision.subject for found in every for revision in found}


def versions_link(here: PageContext, document: Document) -> Safe:
    """The way to the page that compares any two versions; nothing where there are not two."""
    if here.view.edition == "staff" or len(versions_of(here.view, document)) < 2:
        return EMPTY
    target = here.to(versions_address(document.id))
    return paragraph(link(target, Safe(ours("When each version came and why; compare any two versions"))))


def _page(here: PageContext, document: Document) -> Safe:
    versions = versions_of(here.view, document)
    rows = [_row(here, version) for version in versions]
    return Safe(
        table(("Version", "Since", "Why", "Approval"), rows, "Versions", "loose cards")
        + heading(2, Safe(ours("Compare two versions")), "sms-compare")
        + _comparing(versions)
    )


def _row(here: PageContext, version: Version) -> list[Safe]:
    approvals = approvals_of(here.sms)
    since = []
    if version.text.effective:
        since.append(Safe(ours(f"declared from {day(version.text.effective)}")))
    if approvals and version.approval.approved and (known := approvals.known(version.approval)):
        how = HOW_KNOWN["timestamp" if approvals.proven(version.approval) else "commits"]
        since.append(Safe(ours(f"approved by {day(known)}, {text(ours(how))}")))
    return [
        text(version.text.version),
        stacked(since),
        text(_without_id(version)) if version.reason else text(ours("no reason is recorded")),
        badge(level_sign(here, version.approval)),
    ]


def _without_id(version: Version) -> str:
    """The reason without the id and the version before it, which the row says already."""
    return version.reason.removeprefix(f"{version.text.id} {version.text.version}: ")


def _comparing(versions: Sequence[Version]) -> Safe:
    """What differs between each two; a script shows the two that are chosen."""
    newest = versions[:_MOST]
    pairs = [_pair(newest, new, old) for new, old in combinations(range(len(newest)), 2)]
    left = len(versions) - len(newest)
    said = ours(f"{plural(left, 'older version')} cannot be compared here.")
    more = paragraph(text(said), "fine") if left else ""
    names = "".join(
        f'<li data-version="{index}">{_named(version)}</li>' for index, version in enumerate(newest)
    )
    chooser = f'<ul class="sms-versions" hidden>{names}</ul>\n'
    return Safe(f'<div class="sms-compare">\n{chooser}{"".join(pairs)}</div>\n{more}')


def _named(version: Version) -> Safe:
    since = f", {version.text.effective}" if version.text.effective else ""
    return text(f"{version.text.version}{since}")


def _pair(versions: Sequence[Version], new: int, old: int) -> Safe:
    before, after = versions[old], versions[new]
    shown = compared(difference(before.written, after.written), before.text.version, after.text.version)
    return Safe(f'<div class="sms-pair" data-old="{old}" data-new="{new}">\n{shown}</div>\n')
