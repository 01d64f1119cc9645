"""What is known about texts and their approvals, as lines for the screen."""

from collections.abc import Iterable, Iterator
from datetime import date

from sms_lint.ground.differences import difference, difference_lines
from sms_lint.ground.sentences import joined
from sms_lint.history.approvals.drafted import drafted_by
from sms_lint.history.approvals.in_force import InForce
from sms_lint.history.approvals.judge import Approvals
from sms_lint.history.approvals.states import TextState, text_state
from sms_lint.history.approvals.text_approval import TextApproval
from sms_lint.system.approval_status import needed_level
from sms_lint.system.sms import Sms
from sms_lint.translation import on_screen

# States that the words on the approval say by themselves.
_SAID = (TextState.UNAPPROVED, TextState.UNDECIDED, TextState.WITHDRAWN)


def said_of(approval: TextApproval) -> str:
    """The level of a text and who approved it, in a few words."""
    if approval.withdrawn:
        return "approval withdrawn"
    if approval.unknown:
        return "cannot tell whether it is approved"
    if not approval.approved:
        return "E0, not approved"
    who = ", ".join(f"{by.statement.person} ({by.statement.role})" for by in approval.approvers)
    return f"E{approval.level}, approved by {who}"


def state_of(sms: Sms, approvals: Approvals, approval: TextApproval) -> TextState:
    """The state of a text on the day that is shown, by the level that the settings ask for its kind."""
    return text_state(approvals, approval, sms.today, needed_level(sms, approval.text.kind))


def review_of(approval: TextApproval) -> str:
    """What a text says beside the one that was approved, and who confirmed it; empty for an approved text itself."""
    if approval.approved_as is None:
        return ""
    who = joined([f"{by.statement.person} ({by.statement.role})" for by in approval.confirmations])
    how = {0: "not confirmed by its owner", 1: f"confirmed by {who} on the forge", 2: f"confirmed by {who}"}
    return f"{changed_days(approval)}, no change of the text; {how[approval.confirmed]}"


def changed_days(judged: TextApproval) -> str:
    """The control data of a text that are not those of the approved one, in words."""
    before, now = dict(judged.signed_text.control_days), dict(judged.text.control_days)
    changed = [f"`{name}` {day}" for name, day in now.items() if before.get(name) != day]
    return joined([*changed, *(f"no `{name}`" for name in before if name not in now)])


def start_of(approvals: Approvals, approval: TextApproval) -> str:
    """From when a text was in force: as it says, and as that can be proven."""
    declared = approval.text.effective or "no day"
    proven, stated = approvals.proven(approval), approvals.stated(approval)
    if not approval.approved:
        return f"declared from {declared}"
    if approval.taken_over:
        known = f"taken over on {stated}" if stated else "taken over, not committed yet"
    elif proven:
        known = f"approval proven by a timestamp of {proven}"
    elif stated:
        known = f"approval on the branch since {stated}, as its commits state"
    else:
        known = "approval not committed yet"
    return f"declared from {declared}, {known}"


def in_force_lines(approvals: Approvals, texts: Iterable[InForce], day: date) -> Iterator[str]:
    """A line for each document, and below it the text on the branch where that is another one."""
    for in_force in texts:
        shown = in_force.shown
        if shown is None:
            yield on_screen(f"{in_force.id}: no approved text was in force on {day}")
        else:
            how = (
                "" if in_force.proven else f" (declared; its approval cannot be shown to be older than {day})"
            )
            yield on_screen(
                f"{in_force.id} {shown.text.version}: {said_of(shown)}; {start_of(approvals, shown)}{how}; "
                f"sha256 {shown.text.sha256[:16]}"
            )
        if in_force.on_main is not None and in_force.on_main is not shown:
            yield on_screen(f"  on the branch: {in_force.on_main.text.version}, {said_of(in_force.on_main)}")


def history_lines(sms: Sms, approvals: Approvals, id_: str, path: str) -> Iterator[str]:
    """Each version of a document with its approval, then each change of its file with what it changed."""
    for approval in reversed(approvals.texts.get(id_, ())):
        commit = approval.text.commit[:9] or "not committed"
        state = state_of(sms, approvals, approval)
        said = review_of(approval) or said_of(approval)
        shown = said if state in _SAID else f"{state.value}; {said}"
        yield on_screen(f"version {approval.text.version} ({commit}): {shown}")
        yield on_screen(f"  {start_of(approvals, approval)}")
        for refusal in approval.refused:
            yield on_screen(f"  does not count: {refusal.signed.path}: {refusal.why}")
    history = sms.file_changes
    for change in history.revisions.get(path, ()) if history else ():
        drafted = _drafted(approvals, change.commit)
        yield f"{change.when[:10]} {change.commit[:9]} {change.author}: {change.subject}{drafted}"
        before, after = (
            (history.texts.get(blob) for blob in (change.before, change.after)) if history else (None, None)
        )
        if before is not None and after is not None:
            yield from (f"    {line}" for line in difference_lines(difference(before, after)))


def _drafted(approvals: Approvals, commit: str) -> str:
    """Which language models drafted what a commit brought, to follow what it says of itself."""
    made = approvals.branch.commits.by_id.get(commit)
    agents = drafted_by(made, approvals.chain.current) if made else ()
    return f" (drafted by the agent {joined(list(agents))})" if agents else ""
