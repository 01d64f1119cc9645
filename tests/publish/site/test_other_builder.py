"""The same pages, built by Zensical: nothing that a page must hold is lost. Nothing of ours is a plugin of one builder."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sms_lint.publish.site.build import TEXTS
from sms_lint.publish.site.frames import finished_by
from sms_lint.publish.site.seal import seal
from tests.publish.site.conftest import Published
from tests.publish.site.html_reading import Reading

ARTICLE = re.compile(r"<article\b.*</article>", re.S)


@pytest.fixture(scope="module")
def other(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small system as Zensical builds it: from the pages, the same settings and the same navigation."""
    folder = tmp_path_factory.mktemp("zensical")
    built = published.root / "build"
    shutil.copytree(built / "pages", folder / "pages")
    ours = json.loads((built / "mkdocs.yml").read_text("utf-8"))
    settings = (built / "mkdocs-default.yml").read_text("utf-8")
    kept = [
        line for line in settings.split("\n") if not line.startswith(("site_name:", "docs_dir:", "site_dir:"))
    ]
    own = {"site_name": ours["site_name"], "docs_dir": "pages", "site_dir": "site", "nav": ours["nav"]}
    added = [f"{name}: {json.dumps(value)}" for name, value in own.items()]
    (folder / "mkdocs.yml").write_text("\n".join([*added, *kept]), "utf-8")
    command = [sys.executable, "-P", "-m", "zensical", "build", "--strict"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    finished = finished_by(published.root / TEXTS)
    for page in (folder / "site").rglob("*.html"):
        name = page.relative_to(folder / "site").as_posix()
        page.write_text(finished(name, page.read_text("utf-8")), "utf-8")
    return folder / "site"


def pages(site: Path) -> dict[str, Path]:
    return {
        path.relative_to(site).as_posix(): path for path in site.rglob("*.html") if path.name != "404.html"
    }


def content(path: Path) -> Reading:
    found = ARTICLE.search(path.read_text("utf-8"))
    assert found, path
    return Reading(found.group())


def test_every_page_holds_the_same_words_anchors_and_links(published: Published, other: Path) -> None:
    ours, theirs = pages(published.folder), pages(other)
    assert ours.keys() == theirs.keys()
    assert len(ours) > 100
    for name, path in ours.items():
        mine, yours = content(path), content(theirs[name])
        assert yours.text == mine.text, name
        assert set(mine.ids) <= set(yours.ids), name
        assert yours.values("a", "href") == mine.values("a", "href"), name


def test_its_pages_pass_the_last_look_too(other: Path, tmp_path: Path) -> None:
    shutil.copytree(other, tmp_path / "site")
    seal(tmp_path / "site")
    assert "Content-Security-Policy" in (tmp_path / "site" / "index.html").read_text("utf-8")
