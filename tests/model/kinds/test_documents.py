"""Controlled documents: what is silent, and what is said."""

from typing import Any

import pytest

from sms_lint.ground.fields import Ref
from sms_lint.model.example import example_values
from sms_lint.model.kinds import kinds
from sms_lint.model.kinds.documents import Process
from sms_lint.model.node import Document

# What the sound example has no reason to say.
FURTHER: dict[str, dict[str, Any]] = {
    "process": {
        "inputs": [{"item": "report", "from": ["user", "PRC-AVL"]}],
        "activities": [
            {
                "id": "log",
                "name": "Log and classify",
                "does": "service-desk-agent",
                "answers": "incident-manager",
                "next": [{"to": "resolve", "when": "it is no major incident"}, "close"],
            },
            {"id": "close", "name": "Close", "does": "service-desk-agent", "answers": "incident-manager"},
        ],
    },
}
DOCUMENTS = [name for name, model in kinds().items() if issubclass(model, Document)]
EXAMPLES: dict[str, dict[str, Any]] = {
    name: {**example_values(name), **FURTHER.get(name, {})} for name in DOCUMENTS
}


def test_there_are_nine_kinds_of_document() -> None:
    expected = {
        "scope",
        "policy",
        "plan",
        "process",
        "procedure",
        "instruction",
        "agreement",
        "report",
        "external",
    }
    assert set(DOCUMENTS) == expected


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_full_document_is_accepted(name: str) -> None:
    document, faults = kinds()[name].read(EXAMPLES[name])
    assert faults == []
    assert isinstance(document, Document)
    assert str(document.review.next) == "2027-03-15"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_needs_its_control_data(name: str) -> None:
    needed = ("title", "version", "lifecycle", "owner", "approver", "review", "classification", "retention")
    for key in needed:
        values = {other: value for other, value in EXAMPLES[name].items() if other != key}
        assert [fault.message for fault in kinds()[name].read(values)[1]] == [f"`{key}` is missing"]


def test_the_parts_of_a_process_are_references_where_they_are_ids() -> None:
    process, _ = Process.read(EXAMPLES["process"])
    assert isinstance(process, Process)
    refs = {route: ref.to for route, ref in process.refs()}
    assert refs["inputs", 0, "from", 1] == ()
    assert ("inputs", 0, "from", 0) not in refs, "a plain word is no reference"
    assert refs["activities", 0, "does"] == ("role",)
    assert refs["kpis", 0] == ("kpi",)
    assert isinstance(process.inputs[0].from_[1], Ref)


def test_a_way_to_the_next_activity_may_be_a_plain_id() -> None:
    process, _ = Process.read(EXAMPLES["process"])
    assert isinstance(process, Process)
    assert [(step.to, step.when) for step in process.activities[0].next] == [
        ("resolve", "it is no major incident"),
        ("close", None),
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": "2"}, '`version` must be a version such as "2.1", not `2`'),
        (
            {"lifecycle": "aktive"},
            "`lifecycle` must be `draft`, `active` or `retired`, not `aktive`; did you mean `active`?",
        ),
        (
            {"owner": "Change Manager"},
            "`owner` must be the id of a role in small letters, such as change-manager",
        ),
        ({"satisfies": ["8.5.1"]}, "`satisfies`, item 1 must be a clause such as 20000-1:8.6.1, not `8.5.1`"),
        ({"review": "yearly"}, "`review` must be a group of keys and values, not `yearly`"),
        (
            {"review": {"every": "a year", "last": "2026-01-01"}},
            "`review`, `every` must be a length of time such as 12 months",
        ),
        ({"related": "PRC-CHG"}, "`related` must be a list, not `PRC-CHG`"),
    ],
)
def test_a_wrong_value_is_named(change: dict[str, Any], message: str) -> None:
    document, faults = kinds()["policy"].read(EXAMPLES["policy"] | change)
    assert document is None
    assert len(faults) == 1
    assert faults[0].message.startswith(message)
