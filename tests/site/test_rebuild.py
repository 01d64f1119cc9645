"""Building again while somebody writes: what changed is new, the rest as it was, and never a page that is wrong."""

import json
from pathlib import Path

import pytest

from sms_lint.errors import SmsError
from sms_lint.report import Style
from sms_lint.site.publish import How, publish
from tests.site.conftest import git


def again(root: Path) -> list[str]:
    said: list[str] = []
    publish(root, None, Style("1"), said.append, How(only_changed=True))
    return said


def texts(root: Path) -> dict[str, str]:
    site = root / "build" / "site"
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}


def found(root: Path, word: str) -> set[str]:
    index = json.loads((root / "build" / "site" / "search" / "search_index.json").read_text("utf-8"))
    return {one["location"].partition("#")[0] for one in index["docs"] if word in one["text"]}


@pytest.fixture
def built(small: Path) -> Path:
    again(small)
    return small


def change(root: Path, old: str, new: str) -> None:
    policy = root / "policies" / "service-management.md"
    policy.write_text(policy.read_text("utf-8").replace(old, new), "utf-8")


def test_only_what_changed_is_built_and_the_result_is_that_of_a_whole_build(built: Path) -> None:
    before = texts(built)
    change(built, "## Purpose", "Marmalade is kept here.\n\n## Purpose")
    again(built)
    quick, index = texts(built), found(built, "Marmalade")
    assert {name for name in quick if quick[name] != before[name]} >= {"documents/POL-SMS.html"}
    assert quick["clauses/20000-1/4.1.html"] == before["clauses/20000-1/4.1.html"]
    assert index == {"documents/POL-SMS.html"}
    assert found(built, "incident") != set()
    publish(built, None, Style("1"), lambda _line: None)
    assert texts(built) == quick


def test_every_page_that_was_built_again_is_sealed(built: Path) -> None:
    change(built, "## Purpose", "Marmalade.\n\n## Purpose")
    again(built)
    for name, page in texts(built).items():
        assert page.count("Content-Security-Policy") == 1, name


def test_nothing_changed_builds_nothing_anew(built: Path) -> None:
    before = texts(built)
    again(built)
    assert texts(built) == before


def test_a_document_that_comes_or_goes_is_a_whole_build(built: Path) -> None:
    policy = built / "policies" / "service-management.md"
    (built / "policies" / "other.md").write_text(
        policy.read_text("utf-8").replace("POL-SMS", "POL-TWO"), "utf-8"
    )
    again(built)
    assert "documents/POL-TWO.html" in texts(built)
    policy.unlink()
    again(built)
    assert "documents/POL-SMS.html" not in texts(built)


def test_a_commit_changes_the_foot_of_every_page(built: Path) -> None:
    git(built, "init", "-q")
    git(built, "add", ".")
    git(built, "commit", "-qm", "First edition")
    again(built)
    head = git(built, "rev-parse", "HEAD")[:9]
    assert all(f"Built from commit {head}" in page for page in texts(built).values())


def test_a_builder_that_fails_leaves_the_pages_as_they_were(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(built)
    change(built, "## Purpose", "Marmalade.\n\n## Purpose")

    def fail(_folder: Path, _pages: object = None) -> None:
        raise SmsError("a page holds a script")

    monkeypatch.setattr("sms_lint.site.rebuild.seal", fail)
    with pytest.raises(SmsError, match="holds a script"):
        again(built)
    assert texts(built) == before
    assert found(built, "Marmalade") == set()
