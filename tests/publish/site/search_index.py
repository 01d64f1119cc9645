"""The files of the search as a test reads them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sms_lint.publish.site.search import NAMES, TEXTS


class Name(NamedTuple):
    """A thing that the search knows by name."""

    rank: int
    sort: str
    page: str
    id: str
    title: str
    words: str
    anchor: str


class Text(NamedTuple):
    """A section that the search knows, and the page that it is on."""

    page: str
    anchor: str
    heading: str
    text: str


class Index(NamedTuple):
    """What both files hold."""

    names: list[Name]
    texts: list[Text]

    def named(self, identity: str) -> list[Name]:
        """What is known under an id."""
        return [name for name in self.names if name.id == identity]


def index_of(downloads: Mapping[str, str]) -> Index:
    """Read the files from their texts."""
    first = json.loads(downloads[NAMES].removeprefix("var smsSearchNames = ").removesuffix(";\n"))
    second = json.loads(downloads[TEXTS].removeprefix("var smsSearchTexts = ").removesuffix(";\n"))
    names = [_name(line, first) for line in first["lines"].split("\n") if line]
    texts = [
        Text(names[int(number)].page, anchor, heading, text)
        for number, anchor, heading, text in (
            line.split("\t") for line in second["lines"].split("\n") if line
        )
    ]
    return Index(names, texts)


def _name(line: str, read: Mapping[str, list[str]]) -> Name:
    rank, sort, page, identity, title, words, anchor = line.split("\t")
    shown = identity if anchor == "=" else anchor
    return Name(int(rank), read["sorts"][int(sort)], read["pages"][int(page)], identity, title, words, shown)


def read_index(site: Path) -> Index:
    """Read them from a site."""
    return index_of({name: (site / name).read_text("utf-8") for name in (NAMES, TEXTS)})
