"""Definitions for other tools: targets as OpenSLO, KPIs as a semantic model; and OpenSLO taken in as targets."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, FINDINGS, root_of, say, tell, write_out
from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import plural
from sms_lint.translation import on_screen

if TYPE_CHECKING:
    from sms_lint.intake.slo.reading import Objective, SloFile
    from sms_lint.system.sms import Sms


def to_openslo(sms: "Sms", options: argparse.Namespace) -> int:
    """Write the targets of an agreement, or of all in a register, as OpenSLO v1."""
    from sms_lint.measure.levels import sound_levels
    from sms_lint.report.openslo import openslo

    levels = sound_levels(sms)
    own = [
        level
        for level in levels
        if options.name in (level.agreement.id, "sla", _register(sms, level.agreement.id))
    ]
    if not own:
        raise SmsError(
            f"{options.name} is no agreement in force, and no register of them; `sla` stands for all"
        )
    made = openslo(sms, own)
    write_out(made.text, options.output)
    if options.output:
        say(f"{options.output}: {on_screen(plural(made.objectives, 'objective'))}")
        for left in made.left_out:
            tell(f"Left out: {left}")
    return CLEAN


def to_osi(sms: "Sms", options: argparse.Namespace) -> int:
    """Write a KPI, or all in a register, as a semantic model (Apache Ossie, formerly OSI)."""
    from sms_lint.measure.definition import Definition
    from sms_lint.measure.of_system import definition_of
    from sms_lint.model.kinds.measurement import Kpi
    from sms_lint.report.semantic_model import semantic_model

    own = [kpi for kpi in sms.all(Kpi) if options.name in (kpi.id, "kpi", _register(sms, kpi.id))]
    if not own:
        raise SmsError(f"{options.name} is no KPI, and no register of them; `kpi` stands for all")
    read = [definition_of(kpi, sms) for kpi in own if kpi.type != "manual"]
    definitions = [found for found in read if isinstance(found, Definition)]
    made = semantic_model(sms.config.organization.name, definitions)
    write_out(made.text, options.output)
    if options.output:
        say(f"{options.output}: {on_screen(plural(made.metrics, 'metric'))}")
        for left in made.left_out:
            tell(f"Left out: {left}")
        by_hand = len(own) - len(definitions)
        if by_hand:
            tell(f"Left out: {plural(by_hand, 'KPI')} made by hand, or that cannot be computed")
    return CLEAN


def _register(sms: "Sms", name: str) -> str:
    """The id of the register that an entry is written in; empty where it has a file of its own."""
    register = sms.register_at.get(sms.ids[name].path)
    return register.id if register else ""


def import_slo(raw: bytes, sms: "Sms", options: argparse.Namespace) -> int:
    """Show what an OpenSLO file would change in the targets of agreements; with --write, change it."""
    from sms_lint.intake.slo.reading import read_openslo
    from sms_lint.starter.disk import replace_texts

    root = root_of(options)
    read = read_openslo(raw, options.file.name)
    for fault in read.faults:
        tell(fault)
    if read.faults:
        tell("Nothing was written. Put these right in the file, and import it again.")
        return FINDINGS
    before, after, changes = _taken(sms, read, options.sla)
    for left in read.left_out:
        tell(f"Left out, since an agreement has no place for it: {left}")
    for change in changes:
        tell(change)
    if not changes:
        tell("The file changes nothing.")
        return CLEAN
    _confirm(root, after, options)
    if not options.write:
        tell("Nothing was written; add --write to write it")
        return CLEAN
    replace_texts(root, before, after)
    tell(
        f"Written to {plural(len(after), 'file')}; `sms-lint check` judges it. A new target has to be agreed"
    )
    return CLEAN


def _taken(
    sms: "Sms", read: "SloFile", named: str | None
) -> "tuple[dict[str, str], dict[str, str], list[str]]":
    """The files before and after, and a line for each change. Raises SmsError where no agreement is named."""
    from sms_lint.ground.faults import nearest
    from sms_lint.intake.slo.applying import with_objectives
    from sms_lint.model.kinds.agreement import ServiceLevelAgreement

    known = {agreement.id: agreement for agreement in sms.all(ServiceLevelAgreement)}
    wanted: dict[str, list[Objective]] = {}
    for objective in read.objectives:
        name = named or objective.agreement
        if not name:
            raise SmsError(f"`{objective.name}` names no agreement; say with --sla to which one it belongs")
        if name not in known:
            raise SmsError(f"there is no agreement {name}{nearest(name, sorted(known))}")
        wanted.setdefault(name, []).append(objective)
    before, after, changes = dict[str, str](), dict[str, str](), list[str]()
    for name, objectives in wanted.items():
        file = known[name].origin.file
        before[file.path] = file.text
        taken = with_objectives(known[name], after.get(file.path, file.text), objectives)
        changes += taken.changes
        if taken.changes:
            after[file.path] = taken.text
    return before, after, changes


def _confirm(root: Path, after: "dict[str, str]", options: argparse.Namespace) -> None:
    """Read the files as they would be. Raises SmsError where one could not be read any more."""
    from sms_lint.load import load

    broken = [
        fault
        for fault in load(root, today=options.today, overlay=after).reading_faults
        if fault.at.path in after
    ]
    if broken:
        raise SmsError(f"{broken[0].at.path} would be wrong: {broken[0].message}; nothing was written")


def slo_arguments(command: argparse.ArgumentParser) -> None:
    """To which agreement objectives belong."""
    slo = command.add_argument_group("OpenSLO")
    slo.add_argument(
        "--sla", metavar="ID", help="the agreement whose targets they become (default: as the file says)"
    )
