"""Building again while somebody writes: what changed is new, the rest as it was, and never a page that is wrong.

The site goes without handbook and clauses, nine tenths of its pages; with SMS_LINT_NIGHTLY=1 it has all of them.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.load.read_files import ReadFiles
from sms_lint.publish.site.publish import BuildChoices, publish
from sms_lint.report import Style
from tests.publish.site.conftest import CLAUSES, HERE, fewer_pages, git
from tests.publish.site.search_index import read_index


def again(root: Path, read: ReadFiles | None = None) -> list[str]:
    said: list[str] = []
    publish(root, None, Style("1"), said.append, BuildChoices(only_changed=True, read=read))
    return said


def texts(root: Path) -> dict[str, str]:
    site = root / "build" / "site"
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}


def found(root: Path, word: str) -> set[str]:
    """The pages whose texts hold a word, as the search knows them."""
    index = read_index(root / "build" / "site")
    return {passage.page for passage in index.texts if word in passage.text}


@pytest.fixture(scope="module")
def as_built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A system of which a site was built once: a folder that is to be put at the path beside it."""
    root = tmp_path_factory.mktemp("rebuild") / "system"
    shutil.copytree(HERE / "system", root)
    with fewer_pages(CLAUSES):
        again(root)
        yield root.rename(root.with_name("kept"))


@pytest.fixture
def built(as_built: Path) -> Path:
    """The system with its site, as if just built there: what is noted of it names its path and its times."""
    root = as_built.with_name("system")
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(as_built, root)
    return root


def change(root: Path, old: str, new: str) -> None:
    policy = root / "policies" / "service-management.md"
    policy.write_text(policy.read_text("utf-8").replace(old, new), "utf-8")


def test_only_what_changed_is_built_and_the_result_is_that_of_a_whole_build(built: Path) -> None:
    read = ReadFiles()  # as `serve` hands it from one build to the next
    again(built, read)
    before = texts(built)
    change(built, "## Purpose", "Marmalade is kept here.\n\n## Purpose")
    again(built, read)
    quick, index = texts(built), found(built, "Marmalade")
    assert {name for name in quick if quick[name] != before[name]} >= {"documents/POL-SMS.html"}
    assert quick["registers/risk.html"] == before["registers/risk.html"]
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


def fail(_folder: Path, *_how: object, **_more: object) -> None:
    raise SmsError("a page holds a script")


def test_a_builder_that_fails_leaves_the_site_as_it_was_and_the_next_change_shows_all(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(built)
    change(built, "## Purpose", "Marmalade.\n\n## Purpose")
    with monkeypatch.context() as patched:
        patched.setattr("sms_lint.publish.site.rebuild.seal", fail)
        with pytest.raises(SmsError, match="holds a script"):
            again(built)
    assert texts(built) == before
    assert found(built, "Marmalade") == set()
    again(built)
    assert "Marmalade" in texts(built)["documents/POL-SMS.html"]
    assert found(built, "Marmalade") == {"documents/POL-SMS.html"}


def test_a_whole_build_that_fails_is_made_up_for(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(built, "## Purpose", "Marmalade.\n\n## Purpose")
    with monkeypatch.context() as patched:
        patched.setattr("sms_lint.publish.site.build.seal", fail)
        with pytest.raises(SmsError, match="holds a script"):
            publish(built, None, Style("1"), lambda _line: None)
    again(built)
    assert "Marmalade" in texts(built)["documents/POL-SMS.html"]


def test_a_site_that_these_pages_did_not_become_is_built_whole(built: Path) -> None:
    change(built, "## Purpose", "Marmalade.\n\n## Purpose")
    publish(built, built / "elsewhere", Style("1"), lambda _line: None)
    again(built)
    assert "Marmalade" in texts(built)["documents/POL-SMS.html"]
    assert all(page.count("Content-Security-Policy") == 1 for page in texts(built).values())


def test_a_picture_that_changed_is_shown(built: Path) -> None:
    chart = built / "policies" / "chart.png"
    chart.write_bytes(chart.read_bytes() + b"x")
    again(built)
    assert (built / "build/site/files/policies/chart.png").read_bytes() == chart.read_bytes()


def test_a_file_that_is_no_longer_shown_goes(built: Path) -> None:
    (built / "policies" / "chart.png").rename(built / "policies" / "other.png")
    again(built)
    assert [path.name for path in (built / "build/site/files/policies").iterdir()] == ["other.png"]


def test_the_builder_is_not_said_to_warn(built: Path) -> None:
    change(built, "## Purpose", "Marmalade.\n\n## Purpose")
    said = again(built)
    assert said[-1].startswith("Built the site in ")
    assert [line for line in said if "warns" in line] == []
