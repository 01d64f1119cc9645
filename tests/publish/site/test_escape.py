import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sms_lint.ground.output.characters import visible
from sms_lint.publish.site.escape import Safe, address, code, text
from sms_lint.publish.site.html import facts, heading, link, paragraph, table
from sms_lint.publish.site.page import Page
from tests.publish.site.html_reading import Reading, rendered

HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("<>&\"'`*_{}[]()#+-!|~\\:/=.\n\t 1aonclickjvst\x02\x03"), st.characters(codec="utf-8")
    ),
    max_size=60,
)


def on_a_page(value: Safe) -> str:
    """A value in every place where pages put one."""
    return "".join(
        (
            heading(2, value, "part"),
            paragraph(value),
            facts([("Name", value)]),
            table(["One", "Two"], [[value, link("x.html", value, "plain")]]),
        )
    )


@given(HOSTILE)
@example("<script>alert(1)</script>")
@example("```\n<script>\n```")
@example("a | b {: onclick=alert(1) }")
@example("[x](javascript:alert(1)) ![y](http://example.invalid/y.png) <http://example.invalid>")
@example("</td></table><img src=x onerror=alert(1)>")
def test_no_text_makes_a_tag(value: str) -> None:
    assert rendered(on_a_page(text(value))).shape == rendered(on_a_page(Safe("plain"))).shape


@given(HOSTILE)
def test_the_text_is_read_as_it_was_written(value: str) -> None:
    shown = rendered(f"<p>x{text(value)}x</p>").text
    assert shown == " ".join(f"x{visible(value)}x".split())


@given(HOSTILE)
@example("😀 </title><script>alert(1)</script>")
def test_a_title_stays_text_where_the_theme_prints_it_raw(value: str) -> None:
    written = Page("page.md", value, Safe("")).markdown
    head = written.split("\n")[1]
    assert Reading(head).tags == []
    assert written.count("\n---\n") == 1
    assert yaml.safe_load(written.split("---\n")[1])["title"] == text(value)


@pytest.mark.parametrize("target", ['x.html" onclick="alert(1)', "a'b", "<b>", "a`b`c", "a\nb"])
def test_an_address_never_leaves_its_attribute(target: str) -> None:
    (tag, attributes), *rest = rendered(f"<p>{link(target, Safe('x'))}</p>").tags[1:]
    assert (tag, list(attributes), rest) == ("a", ["href"], [])
    assert attributes["href"] == target.replace("\n", "")
    assert "\n" not in address(target)


def test_code_keeps_its_lines() -> None:
    assert code("a:\n  b: <c>") == "a:&#10;  b: &#60;c&#62;"
