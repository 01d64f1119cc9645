"""The command line: arguments, one function per command, the exit code. The only place that prints."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.report import Style

CLEAN, FINDINGS, CANNOT_RUN, OUR_FAULT = 0, 1, 2, 3
Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 clean, 1 findings, 2 cannot run, 3 a fault of ours."""
    gc.disable()  # a run builds one large value that lives to the end: collecting only costs time
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except SmsError as error:
        print(f"sms-lint cannot run: {error}", file=sys.stderr)
        return CANNOT_RUN
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN


def check(options: argparse.Namespace) -> int:
    """Lint, and report."""
    from sms_lint.lint import lint, unknown_rules
    from sms_lint.load import load
    from sms_lint.report import FORMATS, Style
    from sms_lint.rules import checks

    known = {check.rule.id: check.rule for check in checks()}
    unknown_rules((*options.select, *options.ignore), known)
    root = _root(options)
    sms = load(root, today=options.today)
    paths = [_inside(root, path) for path in options.paths]
    result = lint(sms, checks(), select=options.select, ignore=options.ignore, paths=paths)
    to_screen = options.output is None
    pages = f"{sms.config.site.rstrip('/')}/handbook/rules" if sms.config.site else ""
    style = Style(version("sms-lint"), known, colour=to_screen and _colour(), rule_pages=pages)
    _write(FORMATS[options.format](result, style), options.output)
    for fault in result.faults:
        print(f"fault of sms-lint: {fault}; please report it. The other rules ran.", file=sys.stderr)
    if result.faults:
        return OUR_FAULT
    return FINDINGS if result.reaches(options.fail_on) else CLEAN


def explain(options: argparse.Namespace) -> int:
    """Print a rule's documentation."""
    from sms_lint.lint import unknown_rules
    from sms_lint.rules import checks

    known = {check.rule.id: check.rule for check in checks()}
    unknown_rules([options.rule], known)
    rule = known[options.rule]
    clauses = f"clauses: {', '.join(rule.clauses)}\n" if rule.clauses else ""
    print(f"{rule.id} ({rule.severity})\n{clauses}\n{rule.text}")
    if rule.help:
        print(f"\nTo put it right: {rule.help}.")
    return CLEAN


def rules(_options: argparse.Namespace) -> int:
    """List the rules."""
    from sms_lint.rules import checks

    width = max(len(check.rule.id) for check in checks())
    for check in checks():
        print(f"{check.rule.id:{width}}  {check.rule.severity:7}  {check.rule.summary}")
    return CLEAN


def clauses(options: argparse.Namespace) -> int:
    """List the clauses, or explain one."""
    from sms_lint.catalogue import catalogue_names, load_catalogue
    from sms_lint.clause_text import explain as explain_clause
    from sms_lint.clause_text import listing

    catalogue = load_catalogue(options.catalogue or catalogue_names()[0])
    print(explain_clause(catalogue, catalogue.find(options.id)) if options.id else listing(catalogue))
    return CLEAN


def reference(options: argparse.Namespace) -> int:
    """Write the schemas and reference pages that come from the code, or compare them."""
    from sms_lint.models import kinds
    from sms_lint.reference import FOLDERS, generated
    from sms_lint.rules import checks

    root = (options.root or Path.cwd()).resolve()
    wanted = generated(kinds(), [check.rule for check in checks()])
    present = {
        path.relative_to(root).as_posix()
        for folder in FOLDERS
        for path in (root / folder).glob("*")
        if path.is_file()
    }
    stale = sorted(present - wanted.keys())
    changed = [
        path
        for path, text in wanted.items()
        if path not in present or (root / path).read_text("utf-8") != text
    ]
    if options.check:
        for path in (*changed, *stale):
            print(f"{path} is not what the code generates; run `sms-lint reference`")
        return FINDINGS if changed or stale else CLEAN
    for path in changed:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(wanted[path], encoding="utf-8")
    for path in stale:
        (root / path).unlink()
    print(f"{len(wanted)} files: {len(changed)} written, {len(stale)} removed")
    return CLEAN


def site(options: argparse.Namespace) -> int:
    """Check everything, and build the site."""
    from sms_lint.site.publish import publish

    root, style = _root_and_style(options)
    result = publish(root, options.output, style, _say, allow_shallow=options.allow_shallow)
    if result.faults:
        return OUR_FAULT
    return FINDINGS if result.reaches("error") else CLEAN


