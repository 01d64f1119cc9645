import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sms_lint.model.node import Document
from sms_lint.publish.site.body import WrittenText, document_body, lead, plain_body
from sms_lint.publish.site.view import PageContext
from tests.publish.site.conftest import Published
from tests.publish.site.html_reading import Reading, rendered

# What an owner's Markdown may become; anything else would have come from raw HTML.
ALLOWED = frozenset(
    [
        *(
            "a",
            "blockquote",
            "br",
            "code",
            "dd",
            "div",
            "dl",
            "dt",
            "em",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "del",
            "hr",
            "kbd",
            "span",
            "sub",
        ),
        *("img", "li", "ol", "p", "pre", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
    ]
)
ATTRIBUTES = {"alt", "class", "href", "id", "src", "start", "style", "title"}
LANGUAGE = st.lists(
    st.sampled_from(
        [
            *(
                "<",
                ">",
                "`",
                "``",
                "```",
                "~~~",
                "\n",
                "\n\n",
                "    ",
                "> ",
                "- ",
                "1. ",
                "# ",
                "|",
                "---",
                "\\",
                "&",
            ),
            *(
                "{",
                "}",
                "{:",
                "{: onclick=x }",
                "[",
                "]",
                "(",
                ")",
                "![",
                "](",
                "]: ",
                "[^",
                "<!--",
                "-->",
                '"',
                "'",
            ),
            *(
                "script",
                "img src=x onerror=y",
                "javascript:",
                "&#106;",
                "data:text/html,",
                "//example.invalid",
            ),
            *(
                "https://example.invalid/x",
                "*",
                "_",
                "!!! note",
                " ",
                "a",
                "POL-SMS",
                "PRC-INC",
                "\x02",
                "\x03",
            ),
            *("klzzwxh:0001", "\t", "=", ":", ".md", "#x"),
        ]
    ),
    max_size=30,
).map("".join)


def written(published: Published, page: str = "documents/POL-SMS.html") -> WrittenText:
    view = published.view
    return WrittenText(PageContext(view, page), "policies/service-management.md")


@pytest.fixture(scope="module")
def policy(published: Published) -> WrittenText:
    return written(published)


def shown(here: WrittenText, source: str) -> Reading:
    return rendered(plain_body(here, source))


@given(LANGUAGE)
@example("a ` b\nc ` <script>x</script> ` d")
@example("\\`<img src=x onerror=y>`")
@example("[a]: javascript:x\n\n[a]")
@example("![a][b]\n\n[b]: https://example.invalid/x.png")
@example("[x](java&#115;cript:y)")
@example("[x](<javascript:y>)")
@example("[a\nb](javascript:x)")
@example("```\n<script>")
@example("> ```\n> <script>\n")
@example('!!! note "<script>"\n    text')
def test_no_markdown_makes_a_foreign_tag(policy: WrittenText, source: str) -> None:
    for tag, attributes in shown(policy, source).tags:
        assert tag in ALLOWED
        assert attributes.keys() <= ATTRIBUTES
        assert re.fullmatch(r"(text-align: (left|right|center);)?", attributes.get("style", ""))
        assert not attributes.get("src", "").startswith(("http", "//", "data:"))
        href = attributes.get("href", "")
        assert re.match(r"https?://|mailto:|#|[\w.%-]+(/|\.html|$)|\.\./", href) or not href
        assert not re.match(r"\s*(javascript|data|vbscript):", href, re.I)


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("../processes/incident-management.md", "../processes/PRC-INC.html"),
        ("../processes/incident-management.md#escalation", "../processes/PRC-INC.html#escalation"),
        ("#scope", "#scope"),
        ("../records/registers/risk.yml", "../registers/risk.html#REG-RISK"),
        ("../docs/rules/schema.md", "../handbook/rules/schema.html"),
        ("../docs/kinds/table.md", "../handbook/kinds/table.html"),
        ("../docs/writing.md#links", "../handbook/writing.html#links"),
        ("risk/raised?status=open@2026-01..2026-09", "../registers/risk.html#REG-RISK"),
        ("asset@2026-Q3", "../registers/asset.html#REG-ASSET-2026"),
        ("incident@2026", None),
        ("KPI-INC@2026-Q3", None),
        ("chart.png", "../files/policies/chart.png"),
        ("https://example.invalid/x", "https://example.invalid/x"),
        ("mailto:desk@example.invalid", "mailto:desk@example.invalid"),
        ("../mkdocs.yml", "https://example.invalid/rook/sms/blob/main/mkdocs.yml"),
        ("../../outside.md", None),
        ("/etc/passwd", None),
        ("javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//example.invalid/x", None),
    ],
)
def test_where_a_link_leads(policy: WrittenText, target: str, address: str | None) -> None:
    assert lead(policy, target) == address


def test_code_is_shown_as_written(policy: WrittenText) -> None:
    page = shown(policy, "Write `a | <b> {: x }`.\n\n```yaml\nkey: <value> # POL-SMS\n```\n")
    assert "Write a | <b> {: x }." in page.text
    assert "key: <value> # POL-SMS" in page.text
    assert [tag for tag, _ in page.tags] == ["p", "code", "pre", "code"]


def test_ids_that_exist_become_links_outside_code(policy: WrittenText) -> None:
    page = shown(
        policy, "See RSK-2026-01, NOT-THERE-1, `PRC-INC` and [PRC-INC](https://example.invalid/PRC-INC)."
    )
    assert page.values("a", "href") == [
        "../registers/risk.html#RSK-2026-01",
        "https://example.invalid/PRC-INC",
    ]


def test_markdown_that_does_no_harm_is_left_alone(policy: WrittenText) -> None:
    page = shown(policy, "**a** and *b*\n\n- c[^1]\n\n| d | e |\n|---|---|\n| f | g |\n\n[^1]: h\n")
    assert {"strong", "em", "ul", "table", "sup"} <= {tag for tag, _ in page.tags}


def test_a_refused_link_leaves_its_words(policy: WrittenText) -> None:
    assert shown(policy, "[press me](javascript:alert(1))").text == "press me"


def test_sections_keep_their_anchors(published: Published) -> None:
    process = published.sms.get("PRC-INC")
    assert isinstance(process, Document)
    page = rendered(document_body(written(published, "processes/PRC-INC.html"), process))
    assert [identity for identity in page.ids if identity] == ["scope", "activities", "escalation"]
    assert "../clauses/20000-1/8.6.1.html#c" in page.values("a", "href")


def test_words_in_braces_are_shown_as_the_forge_shows_them(policy: WrittenText) -> None:
    assert (
        shown(policy, "# T\n\nWrite {: .note } and `{: x }` so.\n").text == "Write {: .note } and {: x } so."
    )


def test_html_in_the_first_heading_is_shown_under_the_title(policy: WrittenText) -> None:
    assert 'alt="Our mark"' in shown(policy, '# Ours <img src="m.svg" alt="Our mark">\n').text
    assert shown(policy, "# Ours\n").text == ""


def test_pictures_shown_as_words_stand_apart(policy: WrittenText) -> None:
    source = "[![build](https://example.org/a.svg)](https://example.org)[![test](https://example.org/b.svg)](https://example.org)"
    assert shown(policy, source).text.split() == ["build", "test"]
