"""The chains of the example hold from either end: what an emergency change was raised for, what an outage was reported as."""

import pytest

from sms_lint.model.entry import Entry
from sms_lint.system.relations import day_of, entry_of, named_by, relation
from sms_lint.system.sms import Sms
from tests.reference import reference_system


@pytest.fixture(scope="module")
def sms() -> Sms:
    return reference_system()


def emergencies(sms: Sms) -> list[Entry]:
    return [entry for entry in sms.entries("change") if entry.text("category") == "emergency"]


def test_ten_emergency_changes_are_traced_from_either_end(sms: Sms) -> None:
    changes = emergencies(sms)
    assert len(changes) >= 10
    for change in changes:
        causes = change.texts("raised_for")
        assert causes, change.id
        for cause in causes:
            entry = entry_of(sms, cause)
            assert entry is not None, (change.id, cause)
            assert change.id in [other.id for other in named_by(sms, cause, "change", "raised_for")]
            assert day_of(sms, entry) <= day_of(sms, change), (change.id, cause)


def test_each_outage_was_reported_as_an_incident_of_its_time(sms: Sms) -> None:
    outages = sms.entries("outage")
    assert len(outages) >= 40
    for outage in outages:
        incident = entry_of(sms, outage.text("incident"))
        assert incident is not None, outage.id
        assert outage.id in [other.id for other in named_by(sms, incident.id, "outage", "incident")]
        assert day_of(sms, incident) == day_of(sms, outage), (outage.id, incident.id)
        assert incident.text("resolved_at")[:16] >= outage.text("ended_at")[:16], (outage.id, incident.id)


def test_what_one_is_to_another_is_said_in_words(sms: Sms) -> None:
    assert relation(sms, "change", "caused_incidents") == "Change that caused it"
    assert relation(sms, "outage", "incident") == "Outage that it reports"
    assert relation(sms, "change", "approvers") == ""
    assert relation(sms, "nothing-known", "x") == ""
