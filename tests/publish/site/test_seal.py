"""Whatever an editor writes, nothing of it runs on a built page; and a page that would run something is not published."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

from sms_lint.ground.errors import SmsError
from sms_lint.publish.site.landmarks import with_named_lists
from sms_lint.publish.site.publish import publish
from sms_lint.publish.site.seal import faults, seal, sealed
from sms_lint.report import Style
from tests.publish.site.conftest import HERE, fewer_pages

# Attack strings as the OWASP XSS Filter Evasion Cheat Sheet has them, and their like in Markdown.
ATTACKS = (HERE / "xss.txt").read_text("utf-8").splitlines()
THEME = 'var a=new URL("",location)'
PAGE = '<html><head><meta charset="utf-8"><script>{theme}</script></head><body><nav>{nav}</nav><article class="x">{content}</article></body></html>'


def page(content: str = "", nav: str = "", theme: str = 'var a=new URL("../..",location)') -> str:
    return PAGE.format(content=content, nav=nav, theme=theme)


def said(text: str) -> list[str]:
    return list(faults(text, frozenset({THEME})))


@pytest.mark.parametrize(
    "content",
    [
        "",
        '<a href="../x.html#a">x</a> <a href="https://example.invalid">x</a> <a href="mailto:a@example.invalid">x</a>',
        '<img src="../files/policies/chart.png" alt="a &lt;script&gt;">',
        '<p title="on everything = fine">on = off, javascript:alert(1) &lt;img onerror=x&gt;</p>',
        '<svg viewBox="0 0 1 1"><text x="1">a</text></svg>',
        '<a href="a%20b.html?c=javascript:d">x</a>',
    ],
)
def test_what_pages_are_made_of_passes(content: str) -> None:
    assert said(page(content, nav=content)) == []


def test_data_for_scripts_and_script_files_pass() -> None:
    assert (
        said(page(nav='<script type="application/json">{"a": "<b>"}</script><script src="a.js"></script>'))
        == []
    )


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        '<script src="a.js"></script>',
        "<IFRAME src=a.html></IFRAME>",
        "<p onclick=alert(1)>",
        '<p title=">" onclick="alert(1)">',
        "<p/onclick=alert(1)>",
        '<a href="javascript:alert(1)">',
        '<a href="java&#115;cript&#58;alert(1)">',
        '<a href=" \u200bjava\tscript:alert(1)">',
        "<a href=data:text/html,x>",
        '<img src="https://example.invalid/x.png">',
        "<img src=//example.invalid/x.png>",
        '<p style="position:fixed">',
        '<meta http-equiv="refresh" content="0;url=x">',
        '<base href="/x">',
        '<svg><use href="#a"/></svg>',
        "</article><script>alert(1)</script><article>",
        '<img src="x',
    ],
)
def test_what_could_run_or_fetch_in_content_is_a_fault(content: str) -> None:
    assert len(said(page(content))) >= 1


@pytest.mark.parametrize(
    "nav", ["<script>alert(1)</script>", "<a onclick=alert(1)>", '<a href="javascript:alert(1)">']
)
def test_a_title_in_the_navigation_can_run_nothing(nav: str) -> None:
    assert len(said(page(nav=nav))) == 1


def test_the_policy_names_the_scripts_of_the_page_and_no_others() -> None:
    done = sealed(page())
    assert done.index("Content-Security-Policy") < done.index("<script>")
    (policy,) = re.findall(r'content="(default-src[^"]*)"', done)
    assert policy.count("sha256-") == 1
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_a_page_that_would_run_something_is_named_and_nothing_is_published(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text(page(), "utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.html").write_text(page("<p onclick=alert(1)>"), "utf-8")
    with pytest.raises(
        SmsError,
        match=r"the page a/b\.html holds .*onclick.*, so the site is not published and the old one stays",
    ):
        seal(tmp_path)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A system with every attack string in every place where an editor may write, built."""
    root = tmp_path_factory.mktemp("attacked")
    (root / "policies").mkdir()
    (root / "processes").mkdir()
    (root / "records").mkdir()
    (root / "sms.yml").write_text(
        f"organization: {{name: {json.dumps(ATTACKS[0])}, description: {json.dumps(ATTACKS[20])}}}\n", "utf-8"
    )
    for number, attack in enumerate(ATTACKS):
        (root / "policies" / f"p{number}.md").write_text(_document(number, attack), "utf-8")
    (root / "processes" / "p.md").write_text(_process(), "utf-8")
    (root / "records" / "risk.yml").write_text(_register(), "utf-8")
    with fewer_pages():
        publish(root, None, Style("1"), lambda _line: None)
    return root / "build" / "site"


def _head(identity: str, kind: str, title: str) -> str:
    return (
        f"---\nkind: {kind}\nid: {identity}\ntitle: {json.dumps(title)}\nversion: '1.0'\nlifecycle: active\nowner: manager\n"
        f"approver: head\neffective: 2026-01-05\nreview: {{every: 12 months, last: 2026-01-05}}\n"
        f"classification: internal\nretention: {json.dumps(title)}\n"
    )


