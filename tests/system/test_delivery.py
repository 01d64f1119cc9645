"""What is kept for live services, and what is left of the others: one slip is said at one place."""

from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.model.kinds.agreement import ServiceLevelTarget
from sms_lint.system.delivery import (
    agreements,
    applies,
    leftovers,
    live,
    live_in_name_only,
    live_without,
    never,
    not_delivered,
    retired_but_used,
)
from sms_lint.system.sms import Sms
from tests.faults.planting import copy_reference

SERVICES = "records/registers/service.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_reference(tmp_path)


def edited(root: Path, path: str, old: str, new: str) -> Sms:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), "utf-8")
    return load(root)


def test_everything_is_kept_for_each_service_of_the_reference_system(root: Path) -> None:
    sms = load(root)
    assert len(live(sms)) == 6
    assert dict(not_delivered(sms)) == {"SVC-FAX": "retired"}
    assert list(live_in_name_only(sms)) == []
    assert list(retired_but_used(sms)) == []
    assert all(applies(agreement, sms.today) for agreement in agreements(sms))


def test_a_service_retired_in_the_portfolio_alone_is_one_finding(root: Path) -> None:
    name = "name: E-mail and collaboration\n    lifecycle: "
    sms = edited(root, SERVICES, f"{name}live", f"{name}retired")
    ((entry, found),) = retired_but_used(sms)
    assert entry.id == "SVC-COLLAB"
    assert {leftover.kind for leftover in found} >= {
        "scope",
        "service",
        "service-catalogue",
        "sla",
        "customer",
        "asset",
        "ci",
    }
    assert list(leftovers(sms, "ci")) == []


def test_a_service_live_in_the_portfolio_alone_is_one_finding(root: Path) -> None:
    sms = edited(
        root, SERVICES, "name: Fax gateway\n    lifecycle: retired", "name: Fax gateway\n    lifecycle: live"
    )
    ((entry, kinds),) = live_in_name_only(sms)
    assert entry.id == "SVC-FAX"
    assert {"scope", "service-catalogue", "sla"} <= set(kinds)
    assert list(live_without(sms, "sla")) == []


def test_one_thing_left_behind_is_said_where_it_stands(root: Path) -> None:
    path = "records/registers/customer.yml"
    sms = edited(root, path, "[SVC-WORKPLACE, SVC-BACKUP]", "[SVC-WORKPLACE, SVC-BACKUP, SVC-FAX]")
    ((left, state),) = leftovers(sms, "customer")
    assert (left.service, left.id, state) == ("SVC-FAX", "CUS-ALDER", "retired")
    assert left.subject.at(*left.route).path == path


@pytest.mark.parametrize(
    ("value", "unit", "direction", "expected"),
    [
        ("99.9", "%", "higher", ""),
        ("100", "%", "higher", ""),
        ("100.1", "%", "higher", "met"),
        ("0", "%", "higher", "missed"),
        ("5", "%", "lower", ""),
        ("100", "%", "lower", "missed"),
        ("0", "minutes", "lower", "met"),
        ("0", "incidents", "lower", ""),
        ("-1", "incidents", "lower", "met"),
        ("250", "jobs", "higher", ""),
    ],
)
def test_a_target_that_makes_no_difference(value: str, unit: str, direction: str, expected: str) -> None:
    written = {"name": "n", "metric": "m", "value": value, "unit": unit, "direction": direction}
    assert never(ServiceLevelTarget.model_validate({**written, "measurement": "p"})) == expected
