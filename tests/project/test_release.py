"""Releases: the changelog fits the version, the notes are its section, and a wrong tag is refused."""

import json
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest

from tooling import bill, release

ROOT = Path(__file__).parents[2]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
SOUND = """\
# Changelog

## [Unreleased]

## [1.1.0] - 2026-02-28

### Added

- One thing.

### Fixed

- Another.

## [1.0.0] - 2026-01-31

### Added

- Everything.

[1.1.0]: https://example.org/compare
"""


def test_the_changelog_fits_the_version() -> None:
    assert release.faults(CHANGELOG, PROJECT["version"]) == []


def test_a_sound_changelog_is_silent() -> None:
    assert release.faults(SOUND, "1.1.0") == []
    assert release.faults(SOUND, "1.0.0") == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("## [Unreleased]\n", "", "the first section is not [Unreleased]"),
        ("[1.1.0] -", "[1.2.0] -", "version 1.1.0 of pyproject.toml has no section"),
        ("[1.0.0] -", "[1.1.0] -", "a version has two sections"),
        (" - 2026-01-31", "", "1.0.0 has no day"),
        ("2026-01-31", "2026-02-30", "1.0.0 has no day"),
        ("2026-01-31", "20260131", "1.0.0 has no day"),
        ("2026-01-31", "2026-03-31", "the newest version does not come first"),
        ("### Fixed", "### Mended", "1.1.0 has a group Mended"),
    ],
)
def test_what_is_wrong_with_a_changelog_is_found(before: str, after: str, fault: str) -> None:
    assert fault in release.faults(SOUND.replace(before, after, 1), "1.1.0")


def test_the_notes_are_the_section_of_the_version() -> None:
    told = release.notes("v1.1.0", SOUND, {"version": "1.1.0"})
    assert told == "### Added\n\n- One thing.\n\n### Fixed\n\n- Another."
    assert release.notes("v1.0.0", SOUND, {"version": "1.0.0"}) == "### Added\n\n- Everything."


def test_a_tag_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match=r"the tag is v1\.0\.0, and pyproject\.toml has version 1\.1\.0"):
        release.notes("v1.0.0", SOUND, {"version": "1.1.0"})
    with pytest.raises(ValueError, match=r"CHANGELOG\.md: version 1\.2\.0 of pyproject\.toml has no section"):
        release.notes("v1.2.0", SOUND, {"version": "1.2.0"})


def test_the_command_prints_the_notes_or_says_why_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert release.main(["notes", f"v{PROJECT['version']}"]) == 0
    assert "### Added" in capsys.readouterr().out
    assert release.main(["notes", "v0.0.0"]) == 1
    assert "the tag is v0.0.0" in capsys.readouterr().err
    assert release.main([]) == 2


def test_the_bill_names_the_package_and_all_that_it_runs_with(tmp_path: Path) -> None:
    folder = next(Path(sys.prefix).glob("lib/python*/site-packages"))
    assert bill.main([str(folder), str(tmp_path / "bill.json")]) == 0
    made = json.loads((tmp_path / "bill.json").read_text("utf-8"))
    assert made["bomFormat"] == "CycloneDX"
    assert made["metadata"]["component"]["purl"] == f"pkg:pypi/sms-lint@{PROJECT['version']}"
    parts = {part["name"]: part["version"] for part in made["components"]}
    expected = {package.name: package.version for package in distributions(path=[str(folder)])}
    del expected["sms-lint"]
    assert parts == expected
    assert {"pydantic", "cryptography"} <= {name.casefold() for name in parts}


def test_the_script_that_builds_is_a_program() -> None:
    run = subprocess.run(
        ["sh", "-n", ROOT / "tooling" / "dist.sh"], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
