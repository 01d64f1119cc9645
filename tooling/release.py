"""`python -m tooling.release notes TAG`: what a version changes, where tag, version and changelog say the same."""

import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
_SECTION = re.compile(
    r"^## \[(?P<name>[^\]\n]+)\](?: - (?P<day>\S+))?\n(?P<text>.*?)(?=^## |^\[[^\]\n]+\]: |\Z)", re.M | re.S
)
_GROUP = re.compile(r"^### (.+)$", re.M)
UNRELEASED = "Unreleased"
GROUPS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")


@dataclass(frozen=True)
class Section:
    """What the changelog says of one version; `day` is empty for what is not released."""

    name: str
    day: str
    text: str

    @property
    def groups(self) -> list[str]:
        """The kinds of change, in order."""
        return _GROUP.findall(self.text)


def sections(changelog: str) -> list[Section]:
    """The sections of a changelog, the newest first."""
    return [
        Section(match["name"], match["day"] or "", match["text"].strip())
        for match in _SECTION.finditer(changelog)
    ]


def faults(changelog: str, version: str) -> list[str]:
    """What is not as Keep a Changelog asks for, or does not fit the version of the package."""
    found = sections(changelog)
    names = [section.name for section in found]
    wrong = [] if names[:1] == [UNRELEASED] else ["the first section is not [Unreleased]"]
    if version not in names:
        wrong.append(f"version {version} of pyproject.toml has no section")
    if len(names) != len(set(names)):
        wrong.append("a version has two sections")
    days = [section.day for section in found[1:]]
    wrong += [f"{section.name} has no day" for section in found[1:] if not _is_day(section.day)]
    if not wrong and days != sorted(days, reverse=True):
        wrong.append("the newest version does not come first")
    wrong += [
        f"{section.name} has a group {group}"
        for section in found
        for group in section.groups
        if group not in GROUPS
    ]
    return wrong


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def notes(tag: str, changelog: str, project: Mapping[str, str]) -> str:
    """The text for a release. Raises ValueError where tag, version and changelog do not fit."""
    version = project["version"]
    if tag != f"v{version}":
        raise ValueError(f"the tag is {tag}, and pyproject.toml has version {version}")
    if wrong := faults(changelog, version):
        raise ValueError(f"CHANGELOG.md: {wrong[0]}")
    return next(section.text for section in sections(changelog) if section.name == version)


def main(arguments: Sequence[str]) -> int:
    """Print the notes, or say why there are none."""
    if len(arguments) != 2 or arguments[0] != "notes":
        print(__doc__, file=sys.stderr)
        return 2
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    try:
        print(notes(arguments[1], (ROOT / "CHANGELOG.md").read_text("utf-8"), project))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
