"""JSON: any reader gives back what was written, and nothing in it is a command."""

import json

from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.output.json_text import json_text
from tests.ground.output.hostile import HOSTILE, is_steered


def test_an_honest_value_is_read_as_it_was() -> None:
    value = {"b": ["ä", 1, None, True], "a": {"##": "## x [y]", "😀": "😀"}}
    assert json.loads(json_text(value)) == value
    assert list(json.loads(json_text(value, sort_keys=True))) == ["a", "b"]


@given(st.dictionaries(HOSTILE, st.lists(HOSTILE) | HOSTILE, max_size=3))
def test_any_text_is_a_value_and_no_command(value: dict[str, list[str] | str]) -> None:
    written = json_text(value)
    assert written.isascii()
    assert not is_steered(written)
    read = json.loads(written)
    assert len(read) <= len(value)
    if "\\ud" not in json.dumps(value):
        assert read == value
    json.dumps(read, ensure_ascii=False).encode()  # no half of a pair is left


def test_a_byte_of_a_name_that_is_no_letter_is_shown() -> None:
    assert json.loads(json_text({"path": ("caf\udce9.md", "\\udce9 😀")})) == {
        "path": ["caf<U+DCE9>.md", "\\udce9 😀"]
    }
