"""Statements have one form; everything else is refused with a reason."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.model.statement import Statement, StatementError, digests, read_statement, statement_bytes

ONE = Statement(
    meaning="approval", id="POL-CHG", version="2.1", sha256="a" * 64, blob="b" * 40, person="P-002",
    role="head-of-service-management", effective="2026-03-01", previous="", repository="https://example.invalid/sms",
    branch="main", trust="c" * 64, made="2026-02-28T09:30:00Z",
)  # fmt: skip


def test_it_is_read_back_as_it_was_written() -> None:
    raw = statement_bytes(ONE)
    assert read_statement(raw) == ONE
    assert raw.endswith(b"}\n")
    assert ONE.path == "records/approvals/POL-CHG/2.1.approval.P-002.json"
    assert ONE.moment.isoformat() == "2026-02-28T09:30:00+00:00"


def test_digests_are_those_of_git_and_coreutils() -> None:
    sha256, blob = digests(b"hello\n")
    assert sha256 == "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
    assert blob == "ce013625030ba8dba906f756967f9e9ca394464a"
    assert len(digests(b"hello\n", long=True)[1]) == 64


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"id": "pol-chg"}, "`id` does not have the expected form"),
        ({"sha256": "A" * 64}, "`sha256` does not have the expected form"),
        ({"meaning": "comment"}, "not a known meaning"),
        ({"made": "2026-02-31T00:00:00Z"}, "a day that does not exist"),
        ({"made": "yesterday"}, "`made` does not have the expected form"),
        ({"effective": "2026-13-01"}, "a day that does not exist"),
        ({"version": "../../x"}, "`version` does not have the expected form"),
        ({"person": "P-001/../x"}, "`person` does not have the expected form"),
        ({"branch": "main\n"}, "`branch` is not plain text"),
        ({"repository": "x" * 1001}, "`repository` is not plain text"),
        ({"forge": "\u202e"}, "`forge` is not plain text"),
    ],
)
def test_a_field_of_another_form(said: dict[str, Any], why: str) -> None:
    with pytest.raises(StatementError, match=why):
        read_statement(statement_bytes(replace(ONE, **said)))


def changed(change: Any) -> bytes:
    whole = json.loads(statement_bytes(ONE))
    change(whole)
    return (json.dumps(whole, sort_keys=True, separators=(",", ":")) + "\n").encode()


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (changed(lambda values: values.update(extra=1)), "an unknown field: `extra`"),
        (changed(lambda values: values["predicate"].update(level="E4")), "an unknown field: `level`"),
        (changed(lambda values: values["predicate"].pop("role")), "has no `role`"),
        (changed(lambda values: values.update(predicateType="urn:sms-lint:approval:2")), "another type, or of a newer version"),
        (changed(lambda values: values["subject"].append(values["subject"][0])), "about one text"),
        (changed(lambda values: values["subject"][0].update(name="POL-SEC")), "its subject and its id differ"),
        (changed(lambda values: values["subject"][0]["digest"].update(md5="x")), "an unknown field: `md5`"),
        (changed(lambda values: values["predicate"].update(role=1)), "`role` is not plain text"),
        (statement_bytes(ONE)[:-1], "the only allowed form"),
        (statement_bytes(ONE).replace(b",", b", ", 1), "the only allowed form"),
        (statement_bytes(ONE).replace(b'"role":', b'"role":"x","role":', 1), "the only allowed form"),
        (b"", "not JSON"),
        (b"[]\n", "not a group of fields"),
        (b"\xff", "no JSON in UTF-8"),
        (b"[" * 60_000, "not JSON"),
        (b" " * 70_000, "too large"),
    ],
)  # fmt: skip
def test_anything_else_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(StatementError, match=why):
        read_statement(raw)


@given(st.integers(0, len(statement_bytes(ONE)) - 1), st.integers(1, 255))
def test_a_changed_byte_is_refused_or_says_something_else(at: int, mask: int) -> None:
    raw = bytearray(statement_bytes(ONE))
    raw[at] ^= mask
    try:
        found = read_statement(bytes(raw))
    except StatementError:
        return
    assert found != ONE
    assert statement_bytes(found) == bytes(raw)
