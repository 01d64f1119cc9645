"""Where somebody is writing, in texts that are not whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.editor.cursor import cursor_at, keys_part

TEXT = """\
kind: risk
review: {every: 3 months, last: ①}
related: [POL-A, ②]
entries:
  - id: RSK-1
    title: "A, b: {" ③
    ④
    steps:
    - ⑤
    - name: one
      ⑥: two
    text: >-
      words ⑦
  - {id: RSK-2, cause: "a, b", ⑧}
  -
    id: RSK-3
    ⑨
satisfies:
- ⓪
"""


@pytest.mark.parametrize(
    ("mark", "keys", "part", "beside"),
    [
        ("①", ("review", "last"), "value", {"every"}),
        ("②", ("related", None), "value", set()),
        ("③", ("entries", None, "title"), "value", set()),
        ("④", ("entries", None), "key", {"id", "title", "steps", "text"}),
        ("⑤", ("entries", None, "steps", None), "key", set()),
        ("⑥", ("entries", None, "steps", None), "key", {"name"}),
        ("⑦", ("entries", None, "text"), "text", set()),
        ("⑧", ("entries", None), "key", {"id", "cause"}),
        ("⑨", ("entries", None), "key", {"id"}),
        ("⓪", ("satisfies", None), "key", set()),
    ],
)
def test_the_keys_that_lead_there(
    mark: str, keys: tuple[str | None, ...], part: str, beside: set[str]
) -> None:
    for line_end in ("\n", "\r\n"):
        text = TEXT.replace("\n", line_end)
        offset = text.index(mark)
        found = cursor_at(text.replace(mark, "" if mark != "⑥" else "x"), offset)
        assert (found.keys, found.part, set(found.beside)) == (keys, part, beside)


def test_the_word_at_a_place_ends_before_what_ends_a_key() -> None:
    text = "title: RSK-1."
    assert text[slice(*cursor_at(text, 2)[2:4])] == "title"
    assert text[slice(*cursor_at(text, 9)[2:4])] == "RSK-1"


def test_front_matter_that_is_not_closed_yet_ends_before_the_text() -> None:
    text = "---\nkind: policy\nid: \n\n# Title\n\nwords: more\n"
    assert text[slice(*keys_part("policies/a.md", text))] == "kind: policy\nid: \n\n"
    assert keys_part("policies/a.md", "# Title\n") == (0, 0)


@given(st.text(st.sampled_from("ab: -\n{}[],\"'#>|🦊\r"), max_size=60), st.data())
def test_any_text_has_a_place(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    found = cursor_at(text, offset)
    assert 0 <= found.start <= offset <= found.end <= len(text)
