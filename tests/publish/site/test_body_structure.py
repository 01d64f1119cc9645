"""The page has the structure that another reader of CommonMark gives the text: no list level, row or word is lost."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt

from sms_lint.publish.site.body import WrittenText, plain_body
from tests.publish.site.conftest import Published
from tests.publish.site.html_reading import EXTENSIONS
from tests.publish.site.test_body import written

READER = Markdown(extensions=list(EXTENSIONS))
WRAPPING = frozenset({"a", "p", "thead", "tbody", "span"})
OTHER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
# A definition of a link is followed by an empty line, and code is set off: where they are not, the readers differ.
LINES = st.lists(
    st.sampled_from(
        [
            "a word", "", "- item", "  - inner", "    - deeper", "* star", "1. one", "   2. two", "10) ten", "> said", "> - in it",
            "## Head", "Under\n===", "Under\n---", "***", "```\ncode\n```", "\n    four", "| a | b |\n|---|--:|\n| c | `d` |", "*em* and **strong**",
            "~~gone~~", "`code`", "line  ", "back\\", "[a][r]", "[r]: page.md\n", "  indented", "   - three", "- a\n\n  b",
        ]
    ),
    max_size=8,
)  # fmt: skip


@pytest.fixture(scope="module")
def here(published: Published) -> WrittenText:
    return written(published)


class Structure(HTMLParser):
    """Elements and words in order; what only wraps or only looks is left out."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in WRAPPING:
            self.parts.append(f"<{'del' if tag == 's' else tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in WRAPPING:
            self.parts.append(f"</{'del' if tag == 's' else tag}>")

    def handle_data(self, data: str) -> None:
        self.parts += data.split()


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_the_structure_is_that_of_another_reader(here: WrittenText, lines: list[str]) -> None:
    source = "# Title\n\n" + "\n".join(lines) + "\n"
    theirs = OTHER.render(source).split("</h1>", 1)[1]
    assert Structure(READER.reset().convert(plain_body(here, source))).parts == Structure(theirs).parts
