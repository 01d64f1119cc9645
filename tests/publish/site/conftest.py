"""A small system with something of everything, in a git repository of its own, and its site built once."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.publish.site import FAMILIES, Site, build_pages
from sms_lint.publish.site.build import read_handbook
from sms_lint.publish.site.publish import publish
from sms_lint.publish.site.view import SiteData
from sms_lint.report import Style
from sms_lint.rules import checks, checks_for
from sms_lint.rules.lint import lint
from sms_lint.system.sms import Sms
from tests.made_once import folder_made_once
from tests.own_git import git_as_nobody
from tests.reference import reference_system

HERE = Path(__file__).parent
TOP = HERE.parents[2]
# Where the handbook, three quarters of the pages of a small system, is not what a test looks at, only the night has it;
# and where no page is looked at but a few, the clauses, three quarters of the rest.
HANDBOOK, CLAUSES = "Handbook", "Conformity"
NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))


@dataclass(frozen=True)
class Published:
    """A system on disk, as it was read and judged, and the folder of its site."""

    root: Path
    sms: Sms
    result: Result
    folder: Path

    @property
    def view(self) -> SiteData:
        """What its pages are made from."""
        return SiteData(self.sms, self.result, read_handbook(self.root))


git = git_as_nobody


def as_published(root: Path, *, with_history: bool = False) -> Published:
    """A system whose site is built."""
    sms = load(root, with_history=with_history)
    return Published(root, sms, lint(sms, checks_for(sms)), root / "build" / "site")


def _publish_small(folder: Path) -> None:
    root = folder / "system"
    shutil.copytree(HERE / "system", root)
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "First edition")
    process = root / "processes" / "incident-management.md"
    process.write_text(process.read_text("utf-8").replace('version: "1.0"', 'version: "1.1"'), "utf-8")
    git(root, "commit", "-qam", "Say who <confirms> the *end* of an incident")
    said: list[str] = []
    with fewer_pages():
        publish(root, None, Style("1"), said.append)
    assert said[0].startswith("Read ")
    assert said[-1].startswith("Built the site in ")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = folder_made_once(tmp_path_factory, "published", _publish_small)
    return as_published(folder / "system", with_history=True)


def _publish_reference(folder: Path) -> None:
    root = folder / "system"
    for name in ("policies", "processes", "records", "docs", "schemas"):
        shutil.copytree(TOP / name, root / name)
    for name in ("sms.yml", "mkdocs.yml"):
        shutil.copyfile(TOP / name, root / name)
    publish(root, None, Style("1"), lambda _line: None)


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The reference system at the top of this repository, outside git."""
    folder = folder_made_once(tmp_path_factory, "reference-site", _publish_reference)
    view = reference_view()
    return Published(folder / "system", view.sms, view.result, folder / "system" / "build" / "site")


@contextmanager
def fewer_pages(*more: str) -> Iterator[None]:
    """Within it, sites have no handbook, nor the families `more`; at night they have all."""
    with pytest.MonkeyPatch.context() as patched:
        for family in () if NIGHTLY else (HANDBOOK, *more):
            patched.delitem(FAMILIES, family)
        yield


@pytest.fixture
def without_handbook() -> Iterator[None]:
    """The sites that the test builds have no handbook; at night they have it."""
    with fewer_pages():
        yield


@pytest.fixture
def few_pages() -> Iterator[None]:
    """The sites that the test builds have neither handbook nor clauses; at night they have both."""
    with fewer_pages(CLAUSES):
        yield


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small system to change, outside git."""
    shutil.copytree(HERE / "system", tmp_path / "system")
    return tmp_path / "system"


def view_of(root: Path, *, with_history: bool = True) -> SiteData:
    """What the pages of a system on disk are made from."""
    sms = load(root, with_history=with_history)
    return SiteData(sms, lint(sms, checks()), read_handbook(root))


@cache
def reference_view() -> SiteData:
    """What the pages of the reference system are made from, outside git, for all tests of a worker."""
    return _viewed(reference_system())


@cache
def reference_site() -> Site:
    """The pages of the reference system, outside git."""
    return site_of(reference_view())


@pytest.fixture(scope="session")
def with_history(reference_history: Sms) -> SiteData:
    """What the pages of the reference system are made from where it has a history."""
    return _viewed(reference_history)


@pytest.fixture(scope="session")
def site_with_history(with_history: SiteData) -> Site:
    """The pages of the reference system where it has a history."""
    return site_of(with_history)


def site_of(view: SiteData) -> Site:
    """All pages; each is written when it is asked for."""
    return build_pages(view.sms, view.result, view.handbook)


def _viewed(sms: Sms) -> SiteData:
    return SiteData(sms, lint(sms, checks()), read_handbook(TOP))
