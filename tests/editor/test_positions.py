"""Places between us and editors: any text, any encoding, any edit."""

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types as lsp

from sms_lint.editor.moved import change_between, moved_location
from sms_lint.editor.positions import UNITS, Lines
from sms_lint.ground.source import Location, SourceFile

# Line ends of every sort among characters of one to four octets; those after the first three end no line of the protocol.
TEXTS = st.text(st.sampled_from("a é€🦊\n\r\x0b\x0c\x85\u2028\ud800"), max_size=40)
SIZES = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


def test_what_editors_count() -> None:
    lines = Lines("a🦊b\r\nc\x0cd\u2028e\rf")
    assert lines.position(2) == lsp.Position(0, 3)
    assert lines.position(5) == lsp.Position(1, 0)
    assert lines.position(9) == lsp.Position(1, 4)
    assert lines.position(11) == lsp.Position(2, 0)
    assert lines.offset(lsp.Position(0, 2)) == 1, "the middle of a character is the place before it"
    assert lines.offset(lsp.Position(0, 99)) == 3
    assert lines.offset(lsp.Position(99, 0)) == 12


@given(TEXTS, st.sampled_from(sorted(UNITS)), st.data())
def test_there_and_back(text: str, encoding: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    if text[offset - 1 : offset + 1] == "\r\n":
        offset -= 1  # between the two there is no place
    lines = Lines(text, encoding)
    place = lines.position(offset)
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    codec, size = SIZES[encoding]
    assert place.line == before.count("\n")
    assert place.character == len(before.rpartition("\n")[2].encode(codec, "surrogatepass")) // size
    assert lines.offset(place) == offset


@given(TEXTS, st.integers(0, 50), st.integers(0, 50), st.sampled_from(sorted(UNITS)))
def test_any_place_an_editor_names_is_one_of_the_text(
    text: str, line: int, column: int, encoding: str
) -> None:
    assert 0 <= Lines(text, encoding).offset(lsp.Position(line, column)) <= len(text)


@given(TEXTS, TEXTS, st.data())
def test_what_was_not_edited_keeps_its_text(before: str, after: str, data: st.DataObject) -> None:
    change = change_between(before, after)
    assert before[: change.start] + after[change.start : change.new_end] + before[change.old_end :] == after
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    now = moved_location(Location(SourceFile("a.md", before), start, end), SourceFile("a.md", after))
    assert 0 <= now.start <= now.end <= len(after)
    if end <= change.start or start >= change.old_end > change.start:
        assert after[now.start : now.end] == before[start:end] or start <= change.start
