"""Markdown from elsewhere keeps its text as it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.intake.documents.reading import read_document
from sms_lint.intake.documents.source_document import SourceDocument, read_by_people, unplaced


def read(text: str, name: str = "in/Some_file.md") -> SourceDocument:
    return read_document(text.encode(), name, lambda _: None)


def test_a_sound_text_is_not_touched() -> None:
    text = "# Title\n\nSome *words*\nin two lines  \n\n* an item\n\n[a]: b.md\n\n| a |\n|---|\n"
    assert read(text).text == text


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Words", "Some file", "# Some file\n\nWords\n"),
        ("# A\n\n# B\n\n## C #\n", "Some file", "# Some file\n\n## A\n\n## B\n\n### C #\n"),
        ("Before\n\nA\n===\n\nB\n---\n", "A", "# A\n\nBefore\n\n\n## B\n"),
        ("---\ntitle: Given\n---\n## One\n", "Given", "# Given\n\n## One\n"),
        ("\ufeff# A\r\n\r\nb\u200bc\r\n", "A", "# A\n\nbc\n"),
    ],
)
def test_the_title_comes_first(text: str, title: str, expected: str) -> None:
    found = read(text)
    assert (found.title, found.text) == (title, expected)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a <b>bold</b> <a href='x.md'>link</a> <span class=y>word</span>", "a **bold** [link](x.md) word"),
        ("<details><summary>More</summary>\n\ntext\n\n</details>", "More\n\ntext"),
        ("<!-- kept -->", "<!-- kept -->"),
        ("`<b>` stays", "`<b>` stays"),
        ("a<br>b<br/>", "a<br>b<br>"),
        ("Text\n{: .note}", "Text"),
    ],
)
def test_html_and_marks_of_other_builders_become_words(source: str, expected: str) -> None:
    assert read(f"# T\n\n{source}\n").text.removeprefix("# T\n\n").strip() == expected


def test_the_block_before_the_text_is_kept_aside_and_read() -> None:
    found = read("---\nversion: 3\nlayout: page\n---\n# T\n")
    assert found.labelled == {"version": "3"}
    assert [each.text for each in found.aside] == ["version: 3", "layout: page"]


@given(
    st.lists(
        st.sampled_from(["# A", "a *b*", "- c", "> d", "| e |", "<p>f</p>", "```", "<i>g", "h\n===", ""]),
        max_size=8,
    )
)
def test_words_in_are_words_out(lines: list[str]) -> None:
    found = read("\n".join(lines))
    assert unplaced(found.passages, read_by_people(found.text)) == []


def test_code_behind_a_block_of_html_stays_code() -> None:
    page = b"<p>f</p>\n```\n\n```\n<p>g</p>\n"
    found = read_document(page, "p.md", lambda _: None)
    assert "\n```\n<p>g</p>\n" in found.text
    assert unplaced(found.passages, read_by_people(found.text)) == []
