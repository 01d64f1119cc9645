"""The library of KPIs as a page: what each measures, in the words of its definition, and what it is computed from."""

from itertools import groupby

from sms_lint.measure.definition import Definition, defined
from sms_lint.measure.sentence import sentence
from sms_lint.model.kinds import kinds
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kpi_library import BASED_ON, LibraryKpi, kpi_library
from sms_lint.report.reference.blocks import Block, Code, Grid, Heading, Inline, Prose, ReferencePage

_HEADS = ("KPI", "What it says", "Computed from", "Begin with", "Read beside")
_TOLD = """\
A KPI of your catalogue takes what it does not say itself from the definition that it is based on. Process, owner and
targets are yours. A field that you write replaces that of the library; one without a value takes it out. What you
adopted is shown whole, in words, on the page of the KPI and by `sms-lint kpi ID --explain`."""
_ENTRY = """\
  - id: KPI-CHG-SUCCESS
    based_on: chg-success
    process: PRC-CHG
    owner: change-manager
    targets:
      - {from: 2026-01-01, value: 95}
    filter: filled(outcome) and category <> 'standard'"""


def kpi_library_page() -> ReferencePage:
    """Every definition of the library, by topic."""
    known = kpi_library().values()
    blocks: list[Block] = [Code("records/registers/kpi.yml", _ENTRY), Prose(_TOLD)]
    for topic, found in groupby(known, key=lambda each: each.topic):
        blocks += [Heading(topic), Grid(topic, _HEADS, tuple(map(_row, found)))]
    told = f"The library has {len(known)} definitions of key performance indicators to begin with."
    return ReferencePage("kpis", "Library of KPIs", told, tuple(blocks))


def adopted(found: LibraryKpi) -> Kpi:
    """The KPI that somebody gets who writes nothing but what the library cannot know."""
    own = {
        "id": f"KPI-{found.id.upper()}",
        BASED_ON: found.id,
        "process": "PRC-X",
        "owner": "owner",
        "targets": [{"from": "2000-01-01", "value": "1", "low": "0", "high": "1"}],
    }
    return Kpi.model_validate({**found.fields, **own})


def _row(found: LibraryKpi) -> tuple[Inline, ...]:
    kpi = adopted(found)
    definition = defined(kpi, kinds()) if kpi.type != "manual" else None
    if isinstance(definition, Definition):
        said, columns = sentence(definition), sorted(definition.columns)
    else:
        said, columns = f"By hand: {kpi.formula}. {found.by_hand}", list(kpi.inputs)
    note = f" {found.note}" if found.note else ""
    needs = f"`{kpi.source}`: {', '.join(f'`{name}`' for name in columns)}"
    return f"`{found.id}` {kpi.name}", f"{said}{note}", needs, found.begin_with, found.beside
