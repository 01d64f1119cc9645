"""The file CODEOWNERS, as the forges read it: the last line that fits a path says who is asked."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

# Where each forge looks for it, in this order.
PLACES: Mapping[str, tuple[str, ...]] = {
    "github": (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"),
    "gitlab": ("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"),
}
_SECTION = re.compile(r"(?P<optional>\^?)\[(?P<name>[^\]]+)\](?:\[\d+\])?(?P<owners>.*)")
_WORDS = re.compile(r"(?:\\.|[^\s\\])+")
# What cannot be written in a pattern so that both forges read it alike.
_UNWRITABLE = frozenset('#![]*?\\"')


class OwnersLine(NamedTuple):
    """A line: what it is for, who is asked, and the section of GitLab that it stands in."""

    pattern: str
    owners: tuple[str, ...]
    section: str = ""


def read_owners(text: str, forge: str) -> Iterator[OwnersLine]:
    """The lines of a file. Those of optional sections are left out, since nobody has to be asked there."""
    section, optional, usual = "", False, ()
    for line in (line.strip() for line in text.splitlines()):
        if not line or line.startswith("#"):
            continue
        if forge == "gitlab" and (opened := _SECTION.fullmatch(line)):
            section, optional = opened["name"].casefold(), bool(opened["optional"])
            usual = tuple(_WORDS.findall(opened["owners"]))
            continue
        pattern, *owners = _WORDS.findall(line.split(" #")[0])
        if not optional:
            yield OwnersLine(pattern, tuple(owners) or usual, section)


def owners_of(path: str, lines: Iterable[OwnersLine]) -> tuple[str, ...]:
    """Who is asked for a path: by the last line that fits it, in each section."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if _matcher(line.pattern).fullmatch(path):
            found[line.section] = line.owners
    return tuple(dict.fromkeys(owner for owners in found.values() for owner in owners))


@cache
def _matcher(pattern: str) -> re.Pattern[str]:
    plain = re.sub(r"\\(.)", r"\1", pattern)
    anchored = plain.startswith("/") or "/" in plain.rstrip("/")
    parts = (re.escape(part) for part in re.split(r"(\*\*/|\*\*|\*|\?)", plain.strip("/")))
    wild = {r"\*\*/": "(?:.*/)?", r"\*\*": ".*", r"\*": "[^/]*", r"\?": "[^/]"}
    body = "".join(wild.get(part, part) for part in parts)
    below = "/.*" if plain.endswith("/") else "" if plain.endswith("/*") else "(?:/.*)?"
    return re.compile(("" if anchored else "(?:.*/)?") + body + below, re.S)


def line_for(path: str, owners: Iterable[str]) -> str:
    """The line for a file or, with a slash at its end, for all below a folder; empty where no forge could read it."""
    if _UNWRITABLE & set(path) or not path.isprintable():
        return ""
    pattern = "/" + path.replace(" ", "\\ ")
    return f"{pattern} {' '.join(owners)}"
