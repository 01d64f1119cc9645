"""Commands that check, and explain what is checked."""

import argparse
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.baselining import baseline_arguments, refuse_choices, write_baseline
from sms_lint.cli.common import (
    CLEAN,
    FINDINGS,
    OUR_FAULT,
    as_day,
    in_colour,
    inside,
    knows_links,
    output_argument,
    root_argument,
    root_of,
    rules_of,
    say,
    tell,
    tell_faults,
    warn,
    write_out,
)
from sms_lint.cli.fixing import fix_arguments, fix_files, refuse_combinations
from sms_lint.cli.watching import watched
from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import given, read_given
from sms_lint.translation import explained

if TYPE_CHECKING:
    from sms_lint.ground.output.printable import Printable
    from sms_lint.load.proposed_change import Proposal
    from sms_lint.load.read_files import ReadFiles
    from sms_lint.model.finding import Result, Rule
    from sms_lint.report import Style
    from sms_lint.report.reference import Reference
    from sms_lint.report.reference.blocks import ReferencePage
    from sms_lint.system.sms import Sms


def check(options: argparse.Namespace) -> int:
    """Lint, and report."""
    from sms_lint.load.read_files import ReadFiles

    if not options.watch:
        return _checked(options, ReadFiles())
    if options.base or options.after or options.as_of or options.fix or options.diff:
        raise SmsError(
            "--watch looks at what is written now; it goes with neither --base, --after, --as-of nor --fix"
        )
    return watched(root_of(options), partial(_checked, options))


def _checked(options: argparse.Namespace, read: "ReadFiles") -> int:
    """Check once; `read` is what an earlier check read."""
    from sms_lint.cli.comparing import compared
    from sms_lint.model.translated import translated
    from sms_lint.rules import checks_for
    from sms_lint.rules.lint import lint
    from sms_lint.rules.names import known_rules
    from sms_lint.translation import spoken

    refuse_combinations(options)
    refuse_choices(options)
    root = root_of(options)
    if options.baseline:
        return write_baseline(root, options)
    paths = [inside(root, path) for path in options.paths]
    if options.diff:
        return FINDINGS if fix_files(root, options, paths) else CLEAN
    if options.fix:
        fix_files(root, options, paths)
    with _read(root, options, read) as (sms, proposal):
        checks = checks_for(sms)
        known = {check.rule.id: check.rule for check in checks}
        for former in known_rules((*options.select, *options.ignore), known.values()):
            warn(f"note: {former}")
        judge = partial(lint, checks=checks, select=options.select, ignore=options.ignore)
        if proposal is None:
            result = judge(sms, paths=paths)
        else:
            formats = {options.format, *(name for name, _ in options.also)}
            result = compared(proposal, judge(sms), judge, formats, paths)
    result = translated(result, sms.translation)
    with spoken(sms.translation):  # that of the base, where a proposal is judged
        _write(result, _style(sms, known, options), options, root)
    tell_faults(result)
    if result.faults:
        return OUR_FAULT
    return FINDINGS if result.reaches(options.fail_on) else CLEAN


def _write(result: "Result", style: "Style", options: argparse.Namespace, root: Path) -> None:
    """Write the result in every form that is asked for."""
    from sms_lint.report import FORMATS

    write_out(FORMATS[options.format](result, style), options.output, root)
    for format_, path in options.also:
        # Where a workflow writes, a proposal may have put a link.
        write_out(FORMATS[format_](result, replace(style, colour=False)), given(path, Path.cwd()), root)


def _style(sms: "Sms", known: "Mapping[str, Rule]", options: argparse.Namespace) -> "Style":
    """How the result is shown."""
    from sms_lint.report import Style

    return Style(
        version("sms-lint"),
        known,
        colour=options.output is None and in_colour(),
        hyperlinks=options.output is None and knows_links(),
        handbook=f"{sms.config.site.rstrip('/')}/handbook" if sms.config.site else "",
        notes=_notes_asked_for(options),
        statistics=options.statistics,
        difference=options.difference or "",
    )


def _notes_asked_for(options: argparse.Namespace) -> bool:
    """Whether each note is to be read: all of them, those of a rule or a file, or since they fail the check."""
    return bool(options.notes or options.select or options.paths or options.fail_on == "note")


@contextmanager
def _read(
    root: Path, options: argparse.Namespace, read: "ReadFiles"
) -> "Iterator[tuple[Sms, Proposal | None]]":
    """The system that is to be checked: as it is, as a change against its base, or as it was on a day."""
    from sms_lint.load import load
    from sms_lint.load.earlier import as_it_stood
    from sms_lint.load.proposed_change import proposal, pushed

    if options.as_of and (options.base or options.after or options.today):
        raise SmsError(
            "--as-of goes with neither --base, --after nor --today: it says the day, and what was there"
        )
    if options.base and options.after:
        raise SmsError("--base is for a proposal, --after for what was pushed; use one of them")
    if options.reviews and not options.base:
        raise SmsError("--reviews are those of a proposal; say with --base what it is proposed for")
    if options.as_of:
        with as_it_stood(root, options.as_of) as earlier:
            yield load(earlier.folder, today=options.as_of, earlier=earlier), None
    elif options.base:
        reviews = read_given(options.reviews) if options.reviews else None
        with proposal(root, options.base, options.today, reviews) as change:
            yield change.sms, change
    elif options.after:
        yield pushed(root, options.after, options.today), None
    else:
        yield load(root, today=options.today, read=read), None


