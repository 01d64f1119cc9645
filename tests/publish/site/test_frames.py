"""Pages go to the builder with marks in the place of what is HTML already, and come back as they would have been."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sms_lint.publish.site import build_pages
from sms_lint.publish.site.build import TEXTS
from sms_lint.publish.site.builder_settings import reads_texts
from sms_lint.publish.site.frames import filled, finished_by, framed, without_indents
from tests.publish.site.conftest import Published
from tests.publish.site.html_reading import as_html

HEAD = '---\ntitle: "A title"\n---\n\n# A title\n\n'
BLOCKS = st.sampled_from([
    "<p>Words with <a href=\"x.html\">a link</a></p>\n", "<div class=\"sms-table\">\n<table>\n</table>\n</div>\n", "\n## Heading {: #at }\n\n",
    "Plain *words*\n\n", "\n<span>in a line</span>\n\n", "- an item\n\n", "<details><summary>More</summary>\n<p>x</p></details>\n",
])  # fmt: skip


@given(st.lists(BLOCKS))
def test_a_builder_that_changes_nothing_gives_the_text_back(pieces: list[str]) -> None:
    text = HEAD + "".join(pieces)
    seen = framed(text)
    assert re.sub(r"\s+", "", filled(seen, text)) == re.sub(r"\s+", "", text)
    for piece in pieces:
        if not piece.lstrip().startswith(("<p", "<div", "<details")):
            assert piece.strip() in seen


def test_what_is_markdown_stays_with_the_builder() -> None:
    text = f"{HEAD}<p>Ours</p>\n\n## Heading {{: #at }}\n\nSomething *else*\n"
    assert framed(text).count("data-sms-part") == 1
    assert "Something *else*" in framed(text)
    assert "<p>Ours</p>" not in framed(text)


def test_a_page_is_the_same_with_and_without_marks(published: Published) -> None:
    pages = build_pages(published.sms, published.result, {}).pages
    for path in [path for path in pages if not path.startswith(("handbook/", "clauses/"))]:
        text = pages[path]
        whole = as_html(text.partition("\n---\n")[2])
        again = filled(as_html(framed(text).partition("\n---\n")[2]), text)
        assert re.sub(r"\s+", "", again) == re.sub(r"\s+", "", whole), path


def test_a_text_cannot_name_a_part_of_another() -> None:
    text = f'{HEAD}<p>Ours</p>\n\n## Heading {{: #at }}\n\n<p>&#60;p data-sms-part="0"&#62;&#60;/p&#62;</p>\n'
    assert filled(framed(text), text).count("Ours") == 1


LITERAL = '<PRE>\n\n  kept</PRE><script>\n  var a = `\n  x`\n</script><article class="x">\n  <pre>\n  a\n\n  b</pre>\n</article>'


def test_indents_go_and_what_is_said_word_for_word_stays() -> None:
    assert without_indents(f"<html>\n\n   <nav>\n\t\t<a>Two words</a>\n  </nav>{LITERAL}\n\n  <p>\n") == (
        f"<html>\n<nav>\n<a>Two words</a>\n</nav>{LITERAL}\n<p>\n"
    )


@given(
    st.lists(
        st.sampled_from(
            ["\n  ", " ", "word", "<p>", "<pre>\n  x\n  </pre>", "<article>\n  <b>\n</article>", "\n\n"]
        )
    )
)
def test_without_indents_a_page_reads_the_same(pieces: list[str]) -> None:
    page = "".join(pieces)
    short = without_indents(page)
    assert re.sub(r"\s+", " ", short) == re.sub(r"\s+", " ", page)
    assert re.findall(r"<pre>.*?</pre>", short, re.S) == re.findall(r"<pre>.*?</pre>", page, re.S)
    assert without_indents(short) == short


def test_a_page_without_a_text_of_ours_loses_its_indents_alone(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text(f"{HEAD}<p>Ours</p>\n", "utf-8")
    finished = finished_by(tmp_path)
    assert (
        finished("404.html", '<p>\n  x</p><p data-sms-part="0"></p>') == '<p>\nx</p><p data-sms-part="0"></p>'
    )
    assert finished("there.html", '<p>\n  x</p><p data-sms-part="0"></p>') == "<p>\nx</p><p>Ours</p>"


def test_no_page_of_a_site_holds_a_mark_and_the_whole_texts_are_beside(published: Published) -> None:
    texts = published.root / TEXTS
    for page in published.folder.rglob("*.html"):
        assert "data-sms-part" not in page.read_text("utf-8"), page
    index = (texts / "index.md").read_text("utf-8")
    assert index == build_pages(published.sms, published.result, {}).pages["index.md"]


def test_plugins_and_hooks_get_whole_texts(tmp_path: Path) -> None:
    settings = tmp_path / "mkdocs.yml"
    assert not reads_texts(tmp_path)
    for said, wanted in (
        ("site_name: Ours\n", False), ("plugins: [search]\n", False), ("plugins: [glossary]\n", True), ("hooks: [own.py]\n", True),
        ("plugins:\n  glossary: {}\n", True), ("hooks: []\n", False),
    ):  # fmt: skip
        settings.write_text(said, "utf-8")
        assert reads_texts(tmp_path) is wanted, said
