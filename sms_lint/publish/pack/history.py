"""What the history says of closed records and of anchors, for the pack: as data, and as parts of its first page."""

from collections.abc import Iterator, Sequence
from typing import Any

from sms_lint.publish.pack.gather import Gathered
from sms_lint.publish.pack.page import PageBlock, PageHeading, PageTable, Paragraph


def closed_records(gathered: Gathered) -> dict[str, Any] | None:
    """For `closed-records.json`: every alteration of a closed record up to the end; None where nothing was guarded."""
    changes = gathered.sms.breaches
    if changes is None:
        return None
    report = changes.report
    return {
        "commits_looked_at": report.judged,
        "altered": [
            {
                "id": breach.alteration.id, "kind": breach.alteration.kind, "path": breach.alteration.path,
                "fault": breach.alteration.fault, "what": breach.sentence, "commit": breach.commit,
                "on_branch": breach.on_branch, "put_right_by": breach.restored or None,
            }
            for breach in report.altered
        ],
        "could_not_be_read": [
            {"path": file.path, "commit": file.commit, "why": file.reason, "compared_at": file.compared or None}
            for file in report.unreadable
        ],
    }  # fmt: skip


def anchors(gathered: Gathered) -> dict[str, Any] | None:
    """For `anchors.json`: what each anchor proves, in each respect; None where there are none."""
    found = gathered.approvals.branch.anchors
    if found is None:
        return None
    return {
        "steps_after_the_last": found.gap.since,
        "most_steps_between_two": found.gap.largest,
        "judged": [
            {
                "number": judgement.number,
                "path": judgement.path,
                "about": judgement.aspect,
                "outcome": judgement.outcome,
                "why": judgement.why,
            }
            for judgement in found.judged
        ],
    }


def history_blocks(gathered: Gathered) -> Iterator[PageBlock]:
    """The parts of the first page about both."""
    yield PageHeading("Closed records")
    closed = closed_records(gathered)
    if closed is None:
        yield Paragraph("Nothing is guarded yet; that begins with trust.yml.")
    else:
        yield Paragraph(f"Every commit since the guard began was checked: {closed['commits_looked_at']:,}.")
        rows = [
            (
                breach["id"],
                breach["what"],
                breach["commit"],
                "on the branch" if breach["on_branch"] else "in a merged commit",
                breach["put_right_by"] or "still open",
            )
            for breach in closed["altered"]
        ]
        yield from _rows(
            ("Of", "What happened", "Commit", "Where", "Corrected by"), rows, "None was altered."
        )
    yield PageHeading("Anchors")
    held = anchors(gathered)
    if held is None:
        yield Paragraph("There are none: nothing here would show that the whole history was rewritten.")
        return
    yield Paragraph(
        f"{held['steps_after_the_last']:,} steps of the branch came after the last anchor; "
        f"the most between two are {held['most_steps_between_two']:,}."
    )
    wrong = [
        (judged["path"], judged["outcome"], judged["why"])
        for judged in held["judged"]
        if judged["outcome"] != "pass"
    ]
    yield from _rows(
        ("File", "Outcome", "Why"), wrong, "Each agrees with the branch, and with the one before it."
    )


def _rows(heads: tuple[str, ...], rows: Sequence[Sequence[str]], otherwise: str) -> Iterator[PageBlock]:
    yield PageTable(heads, rows) if rows else Paragraph(otherwise)
