"""What a file of a commit holds: entries by their ids, in whichever form they are written, or why it cannot be read."""

from typing import Any

import pytest

from sms_lint.history.record_changes.parsed_file import (
    BODY,
    NOTHING,
    ParsedFile,
    body,
    canonical,
    parsed_content,
    place_of,
    read_content,
)
from sms_lint.model.controlled_files import MOST_BYTES
from sms_lint.model.kinds import kinds
from tests.history.record_changes.records import entry, policy, register, risk


def read(text: str, path: str = "a.yml") -> ParsedFile:
    return read_content(path, text.encode(), kinds())


HEADER = (
    "kind: incident\nid: REG-INC\ntitle: Incidents\nowner: manager\nreview: {every: 12 months, last: 2026-01-01}\n"
    "source: {system: Tool, exported: 2026-01-01}\ndata: inc.csv\n"
)


def test_nothing_holds_nothing() -> None:
    assert (NOTHING.kind, NOTHING.raw, NOTHING.data, NOTHING.columns, NOTHING.is_header, NOTHING.fault) == (
        *("", {}, "", {}, False),
        "",
    )
    assert NOTHING.read("x") == {}
    assert NOTHING.glance("x", "y") is None


def test_a_record_by_itself() -> None:
    found = read(risk(title="  A   flood ", none='""'))
    assert (found.kind, found.fault, list(found.raw)) == ("risk", "", ["RSK-1"])
    assert found.values("RSK-1") == {"id": "RSK-1", "title": "A flood", "status": "closed"}
    assert found.state("RSK-1", "status") == "closed"
    assert found.state("RSK-1", "owner") == ""


def test_entries_of_a_register() -> None:
    found = read(register(entry(), entry("RSK-2", "open")))
    assert (found.kind, found.form, sorted(found.raw)) == ("risk", "risk", ["RSK-1", "RSK-2"])
    assert found.values("RSK-2") == {"id": "RSK-2", "title": "Flood", "status": "open"}
    assert found.state("RSK-2", "status") == "open"


def test_what_is_read_by_lines_and_by_the_parser_says_the_same() -> None:
    for text in (risk(), register(entry(), entry("RSK-2", "open"))):
        plain, parsed = read(text), parsed_content("a.yml", text, kinds())
        assert plain.raw.keys() == parsed.raw.keys()
        for id_ in plain.raw:
            assert plain.values(id_) == {
                key: value for key, value in parsed.values(id_).items() if key != "kind"
            }
        assert parsed.form == ("parsed", "risk")
        assert plain.form != parsed.form


def test_a_state_that_is_no_text_is_not_told() -> None:
    found = parsed_content("a.yml", "kind: risk\nid: R\nstatus: [a, {b: c}]\nowner: x\n", kinds())
    assert (found.state("R", "status"), found.state("R", "owner"), found.state("R", "title")) == (
        "?",
        "x",
        "",
    )


def test_line_ends_of_another_system_change_nothing() -> None:
    assert read(risk().replace("\n", "\r\n")) == read(risk())


def test_of_entries_with_one_id_the_first_counts_and_others_than_groups_are_no_entries() -> None:
    text = "kind: risk\nentries: [{id: R, title: One}, {id: R, title: Two}, x, {title: none}, {id: [1]}]\n"
    found = read(text)
    assert list(found.raw) == ["R"]
    assert found.values("R")["title"] == "One"
    assert read("kind: risk\nentries: {a: b}\n").raw == {}


def test_the_header_of_a_table() -> None:
    found = read(f"{HEADER}columns: {{Nr: id, Text: [1]}}\n")
    assert (found.kind, found.data, found.columns, found.raw, found.fault) == (
        *("incident", "inc.csv", {"Nr": "id", "Text": ""}),
        {},
        "",
    )
    assert read(HEADER).is_header
    assert read(HEADER).columns == {}
    assert not read(HEADER.replace("incident", "nonsense")).is_header
    assert not read(HEADER.replace("owner: manager\n", "")).is_header
    assert read(HEADER.replace("inc.csv", "[inc.csv]")).data == ""
    assert read(f"{HEADER}columns: none\n").columns == {}


