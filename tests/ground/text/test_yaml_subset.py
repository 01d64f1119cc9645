"""The YAML subset: any text is read or refused, never a crash, and places are where they say."""

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.source import Route, RouteKey, SourceFile
from sms_lint.ground.text import body_start, places, read_yaml

NOT_TEXT = st.sampled_from(["no", "1.10", "010", "12:30", "0x1F", "1e3", "~", "2026-03-31", "true", "1_000"])
SCALAR = st.one_of(st.text("ab:#-'\" \né{}[],&*!|>%@`?", max_size=12), NOT_TEXT)
KEY = st.text("abc-_é", min_size=1, max_size=6)
VALUES = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=3)
)
YAMLISH = st.text(st.sampled_from("ab:- \n\t#'\"[]{},&*!|>%?\\~<@0.é\u2028\ufeff\r"), max_size=120)


def leaves(value: object, route: Route = ()) -> Iterator[tuple[Route, object]]:
    """Each scalar of a value, with its route."""
    pairs: list[tuple[RouteKey, object]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    else:
        yield route, value
    for key, item in pairs:
        yield from leaves(item, (*route, key))


@given(st.text(max_size=200) | YAMLISH)
def test_any_text_is_read_or_refused(text: str) -> None:
    parsed = read_yaml(text)
    assert parsed.whole or parsed.flaws, "what cannot be read is said"
    for flaw in parsed.flaws:
        assert 0 <= flaw.start <= len(text)
        assert flaw.start < flaw.end
        assert flaw.message
    file = SourceFile("a.yml", text)
    for place in places(file).values():
        assert 0 <= place.start <= place.end <= len(text)
        assert 0 <= place.key_start <= place.key_end <= len(text)


@given(st.dictionaries(KEY, VALUES, min_size=1, max_size=4), st.booleans())
def test_a_value_stands_where_its_place_says(values: dict[str, object], flow: bool) -> None:
    text = yaml.safe_dump(values, default_flow_style=flow, allow_unicode=True, sort_keys=False)
    parsed = read_yaml(text)
    assert parsed.whole
    assert parsed.values == values
    where = places(SourceFile("a.yml", text))
    for route, value in leaves(values):
        place = where[route]
        key = route[-1]
        if isinstance(key, str):
            assert read_yaml(text[place.key_start : place.key_end]).values == key
        if isinstance(value, str) and "\n" not in text[place.start : place.end]:
            assert read_yaml(text[place.start : place.end]).values == value


@given(st.dictionaries(KEY, NOT_TEXT, min_size=1, max_size=5))
def test_values_without_quotes_are_named(values: dict[str, str]) -> None:
    plain = "".join(f"{key}: {value}\n" for key, value in values.items())
    found = read_yaml(plain).plain
    assert [(item.key, item.value) for item in found] == list(values.items())
    assert [plain[item.start : item.end] for item in found] == list(values.values())
    quoted = "".join(f"{key}: '{value}'\n" for key, value in values.items())
    assert read_yaml(quoted).plain == []
    assert read_yaml(quoted).values == values


def test_places_of_front_matter_count_from_the_start_of_the_file() -> None:
    text = '---\nid: POL-CHG\nreview: {every: 12 months}\nlist:\n  - "é"\n---\n# Title\n'
    file = SourceFile("policies/a.md", text)
    where = places(file)
    assert text[where[("id",)].start : where[("id",)].end] == "POL-CHG"
    assert text[where[("review", "every")].start : where[("review", "every")].end] == "12 months"
    assert text[where[("list", 0)].start : where[("list", 0)].end] == '"é"'
    assert text[body_start(text) :] == "# Title\n"


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("a: 1\na: 2\n", "duplicate-key", "a second time"),
        ("- a: 1\n  b: 2\n  a: 3\n  b: 4\n", "duplicate-key", "where a new entry of a list begins"),
        ("a: &x 1\n", "yaml-feature", "anchor"),
        ("a: &x 1\nb: *x\n", "yaml-feature", "alias"),
        ("a: !!str 1\n", "yaml-feature", "tag"),
        ("a: {b: 1}\n<<: c\n", "yaml-feature", "merge key"),
        ("%YAML 1.1\n---\na: 1\n", "yaml-feature", "directive"),
        ("a: 1\n---\nb: 2\n", "yaml-feature", "one document"),
        ("? [a, b]\n: c\n", "yaml-feature", "plain word"),
        ("? \n: a\n", "yaml-feature", "without a key"),
        ("a: " + "[" * 70, "too-deep", "64"),
        ("a: b: c\n", "syntax", "colon"),
        ("a:\n\tb: 1\n", "syntax", "tab"),
        ("a:\n  b: 1\n\u00a0 c: 2\n  d: 3\n", "syntax", "another sort of space"),
        ("a: [b\n", "syntax", "not closed"),
        ('a: "b\n', "syntax", "never closed"),
        ("a: 'b' c\n", "syntax", "quote"),
        ("a: 1\n b: 2\n", "syntax", "colon"),
        ("a:\n  - b\n  c: d\n", "syntax", "list"),
        ("a: b\nc\n", "syntax", "a colon and a space"),
        ('a: "\\q"\n', "syntax", "backslash"),
        ("a: *b\n", "yaml-feature", "alias"),
        ("a: \x00\n", "syntax", "not allowed"),
    ],
)
def test_what_is_left_out_is_refused_in_plain_words(text: str, rule: str, words: str) -> None:
    flaws = read_yaml(text).flaws
    assert rule in [flaw.rule for flaw in flaws]
    assert any(words in flaw.message for flaw in flaws), [flaw.message for flaw in flaws]


@pytest.mark.parametrize("unit", ["[", "{", "- ", "a: ", "? ", '"', "'", "&a ", "- - ", "a:\n ", "!", "|\n"])
def test_text_without_end_does_not_crash(unit: str) -> None:
    parsed = read_yaml(unit * 49_999)
    assert parsed.flaws


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a: 1\na: 2\n", {"a": "1"}),
        ("a:\na: 2\n", {"a": "2"}),
        ("a: {b: 1}\na: {c: 2}\n", {"a": {"b": "1"}}),
        ("a: 1\nb: 2\na: [3]\nb:\n", {"a": "1", "b": "2"}),
    ],
)
def test_of_a_key_that_stands_twice_the_first_value_that_says_something_counts(
    text: str, values: dict[str, object]
) -> None:
    assert read_yaml(text).values == values
    found = places(SourceFile("a.yml", text))
    assert text[found[("a",)].start :].startswith(str(values["a"])[0])
