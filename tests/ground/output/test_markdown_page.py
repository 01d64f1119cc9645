"""Pages in Markdown: two readers that share no code see the same page, whatever its texts hold."""

import re

import markdown
import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt

from sms_lint.ground.output.characters import words_of
from sms_lint.ground.output.markdown_page import (
    MarkdownLink,
    bullets,
    heading,
    markdown_page,
    paragraph,
    table,
)
from tests.ground.output.hostile import ALL_AT_ONCE, HOSTILE
from tests.publish.site.html_reading import Reading

COMMON = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OTHER = markdown.Markdown(extensions=["tables", "attr_list", "footnotes", "fenced_code", "def_list", "abbr"])


def page(text: str) -> str:
    """A text in every place that a page has."""
    return markdown_page(
        text,
        paragraph(text),
        heading(text),
        table([text, "b"], [[text, MarkdownLink(text, "texts/a.md")], ["x", text]]),
        bullets([text, "b", text]),
        heading(text, 3),
        bullets([text], to_do=True),
    )


def shapes(text: str) -> tuple[object, object]:
    """What both readers see: the elements, one in the other, without their words."""
    OTHER.reset()
    return Reading(COMMON.render(text)).shape, Reading(OTHER.convert(text)).shape


PLAIN = shapes(page("plain"))


def test_a_page_is_what_it_looks_like() -> None:
    assert page("A plain text, 5 - 3 = 2 (so far).").splitlines()[:8] == [
        "# A plain text, 5 - 3 = 2 (so far).",
        "",
        "A plain text, 5 - 3 = 2 (so far).",
        "",
        "## A plain text, 5 - 3 = 2 (so far).",
        "",
        "| A plain text, 5 - 3 = 2 (so far). | b |",
        "| --- | --- |",
    ]


@given(HOSTILE)
@example(ALL_AT_ONCE)
@example("<script>alert(1)</script>")
@example("<script x")
@example("<!-- x")
@example("<?x")
@example("    x")
@example("--- x")
@example("10) x")
@example(": x")
@example("[x](javascript:alert(1)) ![y](x) <http://x.invalid> [r][1]")
@example("1. x\n\n2) y")
@example("a | b\n|--|--|")
@example("x {: onclick=alert(1) }")
def test_no_text_changes_the_page(text: str) -> None:
    text = f"a{text}a" if not words_of(text) else text
    assert shapes(page(text)) == PLAIN


@given(HOSTILE)
def test_both_readers_show_the_text_as_it_is(text: str) -> None:
    written = "\n".join(paragraph(f"x {text} x"))
    OTHER.reset()
    for html in (COMMON.render(written), OTHER.convert(written)):
        assert Reading(html).text.strip() == f"x {words_of(text)} x".replace("  ", " ")


@pytest.mark.parametrize(
    "text", ["::error::x", "##[error]x", "- ::x", "http://x.invalid", "www.x.invalid", "mailto:a@x.invalid"]
)
def test_no_line_is_a_command_and_no_address_a_link(text: str) -> None:
    written = page(text)
    assert not re.search(r"^\s*::|##\w*\[|https?://|www\.|mailto:", written, re.M)
    assert len(written.splitlines()) == len(page("plain").splitlines())
