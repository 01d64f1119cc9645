"""Figures that texts cite: compared with the records, and filled in."""

import argparse
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, FINDINGS, root_argument, root_of, say, today_argument
from sms_lint.ground.sentences import plural

if TYPE_CHECKING:
    from sms_lint.measure.cited import Citation
    from sms_lint.measure.result import Outcome
    from sms_lint.system.sms import Sms


def fill(options: argparse.Namespace) -> int:
    """Write the figures that texts cite, such as [](KPI-INC-RESOLUTION@2026-Q3), as the records give them."""
    from sms_lint.ground.text.edits import Edit, edited
    from sms_lint.load import load_records
    from sms_lint.measure.cited import citations, differs, figure
    from sms_lint.starter.disk import replace_text

    root = root_of(options)
    sms = load_records(root, today=options.today)
    found = list(citations(sms.nodes))
    computed = _computed(root, sms, found)
    stale = {
        citation: figure(outcome)
        for citation in found
        if (outcome := computed.get(citation.named))
        and outcome.value is not None
        and differs(citation, outcome)
    }
    for file, cited in groupby(stale, key=lambda citation: citation.at.file):
        edits = []
        for citation in cited:
            edits.append(Edit(citation.at.start, citation.at.end, stale[citation]))
            say(f"{file.path}:{citation.at.line}: {citation.words or 'nothing'} is now {stale[citation]}")
        replace_text(root, file.path, file.text, edited(file.text, edits))
    say(f"{plural(len(stale), 'figure')} written, {len(found) - len(stale)} left as they were")
    return _told([citation for citation in found if citation not in stale], computed)


def compared(root: Path, sms: "Sms") -> int:
    """Compare every cited figure with what the records give; the exit code."""
    from sms_lint.measure.cited import citations

    found = list(citations(sms.nodes))
    code = _told(found, _computed(root, sms, found))
    say(f"{plural(len(found), 'cited figure')} compared with the records")
    return code


def _told(found: "Sequence[Citation]", computed: "Mapping[tuple[str, str], Outcome]") -> int:
    """Say what is wrong with some citations."""
    from sms_lint.measure.cited import differs

    code = CLEAN
    for citation in found:
        outcome = computed.get(citation.named)
        said = differs(citation, outcome) if outcome else "cannot be computed; `sms-lint check` says why"
        if said:
            say(f"{citation.at.path}:{citation.at.line}: {citation.kpi}@{citation.period} {said}")
            code = FINDINGS
    return code


def _computed(root: Path, sms: "Sms", found: "Sequence[Citation]") -> "Mapping[tuple[str, str], Outcome]":
    from sms_lint.load.measured_rows import measured_rows
    from sms_lint.measure.compute import needs, outcomes_of
    from sms_lint.measure.definition import Definition
    from sms_lint.measure.of_system import definition_of
    from sms_lint.measure.period import read_span
    from sms_lint.model.kinds.measurement import Kpi

    cited = {citation.kpi for citation in found}
    read = [definition_of(kpi, sms) for kpi in sms.all(Kpi) if kpi.id in cited and kpi.type != "manual"]
    definitions = {found.kpi.id: found for found in read if isinstance(found, Definition)}
    if not definitions:
        return {}
    computed = {}
    with measured_rows(root, sms, needs(definitions.values())) as ask:
        for name, period in dict.fromkeys(citation.named for citation in found):
            span = read_span(period)
            if name in definitions and span:
                computed[name, period] = outcomes_of(definitions[name], [span], "", ask)[0]
    return computed


def fill_arguments(command: argparse.ArgumentParser) -> None:
    """Where."""
    root_argument(command)
    today_argument(command)
