"""What an import would change, told to whoever filled in the workbook: the difference first, then what is refused."""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed, plural
from sms_lint.intake.workbook.cells import plain
from sms_lint.intake.workbook.changes import Comparison, Values
from sms_lint.intake.workbook.comparing import short
from sms_lint.intake.workbook.entry_edits import EntryEdit
from sms_lint.intake.workbook.holdings import value_at
from sms_lint.intake.workbook.judging import Plan

_NOTHING = "(empty)"


def difference(plan: Plan) -> Iterator[str]:
    """Each change on a line."""
    for edit in plan.edits:
        yield from _edit(edit)
    for addition in plan.additions:
        yield f"{addition.id}, new: {_said(addition.entry.values)}"
    for row in plan.removals:
        yield f"{row.id}: removed"


def _edit(edit: EntryEdit) -> Iterator[str]:
    for change in edit.changes:
        before = short(plain(change.column, value_at(edit.row.values, change.route))) or _NOTHING
        after = short("\n".join(change.texts)) or _NOTHING
        yield f"{edit.row.id}, {change.column.heading}: {before} → {after}"
    for group in edit.new_groups:
        yield f"{edit.row.id}, {group.place.sheet}, new line: {_said(group.values)}"
    for gone in edit.gone_groups:
        yield f"{edit.row.id}, {gone.sheet}, line {gone.number + 1}: removed"


def _said(values: Values) -> str:
    return "; ".join(f"{column.heading}: {short(' / '.join(texts))}" for column, texts in values.values())


def refused(plan: Plan) -> Iterator[str]:
    """Each refusal on a line: where it stands, what it is about, and why."""
    for refusal in plan.refusals:
        about = f" ({refusal.about})" if refusal.about else ""
        yield f"{refusal.place}{about}: {refusal.reason}"


def left(comparison: Comparison) -> Iterator[str]:
    """What is not in the workbook any more, and stays for want of the option to remove it."""
    if comparison.gone:
        names = listed(row.id for row in comparison.gone)
        yield f"Not in the workbook any more: {names}. They stay; with --remove they would be removed."
    if comparison.gone_groups:
        yield (
            f"{plural(len(comparison.gone_groups), 'line')} of lists are not in the workbook any more. They stay; "
            "with --remove they would be removed."
        )


def summary(plan: Plan) -> str:
    """How much changes, in a sentence's words."""
    cells = sum(len(edit.changes) for edit in plan.edits)
    lines = sum(len(edit.new_groups) + len(edit.gone_groups) for edit in plan.edits)
    parts = [
        plural(cells, "cell") if cells else "",
        plural(lines, "line of a list", "lines of lists") if lines else "",
        plural(len(plan.additions), "new entry", "new entries") if plan.additions else "",
        plural(len(plan.removals), "removed entry", "removed entries") if plan.removals else "",
    ]
    return listed(filter(None, parts))
