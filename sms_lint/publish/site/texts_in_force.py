"""Which text of each document was in force on a day, and what changed since a mark."""

from datetime import date

from sms_lint.evidence.readiness import records_since
from sms_lint.ground.differences import difference
from sms_lint.history.approvals import Approvals, InForce, TextApproval, each_in_force
from sms_lint.publish.site.approval import level_sign, people
from sms_lint.publish.site.entries import named
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.history import compared
from sms_lint.publish.site.html import NOTHING, badge, day, heading, paragraph, stacked, table
from sms_lint.publish.site.kinds import kind_link
from sms_lint.publish.site.view import PageContext
from sms_lint.system.relations import day_of
from sms_lint.translation import counted, ours

_NEWEST = 3


def texts_in_force(here: PageContext, approvals: Approvals, on: date, until: int | None = None) -> Safe:
    """A row for each document: what was in force, how that is known, and what else is on the branch."""
    rows = [
        _row(here, approvals, in_force)
        for in_force in each_in_force(approvals, on, until)
        if in_force.declared or in_force.on_main
    ]
    safe = paragraph(
        Safe(
            ours(
                "Declared: the day the text states. Known: the day from which its approval is known to have existed. "
                "Text on the branch that nobody approved is not in force and is in the last column."
            )
        )
    )
    heads = ("Document", "Version", "Approval", "Declared", "Known", "Approved by", "On the branch instead")
    return Safe(safe + table(heads, rows, "Texts in force", "data cards loose"))


def _row(here: PageContext, approvals: Approvals, in_force: InForce) -> list[Safe]:
    shown = in_force.shown
    other = in_force.on_main if in_force.on_main is not None and in_force.on_main is not shown else None
    beside = Safe(f"{text(other.text.version)} {badge(level_sign(here, other))}") if other else Safe("")
    if shown is None:
        return [document_of(here, in_force.id), *[NOTHING] * 5, beside]
    known = approvals.known(shown)
    taken = " (taken over)" if shown.taken_over else ""
    return [
        document_of(here, in_force.id),
        text(shown.text.version),
        badge(level_sign(here, shown)),
        day(shown.text.effective),
        Safe(f"{day(known)}{taken}") if known else text(ours("not committed yet")),
        Safe(", ".join(here.node(by.statement.person) for by in shown.approvers)),
        beside,
    ]


def document_of(here: PageContext, id_: str) -> Safe:
    """The document's id and title; its id alone where it is gone today."""
    node = here.sms.get(id_)
    return here.named(node) if node else text(id_)


def changes_since(here: PageContext, approvals: Approvals, position: int, since: date) -> Safe:
    """What became of each document's text after a step of the branch, and the records made since its day."""
    changed = [
        (before, latest)
        for id_, every in sorted(approvals.texts.items())
        if (latest := every[-1]).text.position > position
        for before in [
            next((approval for approval in reversed(every) if approval.text.position <= position), None)
        ]
    ]
    parts = [heading(2, Safe(ours("Documents")), "sms-documents")]
    parts += [_changed(here, approvals, before, latest) for before, latest in changed]
    if not changed:
        parts.append(paragraph(Safe(ours("No text of a document changed."))))
    rows = [
        (kind_link(here, kind), text(counted(len(entries))),
         stacked(f"{day(day_of(here.sms, entry))} {named(here, entry)}" for entry in entries[:_NEWEST]))
        for kind, entries in records_since(here.sms, since.isoformat()).items()
    ]  # fmt: skip
    parts += [
        heading(2, Safe(ours("Records made since that day")), "sms-records"),
        table(("Records", "Number", "The newest"), rows, "Records", "loose cards"),
    ]
    return Safe("".join(parts))


def _changed(
    here: PageContext, approvals: Approvals, before: TextApproval | None, latest: TextApproval
) -> Safe:
    texts = approvals.branch.texts
    step = f"from version {text(before.text.version)} to {text(latest.text.version)}" if before else "new"
    line = Safe(
        f"{here.node(latest.text.id)}: {step} {badge(level_sign(here, latest))} {people(here, latest.approvers)}"
    )
    old, new = texts.get(before.text.sha256) if before else None, texts.get(latest.text.sha256)
    if before is None or old is None or new is None:
        return paragraph(line)
    return Safe(paragraph(line) + compared(difference(old, new), before.text.version, latest.text.version))
