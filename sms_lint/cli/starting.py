"""Commands for those who start a system, and for those who bring its frame to a newer version of the program."""

import argparse
import sys
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sms_lint.cli.common import CLEAN, as_day, ask, say, today_argument
from sms_lint.ground.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.starter.files import Answers

_Word = TypeVar("_Word", bound=str)


def init(options: argparse.Namespace) -> int:
    """Write a starter for your own organization into a folder; what is there already is left as it is."""
    from sms_lint.starter.disk import write_new
    from sms_lint.starter.files import starter_files

    written, left = write_new(options.directory, starter_files(_answers(options)))
    for path in left:
        say(f"left as it is: {path}")
    say(
        f"Wrote {len(written)} files into {options.directory}"
        if written
        else "Everything already exists; nothing was written"
    )
    if written:
        for step in _FIRST_STEPS.splitlines():
            say(step.format(folder=options.directory))
    return CLEAN


_FIRST_STEPS = """
What to do next:
  1. cd {folder}
  2. sms-lint plan      shows what to write, in a sensible order
  3. Enter who holds which role in records/registers/person.yml, and write policies/scope.md
  4. sms-lint check     says what is wrong and, as notes, what is missing
  5. sms-lint serve     shows the site
README.md explains this in more detail."""


def _answers(options: argparse.Namespace) -> "Answers":
    """What the options say, and what somebody on a terminal answers where they say nothing."""
    from sms_lint.model.catalogue import catalogue_names
    from sms_lint.starter.data import profiles
    from sms_lint.starter.files import FORGES, Answers

    asked = sys.stdin.isatty() and sys.stdout.isatty()
    name = options.organization or (ask("Name of the organization") if asked else "")
    if not name:
        raise SmsError("the name of the organization is missing; give it with --organization")
    services = options.service or (
        _several(ask("Services, separated by commas (may be empty)")) if asked else []
    )
    said = options.forge or (ask(f"Where will the repository be ({', '.join(FORGES)})") if asked else "")
    forge = _one_of(said or "none", FORGES)
    said = options.profile or (ask("How much to begin with (small, full)") if asked else "")
    profile = _one_of(said or "small", profiles())
    today = options.today or date.today()  # noqa: DTZ011 - the day where the user is
    return Answers(
        name,
        tuple(services),
        tuple(options.standard or catalogue_names()[:1]),
        forge,
        options.install_from or "",
        profile,
        begun=today if options.target else None,
        target=options.target,
    )


def _one_of(word: str, known: Collection[_Word]) -> _Word:
    found = next((each for each in known if each == word), None)
    if found is None:
        raise SmsError(f"{word!r} is none of {', '.join(known)}")
    return found


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def init_arguments(command: argparse.ArgumentParser) -> None:
    """Who the starter is for."""
    command.add_argument(
        "directory", type=Path, metavar="DIR", help="the folder; created where it does not exist"
    )
    command.add_argument("--organization", metavar="NAME", help="the name of the organization")
    command.add_argument("--service", action="append", metavar="NAME", help="a service; may be repeated")
    command.add_argument(
        "--standard",
        action="append",
        metavar="NAME",
        help="a clause catalogue (default: iso-iec-20000-1-2018)",
    )
    command.add_argument(
        "--forge", choices=("github", "gitlab", "none"), help="where the repository will be (default: none)"
    )
    command.add_argument(
        "--profile",
        choices=("small", "full"),
        help="how much to begin with: small is about 15 documents and 20 registers, and `sms-lint plan` offers the "
        "rest when its turn comes; full is everything (default: small)",
    )
    command.add_argument(
        "--target",
        type=as_day,
        metavar="DATE",
        help="the day by which everything is to be there; the plan spreads its steps from today to that day",
    )
    command.add_argument(
        "--install-from",
        metavar="PLACE",
        help="where its workflows get the linter: an address for pip, or a wheel in the repository "
        "(default: this version from the package index)",
    )
    today_argument(command)
