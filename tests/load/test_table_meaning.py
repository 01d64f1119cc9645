"""One meaning: what the columns of a table are found to be, and what the kind says of a row in YAML."""

import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.ground.source import SourceFile
from sms_lint.load.nodes import read_file
from sms_lint.model.columns import field_forms, re2
from sms_lint.model.node import Document, Node
from sms_lint.model.row_rules import column
from sms_lint.outside.row_database import database
from tests.load.ticket_tables import HEADER, KINDS, as_csv, check, make_root, place

# To read a table takes a twentieth of a second.
NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))

TEXTS = [
    "", " ", "\u00a0", "\u2003", "\x1c", "\x85", "x", " x ", "a;b", "X-1", "X-1-B2", "x-1", "X-", "X--1",
    "X-1 ", "x\ny", "0", "1", "5", "6", "-1", "+5", "+6", "05", "25", "26", "100", "101", "100.0", "100.01",
    "1.", ".5", ".", "1e3", "1_0", "1,5", "1" * 18, "1" * 19, "0.123456789", "0.1234567891", "nan", "inf",
    "2026-01-01", "2026-02-29", "2024-02-29", "0000-01-01", "0001-01-01", "9999-12-31", "2026-1-1",
    "20260101", "2026-13-01", "2026-00-10", "2026-01-01T08:00", "2026-01-01 08:00:59", "2026-01-01T24:00",
    "2026-01-01T23:60", "2026-01-01T08:00:60", "2026-01-01T08:00Z", "2026-01-01T08:00+02:00",
    "2026-01-01T08:00+24:00", "2026-01-01T08:00-23:59", "2026-02-30T08:00", "2026-01-01T08", "T08:00",
    "0 days", "00 days", "1 day", "12 months", "10000 days", "1.0", "2.13", "2026-Q1", "2026-Q5", "2026-12",
    "2026", "yes", "no", "20000-1:8.6.1", "20000-1:8.6.1-a", "x" * 20000, "x" * 20001, "service-owner",
    "open", "closed", "high", "'; DROP TABLE x; --",
]  # fmt: skip


def form_of(field: Any) -> list[Any]:
    """What a field may hold, without what it is called."""
    words = ("title", "description", "default", "x-link", "x-unit")
    return [field.many, {name: value for name, value in field.schema.items() if name not in words}]


def schemas() -> Iterator[Any]:
    """Every form of field that some kind has, once."""
    seen = set()
    for name, model in sorted(KINDS.items()):
        forms = field_forms(model)
        if any(form.nested and form.required for form in forms):
            continue  # no table can hold what it needs
        for form in forms:
            known = json.dumps(form_of(form))
            if known not in seen and not form.nested:
                seen.add(known)
                yield pytest.param(model, form, id=f"{name}-{form.name}")


@pytest.mark.parametrize(("model", "form"), list(schemas()))
def test_a_column_and_a_row_are_judged_alike(model: type[Node], form: Any) -> None:
    texts = [text for text in TEXTS if text and not (form.many and text != text.strip(" ;"))]
    with database([]) as connection:
        found = connection.execute(
            f"SELECT {form.wrong()} FROM (SELECT unnest($1::VARCHAR[]) AS {column(form.name)})", [texts]
        ).fetchall()
    values = [text.split(";") if form.many else text for text in texts]
    by_row = [
        any(fault.route[:1] == (form.name,) for fault in model.read({form.name: value})[1])
        for value in values
    ]
    by_column = [bad for (bad,) in found]
    assert dict(zip(texts, by_column, strict=True)) == dict(zip(texts, by_row, strict=True))


def test_every_pattern_is_one_for_re2() -> None:
    patterns = {
        form.schema["pattern"]
        for model in KINDS.values()
        for form in field_forms(model)
        if "pattern" in form.schema
    }
    assert len(patterns) > 5
    with database([]) as connection:
        for pattern in patterns:
            connection.execute("SELECT regexp_matches('x', $1)", [re2(pattern)])
            assert pattern == r"\S" or pattern.startswith("^(?:")


