"""Service reports and the inputs of a management review, written from records and computed figures."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, root_argument, root_of, tell, today_argument
from sms_lint.ground.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.ground.periods import CalendarPeriod, PeriodUnit
    from sms_lint.model.kinds.measurement import Kpi
    from sms_lint.report.service_report.reported import Figures
    from sms_lint.starter.report_file import ReportFile
    from sms_lint.system.sms import Sms

# How long a period of each frequency is, in months; a report is on those that are no longer than its own.
_MONTHS = {"week": 0, "month": 1, "quarter": 3, "year": 12}

# The words for the newest period that is over.
_NEWEST: "Mapping[str, PeriodUnit]" = {
    "last-month": "month",
    "last-quarter": "quarter",
    "last-year": "year",
}

_UNKNOWN: "Mapping[str, str]" = {"customer": "there is no customer", "service": "there is no service"}


def report(options: argparse.Namespace) -> int:
    """Write the service report of a period, or what goes into a management review; what people wrote in it stays."""
    from sms_lint.load import load
    from sms_lint.measure.period import Span
    from sms_lint.report.service_report.reported import Reported, span_before
    from sms_lint.starter.report_file import REVIEW, SERVICE, report_file, report_id, with_path

    root = root_of(options)
    sms = load(root, today=options.today)
    kind, said = (
        (REVIEW, options.management_review) if options.management_review else (SERVICE, options.period)
    )
    period = _period(sms, said or "")
    _check_scope(sms, options)
    span = Span(str(period), period.first, period.last)
    about = Reported(sms, span, span_before(period), "", options.service or "", options.customer or "")
    identity = options.id or report_id(kind, about)
    if about.is_whole:
        figures, left = _figures(root, sms, period)
        about = replace(about, figures=figures, not_computed=left)
    made = report_file(with_path(about, kind, identity), kind, identity)
    tell(f"{identity}: {_written(root, made)} {made.path}")
    for name in made.missing:
        tell(f"The part {name} was taken out of it, and stays out")
    if span.last >= sms.today:
        tell(f"{span.name} is not over: the report says what is recorded so far")
    return CLEAN


def _period(sms: "Sms", said: str) -> "CalendarPeriod":
    from sms_lint.ground.periods import CalendarPeriod, period_of, read_period

    if unit := _NEWEST.get(said):
        running = period_of(sms.today, unit)
        return CalendarPeriod(unit, running.number - 1)
    period = read_period(said)
    if period is None:
        raise SmsError(
            f"say which period: a month 2026-03, a quarter 2026-Q1, a year 2026, or one of {', '.join(_NEWEST)}"
        )
    return period


def _written(root: Path, made: "ReportFile") -> str:
    """Write a report; what was done to its file."""
    from sms_lint.starter.disk import replace_text, write_new

    if made.before is None:
        _, taken = write_new(root, {made.path: made.text})
        if taken:
            raise SmsError(f"{made.path} already exists")
        return "written to"
    if made.text == made.before.text:
        return "nothing changed in"
    replace_text(root, made.path, made.before.text, made.text)
    return "its generated parts renewed in"


def _check_scope(sms: "Sms", options: argparse.Namespace) -> None:
    from sms_lint.ground.faults import nearest

    for kind, name in (("customer", options.customer), ("service", options.service)):
        known = list(sms.by_id(kind))
        if name and name not in known:
            raise SmsError(f"{_UNKNOWN[kind]} {name}{nearest(name, known)}")


def _figures(
    root: Path, sms: "Sms", period: "CalendarPeriod"
) -> "tuple[Mapping[str, Figures], tuple[Kpi, ...]]":
    """Each KPI that can be computed, in a period and the one before; and those that cannot."""
    from sms_lint.load.measured_rows import measured_rows
    from sms_lint.measure.compute import needs, outcomes_of
    from sms_lint.measure.definition import Definition
    from sms_lint.measure.of_system import definition_of
    from sms_lint.measure.period import Span
    from sms_lint.model.kinds.measurement import Kpi
    from sms_lint.report.service_report.reported import Figures, span_before

    spans: Sequence[Span] = (span_before(period), Span(str(period), period.first, period.last))
    fitting = [kpi for kpi in sms.all(Kpi) if _MONTHS[kpi.frequency] <= _MONTHS[period.unit]]
    read = {kpi.id: definition_of(kpi, sms) for kpi in fitting if kpi.type != "manual"}
    definitions = {
        name: found for name, found in read.items() if isinstance(found, Definition) and not found.is_of_today
    }
    figures = {}
    if definitions:
        with measured_rows(root, sms, needs(definitions.values())) as ask:
            for name, definition in definitions.items():
                before, now = (outcomes_of(definition, [span], "", ask)[0] for span in spans)
                figures[name] = Figures(now, before)
    return figures, tuple(kpi for kpi in fitting if kpi.id not in definitions)


def report_arguments(command: argparse.ArgumentParser) -> None:
    """On which period and which scope."""
    root_argument(command)
    command.add_argument(
        "period",
        nargs="?",
        metavar="PERIOD",
        help="a month 2026-03, a quarter 2026-Q1, a year 2026, or last-month, last-quarter, last-year",
    )
    command.add_argument("--customer", metavar="ID", help="only what concerns this customer")
    command.add_argument("--service", metavar="ID", help="only what concerns this service")
    command.add_argument(
        "--management-review", metavar="PERIOD", help="the inputs of a management review instead"
    )
    command.add_argument("--id", metavar="ID", help="the id of the report (default: by period and scope)")
    today_argument(command)
