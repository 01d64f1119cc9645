"""The command line: one table of commands, one module for each family of them, the exit code.

The only room that prints, and `common` holds the one door of it.
"""

import argparse
import gc
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import version
from typing import NoReturn

from sms_lint.cli.adopting import adopt, adopt_arguments
from sms_lint.cli.anchoring import anchor, anchor_arguments
from sms_lint.cli.approving import (
    approve,
    approve_arguments,
    authored,
    awaiting,
    awaiting_arguments,
    capture,
    capture_arguments,
    confirm,
    history,
    history_arguments,
    in_force,
    in_force_arguments,
    signing_arguments,
)
from sms_lint.cli.assisting import mcp, mcp_arguments
from sms_lint.cli.building import new, new_arguments, plan, plan_arguments
from sms_lint.cli.checking import check, check_arguments, explain, explain_arguments, rules, rules_arguments
from sms_lint.cli.citing import fill, fill_arguments
from sms_lint.cli.common import CANNOT_RUN, CLEAN, OUR_FAULT, complain, end, language_of, root_argument, warn
from sms_lint.cli.configuring import completion, completion_arguments, config, config_arguments
from sms_lint.cli.digesting import digest, digest_arguments
from sms_lint.cli.editing import lsp, lsp_arguments
from sms_lint.cli.exporting import export, export_arguments
from sms_lint.cli.forging import forge, forge_arguments
from sms_lint.cli.forming import forms, forms_arguments
from sms_lint.cli.importing import import_, import_arguments
from sms_lint.cli.measuring import kpi, kpi_arguments
from sms_lint.cli.pack_checking import verify, verify_arguments
from sms_lint.cli.packing import pack, pack_arguments
from sms_lint.cli.parsing import Parser
from sms_lint.cli.printing import pdf, pdf_arguments
from sms_lint.cli.publishing import (
    build_arguments,
    owners,
    reference,
    reference_arguments,
    serve,
    serve_arguments,
    site,
)
from sms_lint.cli.reminding import comment, comment_arguments, remind, remind_arguments
from sms_lint.cli.renaming import rename, rename_arguments
from sms_lint.cli.reporting import report, report_arguments
from sms_lint.cli.sampling import sample, sample_arguments
from sms_lint.cli.service_levels import levels, levels_arguments
from sms_lint.cli.standards import clauses, clauses_arguments, coverage, coverage_arguments
from sms_lint.cli.starting import init, init_arguments, upgrade, upgrade_arguments
from sms_lint.cli.ticket_files import sync, sync_arguments
from sms_lint.cli.trending import trends, trends_arguments
from sms_lint.cli.verifying import verify_history, verify_history_arguments
from sms_lint.cli.week import week, week_arguments
from sms_lint.ground.errors import SmsError
from sms_lint.translation import on_screen, spoken

Command = Callable[[argparse.Namespace], int]


def run() -> NoReturn:
    """The program: run the command that the arguments name, and end."""
    end(main())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 clean, 1 findings, 2 cannot run, 3 a fault of ours."""
    gc.disable()  # a run builds one large value that lives to the end: collecting only costs time
    given = sys.argv[1:] if arguments is None else arguments
    if arguments is None and _COMPLETING in os.environ:
        _complete()
    with spoken(partial(language_of, given)):
        return _run(_parser(given[0] if given else "").parse_args(given))


def _run(options: argparse.Namespace) -> int:
    """Run the command that was read, and say why it cannot run where it cannot."""
    try:
        return int(options.run(options))
    except SmsError as error:
        complain(f"{on_screen('sms-lint cannot run')}: {on_screen(str(error))}")
        return CANNOT_RUN
    except KeyboardInterrupt:
        warn("stopped")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except Exception as error:  # noqa: BLE001 - what it says may hold text from files, so the door prints it
        for part in traceback.format_exception(error):
            for text in part.splitlines():
                complain(text)
        return OUR_FAULT


_COMPLETING = "_ARGCOMPLETE"  # set by the shell where somebody asks for completion


def _complete() -> None:
    """Tell a shell what may be written next, and end."""
    from argcomplete import autocomplete

    words = os.environ.get("COMP_LINE", "").split()
    autocomplete(_parser(words[1] if len(words) > 1 else ""), always_complete_options=False)


def _parser(named: str) -> Parser:
    """The parser of the command that is `named` first, else of all, without their arguments: those cost imports."""
    parser = Parser(
        prog="sms-lint",
        description="Check and publish a service management system kept as documents and records in git.",
    )
    parser.add_argument("--version", action="version", version=f"sms-lint {version('sms-lint')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    told = {named: COMMANDS[named]} if named in COMMANDS else COMMANDS
    for name, (run, add_arguments) in told.items():
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        if name == named:
            add_arguments(command)
    return parser


# To add a command, write its function in the module of its family and its line here.
COMMANDS: dict[str, tuple[Command, Callable[[argparse.ArgumentParser], None]]] = {
    "init": (init, init_arguments),
    "upgrade": (upgrade, upgrade_arguments),
    "new": (new, new_arguments),
    "adopt": (adopt, adopt_arguments),
    "plan": (plan, plan_arguments),
    "rename": (rename, rename_arguments),
    "export": (export, export_arguments),
    "import": (import_, import_arguments),
    "sync": (sync, sync_arguments),
    "check": (check, check_arguments),
    "config": (config, config_arguments),
    "completion": (completion, completion_arguments),
    "lsp": (lsp, lsp_arguments),
    "mcp": (mcp, mcp_arguments),
    "explain": (explain, explain_arguments),
    "rules": (rules, rules_arguments),
    "clauses": (clauses, clauses_arguments),
    "coverage": (coverage, coverage_arguments),
    "digest": (digest, digest_arguments),
    "sample": (sample, sample_arguments),
    "kpi": (kpi, kpi_arguments),
    "levels": (levels, levels_arguments),
    "trends": (trends, trends_arguments),
    "fill": (fill, fill_arguments),
    "report": (report, report_arguments),
    "reference": (reference, reference_arguments),
    "site": (site, build_arguments),
    "pdf": (pdf, pdf_arguments),
    "serve": (serve, serve_arguments),
    "forms": (forms, forms_arguments),
    "owners": (owners, root_argument),
    "history": (history, history_arguments),
    "authored": (authored, signing_arguments),
    "approve": (approve, approve_arguments),
    "confirm": (confirm, signing_arguments),
    "awaiting": (awaiting, awaiting_arguments),
    "capture": (capture, capture_arguments),
    "anchor": (anchor, anchor_arguments),
    "forge": (forge, forge_arguments),
    "remind": (remind, remind_arguments),
    "week": (week, week_arguments),
    "comment": (comment, comment_arguments),
    "verify-history": (verify_history, verify_history_arguments),
    "in-force": (in_force, in_force_arguments),
    "pack": (pack, pack_arguments),
    "verify": (verify, verify_arguments),
}
