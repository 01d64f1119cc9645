"""The parts of the ids of clauses and obligations."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.fields import CLAUSE_PATTERN


@pytest.mark.parametrize(
    ("ref", "parts", "clause", "short"),
    [
        ("20000-1:8.6.1-a", ("20000-1", "8.6.1", "a"), "20000-1:8.6.1", "8.6.1-a"),
        ("20000-1:8.6.1", ("20000-1", "8.6.1", ""), "20000-1:8.6.1", "8.6.1"),
        ("20000-1:4", ("20000-1", "4", ""), "20000-1:4", "4"),
        ("8.6.1-s2", ("", "8.6.1", "s2"), "8.6.1", "8.6.1-s2"),
        ("27001:A.5.1", ("27001", "A.5.1", ""), "27001:A.5.1", "A.5.1"),
        ("", ("", "", ""), "", ""),
    ],
)
def test_the_parts_of_an_id(ref: str, parts: tuple[str, str, str], clause: str, short: str) -> None:
    found = clause_parts(ref)
    assert (tuple(found), found.clause, found.short) == (parts, clause, short)


@given(st.from_regex(re.compile(CLAUSE_PATTERN), fullmatch=True))
def test_the_parts_make_the_id_again(ref: str) -> None:
    found = clause_parts(ref)
    assert f"{found.standard}:{found.short}" == ref
    assert clause_parts(found.clause).clause == found.clause
    assert found.is_within(clause_parts(found.clause))


@pytest.mark.parametrize(
    ("ref", "other", "within"),
    [
        ("20000-1:8.6.1", "20000-1:8.6", True),
        ("20000-1:8.6.1-a", "20000-1:8.6", True),
        ("20000-1:8.6.1-a", "20000-1:8.6.1", True),
        ("20000-1:8.6.1-a", "20000-1:8.6.1-a", True),
        ("20000-1:8.6.1-b", "20000-1:8.6.1-a", False),
        ("20000-1:8.6.1", "20000-1:8.6.1-a", False),
        ("20000-1:8.6", "20000-1:8.6.1", False),
        ("20000-1:8.61", "20000-1:8.6", False),
        ("27001:8.6.1", "20000-1:8.6", False),
    ],
)
def test_what_lies_within_a_clause(ref: str, other: str, within: bool) -> None:
    assert clause_parts(ref).is_within(clause_parts(other)) is within
