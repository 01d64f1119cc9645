"""What a heading is called: `2.1 Purpose and scope of this policy` is the purpose, and the scope."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from sms_lint.ground.text import read_yaml

# Numbers and letters before a title, in every usual form.
_NUMBER = re.compile(
    r"\A(?:§\s*)?(?:\(?(?:\d+(?:\.\d+)*|[A-Za-z]|[ivxIVX]+)[.):]\)?|\d+(?:\.\d+)*)\s+(?:[-–—]\s+)?"
)
_JOINS = re.compile(r"\s*(?:[,;/&+–—|]|\band\b|\bund\b|\bet\b|\by\b|\be\b|\s-\s|:\s)\s*", re.I)
# What the document is called adds nothing: `Purpose of this policy`, `Policy scope`, `Our responsibilities`.
_BEHIND = re.compile(r"\s+(?:of|for|in|to)\s+(?:this|the|our|these|a|an)\b.*\Z", re.I)
_BEFORE = re.compile(
    r"\A(?:the|our|your|its|their|a|an|this|key|main|general)\s+"
    r"|\A(?:policy|document|procedure|process|plan|programme|program|standard|guide|agreement)(?:'s|’s)?\s+",
    re.I,
)
_STEP = re.compile(r"\Asteps?\s+(?:\d+|one|two|three|first|last)\b", re.I)


@cache
def _other_names() -> Mapping[str, frozenset[str]]:
    text = files("sms_lint").joinpath("ground", "section_names.yml").read_text("utf-8")
    return {title: frozenset(names) for title, names in read_yaml(text).values.items()}


def guidance(title: str) -> str:
    """What belongs into a required section, in a sentence; empty where nothing is known of it."""
    return _guidance().get(title, "")


@cache
def _guidance() -> Mapping[str, str]:
    text = files("sms_lint").joinpath("ground", "section_guidance.yml").read_text("utf-8")
    values: Mapping[str, str] = read_yaml(text).values
    return values


def usual_names(title: str) -> frozenset[str]:
    """Every name by which a required section may be called in English, in small letters."""
    return _other_names().get(title, frozenset()) | {title.casefold()}


def without_number(heading: str) -> str:
    """A heading without the number before it."""
    return _NUMBER.sub("", heading.strip()).strip()


def is_called(heading: str, names: Collection[str]) -> bool:
    """Whether a heading, or one of the titles that it joins, is among names in small letters."""
    called = _called(heading)
    return any(form in names for form in called.forms) or (called.is_step and "steps" in names)


class _Called(NamedTuple):
    """All that a heading is called, in small letters, and whether it is a step of several."""

    forms: tuple[str, ...]
    is_step: bool


@lru_cache(maxsize=8192)  # most documents have the same headings, and each is compared with several titles
def _called(heading: str) -> _Called:
    title = without_number(heading).rstrip(" :.").casefold().replace("-", " ").replace("*", "")
    parts = (part for whole in _forms(title) for part in (whole, *_JOINS.split(whole)))
    forms = dict.fromkeys([title, *(form for part in parts for form in _forms(part))])
    return _Called(tuple(forms), _STEP.match(title) is not None)


def _forms(title: str) -> Iterator[str]:
    """A title with less and less of what the document is called, which may stand before and behind it."""
    yield title
    before, title = "", _BEHIND.sub("", title)
    while title != before:
        yield title
        before, title = title, _BEFORE.sub("", title).strip()