def _document(number: int, attack: str) -> str:
    body = f"# {attack}\n\n{attack}\n\n## {attack}\n\n- {attack}\n\n| a | b |\n|---|---|\n| {attack} | x |\n\n> {attack}\n\n"
    return f"{_head(f'POL-X{number}', 'policy', attack)}---\n{body}\n*{attack}*\n\n[{attack}](p1.md '{attack}')\n\n{attack}"


def _process() -> str:
    activities = "".join(
        f"  - {{id: a{number}, name: {json.dumps(attack)}, does: manager, answers: manager, next: [{{to: a{number + 1}, when: {json.dumps(attack)}}}]}}\n"
        for number, attack in enumerate(ATTACKS[:40])
    )
    ends = "  - {id: a40, name: End, does: manager, answers: manager}\n"
    inputs = ", ".join(f"{{item: {json.dumps(attack)}, from: [user]}}" for attack in ATTACKS)
    return (
        f"{_head('PRC-X', 'process', ATTACKS[3])}purpose: {json.dumps(ATTACKS[4])}\ntriggers: {json.dumps(ATTACKS)}\n"
        f"inputs: [{inputs}]\noutputs: []\nroles: [manager]\nactivities:\n{activities}{ends}---\n# X\n\n## Scope\n\nAll.\n"
    )


def _register() -> str:
    entries = "".join(
        f"  - {{id: RSK-2026-{number:03}, description: {json.dumps(attack)}, cause: {json.dumps(attack)}, consequence: {json.dumps(attack)}, owner: manager,"
        " likelihood: 2, impact: 3, level: 6, raised_at: 2026-01-05, status: open, treatment: accept}\n"
        for number, attack in enumerate(ATTACKS)
    )
    return (
        "kind: risk\nid: REG-RISK\ntitle: Risks\nowner: manager\nreview: {every: 12 months, last: 2026-01-05}\n"
        f"classification: internal\nentries:\n{entries}"
    )


def test_the_attacks_reached_the_pages(attacked: Path) -> None:
    documents = list((attacked / "documents").glob("POL-X*.html"))
    assert len(documents) == len(ATTACKS)
    assert "xss.example.invalid" in (attacked / "documents" / "POL-X1.html").read_text("utf-8")
    assert "alert" in (attacked / "index.html").read_text("utf-8")


def shown(chromium: Browser, paths: Iterable[Path]) -> dict[str, list[str]]:
    """What the browser says of each page, where it says anything: dialogs, requests to hosts, violations, errors."""
    found: dict[str, list[str]] = {}
    with chromium.new_context() as context:
        view, noted = context.new_page(), list[str]()
        watch(view, noted)
        for path in paths:
            view.goto(path.as_uri(), wait_until="load")
            found[path.name] = noted.copy()
            noted.clear()
    return {name: what for name, what in found.items() if what}


def watch(view: Page, noted: list[str]) -> None:
    def dialog(opened: Dialog) -> None:
        noted.append(f"dialog: {opened.message}")
        opened.dismiss()

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            noted.append(message.text)

    def request(asked: Request) -> None:
        if not asked.url.startswith("file:"):
            noted.append(asked.url)

    view.on("dialog", dialog)
    view.on("console", console)
    view.on("pageerror", lambda error: noted.append(str(error)))
    view.on("request", request)


def test_nothing_runs_and_nothing_is_fetched(chromium: Browser, attacked: Path) -> None:
    pages = [
        path
        for folder in ("documents", "processes", "registers")
        for path in (attacked / folder).glob("*.html")
    ]
    assert len(pages) > len(ATTACKS)
    assert shown(chromium, [*pages, attacked / "index.html"]) == {}


def test_the_policy_stops_what_got_past_everything_else(chromium: Browser, attacked: Path) -> None:
    path = attacked / "documents" / "POL-X0.html"
    slipped = path.read_text("utf-8").replace("</article>", "<img src=x.png onerror=alert(1)></article>")
    sealed_page, open_page = path.with_name("slipped.html"), path.with_name("open.html")
    sealed_page.write_text(slipped, "utf-8")
    open_page.write_text(re.sub(r"<meta http-equiv=.Content-Security-Policy[^>]*>", "", slipped), "utf-8")
    said = shown(chromium, [sealed_page, open_page])
    assert [line for line in said["open.html"] if line.startswith("dialog")] == ["dialog: 1"]
    assert not [line for line in said["slipped.html"] if line.startswith("dialog")]
    assert any("Content Security Policy" in line for line in said["slipped.html"])


def test_each_list_of_the_navigation_has_the_name_of_its_section() -> None:
    made = (
        '<nav class="md-nav" data-md-level="1" aria-labelledby="__nav_2_label" aria-expanded="true">\n'
        ' <label class="md-nav__title" for="__nav_2">\n Documents</label></nav>'
    )
    named = with_named_lists(made)
    assert 'aria-labelledby="__nav_2_title"' in named
    assert '<label class="md-nav__title" id="__nav_2_title" for="__nav_2">' in named
    assert with_named_lists(named) == named