@cache
def sound_texts(kind: str) -> Mapping[str, list[str]]:
    """Each field that can be a column, with the texts that the kind accepts for it."""
    model = KINDS[kind]
    return {form.name: accepted(model, form) for form in field_forms(model) if not form.nested}


_ACCEPTED: dict[str, list[str]] = {}


def accepted(model: type[Node], form: Any) -> list[str]:
    """The texts that a kind accepts for a field; fields of one form, of whatever kinds, are asked for once."""
    own = model.KIND.name if any(set(rule.needs) <= {form.name} for rule in model.KIND.value_rules) else ""
    name = json.dumps([own and [own, form.name], *form_of(form)])
    if name not in _ACCEPTED:
        fits = [
            text
            for text in TEXTS
            if text and len(text) < 100 and not (form.many and text != text.strip(" ;"))
        ]
        values: list[Any] = [text.split(";") if form.many else text for text in fits]
        sound = [text for text, value in zip(fits, values, strict=True) if fine(model, form.name, value)]
        _ACCEPTED[name] = sound + form.schema.get("enum", [])
    return _ACCEPTED[name]


def fine(model: type[Node], name: str, value: Any) -> bool:
    return not any(fault.route[:1] == (name,) for fault in model.read({name: value})[1])


ROW_KINDS = sorted(
    name
    for name, model in KINDS.items()
    if not issubclass(model, Document)
    and not any(form.nested and form.required for form in field_forms(model))
)
ANY_TEXT = st.text(st.characters(max_codepoint=0xD7FF, exclude_characters="\0\r;"), min_size=1, max_size=12)
CELLS = st.sampled_from([text for text in TEXTS if len(text) < 100 and ";" not in text]) | ANY_TEXT


@st.composite
def exports(draw: st.DrawFn) -> tuple[str, list[dict[str, str]]]:
    """A kind, and rows of it that began as well-formed ones."""
    kind = draw(st.sampled_from(ROW_KINDS))
    forms = sound_texts(kind)
    rows = []
    for number in range(draw(st.integers(1, 4))):
        row = {name: draw(st.sampled_from(["", *texts])) for name, texts in forms.items()}
        row["id"] = f"role-{number}" if kind == "role" else f"X-{number}"
        row |= draw(st.dictionaries(st.sampled_from(sorted(forms)), CELLS, max_size=3))
        rows.append({name: text for name, text in row.items() if text})
    return kind, rows


def as_yaml(kind: str, row: Mapping[str, str]) -> dict[str, Any]:
    """A row as one writes it in a list: the items of a cell as a list of their own, spaces around them dropped."""
    many = {form.name for form in field_forms(KINDS[kind]) if form.many}
    split = {
        name: [item.strip(" ") for item in text.split(";") if item.strip(" ")] for name, text in row.items()
    }
    return {
        name: split[name] if name in many else text
        for name, text in row.items()
        if name not in many or split[name]
    }


@settings(max_examples=60 if NIGHTLY else 20)
@given(exports())
def test_a_table_and_a_list_accept_and_refuse_the_same(
    tmp_path_factory: pytest.TempPathFactory, export: tuple[str, list[dict[str, str]]]
) -> None:
    kind, rows = export
    root = tmp_path_factory.mktemp("same")
    make_root(root)
    names = list(sound_texts(kind))
    place(root, "t", as_csv(rows, names), kind=kind)
    by_table = sorted(
        (fault.node, fault.message) for fault in check(root).reading_faults if fault.rule == "schema"
    )
    header = HEADER.format(kind=kind, name="T", data="x").split("data:")[0]
    entries = json.dumps([as_yaml(kind, row) for row in rows if row])
    listed = read_file(SourceFile("records/t.yml", f"{header}entries: {entries}\n"), KINDS)
    assert by_table == sorted(
        (fault.node, fault.message) for fault in listed.reading_faults if fault.rule == "schema"
    )
