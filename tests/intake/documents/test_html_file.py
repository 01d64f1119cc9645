"""A page of HTML becomes Markdown, and every word of it is there or in the report."""

from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.intake.documents.reading import read_document
from sms_lint.intake.documents.source_document import read_by_people, unplaced, words_of


def text_of(body: str, name: str = "in/page.html") -> str:
    return read_document(body.encode(), name, lambda _: None).text


def body_of(body: str) -> str:
    return text_of(f"<h1>T</h1>{body}").removeprefix("# T\n\n").rstrip("\n")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<p>A <b>bold </b>word, <i>so</i> <code>x_y</code></p>", "A **bold** word, *so* `x_y`"),
        ("<p>m<sup>2</sup> and H<sub>2</sub>O</p>", "m² and H₂O"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c"),
        ("<ol start=3><li><p>a</p><p>b</p></li></ol>", "3. a\n\n   b"),
        ("<p>a<br>b</p>", "a\\\nb"),
        ("<blockquote><p>q</p></blockquote>", "> q"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ("<p><a href='https://example.org/x'>it</a></p>", "[it](https://example.org/x)"),
        ("<table><tr><th>A<th>B<tr><td>1<td>2</table>", "| A | B |\n| --- | --- |\n| 1 | 2 |"),
        (
            "<table><tr><td rowspan=2>A<td>1<tr><td>2<tr><td colspan=2>3</table>",
            "| A | 1 |\n| --- | --- |\n|  | 2 |\n| 3 |  |",
        ),
        ("<table><tr><td>x<td><ul><li>a<li>b</ul></table>", "| x | • a<br>• b |\n| --- | --- |"),
        ("<div>loose<p>text</p>end</div>", "loose\n\ntext\n\nend"),
        ("<p>5 &lt; 6 &amp; 1. no * list</p>", "5 < 6 & 1. no \\* list"),
        ("<h3>Deep</h3><h4>Deeper</h4>", "## Deep\n\n### Deeper"),
        ("<script>no()</script><p>yes</p>", "yes"),
    ],
)
def test_elements_become_marks(source: str, expected: str) -> None:
    assert body_of(source) == expected


def test_several_first_headings_are_sections_of_a_page_with_a_title() -> None:
    page = "<title>Backup</title><h1>Purpose</h1><p>a</p><h1>Scope</h1>"
    assert text_of(page) == "# Backup\n\n## Purpose\n\na\n\n## Scope\n"


def test_menus_and_what_is_around_the_text_are_kept_aside() -> None:
    page = "<nav>Home</nav><main><h1>T</h1><p>a</p><form>Send</form></main><footer>Imprint</footer>"
    found = read_document(page.encode(), "in/p.html", lambda _: None)
    assert found.text == "# T\n\na\n"
    assert [each.text for each in found.aside] == ["Home", "Imprint", "Send"]


def test_pictures_beside_the_page_come_in() -> None:
    found = read_document(b"<h1>T</h1><img src=a.png alt=Plan>", "in/p.html", {"a.png": b"x"}.get)
    assert (found.text, found.pictures) == ("# T\n\n![Plan](a.png)\n", {"a.png": b"x"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_older_encodings_are_read(encoding: str) -> None:
    assert "Größe" in read_document("<h1>T</h1><p>Größe".encode(encoding), "p.html", lambda _: None).text


def test_a_page_without_text_gets_a_sentence() -> None:
    with pytest.raises(SmsError, match="not text"):
        read_document(b"GIF89a\0\0", "p.html", lambda _: None)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<div>" * 1000 + "words", "is nested deeper than any page"),
        ("<p>" + "words " * 200_000, "holds more than 1 MiB of text"),
    ],
)
def test_what_would_lose_words_gets_a_sentence(page: str, said: str) -> None:
    with pytest.raises(SmsError, match=said):
        read_document(page.encode(), "p.html", lambda _: None)


NAMES = [
    "p",
    "div",
    "b",
    "em",
    "h2",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "blockquote",
    "pre",
    "a",
    "span",
    "code",
    "q",
]
TREES = st.recursive(
    st.sampled_from(["owner", "Größe 2", "a * b", "1. x", "# y", "<z>", "a|b", "`c`", "{d}", "_e_"]).map(
        escape
    ),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{' '.join(parts)}</{name}>",
        st.sampled_from(NAMES),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=12,
)


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TREES, min_size=1, max_size=4))
def test_words_in_are_words_out(trees: list[str]) -> None:
    page = "<h1>T</h1>" + "".join(trees)
    found = read_document(page.encode(), "p.html", lambda _: None)
    left = unplaced(found.passages, read_by_people(found.text))
    assert left == [], found.text
    assert len(words_of(read_by_people(found.text))) == sum(len(words_of(each)) for each in found.passages)
