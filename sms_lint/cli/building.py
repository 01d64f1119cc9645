"""Commands for those who build or extend a system."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, root_argument, root_of, say, today_argument, write_out
from sms_lint.ground.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.system.sms import Sms


RULE = "rule"
_TRY_RULES = "sms-lint rules --test"


def init(options: argparse.Namespace) -> int:
    """Write a starter for your own organization into a folder; what is there already is left as it is."""
    from sms_lint.model.catalogue import catalogue_names
    from sms_lint.starter.data import profiles
    from sms_lint.starter.disk import write_new
    from sms_lint.starter.files import FORGES, Answers, starter_files

    asked = sys.stdin.isatty() and sys.stdout.isatty()
    name = options.organization or (_ask("Name of the organization") if asked else "")
    if not name:
        raise SmsError("the name of the organization is missing; give it with --organization")
    services = options.service or (
        _several(_ask("Services, separated by commas (may be empty)")) if asked else []
    )
    standards = options.standard or list(catalogue_names()[:1])
    forge = (
        options.forge
        or (_ask(f"Where will the repository be ({', '.join(FORGES)})") if asked else "")
        or "none"
    )
    if forge not in FORGES:
        raise SmsError(f"{forge!r} is none of {', '.join(FORGES)}")
    profile = options.profile or (_ask("How much to begin with (small, full)") if asked else "") or "small"
    if profile not in profiles():
        raise SmsError(f"{profile!r} is none of {', '.join(profiles())}")
    answers = Answers(name, tuple(services), tuple(standards), forge, options.install_from or "", profile)
    written, left = write_new(options.directory, starter_files(answers))
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


def _ask(question: str) -> str:
    try:
        return input(f"{question}: ").strip()
    except EOFError:
        raise SmsError("the answers ended too early; nothing was written") from None


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def new(options: argparse.Namespace) -> int:
    """Add a document or record with the next id, or a rule of your own (`new rule`)."""
    from sms_lint.load import load
    from sms_lint.starter.disk import replace_text, write_new
    from sms_lint.starter.entry import Wanted, addition

    root = root_of(options)
    sms = load(root, today=options.today)
    if options.kind == RULE and RULE not in sms.kinds:
        return _new_rule(root, sms, options)
    wanted = Wanted(options.kind, options.title or "", options.id or "", options.register or "")
    added = addition(sms, wanted)
    if added.before is None:
        _, left = write_new(root, {added.path: added.text})
        if left:
            raise SmsError(f"{added.path} already exists")
    else:
        replace_text(root, added.path, added.before.text, added.text)
    say(f"{added.id}: written to {added.path}")
    if added.open_fields:
        say(f"Fill in: {', '.join(added.open_fields)}")
    say(f"Then run: sms-lint check {added.path}")
    return CLEAN


def _new_rule(root: Path, sms: "Sms", options: argparse.Namespace) -> int:
    """Write a first rule of the organization's own, and name its file in the settings."""
    from sms_lint.model.settings import SETTINGS_FILE
    from sms_lint.outside.disk import PlainFiles, read_plain
    from sms_lint.rules import checks_for
    from sms_lint.starter.disk import replace_text, write_new
    from sms_lint.starter.rule import FIRST_FILE, RuleWanted, rule_addition

    about, field = options.about or "", options.field or ""
    if not about and sys.stdin.isatty() and sys.stdout.isatty():
        about = _ask("Which kind is the rule about, such as risk or change")
        field = field or _ask("Which field does it require (leave empty for a suitable one)")
    wanted = RuleWanted(about, field, options.id or "", options.title or "")
    paths = (SETTINGS_FILE, *(sms.config.own_rules or (FIRST_FILE,)))
    there = PlainFiles(root)
    texts = {path: read_plain(root, path).decode("utf-8", "replace") for path in paths if there.is_file(path)}
    taken = frozenset(check.rule.id for check in checks_for(sms))
    added = rule_addition(sms, wanted, texts, taken)
    for path, text in added.texts.items():
        if path in texts:
            replace_text(root, path, texts[path], text)
        else:
            write_new(root, {path: text})
    say(f"{added.id}: written to {added.path}")
    say(f"Change it to say what you mean, then run: {_TRY_RULES}")
    return CLEAN


def plan(options: argparse.Namespace) -> int:
    """Show what is still to be done, in order: clause by clause, with file, owner and command."""
    from sms_lint.load import load
    from sms_lint.starter.roadmap import PLAN_FORMATS, road_map

    root = root_of(options)
    steps = road_map(load(root, today=options.today))
    write_out(PLAN_FORMATS[options.format](steps), options.output, root)
    return CLEAN


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
        "--install-from",
        metavar="PLACE",
        help="where its workflows get the linter: an address for pip, or a wheel in the repository "
        "(default: this version from the package index)",
    )
    today_argument(command)


def new_arguments(command: argparse.ArgumentParser) -> None:
    """What is added."""
    root_argument(command)
    command.add_argument(
        "kind", metavar="KIND", help="such as risk or policy; or `rule` for a rule of your own"
    )
    command.add_argument("--title", metavar="TEXT", help="its title or name")
    command.add_argument("--id", metavar="ID", help="its id (default: the next one)")
    command.add_argument(
        "--register", metavar="ID", help="the register it goes into, where there are several"
    )
    command.add_argument("--about", metavar="KIND", help="for a rule: the kind that it is about")
    command.add_argument("--field", metavar="FIELD", help="for a rule: the field that it requires first")
    today_argument(command)


def plan_arguments(command: argparse.ArgumentParser) -> None:
    """How the plan is shown."""
    root_argument(command)
    command.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help="how it is shown (default: text)",
    )
    command.add_argument("--output", type=Path, metavar="FILE", help="write to a file instead of the screen")
    today_argument(command)
