"""The command for a service manager's week: actions, changes, ages, targets at risk, recurring tasks, meetings."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import (
    CLEAN,
    output_argument,
    root_argument,
    root_of,
    tell,
    today_argument,
    write_out,
)
from sms_lint.ground.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.ground.periods import CalendarPeriod
    from sms_lint.measure.trends.section import Section
    from sms_lint.measure.week.at_risk import SoFar
    from sms_lint.system.sms import Sms

MEETING = "meeting"
_DAYS = 28
_EARLIER = 6


def week(options: argparse.Namespace) -> int:
    """Show what a week brings: actions, changes ahead, open work by age, targets at risk, tasks, packs for meetings."""
    from sms_lint.load import load
    from sms_lint.report.week import WEEK_FORMATS

    if options.days < 1:
        raise SmsError("--days takes a whole number from 1")
    if (options.topic == MEETING) != bool(options.whom):
        raise SmsError("`sms-lint week meeting` takes the id of a customer or supplier, or management-review")
    root = root_of(options)
    sms = load(root, today=options.today)
    topics = [options.topic] if options.topic else list(TOPICS)
    sections = [section for topic in topics for section in _sections(root, sms, topic, options)]
    if options.table:
        sections = _chosen(sections, options.table)
    if options.pdf:
        _print(root, sms, sections, options)
        return CLEAN
    write_out(WEEK_FORMATS[options.format](sections), options.output, root)
    return CLEAN


def _sections(root: Path, sms: "Sms", topic: str, options: argparse.Namespace) -> "list[Section]":
    if topic != MEETING:
        return TOPICS[topic](root, sms, options)
    from sms_lint.report.meeting import meeting_sections

    return meeting_sections(sms, options.whom, _period(sms, options.period), _counted(root, sms))


def _chosen(sections: "list[Section]", name: str) -> "list[Section]":
    from sms_lint.ground.faults import nearest

    names = [section.name for section in sections]
    if name not in names:
        raise SmsError(f"there is no table {name}{nearest(name, names)}")
    return [section for section in sections if section.name == name]


def _period(sms: "Sms", said: str | None) -> "CalendarPeriod":
    from sms_lint.ground.periods import read_period
    from sms_lint.report.meeting import last_quarter

    if not said:
        return last_quarter(sms)
    period = read_period(said)
    if period is None:
        raise SmsError(f"{said} is no period; write a month as 2026-03, a quarter as 2026-Q1 or a year")
    return period


def _counted(root: Path, sms: "Sms") -> "Mapping[tuple[str, str], SoFar]":
    """What the records give of each target, in the running period and in the whole ones before it."""
    from sms_lint.load.measured_rows import measured_rows
    from sms_lint.measure.level_result import level_needs, level_results
    from sms_lint.measure.levels import sound_levels
    from sms_lint.measure.period import last_whole, span_of
    from sms_lint.measure.week.at_risk import SoFar

    found = {}
    levels = [level for level in sound_levels(sms) if level.definition and level.is_target]
    if not levels:
        return {}
    with measured_rows(root, sms, level_needs(levels)) as ask:
        for level in levels:
            frequency = level.definition.kpi.frequency if level.definition else "month"
            spans = (*last_whole(frequency, sms.today, _EARLIER), span_of(sms.today, frequency))
            results = level_results(level, spans, sms.today, ask)
            if results and results[-1].outcome.span == spans[-1]:
                found[level.agreement.id, level.agreed.name] = SoFar(results[-1], tuple(results[:-1]))
    return found


def _actions(_root: Path, sms: "Sms", options: argparse.Namespace) -> "list[Section]":
    from sms_lint.measure.week.actions import actions_section

    return [actions_section(sms, options.owner or "")]


def _changes(_root: Path, sms: "Sms", options: argparse.Namespace) -> "list[Section]":
    from sms_lint.measure.week.changes import changes_section, freezes_section

    return [changes_section(sms, options.days), freezes_section(sms, options.days)]


def _board(_root: Path, sms: "Sms", options: argparse.Namespace) -> "list[Section]":
    from sms_lint.measure.week.board import board_sections

    return board_sections(sms, options.days)


def _ageing(_root: Path, sms: "Sms", _options: argparse.Namespace) -> "list[Section]":
    from sms_lint.measure.week.actions import action_ages_section, ageing_section

    return [ageing_section(sms), action_ages_section(sms)]


def _at_risk(root: Path, sms: "Sms", _options: argparse.Namespace) -> "list[Section]":
    from sms_lint.measure.week.at_risk import at_risk_section

    return [at_risk_section(sms, _counted(root, sms))]


def _recurring(_root: Path, sms: "Sms", options: argparse.Namespace) -> "list[Section]":
    from sms_lint.measure.week.recurring import recurring_section

    return [recurring_section(sms, options.owner or "")]


def _reconfirm(_root: Path, sms: "Sms", options: argparse.Namespace) -> "list[Section]":
    from sms_lint.measure.week.reconfirm import reconfirm_section

    return [reconfirm_section(sms, options.owner or "")]


def _acknowledged(_root: Path, sms: "Sms", _options: argparse.Namespace) -> "list[Section]":
    from sms_lint.measure.week.acknowledged import acknowledged_section, missing_section

    return [acknowledged_section(sms), missing_section(sms)]


# The topics of the week in the order in which they are shown; a meeting is asked for by name.
TOPICS: "Mapping[str, Callable[[Path, Sms, argparse.Namespace], list[Section]]]" = {
    "actions": _actions,
    "recurring": _recurring,
    "changes": _changes,
    "board": _board,
    "ageing": _ageing,
    "at-risk": _at_risk,
    "reconfirm": _reconfirm,
    "acknowledged": _acknowledged,
}


def _print(root: Path, sms: "Sms", sections: "list[Section]", options: argparse.Namespace) -> None:
    """Write the sections as PDF."""
    from sms_lint.outside.disk import make_parent, write_given
    from sms_lint.publish.pdf import Typesetter, as_pdf, moment_of, printed_sections
    from sms_lint.publish.site import view_for_sections

    view = view_for_sections(sms)
    setter = Typesetter(root, moment_of(None, sms.today))
    made = as_pdf(setter, printed_sections(view, options.whom or options.topic or "", sections))
    make_parent(options.pdf, root)
    write_given(options.pdf, [made.content], root)
    tell(f"{options.pdf}: {made.given_up}" if made.given_up else str(options.pdf))


def week_arguments(command: argparse.ArgumentParser) -> None:
    """Which topic, of whom, and how it is shown."""
    root_argument(command)
    command.add_argument(
        "topic", nargs="?", choices=(*TOPICS, MEETING), help="one topic (default: all but the meeting)"
    )
    command.add_argument(
        "whom", nargs="?", metavar="ID", help="of a meeting: a customer, a supplier, or management-review"
    )
    command.add_argument("--owner", metavar="ROLE", help="only the actions and tasks of this role")
    command.add_argument(
        "--days",
        type=int,
        default=_DAYS,
        metavar="N",
        help=f"how far changes are shown ahead (default: {_DAYS})",
    )
    command.add_argument(
        "--period",
        metavar="PERIOD",
        help="what a meeting looks back on (default: the newest quarter that is over)",
    )
    command.add_argument("--table", metavar="NAME", help="only the table of this name")
    command.add_argument(
        "--format",
        choices=("text", "markdown", "json", "csv"),
        default="text",
        help="how it is shown (default: text)",
    )
    command.add_argument("--pdf", type=Path, metavar="FILE", help="write it as PDF instead")
    output_argument(command)
    today_argument(command)
