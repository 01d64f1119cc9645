"""The command that computes key performance indicators from the records."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.checking import page_text
from sms_lint.cli.citing import compared
from sms_lint.cli.common import (
    CLEAN,
    FINDINGS,
    output_argument,
    root_argument,
    root_of,
    say,
    tell,
    today_argument,
    write_out,
)
from sms_lint.cli.freezing import compared_frozen, freeze
from sms_lint.cli.record_place import record_place
from sms_lint.cli.service_levels import levels_compared
from sms_lint.ground.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.measure.definition import Definition
    from sms_lint.measure.result import Outcome
    from sms_lint.model.kinds.measurement import Kpi
    from sms_lint.system.sms import Sms


def kpi(options: argparse.Namespace) -> int:
    """Compute key performance indicators from the records, period by period."""
    from sms_lint.load import load_records
    from sms_lint.measure.definition import Definition
    from sms_lint.measure.of_system import definition_of
    from sms_lint.report.measured import MEASURED_FORMATS

    if options.library:
        return _library()
    root = root_of(options)
    sms = load_records(root, today=options.today, rows_of=("kpi-result",))
    wanted = _wanted(sms, options.ids)
    by_hand = [kpi for kpi in wanted if kpi.type == "manual"]
    read = [(kpi, definition_of(kpi, sms)) for kpi in wanted if kpi.type != "manual"]
    definitions = [found for _, found in read if isinstance(found, Definition)]
    broken = [kpi.id for kpi, found in read if not isinstance(found, Definition)]
    if options.check:
        engine = options.engine or ""
        return max(
            compared(root, sms, engine), compared_frozen(root, sms, engine), levels_compared(root, sms)
        )
    if not wanted:
        tell(
            "There is no KPI yet: `sms-lint new kpi` begins one; `sms-lint kpi --library` lists what to begin with"
        )
        return CLEAN
    if options.freeze or options.restate:
        return freeze(root, sms, wanted, options)
    if options.explain:
        _explain(definitions)
    else:
        outcomes = _computed(root, sms, definitions, options) if definitions else []
        write_out(MEASURED_FORMATS[options.format](outcomes), options.output, root)
    if by_hand and (options.ids or options.format == "text"):
        tell(f"By hand, so nothing can be computed: {', '.join(kpi.id for kpi in by_hand)}")
    if broken:
        tell(f"Their definitions cannot be read: {', '.join(broken)}. `sms-lint check` says why")
    return FINDINGS if broken else CLEAN


def _wanted(sms: "Sms", ids: list[str]) -> "list[Kpi]":
    from sms_lint.ground.faults import nearest
    from sms_lint.model.kinds.measurement import Kpi

    known = {found.id: found for found in sms.all(Kpi)}
    for name in ids:
        if name not in known:
            raise SmsError(f"there is no KPI {name}{nearest(name, list(known))}")
    return [known[name] for name in dict.fromkeys(ids)] if ids else list(known.values())


def _library() -> int:
    from sms_lint.report.reference.kpi_pages import kpi_library_page

    say(page_text(kpi_library_page()))
    return CLEAN


def _explain(definitions: "list[Definition]") -> None:
    from sms_lint.measure.sentence import sentence

    for definition in definitions:
        say(f"{definition.kpi.id}: {definition.kpi.name}")
        say(f"  {sentence(definition)}")


def _computed(
    root: Path, sms: "Sms", definitions: "list[Definition]", options: argparse.Namespace
) -> "list[Outcome]":
    from sms_lint.measure.agreed_services import counts_services, delivered_services, without_hours_unknown
    from sms_lint.measure.compute import all_outcomes, needs
    from sms_lint.measure.period import asked_for

    by = options.by or ""
    spans = {kpi.id: asked_for(kpi.frequency, options.period, sms.today) for kpi, _ in _kpis(definitions)}
    services = {
        kpi.id: delivered_services(sms, spans[kpi.id])
        for kpi, definition in _kpis(definitions)
        if counts_services(definition, by)
    }
    with record_place(root, sms, needs(definitions, by), options.engine or "") as place:
        asked = [
            (definition, spans[kpi.id], by, services.get(kpi.id, ()))
            for kpi, definition in _kpis(definitions)
        ]
        found = all_outcomes(asked, place)
    return [
        outcome
        for (kpi, _), some in zip(_kpis(definitions), found, strict=True)
        for outcome in (without_hours_unknown(sms, some) if kpi.id in services else some)
    ]


def _kpis(definitions: "list[Definition]") -> "list[tuple[Kpi, Definition]]":
    return [(definition.kpi, definition) for definition in definitions]


def kpi_arguments(command: argparse.ArgumentParser) -> None:
    """Which KPIs, over which periods, and how they are shown."""
    root_argument(command)
    command.add_argument("ids", nargs="*", metavar="ID", help="the KPIs (default: all)")
    command.add_argument(
        "--period",
        metavar="PERIOD",
        help="a month 2026-03, a quarter 2026-Q1 or a year (default: the six newest periods that are over)",
    )
    command.add_argument(
        "--by", metavar="FIELD", help="a result for each value of a field, such as service or priority"
    )
    command.add_argument(
        "--engine", metavar="NAME", help="compute on an engine of the settings, not from the files"
    )
    _instead_arguments(command)
    command.add_argument(
        "--format", choices=("text", "csv", "json"), default="text", help="how it is shown (default: text)"
    )
    output_argument(command)
    today_argument(command)


def _instead_arguments(command: argparse.ArgumentParser) -> None:
    """What is done with KPIs instead of showing their results."""
    command.add_argument(
        "--explain", action="store_true", help="say in words how each is computed, and compute nothing"
    )
    command.add_argument(
        "--check",
        action="store_true",
        help="compare the figures that texts cite, and the frozen results, with what the records give",
    )
    command.add_argument(
        "--freeze", action="store_true", help="keep the results of periods that are over as records"
    )
    command.add_argument(
        "--restate",
        metavar="REASON",
        help="write a frozen result that is no longer so anew, with the reason; the earlier one stays",
    )
    command.add_argument(
        "--library",
        action="store_true",
        help="list the definitions that a KPI can be based on, and compute nothing",
    )
