"""The program as others install it: from a wheel, in a repository without `docs/`, the site has its whole handbook."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from sms_lint.publish.site.handbook import guides
from tests.publish.site.conftest import HERE, TOP

START = "import sys, sms_lint; assert sms_lint.__file__.startswith(sys.argv.pop(1)); from sms_lint.cli import main; sys.exit(main())"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    (wheel,) = WheelBuilder(str(TOP)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def run(installed: Path, where: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the wheel, away from this repository."""
    return subprocess.run(
        [sys.executable, "-P", "-c", START, str(installed), *arguments],
        cwd=where,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_site_of_an_organisation_has_the_handbook_and_the_reference(
    installed: Path, tmp_path: Path
) -> None:
    root = tmp_path / "system"
    shutil.copytree(HERE / "system", root)
    shutil.rmtree(root / "docs")
    done = run(installed, root, "site", "--output", str(tmp_path / "out"))
    assert done.returncode == 1, done.stderr  # it has findings
    handbook = tmp_path / "out" / "handbook"
    for name in guides():
        assert (handbook / name).with_suffix(".html").is_file(), name
    for name in ("rules/overdue-review", "kinds/risk", "kinds/vehicle", "settings/index"):
        assert (handbook / f"{name}.html").is_file(), name


def test_the_wheel_explains(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "explain", "overdue-review")
    assert "To put it right" in done.stdout, done.stderr
