"""What was verified of the history, what does not count, what is exempted, and what nobody can tell."""

from sms_lint.ground.sentences import plural
from sms_lint.history.approvals import Approvals
from sms_lint.history.branch import Branch
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.history import commit
from sms_lint.publish.site.html import bullets, day, paragraph, table
from sms_lint.publish.site.view import PageContext
from sms_lint.system.acceptances import acceptances
from sms_lint.system.verification import unverified
from sms_lint.translation import ours

_WRONG = ("fail", "set aside")


def not_verified(here: PageContext) -> Safe:
    """What nobody can tell from this repository alone, each in a sentence."""
    return bullets(
        [here.message(check.sentence) for check in unverified(here.sms) if check.outcome not in _WRONG]
    )


def not_counted(here: PageContext) -> Safe:
    """What failed, and the files that prove nothing, each with the reason."""
    lines = [here.message(check.sentence) for check in unverified(here.sms) if check.outcome in _WRONG]
    return bullets(lines) if lines else paragraph(Safe(ours("Nothing failed, and every statement counts.")))


def closed_records(here: PageContext) -> Safe:
    """What the history did to records that were closed: on the branch, put right or not, and in merged commits."""
    changes = here.sms.breaches
    if changes is None:
        return paragraph(Safe(ours("Nothing is guarded yet; that begins with <code>trust.yml</code>.")))
    report = changes.report
    rows = [
        (here.node(breach.alteration.id), text(breach.sentence), commit(here, breach.commit),
         text(ours("on the branch" if breach.on_branch else "in a merged commit")),
         Safe(ours(f"corrected by {commit(here, breach.restored)}")) if breach.restored else text(ours("still open")))
        for breach in report.altered
    ]  # fmt: skip
    safe = paragraph(
        text(ours(f"Every commit since the guard began was checked: {plural(report.judged, 'commit')}."))
    )
    if not rows:
        return Safe(safe + paragraph(Safe(ours("No closed record was altered."))))
    return Safe(
        safe + table(("Of", "What happened", "Commit", "Where", "Now"), rows, "Alterations", "loose cards")
    )


def anchors(branch: Branch) -> Safe:
    """What the anchors prove, and how far they reach."""
    if branch.anchors is None:
        return paragraph(
            Safe(ours("There are none: nothing here would show that the whole history was rewritten."))
        )
    wrong = [judgement for judgement in branch.anchors.judged if judgement.outcome != "pass"]
    gap = branch.anchors.gap
    said = f"{plural(gap.since, 'step')} of the branch came after the last anchor; the longest gap is {gap.largest}."
    rows = [(text(judgement.path), text(judgement.outcome), text(judgement.why)) for judgement in wrong]
    fine = (
        paragraph(Safe(ours("Each agrees with the branch, and with the one before it.")))
        if not rows
        else Safe("")
    )
    return Safe(
        paragraph(text(said))
        + fine
        + (table(("File", "Outcome", "Why"), rows, "Anchors", "loose cards") if rows else "")
    )


def exceptions(here: PageContext, approvals: Approvals) -> Safe:
    """The exemptions of the trust settings, and the findings that the settings accept."""
    trust = approvals.chain.current
    rows = [
        (
            here.node(exemption.of),
            text(exemption.allows),
            text(exemption.reason),
            day(exemption.until),
            text(ours("trust.yml")),
        )
        for exemption in (trust.exemptions if trust else ())
    ]
    rows += [
        (
            here.node(accepted.of),
            text(accepted.allows),
            text(accepted.reason),
            day(accepted.until),
            text(accepted.stated_in),
        )
        for accepted in acceptances(here.sms)
    ]
    return table(("Of", "Lets pass", "Reason", "Until", "Stated in"), rows, "Exceptions", "loose cards")
