"""What a document's page says of its approval: the block at its head, and each version at its foot."""

import re
from collections.abc import Iterable, Iterator

from sms_lint.history.approvals import Approvals, InForce, SignedStatement, TextApproval, in_force
from sms_lint.model.node import Document
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.history import commit
from sms_lint.publish.site.html import NOTHING, Sign, badge, day, heading, link, stacked, table
from sms_lint.publish.site.view import PageContext
from sms_lint.system.approval_status import approvals_of, needed_level
from sms_lint.system.approval_status.readers import approval_of
from sms_lint.system.approval_status.report import changed_days, state_of
from sms_lint.translation import ours

LEVELS = (
    Sign("○", "E0 not approved", "open"),
    Sign("◔", "E1 review recorded", "half"),
    Sign("◑", "E2 signed by both", "good"),
    Sign("◕", "E3 and timestamped", "good"),
    Sign("●", "E4 and kept outside", "good"),
)
_ADDRESS = re.compile(r"https://[^\s,]+")
_MISSING = Sign("✕", "not approved", "bad")
_UNKNOWN = Sign("?", "cannot tell", "weak")
_WITHDRAWN = Sign("✕", "approval withdrawn", "bad")
_CONFIRMED = Sign("✓", "review confirmed", "good")
_UNCONFIRMED = Sign("✕", "review not confirmed", "bad")
HOW_KNOWN = {
    "timestamp": "confirmed by a timestamp",
    "commits": "as the commits state, not proven",
    "taken over": "as stated when approvals began here, not proven",
}


def level_sign(here: PageContext, approval: TextApproval) -> Sign:
    """The level of a text; where it is below what the settings ask for its kind, that."""
    if approval.withdrawn:
        return _WITHDRAWN
    if approval.unknown:
        return _UNKNOWN
    if not approval.approved:
        return (
            _MISSING
            if needed_level(here.sms, approval.text.kind) and approval.text.lifecycle == "active"
            else LEVELS[0]
        )
    return LEVELS[approval.level]


def approval_badge(here: PageContext, document: Document) -> Safe:
    """The level of the text that is shown; nothing where the history was not read."""
    judged = approval_of(here.sms, document)
    return badge(level_sign(here, judged)) if judged else Safe("")


def approval_facts(here: PageContext, document: Document) -> Iterator[tuple[str, Safe]]:
    """The lines of the control block: how well the text is approved, by whom, and whether it is in force."""
    approvals, judged = approvals_of(here.sms), _judged(here, document)
    if approvals is None or judged is None:
        yield "Approval", text(ours("not read: this is not a git repository, or it has no commit yet"))
        return
    page = link(here.to(Address("approvals/index.html")), Safe(ours("what this means")))
    more = Safe("") if here.view.edition == "staff" else Safe(f" ({page})")
    yield "State of the text", text(ours(state_of(here.sms, approvals, judged).value.capitalize()))
    yield "Approval", Safe(f"{badge(level_sign(here, judged))}{more}")
    if judged.approved:
        yield "Approved by", people(here, judged.approvers)
    if judged.approved_as is not None:
        confirmed = people(here, judged.confirmations) if judged.confirmed else badge(_UNCONFIRMED)
        yield "Review confirmed by", confirmed
    if judged.authors:
        yield "Signed by its author", people(here, judged.authors)
    force = in_force(approvals, document.id, here.sms.today)
    other = force.shown is not None and force.shown.text.content != judged.signed_text.content
    beside = f" — <strong>{ours('the text below is a different one')}</strong>" if other else ""
    yield "In force", Safe(f"{in_force_words(here, force)}{beside}")


def _judged(here: PageContext, document: Document) -> TextApproval | None:
    """The judgement of the text that is shown, with newer control data that wait for their owner's word."""
    beside = here.view.texts.get(document.id)
    if beside and document is beside.shown and not beside.waits:
        return beside.newest
    return approval_of(here.sms, document)


