"""A KPI that is based on the library has its fields, except for what it says itself."""

from typing import Any

import pytest

from sms_lint.ground.faults import Fault
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kpi_library import kpi_library, laid_over

OWN: dict[str, Any] = {
    "id": "KPI-X",
    "process": "PRC-INC",
    "owner": "incident-manager",
    "targets": [{"from": "2026-01-01", "value": "95"}],
}


def read(**fields: Any) -> Kpi:
    found, faults = Kpi.read({**OWN, **fields})
    assert isinstance(found, Kpi), faults
    return found


def faults(**fields: Any) -> list[Fault]:
    found, faults = Kpi.read({**OWN, **fields})
    assert found is None
    return faults


def test_one_that_is_based_on_nothing_says_everything_itself() -> None:
    assert laid_over(OWN) is OWN
    missing = {fault.missing for fault in faults()}
    assert "name" in missing
    assert "based_on" not in missing


def test_what_it_does_not_say_the_library_says() -> None:
    kpi = read(based_on="chg-success")
    assert (kpi.name, kpi.type, kpi.event) == ("Change success rate", "ratio", "actual_end")
    assert kpi.clauses == ("20000-1:8.5.1.3",)


def test_what_it_says_counts() -> None:
    kpi = read(based_on="chg-success", name="Changes that worked", frequency="quarter", decimals="0")
    assert (kpi.name, kpi.frequency, kpi.decimals) == ("Changes that worked", "quarter", 0)
    assert kpi.type == "ratio"


def test_a_field_without_a_value_is_taken_out() -> None:
    assert read(based_on="chg-success").filter == "filled(outcome)"
    assert read(based_on="chg-success", filter=None).filter is None
    assert [fault.route for fault in faults(based_on="chg-success", process=None)] == [("process",)]


@pytest.mark.parametrize("name", ["chg-sucess", "", "../../etc/passwd", ["chg-success"], {"a": "b"}])
def test_one_that_there_is_not_is_said_once(name: Any) -> None:
    (fault,) = faults(based_on=name)
    assert fault.route == ("based_on",)
    assert fault.message.startswith("there is no KPI `")
    assert ("did you mean `chg-success`?" in fault.message) == (name == "chg-sucess")


def test_every_definition_is_whole() -> None:
    known = kpi_library()
    assert len(known) == 78
    for name, found in known.items():
        kpi = read(based_on=name, targets=[{"from": "2026-01-01", "low": "1", "high": "2"}])
        assert found.topic, name
        assert found.begin_with, name
        assert (kpi.type == "manual") == bool(found.by_hand), name
        assert not found.beside or found.beside in known, name
        assert not found.fields.keys() & OWN.keys(), name