def serve(options: argparse.Namespace) -> int:
    """Show the site on this machine, and build it again whenever a file changes."""
    from threading import Event

    from sms_lint.site.build import site_folder
    from sms_lint.site.publish import publish
    from sms_lint.site.serve import served, watch

    gc.enable()  # this command runs for hours
    root, style = _root_and_style(options)

    def rebuild() -> None:
        try:
            publish(root, options.output, style, _say, allow_shallow=True)
        except SmsError as error:
            _say(f"The site was not built: {error}")
        except Exception as error:  # noqa: BLE001 - whoever writes goes on writing; the next change is tried again
            _say(f"fault of sms-lint: {type(error).__name__}: {error}; please report it")
        _say(f"Showing it at {address} (stop with Ctrl+C)")

    with served(site_folder(root, options.output), options.port) as address:
        watch(root, rebuild, Event())
    return CLEAN


def _root(options: argparse.Namespace) -> Path:
    """The repository that is named, or the nearest one from here upwards. Raises SmsError where there is none."""
    from sms_lint.load import find_root

    return options.root.resolve() if options.root else find_root(Path.cwd())


def _root_and_style(options: argparse.Namespace) -> "tuple[Path, Style]":
    from sms_lint.report import Style
    from sms_lint.rules import checks

    root = _root(options)
    rules = {check.rule.id: check.rule for check in checks()}
    return root, Style(version("sms-lint"), rules, colour=_colour())


def _say(line: str) -> None:
    print(line, flush=True)


def owners(options: argparse.Namespace) -> int:
    """Print each document and register with its owner role, for scripts."""
    from sms_lint.load import load

    sms = load(_root(options))
    for node in sms.controlled:
        print(f"{node.id}\t{node.owner}")
    return CLEAN


def _inside(root: Path, path: Path) -> str:
    """A path given on the command line, from the root. Raises SmsError where it lies outside or does not exist."""
    target = path if path.is_absolute() else Path.cwd() / path
    resolved = target.resolve()
    if not resolved.exists():
        raise SmsError(f"there is no {path}")
    if not resolved.is_relative_to(root):
        raise SmsError(f"{path} is not below {root}")
    return resolved.relative_to(root).as_posix()


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SmsError(f"{output} cannot be written: {error.strerror}") from None


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-03-31") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sms-lint",
        description="Check and publish a service management system kept as documents and records in git.",
    )
    parser.add_argument("--version", action="version", version=f"sms-lint {version('sms-lint')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (run, add_arguments) in COMMANDS.items():
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        add_arguments(command)
    return parser


def _root_argument(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--root", type=Path, metavar="DIR", help="the repository (default: the nearest folder with sms.yml)"
    )


def _check_arguments(command: argparse.ArgumentParser) -> None:
    from sms_lint.finding import SEVERITIES
    from sms_lint.report import FORMATS

    command.add_argument(
        "paths", nargs="*", type=Path, metavar="PATHS", help="report only on these files and folders"
    )
    _root_argument(command)
    command.add_argument(
        "--format", choices=tuple(FORMATS), default="full", help="how findings are shown (default: full)"
    )
    command.add_argument("--output", type=Path, metavar="FILE", help="write to a file instead of the screen")
    command.add_argument(
        "--today", type=_day, metavar="DATE", help="the day to judge by (default: `as_of`, or today)"
    )
    command.add_argument(
        "--select", action="append", default=[], metavar="RULE", help="run only this rule; may be repeated"
    )
    command.add_argument(
        "--ignore", action="append", default=[], metavar="RULE", help="leave this rule out; may be repeated"
    )
    command.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        default="error",
        help="the least severity that gives exit code 1 (default: error)",
    )


def _explain_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("rule", metavar="RULE", help="the rule's name, such as overdue-review")


def _reference_arguments(command: argparse.ArgumentParser) -> None:
    _root_argument(command)
    command.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 where a file differs"
    )


def _clauses_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", nargs="?", metavar="ID", help="a clause or obligation, such as 8.6.1")
    command.add_argument("--catalogue", metavar="NAME", help="the catalogue (default: the first one)")


def _site_arguments(command: argparse.ArgumentParser) -> None:
    _root_argument(command)
    command.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help="the folder of the site (default: build/site below the root)",
    )


def _build_arguments(command: argparse.ArgumentParser) -> None:
    _site_arguments(command)
    command.add_argument(
        "--allow-shallow",
        action="store_true",
        help="build from a shallow clone too; the pages say that changes are missing",
    )


