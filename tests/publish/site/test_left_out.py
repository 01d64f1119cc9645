"""One page that cannot be made never stops the others: it is left out, and the run says so."""

from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.model.node import Document
from sms_lint.publish.site import documents
from sms_lint.publish.site.escape import Safe
from sms_lint.publish.site.view import PageContext

HOOK = """
def on_page_markdown(markdown, page, **_others):
    if {condition}:
        raise ValueError("nobody can read this")
"""
SETTINGS = "site_name: Ours\nuse_directory_urls: false\ntheme: {name: material}\nhooks: [../hook.py]\n"
POLICY = Path("documents", "POL-SMS.html")
LEFT_OUT = "This page could not be made, and is left out."
SAID = "error: the page documents/POL-SMS.html could not be made and is left out: "
pytestmark = pytest.mark.usefixtures("few_pages")


def site(root: Path) -> tuple[Path, int]:
    """The folder of the site, and the exit code."""
    return root.parent / "out", main(["site", "--root", str(root), "--output", str(root.parent / "out")])


def failing_builder(root: Path, condition: str) -> None:
    """A builder that fails at pages for which a condition holds."""
    (root / "hook.py").write_text(HOOK.format(condition=condition), "utf-8")
    (root / "mkdocs.yml").write_text(SETTINGS, "utf-8")


def test_every_page_is_there_where_none_fails(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = site(small)
    assert "left out" not in capsys.readouterr().out
    assert LEFT_OUT not in (out / POLICY).read_text("utf-8")


def test_another_page_stands_where_the_builder_fails_at_a_text(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failing_builder(small, "'run our services' in markdown and 'POL-SMS' in page.file.src_uri")
    out, code = site(small)
    assert code == 1
    assert f"{SAID}nobody can read this" in capsys.readouterr().out
    assert LEFT_OUT in (out / POLICY).read_text("utf-8")
    assert LEFT_OUT not in (out / "processes" / "PRC-INC.html").read_text("utf-8")


def test_nothing_leads_to_a_page_at_which_the_builder_always_fails(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failing_builder(small, "page.file.src_uri == 'documents/POL-SMS.md'")
    out, code = site(small)
    assert code == 1
    assert f"{SAID}nobody can read this" in capsys.readouterr().out
    assert not (out / POLICY).exists()
    assert "POL-SMS.html" not in (out / "404.html").read_text("utf-8"), "the navigation of every page"


def test_a_page_that_cannot_be_written_is_left_out(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    written = documents.document_page

    def failing(here: PageContext, document: Document) -> Safe:
        if document.id == "POL-SMS":
            raise KeyError("level")
        return written(here, document)

    monkeypatch.setattr(documents, "document_page", failing)
    out, code = site(small)
    assert code == 1
    assert f"{SAID}KeyError: 'level'" in capsys.readouterr().out
    assert LEFT_OUT in (out / POLICY).read_text("utf-8")
