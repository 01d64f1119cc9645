"""A value of a YAML text changes, and every byte beside it stays."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.source import Route
from sms_lint.ground.text import read_yaml
from sms_lint.ground.text.yaml_edit import UneditableError, with_item, with_value, without
from sms_lint.ground.text.yaml_written import Value, Written, is_plain, plain_value, scalar

TEXT = """\
    id: A-1  # its id
    title: "Old: one"
    listed: [A, 'B', C]
    steps:
      - first  # one
      # between
      - second
    place: {room: 1, floor: "2"}
    people:
      - {role: x, from: y}
      - role: z

        from: q
    empty:
    note: |-
      some

      thing
    # behind
"""
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n:#-'\"[]{},&*!|>%@`\\ "), min_size=1
).filter(lambda text: text == text.strip())


def changed(text: str, route: Route, value: Value) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    after = with_value(text, route, value, ("id", "title", "kind"))
    before, now = text.splitlines(), after.splitlines()
    while before and now and before[0] == now[0]:
        before, now = before[1:], now[1:]
    while before and now and before[-1] == now[-1]:
        before, now = before[:-1], now[:-1]
    return before, now


CASES: list[tuple[Route, Value, list[str], list[str]]] = [
    (("id",), Written("B-2"), ["    id: A-1  # its id"], ["    id: B-2  # its id"]),
    (("title",), Written("New"), ['    title: "Old: one"'], ['    title: "New"']),
    (("title",), Written('a "b"'), ['    title: "Old: one"'], ["    title: 'a \"b\"'"]),
    (("kind",), Written("risk"), [], ["    kind: risk"]),
    (("listed",), [Written("A"), Written("D"), Written("C")], ["    listed: [A, 'B', C]"], ["    listed: [A, 'D', C]"]),
    (("listed",), [Written("C")], ["    listed: [A, 'B', C]"], ["    listed: [C]"]),
    (("listed",), [], ["    listed: [A, 'B', C]"], ["    listed: []"]),
    (("steps",), [Written("zero"), Written("first"), Written("second")], [], ["      - zero"]),
    (("steps",), [Written("first")], ["      - second"], []),
    (("steps", 1), Written("a: b"), ["      - second"], ['      - "a: b"']),
    (("place", "room"), Written("a, b"), ['    place: {room: 1, floor: "2"}'], ['    place: {room: "a, b", floor: "2"}']),
    (("place", "door"), Written("3"), ['    place: {room: 1, floor: "2"}'], ['    place: {room: 1, floor: "2", door: "3"}']),
    (("people", 1, "to"), Written("t"), [], ["        to: t"]),
    (("empty",), Written("full"), ["    empty:"], ["    empty: full"]),
    (("empty",), [Written("a"), Written("b")], ["    empty:"], ["    empty: [a, b]"]),
    (("note",), Written("one\ntwo"), ["      some", "", "      thing"], ["      one", "      two"]),
    (("more", "deep"), Written("x"), [], ["    more: {deep: x}"]),
]  # fmt: skip


@pytest.mark.parametrize(("route", "value", "gone", "come"), CASES)
def test_only_the_lines_of_the_value_change(
    route: Route, value: Value, gone: list[str], come: list[str]
) -> None:
    assert changed(TEXT, route, value) == (gone, come)


def test_what_is_taken_away_takes_its_line_along() -> None:
    assert without(TEXT, ("title",)) == TEXT.replace('    title: "Old: one"\n', "")
    assert without(TEXT, ("steps", 0)) == TEXT.replace("      - first  # one\n", "")
    assert without(TEXT, ("place", "room")) == TEXT.replace("room: 1, ", "")
    assert without(TEXT, ("people", 1, "role")) == TEXT.replace("- role: z\n\n        from", "- from")
    assert without(TEXT, ("note",)) == TEXT.replace("    note: |-\n      some\n\n      thing\n", "")


def test_one_more_item_is_written_behind_the_last() -> None:
    added = with_item(TEXT, ("people",), {"role": Written("n"), "from": Written("2026-01-01", is_text=False)})
    assert added == TEXT.replace("from: q\n", "from: q\n      - {role: n, from: 2026-01-01}\n")


def test_what_only_a_person_can_change_is_said() -> None:
    with pytest.raises(UneditableError):
        without("a:\n  - - b\n    - c\n", ("a", 0, 0))


@given(
    TEXTS,
    st.sampled_from(
        [("id",), ("title",), ("listed", 1), ("steps", 1), ("place", "floor"), ("empty",), ("note",)]
    ),
)
def test_any_text_is_read_as_it_was_given(text: str, route: Route) -> None:
    before, after = read_yaml(TEXT).values, read_yaml(with_value(TEXT, route, Written(text))).values
    assert value(after, route) == text
    assert with_value(with_value(TEXT, route, Written(text)), route, Written("x")).count("# behind") == 1
    assert {key: held for key, held in after.items() if key != route[0]} == {
        key: held for key, held in before.items() if key != route[0]
    }


@given(st.lists(TEXTS, min_size=1, max_size=5), st.sampled_from(["listed", "steps"]))
def test_any_list_is_read_as_it_was_given(texts: list[str], name: str) -> None:
    after = with_value(TEXT, (name,), [Written(text) for text in texts])
    assert read_yaml(after).values == {**read_yaml(TEXT).values, name: texts}


@given(TEXTS)
def test_a_text_without_quotes_is_a_text_for_every_reader(text: str) -> None:
    if is_plain(Written(text)):
        assert read_yaml(f"k: {text}").values == {"k": text}
        assert not read_yaml(f"k: {text}").plain
    assert read_yaml(f"k: {scalar(Written(text), column=2)}").values == {"k": text}
    assert plain_value([Written(text)]) == [text]


def value(values: Any, route: Route) -> Any:
    for key in route:
        values = values[key]
    return values
