"""Comments that accept a finding for a time: `sms: ignore[rule] until=2026-12-31 and the reason`.

In YAML, front matter included, such a comment begins with `#`; in the text of a document it is `<!-- … -->`. Behind a
value it is about its own line; on a line of its own it is about the next one, in a text about the next paragraph.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sms_lint.ground.source import SourceFile
from sms_lint.ground.text.front_matter import body_start, front_matter
from sms_lint.ground.text.markdown import without_code
from sms_lint.ground.text.yaml_subset import places

_MARK = "sms: ignore"
_YAML = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*sms:[ \t]*ignore\b(?P<said>[^\n]*)", re.M)
_MARKDOWN = re.compile(r"<!--\s*sms:\s*ignore\b(?P<said>.*?)-->", re.S)
_FORM = re.compile(r"\[(?P<rules>[^\]]*)\](?:\s+until=(?P<until>\S*))?(?P<reason>.*)", re.S)
_SKIPPED = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_PARAGRAPH = re.compile(r"\s*[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*")


class IgnoreWords(NamedTuple):
    """Such a comment as it is written: its place, and the stretch that it is about, by offsets.

    `rules` are as they are named; None where there are no brackets. `until` and `reason` are empty where they are
    missing.
    """

    start: int
    end: int
    about: tuple[int, int]
    rules: tuple[str, ...] | None
    until: str
    reason: str


def ignore_comments(file: SourceFile) -> Iterator[IgnoreWords]:
    """Every comment of the kind in a YAML file or a document, in their order; what stands in quotes or code is none."""
    text = file.text
    if _MARK not in text:
        return
    if not file.path.endswith(".md"):
        yield from _in_yaml(file, 0, len(text))
        return
    yield from _in_yaml(file, *front_matter(text))
    said, begin = without_code(text), body_start(text)
    for match in _MARKDOWN.finditer(said, begin):
        yield _read(match, match["said"], _about_in_text(said, match))


def _in_yaml(file: SourceFile, start: int, end: int) -> Iterator[IgnoreWords]:
    values = [
        (place.start, place.end) for route, place in places(file).items() if _is_text(file, place.start)
    ]
    for match in _YAML.finditer(file.text, start, end):
        if not any(first <= match.start() < last for first, last in values):
            yield _read(match, match["said"], _about_in_yaml(file.text, match))


def _is_text(file: SourceFile, start: int) -> bool:
    """Whether a value begins as a text in quotes or as a block of lines, which may hold anything."""
    return file.text[start : start + 1] in ("'", '"', "|", ">")


def _read(match: re.Match[str], said: str, about: tuple[int, int]) -> IgnoreWords:
    form = _FORM.match(said.strip())
    if form is None:
        return IgnoreWords(*match.span(), about, None, "", "")
    rules = tuple(name.strip() for name in form["rules"].split(",") if name.strip())
    return IgnoreWords(*match.span(), about, rules, form["until"] or "", " ".join(form["reason"].split()))


def _about_in_yaml(text: str, match: re.Match[str]) -> tuple[int, int]:
    start = text.rfind("\n", 0, match.start()) + 1
    if text[start : match.start()].strip():
        return start, match.start()
    at = match.end() + 1
    while at < len(text) and (skipped := _SKIPPED.match(text, at)) and skipped.end() > at:
        at = skipped.end()
    end = text.find("\n", at)
    return at, len(text) if end == -1 else end


def _about_in_text(text: str, match: re.Match[str]) -> tuple[int, int]:
    start = text.rfind("\n", 0, match.start()) + 1
    if text[start : match.start()].strip():
        return start, match.start()
    paragraph = _PARAGRAPH.match(text, match.end())
    return match.end(), paragraph.end() if paragraph else len(text)
