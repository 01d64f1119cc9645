"""A register as a workbook: written for people, and taken in again."""

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sms_lint.cli.common import CLEAN, FINDINGS, judged, root_of, say, tell
from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import plural
from sms_lint.translation import on_screen

if TYPE_CHECKING:
    from sms_lint.intake.workbook.holdings import Holding
    from sms_lint.intake.workbook.judging import NextId
    from sms_lint.model.finding import Finding
    from sms_lint.system.sms import Sms

# The new text of each file that changes; None where it goes.
_Texts = Mapping[str, "str | None"]
# Faults with which nothing of a file, or of an entry, could be read any more.
_UNREADABLE = frozenset(
    (
        "syntax",
        "encoding",
        "file-size",
        "duplicate-key",
        "yaml-feature",
        "yaml-trap",
        "too-deep",
        "unknown-kind",
        "schema",
    )
)


def to_xlsx(sms: "Sms", options: argparse.Namespace) -> int:
    """Write the workbook of a register into a file that is not there yet."""
    from sms_lint.intake.workbook.holdings import holding_of
    from sms_lint.intake.workbook.writing import workbook_of
    from sms_lint.outside.disk import write_given

    holding = holding_of(sms, options.name)
    output = options.output or Path(f"{holding.name.rpartition('/')[2]}.xlsx")
    _refuse_to_overwrite(output)
    write_given(output, [workbook_of(sms, holding)])
    entries = plural(len(holding.rows), "entry", "entries")
    say(f"{output}: {on_screen(f'{entries} of {holding.title}')}")
    left_out = [name for form in holding.sheets for name in form.left_out]
    if left_out:
        tell(f"Left out, since no cell can hold it: {', '.join(left_out)}")
    tell(f"Edit it in a spreadsheet, then run: sms-lint import {output}")
    return CLEAN


def _refuse_to_overwrite(output: Path) -> None:
    """Raise SmsError where a file is there already: somebody may have worked in it."""
    if output.exists():
        raise SmsError(
            f"{output} is there already, and may hold changes that were not imported; "
            "remove it, or name another file with --output"
        )


def import_workbook(raw: bytes, sms: "Sms", options: argparse.Namespace) -> int:
    """Show what a workbook of our own making would change; with --write, change it."""
    from sms_lint.intake.workbook.applying import applied
    from sms_lint.intake.workbook.comparing import compared
    from sms_lint.intake.workbook.holdings import holding_of
    from sms_lint.intake.workbook.judging import plan_of
    from sms_lint.intake.workbook.reading import read_workbook
    from sms_lint.intake.workbook.telling import difference, left, refused, summary
    from sms_lint.starter.disk import replace_texts

    root = root_of(options)
    workbook = read_workbook(raw, options.file.name)
    holding = holding_of(sms, workbook.marks.name)
    comparison = compared(holding, workbook)
    plan = plan_of(holding, comparison, _next_id(sms, holding), removing=options.remove)
    _tell(map(on_screen, workbook.notes))
    _tell(difference(plan))
    _tell(map(on_screen, () if options.remove else left(comparison)))
    if plan.refusals:
        say(f"{on_screen(plural(len(plan.refusals), 'refusal'))}:")
        _tell(refused(plan))
        if not options.skip_refused:
            tell(
                "Nothing was written. Put these right in the workbook, or leave them out with --skip-refused."
            )
            return FINDINGS
    if plan.is_empty:
        tell("The workbook changes nothing.")
        return FINDINGS if plan.refusals else CLEAN
    texts = applied(holding, plan)
    worse = _judge(root, sms, texts, options)
    if not options.write:
        tell(f"Nothing was written yet: {summary(plan)}. Add --write to write it, for you to commit.")
        return FINDINGS if plan.refusals or worse else CLEAN
    replace_texts(root, holding.texts, texts)
    tell(f"Written to {plural(len(texts), 'file')}: {summary(plan)}")
    _tell_source(holding)
    return FINDINGS if plan.refusals or worse else CLEAN


def _tell(lines: Iterable[str]) -> None:
    for text in lines:
        say(text)


def _tell_source(holding: "Holding") -> None:
    """Remind of the tool that the rows of a table come from."""
    if holding.table is not None:
        system = holding.table.source.system
        tell(
            f"The rows come from {system}: make the changes there too, or the next export brings back what was."
        )


def _next_id(sms: "Sms", holding: "Holding") -> "NextId":
    """The id of the next entry, as `sms-lint new` gives it."""
    from sms_lint.starter.ids import next_id

    def next_of(values: Mapping[str, Any], given: frozenset[str]) -> str:
        title = next((str(values[name]) for name in _TITLES if isinstance(values.get(name), str)), "")
        return next_id(replace(sms, unread=sms.unread | given), holding.kind, title)

    return next_of


_TITLES = ("title", "name", "statement", "description", "what", "subject")


def _judge(root: Path, sms: "Sms", texts: _Texts, options: argparse.Namespace) -> bool:
    """Read the files as they would be, and judge them: whether something is worse than before.

    Raises SmsError where a file could not be read any more; nothing is written then.
    """
    from sms_lint.load import load

    after = load(root, today=options.today, overlay=dict(texts))
    known = {(fault.rule, fault.node, fault.message) for fault in sms.reading_faults}
    broken = [
        fault
        for fault in after.reading_faults
        if fault.rule in _UNREADABLE and (fault.rule, fault.node, fault.message) not in known
    ]
    if broken:
        raise SmsError(
            f"{broken[0].at.path} could not be read any more: {broken[0].message}; nothing was written"
        )
    before = Counter(map(_what, judged(sms).findings))
    fresh = [found for found in judged(after).findings if found.severity != "note" and _is_new(found, before)]
    if fresh:
        tell(f"{plural(len(fresh), 'new finding')} in what the files would say:")
        _tell(
            f"{on_screen(found.severity)}: {found.rule}  {sms.translation.finding(found.rule, found.message)}"
            for found in fresh
        )
    return any(found.severity == "error" for found in fresh)


def _what(found: "Finding") -> tuple[str, str, str]:
    """What makes two findings the same, wherever their lines are now."""
    return found.rule, found.node, found.message


def _is_new(found: "Finding", before: "Counter[tuple[str, str, str]]") -> bool:
    before[_what(found)] -= 1
    return before[_what(found)] < 0 and found.suppressed is None


def workbook_arguments(command: argparse.ArgumentParser) -> None:
    """How far a workbook is taken in."""
    workbook = command.add_argument_group("workbooks")
    workbook.add_argument(
        "--remove",
        action="store_true",
        help="remove the entries whose lines are not in the workbook any more",
    )
    workbook.add_argument(
        "--skip-refused", action="store_true", help="take over what is not refused, and leave out the rest"
    )
