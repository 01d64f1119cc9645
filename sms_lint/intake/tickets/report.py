"""An import in words: what it would do or did, what was left out and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sms_lint.ground.sentences import listed, plural
from sms_lint.intake.tickets.export import Rejection
from sms_lint.intake.tickets.importing import Import
from sms_lint.intake.tickets.rows import Notice

_SHOWN = 20


def import_lines(found: Import, *, written: bool) -> Iterator[str]:
    """What became of the rows of an export, in sentences."""
    if found.is_known:
        yield "This export came in before, and the tables hold what it says: nothing to do"
        return
    made, counts = found.made, found.made.counts
    folded = f", {plural(counts.folded, 'event')} of other rows" if counts.folded else ""
    repeated = f", {counts.repeated} repeated" if counts.repeated else ""
    passed = f", {counts.passed} of another sort" if counts.passed else ""
    rejected = f", {counts.rejected} rejected" if counts.rejected else ""
    yield f"{plural(counts.read, 'row')} read: {plural(counts.taken, 'ticket')}{folded}{repeated}{passed}{rejected}"
    verb = "" if written else "would be "
    yield (
        f"{plural(len(found.changes.new), 'row')} {verb}new, {len(found.changes.changed)} {verb}changed, "
        f"{found.changes.same} the same"
        + (
            f"; {found.changes.unmentioned} in the tables, not in the export, stay"
            if found.changes.unmentioned
            else ""
        )
    )
    yield from _changed(found)
    if gone := found.changes.gone:
        verb = "stay in the tables" if found.keeps_gone else "are taken out of the tables"
        yield f"{plural(len(gone), 'ticket')} gone from the tool: {listed(gone, 10)} {verb}"
    yield from _rejections(made.rejected, found.line_noun)
    yield from _notices(made.notices, found.line_noun)
    if made.new_columns:
        names = listed((f"`{name[:60]}`" for name in made.new_columns), 10)
        yield f"not taken, because the mapping does not know it: {names} (`ignored` says that you know)"
    if made.absent:
        names = listed((f"`{name}`" for name in made.absent), 10)
        yield f"left empty, because the export has no column for it: {names}"
    for path in sorted(found.files.written):
        yield f"{path}: {'written' if written else 'would be written'}"
    for path in found.files.removed:
        yield f"{path}: {'removed' if written else 'would be removed'}"


def _changed(found: Import) -> Iterator[str]:
    for row in found.changes.changed[:_SHOWN]:
        yield f"  {row.id}: {listed((f'`{name}`' for name in row.fields), 6)} changed"
    if len(found.changes.changed) > _SHOWN:
        yield f"  and {len(found.changes.changed) - _SHOWN} more changed rows"


def _rejections(rejected: Sequence[Rejection], noun: str) -> Iterator[str]:
    for each in rejected[:_SHOWN]:
        of = f" ({each.id})" if each.id else ""
        yield f"rejected: {noun} {each.line}{of}{_column(each.column)}: {each.reason}"
    if len(rejected) > _SHOWN:
        yield f"and {len(rejected) - _SHOWN} more reasons to reject rows:{_by_column(rejected[_SHOWN:])}"


def _by_column(rejected: Iterable[Rejection]) -> str:
    counts = Counter(each.column or "whole row" for each in rejected)
    return " " + ", ".join(f"{column} {number}" for column, number in counts.most_common(8))


def _notices(notices: Sequence[Notice], noun: str) -> Iterator[str]:
    for each in notices[:_SHOWN]:
        yield f"note: {noun} {each.line}{_column(each.column)}: {each.message}"
    if len(notices) > _SHOWN:
        yield f"and {len(notices) - _SHOWN} more notes"


def _column(name: str) -> str:
    return f", column `{name[:60]}`" if name else ""