def test_a_document_is_its_values_and_its_text() -> None:
    found = read(policy(text="One.  "), "a.md")
    assert (found.kind, found.form, list(found.raw)) == ("policy", ("text", "policy"), ["POL-A"])
    assert found.values("POL-A")[BODY] == "# A policy\n\n## Purpose\n\nOne."
    assert found.values("POL-A")["review"] == {"every": "12 months", "last": "2026-01-01"}
    assert found.raw["POL-A"] == policy(text="One.  ")


def test_a_text_needs_an_id() -> None:
    assert read("---\ntitle: X\n---\ntext\n", "a.md").fault == "it has neither kind nor id"
    assert read("---\nkind: policy\n---\ntext\n", "a.md").fault == ""
    assert read("---\nkind: policy\nid: [1]\n---\ntext\n", "a.md").raw == {}


@pytest.mark.parametrize(
    ("raw", "path", "fault"),
    [
        (b"\xff", "a.yml", "it is not written in UTF-8"),
        (b"#" * (MOST_BYTES + 1), "a.yml", "it is larger than 1 MiB"),
        (b"text\n", "a.md", "it has no front matter"),
        (b"---\nkind: [\n---\n", "a.md", "its front matter cannot be read"),
        (b"<<<<<<< a\nkind: risk\n=======\nid: x\n>>>>>>> b\n", "a.yml", "it contains the marks of an unfinished merge"),
        (b"---\n<<<<<<< a\nkind: risk\n=======\nid: x\n>>>>>>> b\n---\n", "a.md", "it contains the marks of an unfinished merge"),
        (b"[a, b]\n", "a.yml", "it contains no keys and values"),
        (b"a: [\n", "a.yml", "it cannot be read as YAML"),
    ],
)  # fmt: skip
def test_why_a_file_cannot_be_read(raw: bytes, path: str, fault: str) -> None:
    found = read_content(path, raw, kinds())
    assert (found.fault, found.raw) == (fault, {})


def test_a_file_of_the_largest_size_is_read() -> None:
    assert read(risk() + "#" * (MOST_BYTES - len(risk()))).fault == ""


def test_what_is_only_a_way_of_writing_is_left_out() -> None:
    values: Any = {
        "b": " x \n y ", "a": ["p  q", "r"], "none": None, "empty": "", "nothing": [], "also": {}, 1: "one",
        "deep": {"z": "", "y": ["", {"w": "v", "u": " "}]}, "blank": [""],
    }  # fmt: skip
    assert canonical(values) == {
        "b": "x y",
        "a": "p q;r",
        "1": "one",
        "deep": {"y": ["", {"w": "v"}]},
    }


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\n\n# A\n\ntext  \nmore\t\n\n\n", "# A\n\ntext\nmore"),
        ("\n  indented\n", "  indented"),
        (" left out\nkept\n", "kept"),
        ("", ""),
    ],
)
def test_what_nobody_sees_of_a_text_is_left_out(text: str, shown: str) -> None:
    assert body(text) == shown


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("see R-1\n- id: R-1\n", "id: R-1"),
        ("see R-1\n  - {id: 'R-1', a: b}\n", "{id: 'R-1'"),
        ('see R-1\nid: "R-1"\n', 'id: "R-1"'),
        ("see R-1\nid: R-1\nsee R-1\n", "id: R-1"),
        ("R-1,a\n", "R-1,a"),
        ("x,R-11\nR-1,a\n", "R-1,a"),
        ("a: b R-1\nc: d R-1\n", "R-1\nc"),
        ("xR-1 .R-1 -R-1 R-1. R-1- R-1\n", "R-1\n"),
        ("nothing of it\n", "nothing"),
        ("", ""),
    ],
)
def test_an_entry_begins_at_its_id(text: str, at: str) -> None:
    place = text.index(at)
    assert place_of(text, "R-1") == (text.index("R-1", place) if at and "R-1" in at else place)