def _serve_arguments(command: argparse.ArgumentParser) -> None:
    _site_arguments(command)
    command.add_argument("--port", type=int, default=8000, metavar="NUMBER", help="the port (default: 8000)")


def _no_arguments(_command: argparse.ArgumentParser) -> None:
    """This command takes none."""


def init(options: argparse.Namespace) -> int:
    """Write a starter for your own organization into a folder; what is there already is left as it is."""
    from sms_lint.catalogue import catalogue_names
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
    answers = Answers(name, tuple(services), tuple(standards), forge)
    written, left = write_new(options.directory, starter_files(answers, options.today or date.today()))  # noqa: DTZ011 - the day where the user is
    for path in left:
        print(f"left as it is: {path}")
    print(
        f"Wrote {len(written)} files into {options.directory}"
        if written
        else "Everything was there already; nothing was written"
    )
    if written:
        print(_FIRST_STEPS.format(folder=options.directory))
    return CLEAN


_FIRST_STEPS = """
What to do next:
  1. cd {folder}
  2. sms-lint plan      shows what to write, in a sensible order
  3. Enter who holds which role in records/registers/person.yml, and write policies/scope.md
  4. sms-lint check     says what is wrong and, as notes, what is missing
  5. sms-lint serve     shows the site
README.md says the same in more words."""


def _ask(question: str) -> str:
    try:
        return input(f"{question}: ").strip()
    except EOFError:
        raise SmsError("the answers ended too early; nothing was written") from None


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def new(options: argparse.Namespace) -> int:
    """Add a document or record with the next id."""
    from sms_lint.load import load
    from sms_lint.starter.disk import replace_text, write_new
    from sms_lint.starter.entry import Wanted, addition

    root = _root(options)
    wanted = Wanted(options.kind, options.title or "", options.id or "", options.register or "")
    added = addition(load(root, today=options.today), wanted)
    if added.before is None:
        _, left = write_new(root, {added.path: added.text})
        if left:
            raise SmsError(f"{added.path} is there already")
    else:
        replace_text(root / added.path, added.before.text, added.text)
    print(f"{added.id}: written to {added.path}")
    if added.open_fields:
        print(f"Fill in: {', '.join(added.open_fields)}")
    print(f"Then run: sms-lint check {added.path}")
    return CLEAN


def plan(options: argparse.Namespace) -> int:
    """Show what is still to be done, in order: clause by clause, with file, owner and command."""
    from sms_lint.load import load
    from sms_lint.starter.roadmap import PLAN_FORMATS, road_map

    steps = road_map(load(_root(options), today=options.today))
    _write(PLAN_FORMATS[options.format](steps), options.output)
    return CLEAN


def _init_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("directory", type=Path, metavar="DIR", help="the folder; made where it is not there")
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
    _today_argument(command)


def _today_argument(command: argparse.ArgumentParser) -> None:
    command.add_argument("--today", type=_day, metavar="DATE", help="the day that counts as today")


def _new_arguments(command: argparse.ArgumentParser) -> None:
    _root_argument(command)
    command.add_argument("kind", metavar="KIND", help="such as risk, change or policy")
    command.add_argument("--title", metavar="TEXT", help="its title or name")
    command.add_argument("--id", metavar="ID", help="its id (default: the next one)")
    command.add_argument(
        "--register", metavar="ID", help="the register it goes into, where there are several"
    )
    _today_argument(command)


def _plan_arguments(command: argparse.ArgumentParser) -> None:
    _root_argument(command)
    command.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help="how it is shown (default: text)",
    )
    command.add_argument("--output", type=Path, metavar="FILE", help="write to a file instead of the screen")
    _today_argument(command)


# To add a command, write its function above and its line here.
COMMANDS: dict[str, tuple[Command, Callable[[argparse.ArgumentParser], None]]] = {
    "init": (init, _init_arguments),
    "new": (new, _new_arguments),
    "plan": (plan, _plan_arguments),
    "check": (check, _check_arguments),
    "explain": (explain, _explain_arguments),
    "rules": (rules, _no_arguments),
    "clauses": (clauses, _clauses_arguments),
    "reference": (reference, _reference_arguments),
    "site": (site, _build_arguments),
    "serve": (serve, _serve_arguments),
    "owners": (owners, _root_argument),
}
