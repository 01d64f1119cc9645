"""The command that looks for trends in the records."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, output_argument, root_argument, root_of, today_argument, write_out
from sms_lint.ground.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.measure.period import Span
    from sms_lint.measure.trends.section import Section
    from sms_lint.system.sms import Sms

_MONTHS = 12
_DAYS = 3


def trends(options: argparse.Namespace) -> int:
    """Look for trends in the records: capacity, backlog, incidents that recur or follow changes. Decides nothing."""
    from sms_lint.load import load_records
    from sms_lint.report.trends import TREND_FORMATS

    if options.days < 1:
        raise SmsError("--days takes a whole number from 1")
    root = root_of(options)
    sms = load_records(root, today=options.today)
    sections = _sections(root, sms, _period(sms, options.period), options.days)
    write_out(TREND_FORMATS[options.format](sections), options.output, root)
    return CLEAN


def _period(sms: "Sms", name: str | None) -> "Span":
    """The period that is named, or the twelve newest whole months."""
    from sms_lint.measure.period import Span, asked_for, last_whole

    if name:
        return asked_for("year", name, sms.today)[0]
    months = last_whole("month", sms.today, _MONTHS)
    return Span(f"{months[0].name} to {months[-1].name}", months[0].first, months[-1].last)


def _sections(root: Path, sms: "Sms", span: "Span", days: int) -> "list[Section]":
    from sms_lint.load.measured_rows import measured_rows
    from sms_lint.measure.period import last_whole, span_of
    from sms_lint.measure.trends.backlog import FLOWS, backlog_section
    from sms_lint.measure.trends.forecast import capacity_section
    from sms_lint.measure.trends.preceding import preceding_section
    from sms_lint.measure.trends.recurrence import recurrence_section

    months = (*last_whole("month", span.last, _MONTHS - 1), span_of(span.last, "month"))
    fewest = sms.config.thresholds.recurring_incidents
    with measured_rows(root, sms, _needs()) as ask:
        return [
            capacity_section(sms, months[0].first, span.last),
            backlog_section(months, ask, list(FLOWS)),
            recurrence_section(span, fewest, ask),
            preceding_section(span, days, ask),
        ]


def _needs() -> Mapping[str, frozenset[str]]:
    """The fields of each kind that are read."""
    from sms_lint.measure.trends.backlog import FLOWS
    from sms_lint.measure.trends.preceding import NEEDS

    own = {"incident": frozenset(("service", "title", "ci", "problem", "status", "id"))}
    flows = {kind: frozenset((came, *ended)) for kind, (came, ended) in FLOWS.items()}
    kinds = {**NEEDS, **flows}
    return {
        kind: frozenset().union(*(part.get(kind, frozenset()) for part in (own, flows, NEEDS)))
        for kind in kinds
    }


def trends_arguments(command: argparse.ArgumentParser) -> None:
    """Over which period, and how they are shown."""
    root_argument(command)
    command.add_argument(
        "--period",
        metavar="PERIOD",
        help="a month 2026-03, a quarter 2026-Q1 or a year (default: the twelve newest months that are over)",
    )
    command.add_argument(
        "--days",
        type=int,
        default=_DAYS,
        metavar="N",
        help=f"how long after a change an incident counts as following it (default: {_DAYS} days)",
    )
    command.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help="how it is shown (default: text)",
    )
    output_argument(command)
    today_argument(command)
