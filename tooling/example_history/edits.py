"""Earlier texts: what the text that came after says, but for what the data say was different then."""

import re
from collections.abc import Iterable

from tooling.example_history.located import Group

_KEYS = ("instead_of", "stood", "without", "line", "paragraph", "section")
_HEADING = re.compile(r"^(#+) (.*?)(?: \{:.*\})?$", re.M)


def undone(text: str, was: Iterable[Group]) -> str:
    """The text as it was before. Each of `was` says one thing that was different.

    `instead_of` stands in the later text, and `stood` stood there. `without` was not there; `line`, `paragraph` and
    `section` name by some words of it what was not there as a whole. Raises SmsError, with the place of the data, where
    the later text does not say it exactly once.
    """
    for edit in was:
        edit.only(*_KEYS)
        text = _one(text, edit)
    return text


def _one(text: str, edit: Group) -> str:
    if "instead_of" in edit:
        return _swapped(text, edit.need("instead_of"), edit.need("stood"), edit)
    if "without" in edit:
        return _swapped(text, edit["without"], "", edit)
    if "line" in edit:
        return _swapped(text, _line_of(text, edit["line"], edit), "", edit)
    if "paragraph" in edit:
        at = _place_of(text, edit["paragraph"], edit)
        start = text.rfind("\n\n", 0, at) + 2
        end = text.find("\n\n", at)
        return text[:start] + text[end + 2 :] if end > 0 else text[: start - 1]
    return _without_section(text, edit)


def _swapped(text: str, now: str, then: str, edit: Group) -> str:
    at = _place_of(text, now, edit)
    return text[:at] + then + text[at + len(now) :]


def _place_of(text: str, words: str, edit: Group) -> int:
    if text.count(words) != 1:
        raise edit.fault(f"the text that came after holds `{words}` {text.count(words)} times, not once")
    return text.index(words)


def _line_of(text: str, words: str, edit: Group) -> str:
    at = _place_of(text, words, edit)
    return text[text.rfind("\n", 0, at) + 1 : text.index("\n", at) + 1]


def _without_section(text: str, edit: Group) -> str:
    title = edit.need("section")
    headings = list(_HEADING.finditer(text))
    found = [number for number, heading in enumerate(headings) if heading[2] == title]
    if len(found) != 1:
        raise edit.fault(f"the text that came after has {len(found)} sections `{title}`, not one")
    own = headings[found[0]]
    later = (other for other in headings[found[0] + 1 :] if len(other[1]) <= len(own[1]))
    following = next(later, None)
    return (
        text[: own.start()] + text[following.start() :]
        if following
        else text[: own.start()].rstrip("\n") + "\n"
    )