def in_force_words(here: PageContext, force: InForce) -> Safe:
    """Which text is in force, from when, and how that is known."""
    shown = force.shown
    if shown is None:
        return Safe(ours(f"no approved text on {day(here.sms.today)}"))
    said = ours(f"version {text(shown.text.version)} from {day(force.since or shown.text.effective)}")
    how = (
        f", {text(ours(HOW_KNOWN[force.how]))}"
        if force.how
        else ours(f"; its approval is younger than {day(here.sms.today)}")
    )
    return Safe(f"{said}{how}")


def people(here: PageContext, statements: Iterable[SignedStatement]) -> Safe:
    """Who signed, in which role, and on which day by what they state."""
    return stacked(_signatures(here, statements)) or NOTHING


def _signatures(here: PageContext, statements: Iterable[SignedStatement]) -> Iterator[str]:
    for statement in statements:
        said = statement.statement
        role = f" as {here.node(said.role)}" if said.role else ""
        how = f", {_review(here, said.forge)}" if said.forge else ""
        yield f"{here.node(said.person)}{role} on {day(said.made[:10])} (stated){how}"


def _review(here: PageContext, forge: str) -> Safe:
    """The review that a robot attested; a link where it is a request of the repository that the settings name."""
    matched, repository = _ADDRESS.search(forge), here.sms.config.repository
    words = Safe(ours("a review on the forge"))
    known = (
        matched is not None and repository is not None and matched[0].startswith(repository.rstrip("/") + "/")
    )
    return link(matched[0], words) if matched is not None and known else words


def versions(here: PageContext, document: Document) -> Safe:
    """Each text that the document had on the branch, and what proves its approval."""
    approvals = approvals_of(here.sms)
    every = approvals.texts.get(document.id, ()) if approvals else ()
    if approvals is None or not every or here.view.edition == "staff":
        return Safe("")
    rows = [_version(here, approvals, approval) for approval in reversed(every)]
    heads = ("Version", "Approval", "In force", "Signed by")
    title = heading(2, Safe(ours("Versions and approvals")), "sms-versions")
    return Safe(title + table(heads, rows, "Versions", "loose cards") + _refused(every))


def _review_row(here: PageContext, approval: TextApproval) -> list[Safe]:
    """The line of a review without a change: when, and who confirmed it. It is no version of its own."""
    brought = commit(here, approval.text.commit) if approval.text.commit else text(ours("not committed yet"))
    signed = [f"owner: {line}" for line in _signatures(here, approval.confirmations)]
    return [
        stacked((text(ours(f"{approval.text.version}, reviewed")), brought)),
        badge(_CONFIRMED if approval.confirmed else _UNCONFIRMED),
        here.message(f"{changed_days(approval)}; no change of the text"),
        stacked(signed) or NOTHING,
    ]


def _version(here: PageContext, approvals: Approvals, approval: TextApproval) -> list[Safe]:
    if approval.approved_as is not None:
        return _review_row(here, approval)
    proven, stated = approvals.proven(approval), approvals.stated(approval)
    since = [
        ours(
            f"declared from {day(approval.text.effective)}" if approval.text.effective else "declares no day"
        )
    ]
    if approval.approved and (proven or stated):
        since.append(
            f"approval known since {day(proven or stated)}, {HOW_KNOWN['timestamp' if proven else 'commits']}"
        )
    if approval.taken_over:
        since.append("taken over as stated")
    brought = commit(here, approval.text.commit) if approval.text.commit else text(ours("not committed yet"))
    signed = [f"author: {line}" for line in _signatures(here, approval.authors)]
    signed += [f"approver: {line}" for line in _signatures(here, approval.approvers)]
    digest = f'<span class="sms-digest">SHA-256 {text(approval.text.sha256[:12])}</span>'
    return [
        stacked((text(approval.text.version), brought, digest)),
        badge(level_sign(here, approval)),
        stacked(since),
        stacked(signed) or NOTHING,
    ]


def _refused(every: Iterable[TextApproval]) -> Safe:
    """Statements that do not count, and why."""
    lines = [
        f"<code>{text(refusal.signed.path)}</code> does not count: {text(refusal.why)}"
        for approval in every
        for refusal in approval.refused
    ]
    return stacked(lines)