def explain(options: argparse.Namespace) -> int:
    """Explain a rule (what to do, why, an example), a kind of document or record, or a setting."""
    from sms_lint.rules.names import is_now

    reference = _reference(options)
    rule = reference.by_name.get(options.name)
    if rule and rule.id != options.name:
        tell(f"{is_now(options.name, rule)}.")
        say("")
    say(page_text(reference.page(options.name)))
    return CLEAN


_WIDTH = 100


def page_text(page: "ReferencePage") -> "Printable":
    """A page of the reference, as wide as the screen and in its colours."""
    from sms_lint.report import Style
    from sms_lint.report.reference import as_text, in_language

    style = Style(version("sms-lint"), colour=in_colour())
    return as_text(in_language(page), min(shutil.get_terminal_size((_WIDTH, 0)).columns, _WIDTH), style.paint)


def _reference(options: argparse.Namespace) -> "Reference":
    """What can be explained; with the organisation's own kinds and rules, where the name is none of ours."""
    from sms_lint.model.kinds import kinds
    from sms_lint.report.reference import Reference
    from sms_lint.rules import checks, checks_for

    reference = Reference(tuple(check.rule for check in checks()), kinds())
    root = None if options.name in reference.names else _root_if_any(options)
    if root is None:
        return reference
    from sms_lint.load import load

    sms = load(root)
    return Reference(tuple(check.rule for check in checks_for(sms)), sms.kinds)


def rules(options: argparse.Namespace) -> int:
    """List the rules, or try the examples of your own."""
    if options.test:
        return _try_examples(options)
    listed = rules_of(_root_if_any(options))
    width = max(len(rule.id) for rule in listed)
    for rule in listed:
        say(f"{rule.id:{width}}  {rule.severity:7}  {explained(rule.summary)}")
    return CLEAN


def _root_if_any(options: argparse.Namespace) -> Path | None:
    """The repository whose rules count too; None where the command is given outside of one."""
    from sms_lint.load import find_root

    if options.root:
        return root_of(options)
    try:
        return find_root(Path.cwd())
    except SmsError:
        return None


def _try_examples(options: argparse.Namespace) -> int:
    """Lay the examples of each own rule over an empty system, and say where a rule does not behave as they say."""
    from sms_lint.starter.rule_examples import tried

    report = tried(root_of(options))
    for line in report.said:
        say(line)
    return FINDINGS if report.failed else CLEAN


def check_arguments(command: argparse.ArgumentParser) -> None:
    """What is checked, and how it is reported."""
    from sms_lint.report import FORMATS

    command.add_argument(
        "paths", nargs="*", type=Path, metavar="PATHS", help="report only on these files and folders"
    )
    root_argument(command)
    command.add_argument(
        "--format", choices=tuple(FORMATS), default="full", help="how findings are shown (default: full)"
    )
    command.add_argument(
        "--also",
        action="append",
        default=[],
        type=_format_and_file,
        metavar="FORMAT=FILE",
        help="write another format into a file as well; may be repeated",
    )
    output_argument(command)
    command.add_argument(
        "--today", type=as_day, metavar="DATE", help="the day to judge by (default: `as_of`, or today)"
    )
    command.add_argument(
        "--as-of",
        type=as_day,
        metavar="DATE",
        help="check everything as it was at the end of a day, by git",
    )
    _proposal_arguments(command)
    _choice_of_rules(command)
    fix_arguments(command)
    baseline_arguments(command)


def _proposal_arguments(command: argparse.ArgumentParser) -> None:
    """What a change is compared with, and where it is shown."""
    command.add_argument(
        "--base",
        metavar="REVISION",
        help="judge a proposed change by the settings and approvals of the revision that it starts from, and by what "
        "it makes worse",
    )
    command.add_argument(
        "--reviews",
        type=Path,
        metavar="EXPORT",
        help="with --base: judge the reviews that the forge recorded, by the JSON export of the open proposal",
    )
    command.add_argument(
        "--after",
        metavar="REVISION",
        help="make sure that what was pushed goes on from where the branch ended before",
    )
    command.add_argument(
        "--difference", metavar="URL", help="where the change is shown, for the link in `--format markdown`"
    )


def _format_and_file(text: str) -> tuple[str, Path]:
    """A format and the file for it, as they are given together on the command line."""
    from sms_lint.report import FORMATS

    format_, _, path = text.partition("=")
    if format_ not in FORMATS or not path:
        raise argparse.ArgumentTypeError(f"{text!r} is no format and file such as markdown=comment.md")
    return format_, Path(path)


def _choice_of_rules(command: argparse.ArgumentParser) -> None:
    """Which rules run, and which of their findings give exit code 1."""
    from sms_lint.model.finding import SEVERITIES

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
    command.add_argument(
        "--notes",
        action="store_true",
        help="show each note; otherwise they are counted by rule, unless you name a rule or a file",
    )
    command.add_argument("--watch", action="store_true", help="check again after every change, until stopped")
    command.add_argument(
        "--statistics", action="store_true", help="say how often each rule speaks, after the findings"
    )


def rules_arguments(command: argparse.ArgumentParser) -> None:
    """Whose rules, and whether to try them."""
    root_argument(command)
    command.add_argument(
        "--test", action="store_true", help="try the examples of the organization's own rules"
    )


def explain_arguments(command: argparse.ArgumentParser) -> None:
    """What is explained."""
    root_argument(command)
    command.add_argument(
        "name",
        metavar="NAME",
        help="a rule, a kind or a setting, such as overdue-review, risk or intervals.risk_review",
    )
