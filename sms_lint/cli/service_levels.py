"""The command that computes what agreements came to, and compares the results that were reported."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import (
    CLEAN,
    FINDINGS,
    output_argument,
    root_argument,
    root_of,
    tell,
    today_argument,
    write_out,
)
from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import plural

if TYPE_CHECKING:
    from sms_lint.measure.levels import Level
    from sms_lint.measure.period import Span
    from sms_lint.report.levels import Results
    from sms_lint.system.sms import Sms


def levels(options: argparse.Namespace) -> int:
    """Compute the results of service level agreements from the records, with their error budgets."""
    from sms_lint.load import load_records
    from sms_lint.report.levels import LEVEL_FORMATS

    root = root_of(options)
    sms = load_records(root, today=options.today)
    if options.check:
        return levels_compared(root, sms)
    wanted, broken = _wanted(sms, options.ids)
    if not wanted and not broken:
        tell("There is no agreement in force yet: `sms-lint new sla` begins one")
        return CLEAN
    results = _computed(root, sms, wanted, options)
    write_out(LEVEL_FORMATS[options.format](results), options.output, root)
    for name in broken:
        tell(f"{name} cannot be computed. `sms-lint check` says why")
    return FINDINGS if broken else CLEAN


def _wanted(sms: "Sms", ids: list[str]) -> "tuple[list[Level], list[str]]":
    """The levels of these agreements, or of all; and the names of what cannot be read."""
    from sms_lint.ground.faults import nearest
    from sms_lint.measure.levels import Level
    from sms_lint.measure.levels import levels as read
    from sms_lint.model.kinds.agreement import ServiceLevelAgreement

    known = {agreement.id for agreement in sms.all(ServiceLevelAgreement)}
    for name in ids:
        if name not in known:
            raise SmsError(f"there is no agreement {name}{nearest(name, sorted(known))}")
    found = [level for level in read(sms) if not ids or level.agreement.id in ids]
    sound = [level for level in found if isinstance(level, Level)]
    broken = [f"{level.agreement.id}: {level.agreed.name}" for level in found if not isinstance(level, Level)]
    return sound, broken


def _computed(root: Path, sms: "Sms", wanted: "list[Level]", options: argparse.Namespace) -> "Results":
    from sms_lint.load.measured_rows import measured_rows
    from sms_lint.measure.level_result import level_needs, level_results
    from sms_lint.measure.period import asked_for

    def spans(level: "Level") -> "tuple[Span, ...]":
        definition = level.definition
        return asked_for(definition.kpi.frequency, options.period, sms.today) if definition else ()

    with measured_rows(root, sms, level_needs(wanted)) as ask:
        return [(level, level_results(level, spans(level), sms.today, ask)) for level in wanted]


def levels_compared(root: Path, sms: "Sms") -> int:
    """Compare every reported result that can be computed with what the records give; the exit code."""
    from sms_lint.load.measured_rows import measured_rows
    from sms_lint.measure.level_result import differences, level_needs, reported_results
    from sms_lint.measure.levels import sound_levels

    found = [level for level in sound_levels(sms) if level.definition]
    if not found:
        return CLEAN
    with measured_rows(root, sms, level_needs(found)) as ask:
        wrong = list(differences(sms, found, ask))
    for difference in wrong:
        tell(f"{difference.at.path}:{difference.at.line}: {difference.id}: {difference.message}")
    compared = sum(reported_results(sms, level) for level in found if level.is_target)
    tell(f"{plural(compared, 'reported service level')} compared with the records")
    return FINDINGS if wrong else CLEAN


def levels_arguments(command: argparse.ArgumentParser) -> None:
    """Which agreements, over which periods, and how they are shown."""
    root_argument(command)
    command.add_argument(
        "ids", nargs="*", metavar="SLA", help="the agreements (default: all in force or ended)"
    )
    command.add_argument(
        "--period",
        metavar="PERIOD",
        help="a month 2026-03, a quarter 2026-Q1 or a year (default: the six newest periods that are over)",
    )
    command.add_argument(
        "--check",
        action="store_true",
        help="compare the results that were reported with what the records give",
    )
    command.add_argument(
        "--format", choices=("text", "csv", "json"), default="text", help="how it is shown (default: text)"
    )
    output_argument(command)
    today_argument(command)
