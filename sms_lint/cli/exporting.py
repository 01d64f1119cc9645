"""The command that gives something to people who work with office programs."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import root_argument, root_of, today_argument
from sms_lint.cli.oscal_files import (
    to_oscal_catalog,
    to_oscal_components,
    to_oscal_mapping,
    to_oscal_results,
)
from sms_lint.cli.slo_files import to_openslo, to_osi
from sms_lint.cli.word_files import to_docx
from sms_lint.cli.workbook_files import to_xlsx

if TYPE_CHECKING:
    from sms_lint.system.sms import Sms


def export(options: argparse.Namespace) -> int:
    """Write a register as a workbook (--to xlsx) or a document as a Word file (--to docx), to be imported again."""
    from sms_lint.load import load

    return _EXPORTS[options.to](load(root_of(options), today=options.today), options)


# What may follow --to.
_EXPORTS: "dict[str, Callable[[Sms, argparse.Namespace], int]]" = {
    "docx": to_docx,
    "openslo": to_openslo,
    "oscal-catalog": to_oscal_catalog,
    "oscal-components": to_oscal_components,
    "oscal-mapping": to_oscal_mapping,
    "oscal-results": to_oscal_results,
    "osi": to_osi,
    "xlsx": to_xlsx,
}


def export_arguments(command: argparse.ArgumentParser) -> None:
    """What is exported, and as what."""
    root_argument(command)
    command.add_argument(
        "name",
        metavar="ID",
        help="the id or path of a document or register, or a kind or folder of records; for OSCAL a catalogue",
    )
    command.add_argument("--to", choices=sorted(_EXPORTS), required=True, help="the form of the file")
    command.add_argument(
        "--output", type=Path, metavar="FILE", help="the file (default: the id, in the folder where you are)"
    )
    command.add_argument(
        "--period", metavar="PERIOD", help="for oscal-results: as it stood at the end of this period, by git"
    )
    today_argument(command)
