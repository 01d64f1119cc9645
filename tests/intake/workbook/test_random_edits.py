"""Edited cells change, and not a byte beside them: random edits of the registers of the example."""

import csv
import io
import os
import random
from functools import cache
from pathlib import Path

import pytest

from sms_lint.ground.text import read_yaml
from sms_lint.intake.workbook.changes import CellChange
from sms_lint.intake.workbook.entry_edits import edited_values, steps_of
from sms_lint.intake.workbook.holdings import holding_of
from sms_lint.intake.workbook.writing import workbook_of
from sms_lint.load import load
from sms_lint.system.sms import Sms
from tests.intake.workbook.random_edits import changed_texts, edited, planned, random_edits, without_fields

NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))
AT_ONCE = 12
LISTS = ("REG-PERSON", "REG-ROLE", "REG-SLA", "REG-KPI", "REG-SERVICE", "REG-RISK", "REG-CONTEXT-ISSUE", "REG-IMPROVEMENT",
         "REG-CUSTOMER", "REG-SUPPLIER-CONTRACT", "REG-INFOSEC-RISK", "REG-CI")  # fmt: skip
SAMPLES = (
    [(name, seed) for seed in range(7) for name in LISTS] if NIGHTLY else [(name, 1) for name in LISTS[::3]]
)


def key_of_line(change: CellChange) -> str:
    """The key of the line that a change was made in."""
    numbers = [key for key in change.route if isinstance(key, int)]
    return f"{change.row.id}#{numbers[0] + 1}" if numbers else change.row.id


@cache
def example() -> Sms:
    return load(Path(__file__).parents[3])


@pytest.mark.parametrize(("name", "seed"), SAMPLES)
def test_edited_cells_of_a_list_change_and_nothing_else(name: str, seed: int) -> None:
    chance = random.Random(f"{name}{seed}")
    holding = holding_of(example(), name)
    edits = random_edits(example(), holding, AT_ONCE, chance)
    plan = planned(holding, edited(workbook_of(example(), holding), edits, holding, chance))
    assert plan.edits or plan.refusals
    asked = {(edit.key, edit.column.route) for edit in edits}
    made = {(key_of_line(change), change.column.route) for edit in plan.edits for change in edit.changes}
    assert made <= asked
    fields = {edit.row.id: frozenset(str(change.route[0]) for change in edit.changes) for edit in plan.edits}
    for before, after in changed_texts(holding, plan).values():
        assert without_fields(after, fields) == without_fields(before, fields)
    wanted = {row.id: dict(row.values) for row in holding.rows}
    wanted.update({edit.row.id: edited_values(edit.row.values, steps_of(edit)) for edit in plan.edits})
    for path, (_, after) in changed_texts(holding, plan).items():
        values = read_yaml(after).values
        for entry in values.get("entries", [values]):
            assert {key: value for key, value in entry.items() if key != "kind"} == wanted[entry["id"]], path


TABLE = "TAB-COMPETENCE-2026"


@pytest.mark.parametrize("seed", range(20 if NIGHTLY else 1))
def test_edited_cells_of_a_csv_file_change_and_nothing_else(seed: int) -> None:
    chance = random.Random(seed)
    holding = holding_of(example(), TABLE)
    edits = random_edits(example(), holding, AT_ONCE, chance)
    plan = planned(holding, edited(workbook_of(example(), holding), edits, holding, chance))
    assert plan.edits
    ((before, after),) = changed_texts(holding, plan).values()
    table = list(csv.reader(io.StringIO(before)))
    lines = {row[0]: row for row in table}
    for edit in plan.edits:
        for change in edit.changes:
            lines[edit.row.id][table[0].index(str(change.route[0]))] = ";".join(change.texts)
    assert list(csv.reader(io.StringIO(after))) == table
    touched = {edit.row.id for edit in plan.edits}
    kept = [line for line in before.splitlines(keepends=True) if line.split(",")[0] not in touched]
    assert [line for line in kept if line in after] == kept


@pytest.mark.parametrize("name", sorted({*LISTS, TABLE}) if NIGHTLY else ["REG-ROLE"])
def test_a_register_of_the_example_comes_back_without_a_change(name: str) -> None:
    holding = holding_of(example(), name)
    plan = planned(holding, workbook_of(example(), holding), removing=True)
    assert plan.is_empty
    assert plan.refusals == ()
