"""Figures that texts cite: compared with the records, and filled in."""

import argparse
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, FINDINGS, root_argument, root_of, say, today_argument
from sms_lint.cli.record_place import record_places
from sms_lint.ground.sentences import plural

if TYPE_CHECKING:
    from sms_lint.measure.cited import Citation, Cited
    from sms_lint.measure.measured_fields import FieldFigure
    from sms_lint.measure.result import Outcome
    from sms_lint.system.sms import Sms


def fill(options: argparse.Namespace) -> int:
    """Write the figures that texts cite, such as [](KPI-INC-RESOLUTION@2026-Q3), as the records give them."""
    from sms_lint.ground.text.edits import Edit, edited
    from sms_lint.load import load_records
    from sms_lint.measure.cited import citations, differs, filled
    from sms_lint.starter.disk import replace_text

    root = root_of(options)
    sms = load_records(root, today=options.today, rows_of=("kpi-result",))
    found = list(citations(sms.nodes))
    computed = figures_of(root, sms, [citation.of for citation in found], options.engine or "")
    stale = {
        citation.place: (citation, filled(citation, outcome))
        for citation in found
        if not isinstance(outcome := computed[citation.of], str)
        and outcome.value is not None
        and differs(citation, outcome)
    }
    for file, cited in groupby(stale.values(), key=lambda pair: pair[0].at.file):
        edits = []
        for citation, words in cited:
            edits.append(Edit(citation.at.start, citation.at.end, words))
            say(f"{file.path}:{citation.at.line}: {citation.words or 'nothing'} is now {words}")
        replace_text(root, file.path, file.text, edited(file.text, edits))
    say(f"{plural(len(stale), 'figure')} written, {len(found) - len(stale)} left as they were")
    return _told(sms, [citation for citation in found if citation.place not in stale], computed)


def compared(root: Path, sms: "Sms", engine: str = "") -> int:
    """Compare every cited figure with what the records give; the exit code."""
    from sms_lint.measure.cited import citations
    from sms_lint.measure.measured_fields import field_figures

    # What is cited from one record takes no computing: `sms-lint check` compares it.
    found = [citation for citation in citations(sms.nodes) if not citation.of.field]
    fields = [one for one in field_figures(sms) if one.of]
    asked = [*(citation.of for citation in found), *(one.of for one in fields if one.of)]
    computed = figures_of(root, sms, asked, engine)
    code = max(_told(sms, found, computed), _fields_told(fields, computed))
    say(f"{plural(len(found), 'cited figure')} compared with the records")
    if fields:
        say(f"{plural(len(fields), 'figure')} in fields of records compared with the records")
    return code


def _fields_told(found: "Sequence[FieldFigure]", computed: "Mapping[Cited, Outcome | str]") -> int:
    """Say which fields of records hold a figure that is not what the records give."""
    from sms_lint.measure.measured_fields import field_differs

    code = CLEAN
    for one in found:
        outcome = computed[one.of] if one.of else ""
        said = outcome if isinstance(outcome, str) else field_differs(one, outcome)
        if said:
            at = one.entry.at(one.field.field)
            say(f"{at.path}:{at.line}: {one.entry.id} {one.field.field} ({one.of}) {said}")
            code = FINDINGS
    return code


def _told(sms: "Sms", found: "Sequence[Citation]", computed: "Mapping[Cited, Outcome | str]") -> int:
    """Say what is wrong with some citations; and of which figures it was right until they were restated."""
    from sms_lint.measure.cited import differs

    code = CLEAN
    for citation in found:
        outcome = computed[citation.of]
        said = outcome if isinstance(outcome, str) else differs(citation, outcome)
        if said:
            since = "" if isinstance(outcome, str) else _restated_since(sms, citation, outcome)
            say(f"{citation.at.path}:{citation.at.line}: {citation.of} {said}{since}")
            code = code if since else FINDINGS
    return code


def _restated_since(sms: "Sms", citation: "Citation", outcome: "Outcome") -> str:
    """That a text says what was frozen when it was written, where that is so."""
    from sms_lint.measure.cited import differs
    from sms_lint.measure.frozen import restated_outcomes

    if citation.of.where:
        return ""
    for result, earlier in restated_outcomes(sms, outcome.kpi, citation.of.period):
        if not differs(citation, earlier):
            return f"; it was right until {result.entry.id} was restated"
    return ""


def figures_of(
    root: Path, sms: "Sms", cited: "Sequence[Cited]", engine: str
) -> "Mapping[Cited, Outcome | str]":
    """What each cited figure comes to, or why it cannot be told."""
    from sms_lint.measure.cited_definition import cited_definition
    from sms_lint.measure.cited_record import recorded
    from sms_lint.measure.compute import all_outcomes, needs
    from sms_lint.measure.definition import Definition
    from sms_lint.measure.frozen import definitions, frozen_outcome
    from sms_lint.measure.period import read_span

    known = sms.once(definitions)
    computed: dict[Cited, Outcome | str] = {}
    asked = {}
    for figure in dict.fromkeys(cited):
        if figure.field:
            computed[figure] = recorded(figure, sms)
            continue
        definition, span = cited_definition(figure, known, sms.kinds), read_span(figure.period)
        if not isinstance(definition, Definition) or span is None:
            computed[figure] = "cannot be computed; `sms-lint check` says why"
        elif definition.applies(span):
            asked[figure] = definition, span
        else:
            computed[figure] = frozen_outcome(sms, definition, span) or (
                f"is of the time before {definition.kpi.id} was defined as it is now ({definition.kpi.since}), and no "
                "result of then is kept"
            )
    if asked:
        wanted = needs(definition for definition, _ in asked.values())
        with record_places(root, sms, wanted, engine) as places:
            for place in {id(place): place for place in places.values()}.values():
                here = [figure for figure, (of, _) in asked.items() if places[of.kpi.source] is place]
                series = [(asked[figure][0], [asked[figure][1]], "", ()) for figure in here]
                for figure, outcomes in zip(here, all_outcomes(series, place), strict=True):
                    computed[figure] = outcomes[0]
    return computed


def fill_arguments(command: argparse.ArgumentParser) -> None:
    """Where, and from which records."""
    root_argument(command)
    command.add_argument(
        "--engine",
        metavar="NAME",
        help="compute what an engine of the settings holds there, not from the files",
    )
    today_argument(command)
