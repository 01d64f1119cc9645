"""The columns by which a list shows entries: fields of their kind, each once."""

import pytest

from sms_lint.model.kinds import kinds
from sms_lint.model.kinds.pause import Pause

KINDS = {name: model for name, model in kinds().items() if model.KIND.columns}


@pytest.mark.parametrize("name", sorted(KINDS))
def test_each_column_is_a_field_of_the_kind(name: str) -> None:
    columns = KINDS[name].KIND.columns
    keys = {info.alias or own for own, info in KINDS[name].model_fields.items()}
    assert set(columns) <= keys - {"id", "supersedes", "formerly"}
    assert len(set(columns)) == len(columns) <= 8


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("competence", {"role", "required_level", "actual_level", "gap_action"}),
        ("nonconformity", {"effectiveness_result"}),
        ("objective", {"target", "actual"}),
    ],
)
def test_the_columns_answer_what_an_auditor_asks_of_the_kind(name: str, asked: set[str]) -> None:
    assert asked <= set(KINDS[name].KIND.columns)


def test_a_field_is_asked_for_by_its_key_in_the_file() -> None:
    values = {
        "id": "PAU-1",
        "record": "INC-1",
        "from": "2026-03-31T14:05",
        "reason": "Waits for the customer",
    }
    pause, faults = Pause.read(values)
    assert not faults
    assert isinstance(pause, Pause)
    assert pause.field_value("from") == pause.from_
