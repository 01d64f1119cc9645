"""Front matter, sections and links, compared with the parser that builds the site."""

from collections.abc import Iterator
from time import process_time

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.text import body_start, front_matter, links, sections, slug

PLAIN_WORD = st.text("abcXYZ019éßñ漢-.,;:'/%+=?", min_size=1, max_size=8)
WORD = st.one_of(
    PLAIN_WORD,
    PLAIN_WORD.map(lambda word: f"`{word}`"),
    st.from_regex(r"[a-z]{1,5}", fullmatch=True).map(lambda word: f"**{word}**"),
    st.from_regex(r"[a-z]{1,5}", fullmatch=True).map(lambda word: f"*{word}*"),
    st.from_regex(r"[a-z]{1,5}_[a-z]{1,3}", fullmatch=True),
    st.from_regex(r"[a-z]{1,5}", fullmatch=True).map(lambda word: f"[{word}](page.md)"),
    st.sampled_from(["Scope", "scope", "scope_1", "Roles", "&", "(a)", "20000-1:8.6.1"]),
)
TITLE = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
NAME = st.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True)
ATTRIBUTES = st.one_of(
    st.just(""),
    NAME.map(lambda name: f" {{: #{name} }}"),
    NAME.map(lambda name: f" {{#{name}}}"),
    st.just(' {: data-satisfies="20000-1:8.5.1.1-b" }'),
    NAME.map(lambda name: f' {{: #{name} data-satisfies="20000-1:8.5.1.1-b" }}'),
)
HEADING = st.tuples(st.integers(1, 6), TITLE, ATTRIBUTES)


def built(text: str) -> Iterator[tuple[int, str]]:
    """The level and anchor of each heading as the site builder makes them."""
    parser = markdown.Markdown(extensions=["attr_list", "footnotes", "sane_lists", "tables", "toc"])
    parser.convert(text)

    def walk(tokens: list[dict[str, object]]) -> Iterator[tuple[int, str]]:
        for token in tokens:
            yield int(str(token["level"])), str(token["id"])
            yield from walk(token["children"])  # type: ignore[arg-type]  # the library does not describe its tokens

    return walk(parser.toc_tokens)


@given(st.lists(HEADING, min_size=1, max_size=8))
def test_anchors_are_those_of_the_site(headings: list[tuple[int, str, str]]) -> None:
    text = "\n\n".join(f"{'#' * level} {title}{more}\n\nSome text." for level, title, more in headings)
    assert [(section.level, section.anchor) for section in sections(text)] == list(built(text))


def test_clauses_of_a_section() -> None:
    text = '# Change\n\n## Kinds of change {: #kinds data-satisfies="20000-1:8.5.1.1-b 20000-1:8.5.1.2" }\n\nText.\n'
    section = sections(text)[1]
    assert section.title == "Kinds of change"
    assert section.anchor == "kinds"
    assert section.satisfies == ("20000-1:8.5.1.1-b", "20000-1:8.5.1.2")
    assert text[section.body_start : section.body_end].strip() == "Text."


def test_a_text_without_headings_has_no_sections() -> None:
    assert sections("Only text.\n") == ()
    assert sections("") == ()


def test_headings_and_links_in_code_are_none() -> None:
    text = "# One\n\n```sh\n# not a heading\n[no](link.md)\n```\n\nA `[no](code.md)` and [yes](page.md).\n"
    assert [section.title for section in sections(text)] == ["One"]
    assert [link.target for link in links(text)] == ["page.md"]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](b.md)", ["b.md"]),
        ("[a](b.md#c 'title')", ["b.md#c"]),
        ('[a](<b.md> "title")', ["b.md"]),
        ("![a](picture.svg)", ["picture.svg"]),
        ("[![a](p.svg)](b.md)", ["p.svg", "b.md"]),
        ("[a][b]\n\n[b]: c.md", ["c.md"]),
        ("[a](b.md) and [c](d.md)", ["b.md", "d.md"]),
        ("[a](b_(c).md)", ["b_(c).md"]),
        ("[a](<b c.md>)", ["b c.md"]),
        ("``[a](`b.md)`` [c](d.md)", ["d.md"]),
        ("`` [a](b.md) `", ["b.md"]),
        ("<!-- [a](b.md) -->", []),
        ("[a]", []),
        ("(b.md)", []),
    ],
)
def test_links(text: str, targets: list[str]) -> None:
    found = list(links(text))
    assert sorted(link.target for link in found) == sorted(targets)
    assert all(text[link.start : link.end] == link.target for link in found)


@given(st.text(st.sampled_from("ab-#:\n\r `~[]()!é{}\t\"'*_<>|\\"), max_size=200))
def test_any_text_is_read_and_places_lie_inside(text: str) -> None:
    found = sections(text)
    for section in found:
        assert 0 <= section.start < section.end <= len(text)
        assert section.end <= section.body_start <= section.body_end <= len(text)
        assert text[section.start] == "#"
    assert [section.body_end for section in found[:-1]] == [section.start for section in found[1:]]
    for link in links(text):
        assert text[link.start : link.end] == link.target


@given(st.text(st.sampled_from("ab: \n-"), max_size=40), st.text(st.sampled_from("ab# \n"), max_size=40))
def test_front_matter_is_found_in_the_whole_file(keys: str, body: str) -> None:
    keys = keys.replace("---", "--").strip("\n-")
    text = f"---\n{keys}\n---\n{body}"
    start, end = front_matter(text)
    assert text[start:end] == f"{keys}\n"
    assert text[body_start(text) :] == body


@pytest.mark.parametrize("text", ["", "---", "---\n", "---\na: 1\n", " ---\na: 1\n---\n", "a: 1\n---\n"])
def test_no_front_matter(text: str) -> None:
    assert front_matter(text) == (0, 0)
    assert body_start(text) == 0


def test_a_slug_is_never_longer_than_its_title() -> None:
    assert slug("  Roles & Responsibilities, 2nd edition ") == "roles-responsibilities-2nd-edition"


@pytest.mark.parametrize(
    "unit",
    [
        "# a\n",
        "[",
        "](",
        "`",
        "![a](",
        "# a {: #a }\n",
        "- ",
        "[a]: ",
        "**",
        "<",
        "(",
        "](a ",
        "](<",
        "<!-- [a](b.md) -->\n",
        "`a``b```[c](d)",
    ],
)
def test_no_text_takes_long(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = process_time()
    list(links(text))
    sections(text)
    assert process_time() - started < 2
