"""The id that comes next: the pattern in use goes on."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.ground.fields import ID_PATTERN, ROLE_PATTERN
from sms_lint.starter.data import record_forms
from sms_lint.system.sms import Sms

_NUMBERED = re.compile(
    r"(?P<stem>[A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*)*)(?:-(?P<year>[0-9]{4}))?-(?P<number>[0-9]{1,7})"
)
_WORD = re.compile(r"[A-Z0-9]+")
_MOST_WORDS = 3


class IdPattern(NamedTuple):
    """How ids with numbers are built: `RSK`, with the year, and two digits."""

    stem: str
    dated: bool
    width: int

    def with_number(self, year: int, number: int) -> str:
        """An id of this pattern."""
        return "-".join([self.stem, *([f"{year}"] if self.dated else []), f"{number:0{self.width}}"])


def next_id(sms: Sms, kind: str, title: str) -> str:
    """The id of the next entry of a kind. Raises SmsError where it needs a title to be made from."""
    used = used_ids(sms, kind)
    if kind == "role":
        return _role_id(title, used)
    numbered = _numbered(used or _example(kind))
    if numbered:
        return _numbered_id(sms, _pattern(numbered), used)
    prefix = sms.kinds[kind].KIND.prefix or "-".join(kind.upper().split("-"))
    named = named_id(prefix, title, all_ids(sms))
    if not named:
        noun = sms.kinds[kind].KIND.noun
        raise SmsError(f"the id of {noun} is made from its title; give --title, or the whole id with --id")
    return named


def made_from_title(sms: Sms, kind: str) -> bool:
    """Whether ids of a kind are words, as in SVC-CLOUD, rather than numbers."""
    return not _numbered(used_ids(sms, kind) or _example(kind))


def _numbered(ids: frozenset[str]) -> list[re.Match[str]]:
    """The ids that count up, where most do."""
    matches = [match for identifier in ids if (match := _NUMBERED.fullmatch(identifier))]
    return matches if 2 * len(matches) >= len(ids) else []


def used_ids(sms: Sms, kind: str) -> frozenset[str]:
    """The ids of a kind that are taken, also those in tables and in what could not be read."""
    prefix = f"{sms.kinds[kind].KIND.prefix}-"
    unread = {word for word in sms.unread if prefix != "-" and word.startswith(prefix)}
    rows = {identifier for identifier, table in sms.rows.items() if table.of == kind}
    return frozenset({entry.id for entry in sms.entries(kind)} | unread | rows | set(sms.former_ids))


def all_ids(sms: Sms) -> frozenset[str]:
    """Every id that is taken."""
    return frozenset(sms.ids) | frozenset(sms.rows) | frozenset(sms.former_ids) | sms.unread


def named_id(prefix: str, title: str, taken: Iterable[str]) -> str:
    """An id of a prefix and the first words of a title, in plain letters; empty where the title has none."""
    words = _WORD.findall(title.upper())[:_MOST_WORDS]
    if not words:
        return ""
    wanted, known = "-".join([prefix, *words])[:60].rstrip("-"), frozenset(taken)
    if wanted not in known:
        return wanted
    return next(
        numbered for number in range(2, len(known) + 3) if (numbered := f"{wanted}-{number}") not in known
    )


def checked_id(sms: Sms, kind: str, wanted: str) -> str:
    """The id that somebody asks for. Raises SmsError where it has another form, or is taken."""
    pattern, form = (
        (ROLE_PATTERN, "small letters such as change-manager")
        if kind == "role"
        else (ID_PATTERN, "capitals such as CHG-2026-0014")
    )
    if not re.fullmatch(pattern, wanted):
        raise SmsError(f"{wanted!r} cannot be the id; write it in {form}")
    if wanted in all_ids(sms):
        node = sms.get(wanted)
        where = f" in {node.path}" if node else ""
        raise SmsError(f"the id {wanted} is taken{where}; choose another one")
    return wanted


def _example(kind: str) -> frozenset[str]:
    form: Mapping[str, object] = record_forms()[kind].example if kind in record_forms() else {}
    return frozenset({str(form["id"])} if "id" in form else ())


def _pattern(numbered: list[re.Match[str]]) -> IdPattern:
    stem, dated = Counter((matched["stem"], matched["year"] is not None) for matched in numbered).most_common(
        1
    )[0][0]
    return IdPattern(
        stem, dated, max(len(matched["number"]) for matched in numbered if matched["stem"] == stem)
    )


def _numbered_id(sms: Sms, pattern: IdPattern, used: frozenset[str]) -> str:
    year, taken = sms.today.year, all_ids(sms)
    matches = [
        match
        for identifier in used
        if (match := _NUMBERED.fullmatch(identifier)) and match["stem"] == pattern.stem
    ]
    numbers = [
        int(matched["number"]) for matched in matches if not pattern.dated or matched["year"] == f"{year}"
    ]
    number = max(numbers, default=0) + 1
    while pattern.with_number(year, number) in taken:
        number += 1
    return pattern.with_number(year, number)


def _role_id(title: str, used: frozenset[str]) -> str:
    found = "-".join(re.findall(r"[a-z0-9]+", title.lower()))
    if not re.fullmatch(ROLE_PATTERN, found):
        raise SmsError("the id of a role is made from its title; give --title, or the whole id with --id")
    if found in used:
        raise SmsError(f"there is a role {found} already")
    return found
