"""What a page would bring to life: whatever somebody writes, some rule says so before it is published."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pyromark
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from sms_lint.ground.text import scheme
from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.publish.site.body import WrittenText, plain_body
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.system.sms import Sms

ROOT = Path(__file__).parents[2]
SAFETY = (
    "html-attribute",
    "raw-html",
    "remote-image",
    "unsafe-link",
    "include-directive",
    "hidden-character",
)
HEAD = """---
kind: policy
id: POL-X
title: Example
version: "1.0"
lifecycle: active
owner: change-manager
approver: managing-director
effective: 2026-04-01
review: {every: 12 months, last: 2026-03-15}
classification: internal
retention: 7 years
---
# Example

"""
ALLOWED_ELEMENTS = {
    "a", "abbr", "br", "blockquote", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "img", "input", "kbd", "li", "ol", "p", "pre", "section", "span", "strong", "sub",
    "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
REMOTE = {"https", "http", "//"}
RUNS = {"javascript", "vbscript", "data", "file"}
PIECES = st.sampled_from(
    ["<b>", "<script>", "</script>", "<img src=x onerror=a()>", "<br onclick=a>", "<!--", "-->", "[a](", ")", "![a](",
     "javascript:", "JaVa\tScript:", "&#106;avascript:", "data:text/html,", "//host.example/x", "https://a.example",
     "[r]: ", "[r]", "{: onclick=a }", "{#x}", "{: #x }", "`", "```\n", "~~~\n", "\n", "\n\n", "    ", "> ", "- ", "| a | b |\n|---|---|\n",
     "text", "<", ">", "\"", "'", "\\", "!", "[", "]", "(", "#", "*", "\u200b", "&lt;b&gt;", "<?php", "<a href=", "=x>"]
)  # fmt: skip
BLANK = re.compile(r"[\x00-\x20]+")


def _runs(target: str) -> bool:
    return ":" in target and target.partition(":")[0] in RUNS


class Rendered(HTMLParser):
    """What is alive in a page: elements that no Markdown makes, attributes that run something, dangerous addresses."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.alive: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED_ELEMENTS:
            self.alive.append(f"<{tag}>")
        for name, value in attrs:
            target = BLANK.sub("", value or "").casefold()
            if name.startswith("on") or name == "style":
                self.alive.append(f"{tag} {name}")
            elif name in {"href", "src"} and (_runs(target) or (name == "src" and scheme(target) in REMOTE)):
                self.alive.append(f"{tag} {name}={value}")

    handle_startendtag = handle_starttag


class _Loader(yaml.SafeLoader):
    pass


_Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda loader, suffix, node: suffix)


def as_published(sms: Sms, text: str) -> str:
    """A text as the site writes it, and its builder then makes it: with the extensions that it has."""
    here = PageContext(SiteData(sms, Result((), (), sms.today.isoformat()), {}), "documents/POL-X.html")
    written = plain_body(WrittenText(here, "policies/x.md"), text)
    configured = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), _Loader)["markdown_extensions"]
    names = [name if isinstance(name, str) else next(iter(name)) for name in configured]
    options = {name: option[name] for option in configured if isinstance(option, dict) for name in option}
    every = dict.fromkeys(["toc", "tables", "fenced_code", *names])
    return str(Markdown(extensions=list(every), extension_configs=options).convert(written))


def in_a_preview(text: str) -> str:
    """A text as a forge or an editor shows it, where nothing is taken away."""
    return pyromark.html(text, options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one")
    (folder / "policies").mkdir()
    (folder / "sms.yml").write_text("organization: {name: Example}\nas_of: 2026-10-31\n", "utf-8")
    return folder


def said(root: Path, body: str) -> list[str]:
    (root / "policies" / "x.md").write_text(HEAD + body, "utf-8", newline="")
    result = lint(load(root), checks(), select=SAFETY)
    assert not result.faults
    return [finding.message for finding in result.findings]


@pytest.mark.parametrize(
    "body",
    [
        "Plain words, 2 < 3 and 5 > 4, R&D.\n",
        "A [page](other.md#part), a [site](https://example.org), <https://example.org> and <desk@example.org>.\n",
        "Code: `<script>` and `[a](javascript:x)`.\n\n```html\n<b onclick=x>\n```\n",
        "## Part {: #part data-satisfies=\"20000-1:8.5.1.1\" }\n\nTwo<br>lines and H<sub>2</sub>O.\n",
        "<!-- A question for whoever writes this. -->\n\nNote: data: see below.\n",
        "![plan](plan.png)\n\n[plan]: plan.md\n",
    ],
)  # fmt: skip
def test_what_people_write_is_silent(root: Path, body: str) -> None:
    assert said(root, body) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=12).map("".join))
@example("[x](java\nscript:alert(1))")
@example("<a\nhref=javascript:x>")
@example("![a][r]\n\n[r]: //host.example/x")
@example("`` ` `` <b>")
@example("    <b>\n\n<b>")
@example("\\<b>")
@example("~~~\n<b>```\n~~~\n")
def test_whatever_comes_alive_on_the_page_is_reported(root: Path, body: str) -> None:
    found = said(root, body)
    alive = Rendered(in_a_preview("# Example\n\n" + body)).alive
    assert not alive or found, alive
    assert Rendered(as_published(load(root), "# Example\n\n" + body)).alive == []


DISGUISES = st.sampled_from(["", "\t", "\n", "\x01", "&#9;", "&Tab;", "&NewLine;"])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), st.sampled_from(["javascript:", "vbscript:", "data:"]))
def test_a_dangerous_link_is_found_in_any_disguise(root: Path, data: st.DataObject, name: str) -> None:
    letters = []
    for letter in name:
        form = data.draw(st.sampled_from(["{0}", "{1}", "&#{2};", "&#x{2:x};", "%{2:02x}"]))
        letters.append(form.format(letter, letter.upper(), ord(letter)) + data.draw(DISGUISES))
    assert said(root, f"A [link]({''.join(letters)}alert) here.\n") != []


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_text_at_all_breaks_a_rule(root: Path, body: str) -> None:
    said(root, body)
