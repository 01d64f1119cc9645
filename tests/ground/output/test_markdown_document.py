"""A tree written as Markdown is read as the same tree: by our parser, and by another one."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sms_lint.ground.output.markdown_document import document_text, line_text
from sms_lint.ground.output.markdown_runs import EMPHASIS, STRIKE, STRONG, Run, element_of, tidied
from sms_lint.ground.text.prose import Element, parsed

TEXTS = st.text(st.sampled_from("aZ9 .:-_*`[]()!<>&|~#+={}\\ß本;/'\"@"), min_size=1, max_size=12)
RUNS = st.builds(
    Run,
    TEXTS,
    st.frozensets(st.sampled_from([STRONG, EMPHASIS, STRIKE])),
    st.sampled_from(["", "", "", "https://example.org/a_b", "other file.md"]),
    st.sampled_from(["text", "text", "text", "code", "break"]),
).map(lambda run: Run("", form="break") if run.form == "break" else run)
LINES = st.lists(RUNS, min_size=1, max_size=5)


def leaf(kind: str, runs: Sequence[Run], level: int = 0) -> Element:
    return element_of(kind, tidied(runs), level)


def paragraph(text: str) -> Element:
    return leaf("paragraph", [Run(text)])


def shape(element: Element) -> object:
    """Kinds of blocks and the words in them; an item of one line and one of one paragraph are the same."""
    if element.kind in ("paragraph", "heading", "cell", "code_block"):
        return (element.kind, element.level, "".join(words(element)).strip())
    children = [shape(child) for child in element.children if child.kind not in INLINE]
    if element.kind == "item" and any(child.kind in INLINE for child in element.children):
        line = Element("paragraph", 0, 0, [child for child in element.children if child.kind in INLINE])
        children = [shape(line), *children]
    level = min(element.level, 1) if element.kind == "list" else 0
    return (element.kind, level, children)


INLINE = {"text", "code", "strong", "emphasis", "strike", "link", "break", "picture", "html", "soft_break"}


def words(element: Element) -> list[str]:
    if element.kind in ("text", "code"):
        return [element.text]
    if element.kind in ("break", "html"):
        return ["\n" * max(element.text.count("<br>"), 1)]
    return [word for child in element.children for word in words(child)]


def test_a_plain_text_stays_as_people_write_it() -> None:
    said = "The change manager (or a deputy) decides within 2 days: see snake_case, 5 < 6, R&D and 50 %."
    assert line_text([Run(said)]) == said


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("1. First", r"1\. First"),
        ("# no heading", r"\# no heading"),
        ("- no item", r"\- no item"),
        ("+ no item", r"\+ no item"),
        ("> no quotation", r"\> no quotation"),
        ("---", r"\---"),
        ("2 * 3 * 4", r"2 \* 3 \* 4"),
        ("<br>", r"\<br>"),
        ("[x] done", r"\[x] done"),
        ("&amp;", r"\&amp;"),
    ],
)
def test_what_would_be_a_mark_is_escaped(said: str, written: str) -> None:
    assert line_text([Run(said)]) == written


def test_marks_stand_around_words_not_around_spaces() -> None:
    said = [Run("The "), Run("owner ", frozenset({STRONG})), Run("decides")]
    assert line_text(said) == "The **owner** decides"


def test_a_mark_that_cannot_be_written_is_left_out_and_no_word_is() -> None:
    assert line_text([Run("Note:", frozenset({STRONG})), Run("text")]) == "Note:text"


@given(LINES)
def test_no_character_of_a_paragraph_is_lost(runs: list[Run]) -> None:
    wanted = "".join(words(leaf("paragraph", runs)))
    tree = parsed(document_text(Element("document", 0, 0, [leaf("paragraph", runs)])))
    if not wanted.strip():
        return
    assert [child.kind for child in tree.children] == ["paragraph"]
    assert "".join(words(tree)) == wanted


@given(st.lists(st.lists(LINES, min_size=2, max_size=2), min_size=1, max_size=3))
def test_no_character_of_a_table_is_lost(rows: list[list[list[Run]]]) -> None:
    table = Element(
        "table",
        0,
        0,
        [
            Element("row" if row else "head", 0, 0, [leaf("cell", cell) for cell in cells])
            for row, cells in enumerate(rows)
        ],
    )
    tree = parsed(document_text(Element("document", 0, 0, [table])))
    cells = ["".join(words(cell)) for row in tree.children[0].children for cell in row.children]
    assert cells == ["".join(words(leaf("cell", cell))) for row in rows for cell in row]


def _lists(inner: st.SearchStrategy[Element]) -> st.SearchStrategy[Element]:
    items = st.lists(
        st.builds(
            lambda said, below: Element("item", 0, 0, [paragraph(said), *below]),
            st.sampled_from(["one", "- two", "3. three"]),
            st.lists(inner, max_size=2),
        ),
        min_size=1,
        max_size=3,
    )
    return st.builds(
        lambda level, found: Element("list", 0, 0, found, level=level), st.sampled_from([-1, 1]), items
    )


BLOCKS = st.recursive(
    st.one_of(
        st.sampled_from(["word", "# heading", "1) one", "| a |", "    code"]).map(paragraph),
        st.sampled_from(["Purpose", "Scope {: #x }", "C#"]).map(lambda said: leaf("heading", [Run(said)], 2)),
        st.sampled_from(["a\n```\nb", "x  y"]).map(
            lambda said: Element("code_block", 0, 0, [Element("text", 0, 0, text=said)])
        ),
    ),
    lambda inner: st.one_of(
        _lists(inner),
        st.lists(inner, min_size=1, max_size=3).map(lambda found: Element("quote", 0, 0, found)),
    ),
    max_leaves=6,
)


@settings(max_examples=50)
@given(st.lists(BLOCKS, min_size=1, max_size=4))
def test_blocks_come_back_as_they_were(blocks: list[Element]) -> None:
    document = Element("document", 0, 0, blocks)
    text = document_text(document)
    assert shape(parsed(text)) == shape(document), text


@given(LINES)
def test_another_reader_sees_the_same_characters(runs: list[Run]) -> None:
    if any(run.target or run.form != "text" for run in runs):
        return
    wanted = "".join(words(leaf("paragraph", runs)))
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(line_text(runs))
    shown = "".join(
        child.content for token in tokens for child in token.children or () if child.type == "text"
    )
    assert shown == wanted
