"""Every example of the CommonMark and GFM specifications has on the page the structure of its reference rendering.

The examples are those of the specifications CommonMark 0.31.2 and GitHub Flavored Markdown 0.29, by John MacFarlane and
others, under CC BY-SA 4.0; `data/markdown_examples.jsonl` holds them unchanged but for tabs, which the specifications
write as arrows. Where the page differs on purpose, `data/markdown_differences.yml` says so, with the reason.
"""

import html
import json
import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from markdown import Markdown
from playwright.sync_api import Browser

from sms_lint.publish.site.body import WrittenText, plain_body
from tests.publish.site.conftest import Published
from tests.publish.site.html_reading import EXTENSIONS
from tests.publish.site.test_body import written

DATA = Path(__file__).parent / "data"
READER = Markdown(extensions=list(EXTENSIONS))
# What only wraps or only looks: links of the examples lead nowhere, and the page shows the words of such a link.
WRAPPING = frozenset({"a", "p", "thead", "tbody", "span", "div"})
SAME = {"s": "del"}
_HTML = "html as text"
# Comments in each of their forms, and definitions of links.
_UNSEEN = re.compile(r"<!--->|<!-->|<!--.*?-->|^\[[^\]]*\]: /\w+$", re.S | re.M)
_WORD = re.compile(r"[^\W_]+")
_HARMLESS = frozenset({"br", "code", "em", "pre", "strong", "ul", "li", "del", "blockquote", "h1", "hr"})
NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))
_STEP = 1 if NIGHTLY else 5


class Example(NamedTuple):
    """One example: its specification and number, the text, and the reference rendering."""

    of: str
    example: int
    section: str
    markdown: str
    html: str

    @property
    def name(self) -> str:
        return f"{self.of} {self.example}"


class Structure(HTMLParser):
    """Elements, and the words between them, in order."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.elements: set[str] = set()
        self.text = ""
        self.feed(page)
        self.close()
        self._words()

    def _words(self) -> None:
        self.parts += self.text.split()
        self.text = ""

    def _element(self, mark: str) -> None:
        self._words()
        self.parts.append(mark)
        self.elements.add(mark)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "input":
            self.text += " "
        elif tag in WRAPPING:
            self.text += " " if tag in ("p", "div") else ""
        else:
            self._element(f"<{SAME.get(tag, tag)}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in WRAPPING:
            self.text += " " if tag in ("p", "div") else ""
        elif tag not in ("br", "hr", "img", "input"):
            self._element(f"</{SAME.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        self.text += data


def _examples() -> Iterator[Example]:
    for line in (DATA / "markdown_examples.jsonl").read_text("utf-8").splitlines():
        yield Example(**json.loads(line))


def _differences() -> dict[str, str]:
    """What a page shows otherwise on purpose, by the name of each example."""
    told: list[dict[str, Any]] = yaml.safe_load((DATA / "markdown_differences.yml").read_text("utf-8"))
    assert all(one["reason"] for one in told)
    return {f"{one['of']} {number}": one["shown"] for one in told for number in one["examples"]}


def _wanted(example: Example, differences: dict[str, str]) -> str:
    """The reference rendering, with what is shown otherwise on purpose put in."""
    match differences.get(example.name):
        case "pictures as words":
            return re.sub(
                r'<img src="([^"]*)" alt="([^"]*)"[^>]*>', lambda found: found[2] or found[1], example.html
            )
        case "addresses of empty links":
            return re.sub(r'<a href="([^"]*)"></a>', r"\1", example.html)
        case "boxes as signs":
            boxed = re.sub(r"<input checked[^>]*>", "☑", example.html)
            return re.sub(r"<input [^>]*>", "☐", boxed)
    return example.html


@pytest.fixture(scope="module")
def here(published: Published) -> WrittenText:
    return written(published)


def shown(here: WrittenText, example: Example) -> str:
    """An example as a document of the site has it, as the builder makes HTML of it."""
    return str(READER.reset().convert(plain_body(here, f"# Title\n\n{example.markdown}\n")))


def differing(pairs: dict[str, tuple[str, str]]) -> set[str]:
    return {
        name for name, (ours, theirs) in pairs.items() if Structure(ours).parts != Structure(theirs).parts
    }


def test_the_examples_are_all_there() -> None:
    found = list(_examples())
    assert sum(example.of == "CommonMark 0.31.2" for example in found) == 652
    assert sum(example.of == "GFM 0.29" for example in found) == 24
    assert {example.name for example in found} >= _differences().keys()


def test_a_page_has_the_structure_of_the_reference(here: WrittenText) -> None:
    differences = _differences()
    examples = [each for each in _examples() if differences.get(each.name) != _HTML][::_STEP]
    assert (
        differing({each.name: (shown(here, each), _wanted(each, differences)) for each in examples}) == set()
    )


def test_html_is_shown_as_it_is_written(here: WrittenText) -> None:
    """No word of it is lost, comments apart, and no element comes of it but those that every text may use."""
    differences = _differences()
    wrong = []
    for each in [each for each in _examples() if differences.get(each.name) == _HTML][::_STEP]:
        page = Structure(shown(here, each))
        told = html.unescape(" ".join(part for part in page.parts if part not in page.elements))
        written = _UNSEEN.sub("", html.unescape(each.markdown))
        harmless = {tag.strip("</>") for tag in page.elements} <= _HARMLESS
        if _WORD.findall(told) != _WORD.findall(written) or not harmless:
            wrong.append((each.name, told, written, page.elements))
    assert not wrong


def test_what_differs_on_purpose_does_differ(here: WrittenText) -> None:
    """A difference that is gone goes from the list."""
    names = {name for name, how in _differences().items() if how != _HTML}
    examples = [each for each in _examples() if each.name in names]
    assert differing({each.name: (shown(here, each), each.html) for each in examples}) == names


@pytest.mark.skipif(not NIGHTLY, reason="takes long; run with SMS_LINT_NIGHTLY=1")
@pytest.mark.browser
def test_a_browser_sees_the_structure_of_the_reference(here: WrittenText, chromium: Browser) -> None:
    """Both renderings as the browser reads them: what it moves or closes by itself counts."""
    differences = _differences()
    examples = [each for each in _examples() if differences.get(each.name) != _HTML]
    context = chromium.new_context(java_script_enabled=True)
    try:
        page = context.new_page()
        seen: list[list[str]] = page.evaluate(
            """pairs => pairs.map(pair => pair.map(html => {
                const part = document.createElement('template');
                part.innerHTML = html;
                return part.innerHTML;
            }))""",
            [[shown(here, example), _wanted(example, differences)] for example in examples],
        )
    finally:
        context.close()
    pairs = {each.name: (ours, theirs) for each, (ours, theirs) in zip(examples, seen, strict=True)}
    assert differing(pairs) == set()
