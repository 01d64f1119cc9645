"""Which files a text shows or hands out, in whatever way Markdown and HTML let it."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.model.shown_files import shown_files

PATH = "policies/change.md"
WAYS = (
    "![Plan]({})", "![Plan]( <{}> )", '![Plan]({} "Title")', "[![Plan]({})](https://example.org)", "[Form]({})",
    "![Plan][p]\n\n[p]: {}", "![p]\n\n[p]: <{}>", "> ![Plan][p]\n>\n> [p]: {}", "| A |\n|---|\n| ![Plan]({}) |",
    '<img src="{}">', "<img alt=x src='{}'>", "<IMG SRC={}>", '<img\n  src = "{}"\n>', '<object data="{}"></object>',
    '<picture><source srcset="other.png 1x, {} 2x"></picture>', '<a href="{}">form</a>', '<video poster="{}"></video>',
    "<p style='background: url(\"{}\")'>x</p>", "- a\n  - ![Plan]({})", "![Plan]({}#part)", "![Plan]({}?raw=true)",
    "# Plan ![Plan]({})", "**![Plan]({})**", "[Form]({} (Title))",
)  # fmt: skip
FILES = (
    "chart.png",
    "../docs/images/net.svg",
    "parts/../plan.pdf",
    "Chart.PNG",
    "form",
    "a(b).md(c).png",
    "x.md.docx",
)
LED = {
    "../docs/images/net.svg": "docs/images/net.svg",
    "parts/../plan.pdf": "policies/plan.pdf",
}


@given(st.sampled_from(WAYS), st.sampled_from(FILES), st.booleans(), st.text("abc .#*", max_size=8))
def test_whatever_shows_a_file_is_seen(way: str, file: str, quoted: bool, before: str) -> None:
    written = quote(file, safe="/().") if quoted else file
    if quoted:
        written = written.replace(".", "%2E") if ".." not in written else written
    text = f"{before}\n\n{way.format(written)}\n"
    assert LED.get(file, f"policies/{file}") in shown_files(PATH, text).values()


@pytest.mark.parametrize(
    ("written", "led"),
    [
        ("![x](chart\\_1.png)", "policies/chart_1.png"),
        ("![x](a&amp;b.png)", "policies/a&b.png"),
        ('<img src="a&#46;png">', "policies/a.png"),
        ("![x](chart.png#.md)", "policies/chart.png"),
        ("![x](chart.png?a.md)", "policies/chart.png"),
        ("[x]((y.md)z.png)", "policies/(y.md)z.png"),
    ],
)
def test_targets_in_disguise(written: str, led: str) -> None:
    assert led in shown_files(PATH, f"{written}\n").values()


@pytest.mark.parametrize(
    "text",
    [
        "Words.",
        "[Other](other.md), [part](other.md#part), [here](#here), [register](../records/registers/role.yml)",
        "[Table](../records/tables/asset.csv) and [figure](KPI-INC?service=SVC-MAIL@2026-Q3)",
        "![web](https://example.org/chart.png) [mail](mailto:a@example.org) <https://example.org>",
        "![outside](../../chart.png) ![root](/chart.png) ![settings](../sms.yml) [licence](../LICENSE)",
        "`![x](chart.png)`",
        "<b>Words</b> in <!-- a comment --> HTML",
    ],
)
def test_what_shows_nothing_of_ours_shows_nothing(text: str) -> None:
    assert shown_files(PATH, f"{text}\n") == {}
