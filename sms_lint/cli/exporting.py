"""The command that gives something to people who work with office programs."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, root_argument, root_of, say, today_argument
from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import plural

if TYPE_CHECKING:
    from sms_lint.system.sms import Sms


def export(options: argparse.Namespace) -> int:
    """Write a register as a workbook (--to xlsx) that can be edited in a spreadsheet and imported again."""
    from sms_lint.load import load

    root = root_of(options)
    return _EXPORTS[options.to](load(root, today=options.today), options)


def _to_xlsx(sms: "Sms", options: argparse.Namespace) -> int:
    from sms_lint.intake.workbook.holdings import holding_of
    from sms_lint.intake.workbook.writing import workbook_of
    from sms_lint.outside.disk import write_given

    holding = holding_of(sms, options.name)
    output = options.output or Path(f"{holding.name.rpartition('/')[2]}.xlsx")
    refuse_to_overwrite(output)
    write_given(output, [workbook_of(sms, holding)])
    say(f"{output}: {plural(len(holding.rows), 'entry', 'entries')} of {holding.title}")
    left_out = [name for form in holding.sheets for name in form.left_out]
    if left_out:
        say(f"Left out, since no cell can hold it: {', '.join(left_out)}")
    say(f"Edit it in a spreadsheet, then run: sms-lint import {output}")
    return CLEAN


def refuse_to_overwrite(output: Path) -> None:
    """Raise SmsError where a file is there already: somebody may have worked in it."""
    if output.exists():
        raise SmsError(
            f"{output} is there already, and may hold changes that were not imported; "
            "remove it, or name another file with --output"
        )


# What may follow --to.
_EXPORTS: "dict[str, Callable[[Sms, argparse.Namespace], int]]" = {"xlsx": _to_xlsx}


def export_arguments(command: argparse.ArgumentParser) -> None:
    """What is exported, and as what."""
    root_argument(command)
    command.add_argument(
        "name", metavar="ID", help="the id or path of a register, a kind, or a folder of files"
    )
    command.add_argument("--to", choices=sorted(_EXPORTS), required=True, help="the form of the file")
    command.add_argument(
        "--output", type=Path, metavar="FILE", help="the file (default: the id, in the folder where you are)"
    )
    today_argument(command)
