"""What the commands share: exit codes, the root, writing, and arguments."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from sms_lint.ground.errors import SmsError
from sms_lint.ground.output.printable import Printable, line
from sms_lint.outside.disk import write_given
from sms_lint.translation import ENGLISH, Translation, on_screen

if TYPE_CHECKING:
    from sms_lint.model.finding import Result, Rule
    from sms_lint.report import Style
    from sms_lint.system.sms import Sms

# Terminals that show links, by what they call themselves or set.
_WITH_LINKS = ("iTerm.app", "vscode", "WezTerm", "Hyper", "ghostty", "zed")
_MARKS_OF_LINKS = ("VTE_VERSION", "WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION")
CLEAN, FINDINGS, CANNOT_RUN, OUR_FAULT = 0, 1, 2, 3


def root_of(options: argparse.Namespace) -> Path:
    """The repository that is named, or the nearest one from here upwards. Raises SmsError where there is none."""
    from sms_lint.load import find_root

    return options.root.resolve() if options.root else find_root(Path.cwd())


def language_of(given: Sequence[str]) -> Translation:
    """The language of the repository that arguments are about; English where there is none that can be read."""
    from sms_lint.load import find_root, language_below

    named = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    root_argument(named)
    try:
        root = named.parse_known_args(given)[0].root
        return language_below(root.resolve() if root else find_root(Path.cwd()))
    except (SmsError, OSError, argparse.ArgumentError):
        return ENGLISH


def root_and_style(options: argparse.Namespace) -> "tuple[Path, Style]":
    """The root, and how findings are shown on the screen."""
    from sms_lint.report import Style

    root = root_of(options)
    rules = {rule.id: rule for rule in rules_of(root)}
    return root, Style(version("sms-lint"), rules, colour=in_colour())


def rules_of(root: Path | None) -> "tuple[Rule, ...]":
    """Every rule of the program, and those that the organization below a root declares."""
    from sms_lint.load import declared_rules
    from sms_lint.rules import with_own

    declared = declared_rules(root).rules if root else ()
    return tuple(check.rule for check in with_own(declared))


def judged(sms: "Sms") -> "Result":
    """What all the rules find in a system; a fault of the program is told, and what it concerns counts as not met."""
    from sms_lint.model.translated import translated
    from sms_lint.rules import checks_for
    from sms_lint.rules.lint import lint

    result = lint(sms, checks_for(sms))
    tell_faults(result)
    return translated(result, sms.translation)


def tell_faults(result: "Result") -> None:
    """Say which rules failed by a fault of the program."""
    for fault in result.faults:
        warn(f"fault of sms-lint: {fault}; please report it. The other rules ran.")


def inside(root: Path, path: Path) -> str:
    """A path given on the command line, from the root. Raises SmsError where it lies outside or does not exist."""
    target = path if path.is_absolute() else Path.cwd() / path
    resolved = target.resolve()
    if not resolved.exists():
        raise SmsError(f"there is no {path}")
    if not resolved.is_relative_to(root):
        raise SmsError(f"{path} is not below {root}")
    return resolved.relative_to(root).as_posix()


def write_out(text: Printable, output: Path | None, root: Path | None = None) -> None:
    """Write to a file, or to the screen where none is named. Below `root` no link is followed."""
    if output is None:
        say(text)
        return
    write_given(output, [text.encode()], root)


def in_colour() -> bool:
    """Whether the screen shows colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def knows_links() -> bool:
    """Whether the terminal shows links (OSC 8); `FORCE_HYPERLINK` says so, or 0 that it does not."""
    if (forced := os.environ.get("FORCE_HYPERLINK", "")) != "":
        return forced != "0"
    named = os.environ.get("TERM_PROGRAM", "") in _WITH_LINKS or any(map(os.environ.get, _MARKS_OF_LINKS))
    return in_colour() and named


def say(text: str) -> None:
    """Print at once: what is `Printable` as it is, any other text as one line. The one door to the screen."""
    print(_shown(text), flush=True)


def tell(sentence: str) -> None:
    """Print a sentence of ours, in the language that is spoken, or what is `Printable`. Never what people wrote."""
    say(sentence if isinstance(sentence, Printable) else on_screen(sentence))


def end(code: int) -> NoReturn:
    """End the program at once: to take a read history apart piece by piece would cost a tenth of its time."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # nobody reads any more
            stream.flush()
    os._exit(code)


def complain(text: str) -> None:
    """The same on the error channel."""
    print(_shown(text), file=sys.stderr, flush=True)


def warn(sentence: str) -> None:
    """A sentence of ours on the error channel, in the language that is spoken."""
    complain(on_screen(sentence))


def _shown(text: str) -> str:
    return (text if isinstance(text, Printable) else line(text)).removesuffix("\n")


def ask(question: str) -> str:
    """What somebody answers on a terminal. Raises SmsError where the answers end."""
    try:
        return input(f"{on_screen(question)}: ").strip()
    except EOFError:
        raise SmsError("the answers ended too early; nothing was written") from None


def as_day(text: str) -> date:
    """A day given on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-03-31") from None


def root_argument(command: argparse.ArgumentParser) -> None:
    """The repository."""
    command.add_argument(
        "--root", type=Path, metavar="DIR", help="the repository (default: the nearest folder with sms.yml)"
    )


def today_argument(command: "argparse._ActionsContainer") -> None:
    """The day to judge by."""
    command.add_argument("--today", type=as_day, metavar="DATE", help="the day that counts as today")


def output_argument(command: argparse.ArgumentParser) -> None:
    """Where what would be on the screen is written."""
    command.add_argument("--output", type=Path, metavar="FILE", help="write to a file instead of the screen")


def edition_argument(command: argparse.ArgumentParser) -> None:
    """For whom it is."""
    command.add_argument(
        "--edition",
        choices=("auditor", "staff", "public"),
        default="auditor",
        help="for whom: everything for auditors, what is not confidential for the staff, or what is classified as "
        "public for everybody (default: auditor)",
    )
