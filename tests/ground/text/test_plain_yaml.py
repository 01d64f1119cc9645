"""The short way of reading says what the parser says, or leaves the text to it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.text.plain_yaml import is_plain, kind_and_id, register_entries
from sms_lint.history.record_changes.parsed_file import parsed_content, read_content
from sms_lint.model.kinds import kinds
from tests.history.record_changes.records import entry, register, risk

PATH = "records/a.yml"
TOP = Path(__file__).resolve().parents[3]
VALUES = st.sampled_from(
    ["closed", "open", "a b", "'q'", '"q"', "'it''s'", "'open", '"open', 'x"', "x'", "a'b, 'c", "[a, b]", "[a, 'b']", '["a, b"]', "[a'b, 'c]", "[a", "b]",
     "{a: b}", "{id: X, status: open}", "{a: [b, c]}", "{a: 'b}", "[{a: b}, {c: d}]", "|", ">-", "|2", "&a x", "*a", "!t x", "# c", "x # c", "x: y", "x: 'y",
     "- a", "-", "--- x", "? a", "@", "%", "10:30", "2026-01-01", "", "a:b", "status: open", "id: RSK-9", "\\", "it's # 'x"]
)  # fmt: skip
KEYS = st.sampled_from(
    [
        "id: ",
        "kind: ",
        "status: ",
        "title: ",
        "entries:",
        "data: ",
        "a b: ",
        "",
        "- ",
        "- id: ",
        "? ",
        "'status': ",
        "---",
        "...",
        "20: ",
        "id : ",
        "kind : ",
        "status : ",
        "entries :",
        "data : ",
        "\n",
        "id: RSK-7\n\n",
        "{id: RSK-8, ",
        "- {id: RSK-8, ",
    ]
)
LINES = st.builds(lambda indent, key, value: " " * indent + key + value, st.integers(0, 5), KEYS, VALUES)
BASES = st.sampled_from(
    [
        risk(),
        register(entry(), entry("RSK-2", "open")),
        register("- id: RSK-1\n  status: open\n", "- id: RSK-2\n  status: closed\n"),
    ]
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    lines = draw(BASES).splitlines()
    for line in draw(st.lists(LINES, max_size=4)):
        place = draw(st.integers(0, len(lines)))
        lines[place : place + draw(st.integers(0, 1))] = [line]
    return "\n".join(lines) + draw(st.sampled_from(["\n", "", "\n\n"]))


@given(texts())
def test_the_short_way_says_what_the_parser_says(text: str) -> None:
    short, long = read_content(PATH, text.encode(), kinds()), parsed_content(PATH, text, kinds())
    if long.fault:
        return  # a text that is no YAML is confirmed by the parser before anything is said of it
    assert (short.kind, list(short.raw), short.data) == (long.kind, list(long.raw), long.data)
    for id_ in short.raw:
        assert short.values(id_) == long.values(id_)
        seen = short.glance(short.raw[id_], "status")
        assert seen is None or seen == long.values(id_).get("status", "")


@pytest.mark.parametrize("path", sorted((TOP / "records").rglob("*.yml")), ids=lambda path: path.name)
def test_every_record_of_our_own_system(path: Path) -> None:
    raw = path.read_bytes()
    short, long = read_content(PATH, raw, kinds()), parsed_content(PATH, raw.decode(), kinds())
    assert (short.kind, list(short.raw), short.data) == (long.kind, list(long.raw), long.data)
    assert [short.values(id_) for id_ in short.raw] == [long.values(id_) for id_ in long.raw]


def test_what_is_left_to_the_parser() -> None:
    plain = risk()
    assert kind_and_id(plain) == ("risk", "RSK-1")
    for text in (
        plain.replace("Flood", "'Flood"), plain.replace("Flood", "[a, 'b]"), plain.replace("Flood", "a\tb"), plain + "---\n", plain.replace("\n", "\r"),
        plain.replace("title", '"title"'), plain.replace("Flood", "&x Flood"), "\ufeff" + plain, plain.replace("Flood", "a\u2028b"), plain[:-1],
    ):  # fmt: skip
        assert not is_plain(text)
        assert kind_and_id(text) is None
    assert kind_and_id(plain + "kind: problem\n") is None
    assert kind_and_id(plain + "id: RSK-2\n") is None
    assert register_entries(register(entry()) + "notes: x\n") is None
    assert register_entries(register(entry(), "    id: RSK-2\n")) is None
    assert register_entries(register(entry(), " - id: RSK-2\n")) is None
