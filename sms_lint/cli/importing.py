"""The command that takes in what comes from office programs and other tools."""

import argparse
from pathlib import Path

from sms_lint.cli.common import root_argument, today_argument
from sms_lint.cli.workbook_files import import_workbook, workbook_arguments
from sms_lint.ground.errors import SmsError


def import_(options: argparse.Namespace) -> int:
    """Show what an edited workbook would change in its register; with --write, change it."""
    from sms_lint.intake.workbook.opening import MOST_BYTES, is_own_workbook, not_ours
    from sms_lint.outside.disk import read_given

    raw = read_given(options.file, MOST_BYTES + 1)
    if is_own_workbook(raw):
        return import_workbook(raw, options)
    raise SmsError(not_ours(raw, options.file.name))


def import_arguments(command: argparse.ArgumentParser) -> None:
    """Which file, and whether it is written."""
    root_argument(command)
    command.add_argument("file", type=Path, metavar="FILE", help="the file that came back")
    command.add_argument(
        "--write", action="store_true", help="write the changes; without it they are only shown"
    )
    workbook_arguments(command)
    today_argument(command)
