"""Statements have one form; everything else is refused with a reason."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.model.statement import (
    NAMESPACE,
    Statement,
    StatementError,
    digests,
    read_statement,
    statement_bytes,
)

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


def test_the_one_form() -> None:
    assert statement_bytes(ONE).decode() == (
        '{"_type":"https://in-toto.io/Statement/v1","predicate":{"branch":"main","effective":"2026-03-01","forge":"",'
        '"id":"POL-CHG","made":"2026-02-28T09:30:00Z","meaning":"approval","person":"P-002","previous":"",'
        '"repository":"https://example.invalid/sms","role":"head-of-service-management",'
        f'"trust":"{"c" * 64}","version":"2.1"}},"predicateType":"urn:sms-lint:approval:1",'
        f'"subject":[{{"digest":{{"gitBlob":"{"b" * 40}","sha256":"{"a" * 64}"}},"name":"POL-CHG"}}]}}\n'
    )
    assert NAMESPACE == "approval@sms-lint", "what every signature so far was made for"


def test_digests_are_those_of_git_and_coreutils() -> None:
    sha256, blob = digests(b"hello\n")
    assert sha256 == "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03"
    assert blob == "ce013625030ba8dba906f756967f9e9ca394464a"
    assert len(digests(b"hello\n", long=True)[1]) == 64


def refusal(raw: bytes) -> str:
    """What is said of bytes that are no statement."""
    with pytest.raises(StatementError) as refused:
        read_statement(raw)
    return str(refused.value)


def test_what_a_statement_may_leave_open() -> None:
    left: Any
    for left in ({"effective": ""}, {"previous": ""}, {"role": ""}, {"previous": "d" * 64}):
        assert read_statement(statement_bytes(replace(ONE, **left))) == replace(ONE, **left)
    longest = replace(ONE, repository="x" * 1000, blob="b" * 64, version="1234.5678", person="P", role="a-1")
    assert read_statement(statement_bytes(longest)) == longest


def test_it_is_written_in_utf_8() -> None:
    raw = statement_bytes(replace(ONE, forge="Ä"))
    assert '"forge":"Ä"'.encode() in raw
    assert read_statement(raw).forge == "Ä"


@pytest.mark.parametrize("name", ["id", "sha256", "blob", "person", "version", "made", "trust"])
def test_nothing_else_may_be_left_open(name: str) -> None:
    empty: Any = {name: ""}
    assert refusal(statement_bytes(replace(ONE, **empty))) == (
        f"`{name}` does not have the expected form: ``"
    )


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"id": "pol-chg"}, "`id` does not have the expected form: `pol-chg`"),
        ({"sha256": "A" * 64}, f"`sha256` does not have the expected form: `{'A' * 64}`"),
        ({"sha256": "a" * 81}, f"`sha256` does not have the expected form: `{'a' * 80}`"),
        ({"blob": "b" * 41}, f"`blob` does not have the expected form: `{'b' * 41}`"),
        ({"trust": "c"}, "`trust` does not have the expected form: `c`"),
        ({"previous": "c"}, "`previous` does not have the expected form: `c`"),
        ({"role": "Owner"}, "`role` does not have the expected form: `Owner`"),
        ({"meaning": "comment"}, "`comment` is not a known meaning"),
        ({"meaning": "c" * 81}, f"`{'c' * 80}` is not a known meaning"),
        ({"made": "2026-02-31T00:00:00Z"}, "it names a day that does not exist"),
        ({"made": "2026-02-28T25:00:00Z"}, "it names a day that does not exist"),
        ({"made": "yesterday"}, "`made` does not have the expected form: `yesterday`"),
        ({"effective": "2026-13-01"}, "it names a day that does not exist"),
        ({"effective": "soon"}, "`effective` does not have the expected form: `soon`"),
        ({"version": "../../x"}, "`version` does not have the expected form: `../../x`"),
        ({"person": "P-001/../x"}, "`person` does not have the expected form: `P-001/../x`"),
        ({"branch": "main\n"}, "`branch` is not plain text"),
        ({"repository": "x" * 1001}, "`repository` is not plain text"),
        ({"forge": "\u202e"}, "`forge` is not plain text"),
    ],
)
def test_a_field_of_another_form(said: dict[str, Any], why: str) -> None:
    assert refusal(statement_bytes(replace(ONE, **said))) == why


def changed(change: Any) -> bytes:
    whole = json.loads(statement_bytes(ONE))
    change(whole)
    return (json.dumps(whole, sort_keys=True, separators=(",", ":")) + "\n").encode()


NOT_JSON = "the file is not JSON in UTF-8, or it is cut off"
OTHER_FORM = "the file is not in the only allowed form: it has a key twice, spaces or another order"
OTHER_TYPE = "this is a statement of another type, or of a newer version of this program"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (changed(lambda values: values.update(extra=1)), "the statement has an unknown field: `extra`"),
        (changed(lambda values: values.update({"x" * 81: 1})), f"the statement has an unknown field: `{'x' * 80}`"),
        (changed(lambda values: values["predicate"].update(level="E4")), "its predicate has an unknown field: `level`"),
        (changed(lambda values: values["predicate"].pop("role")), "its predicate has no `role`"),
        (changed(lambda values: values.update(predicateType="urn:sms-lint:approval:2")), OTHER_TYPE),
        (changed(lambda values: values.update(_type="https://in-toto.io/Statement/v2")), OTHER_TYPE),
        (changed(lambda values: values["subject"].append(values["subject"][0])), "a statement is about one text"),
        (changed(lambda values: values.update(subject={})), "a statement is about one text"),
        (changed(lambda values: values.update(subject="x")), "a statement is about one text"),
        (changed(lambda values: values.update(subject=["x"])), "its subject is not a group of fields"),
        (changed(lambda values: values["subject"][0].update(name="POL-SEC")), "its subject and its id differ"),
        (changed(lambda values: values["subject"][0].update(digest=[])), "its digest is not a group of fields"),
        (changed(lambda values: values["subject"][0]["digest"].update(md5="x")), "its digest has an unknown field: `md5`"),
        (changed(lambda values: values["predicate"].update(role=1)), "`role` is not plain text"),
        (changed(lambda values: values.update(predicate="x")), "its predicate is not a group of fields"),
        (statement_bytes(ONE)[:-1], OTHER_FORM),
        (statement_bytes(ONE).replace(b",", b", ", 1), OTHER_FORM),
        (statement_bytes(ONE).replace(b'"role":', b'"role":"x","role":', 1), OTHER_FORM),
        (b"", NOT_JSON),
        (b"[]\n", "the statement is not a group of fields"),
        (b"\xff", NOT_JSON),
        (b"[" * 60_000, NOT_JSON),
        (b" " * 65_536, NOT_JSON),
        (b" " * 65_537, "the file is too large for a statement"),
    ],
)  # fmt: skip
def test_anything_else_is_refused(raw: bytes, why: str) -> None:
    assert refusal(raw) == why


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
