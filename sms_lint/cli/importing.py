"""The command that takes in what comes from office programs and other tools."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import root_argument, root_of, today_argument
from sms_lint.cli.slo_files import import_slo, slo_arguments
from sms_lint.cli.ticket_files import import_tickets, tickets_arguments
from sms_lint.cli.word_files import import_word, is_word
from sms_lint.cli.workbook_files import import_workbook, workbook_arguments
from sms_lint.ground.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.system.sms import Sms


def import_(options: argparse.Namespace) -> int:
    """Show what a workbook, Word file, export of a ticket tool or OpenSLO file would change; or change it."""
    from sms_lint.intake.slo.reading import is_openslo
    from sms_lint.intake.tickets.reading import is_text
    from sms_lint.intake.workbook.opening import is_own_workbook, not_ours
    from sms_lint.outside.disk import read_given

    if is_word(options.file):
        return _into_system(import_word, options)
    raw = read_given(options.file)
    if is_own_workbook(raw):
        return _into_system(partial(import_workbook, raw), options)
    if not options.mapping and is_openslo(raw):
        return _into_system(partial(import_slo, raw), options)
    if options.mapping or options.guess or is_text(raw, options.file.name):
        return import_tickets(raw, options)
    raise SmsError(not_ours(raw, options.file.name))


def _into_system(take_in: "Callable[[Sms, argparse.Namespace], int]", options: argparse.Namespace) -> int:
    """Take a file in with the system read."""
    from sms_lint.load import load

    return take_in(load(root_of(options), today=options.today), options)


def import_arguments(command: argparse.ArgumentParser) -> None:
    """Which file, and whether it is written."""
    root_argument(command)
    command.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="the workbook that came back, the export (CSV, JSON or Excel), or an OpenSLO file",
    )
    command.add_argument(
        "--write", action="store_true", help="write the changes; without it they are only shown"
    )
    workbook_arguments(command)
    tickets_arguments(command)
    slo_arguments(command)
    today_argument(command)
