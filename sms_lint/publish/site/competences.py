"""Persons and competences: who has, at which level, what a role needs."""

from collections.abc import Iterable

from sms_lint.model.entry import Entry
from sms_lint.publish.site.entries import newest_first
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import EMPTY, Sign, badge, paragraph, table
from sms_lint.publish.site.view import PageContext
from sms_lint.system.relations import named_by
from sms_lint.translation import ours

_ENOUGH, _GAP, _UNKNOWN = Sign("✓", "", "good"), Sign("✕", "", "bad"), Sign("?", "", "weak")


def matrix(here: PageContext, role: Entry) -> Safe:
    """The persons that were assessed for a role, by the competences that it needs: the level of each, and the gap.

    A level that cannot be read is *cannot tell*. What nobody assessed is left empty.
    """
    newest: dict[tuple[str, str], Entry] = {}
    for entry in newest_first(here.sms, named_by(here.sms, role.id, "competence", "role")):
        newest.setdefault((entry.text("person"), entry.text("competence")), entry)
    if not newest:
        return EMPTY
    needed = dict.fromkeys(name for _, name in sorted(newest, key=lambda pair: pair[1]))
    persons = sorted({person for person, _ in newest})
    rows = [
        [here.node(person), *(_cell(here, newest.get((person, name))) for name in needed)]
        for person in persons
    ]
    heads = ["Person", *(f"{name} ({_level(newest, name)})" for name in needed)]
    said = "Behind each competence stands the level that the role needs, in each cell the level that the person has."
    return Safe(table(heads, rows, "Competence", "loose cards") + paragraph(text(ours(said)), "count"))


def _level(newest: dict[tuple[str, str], Entry], name: str) -> str:
    """The levels that are asked for a competence: one, as a rule."""
    levels: Iterable[str] = (
        entry.text("required_level") for (_, found), entry in newest.items() if found == name
    )
    return ", ".join(sorted(set(levels)))


def _cell(here: PageContext, entry: Entry | None) -> Safe:
    if entry is None:
        return EMPTY
    level, needed = entry.number("actual_level"), entry.number("required_level")
    sign = _UNKNOWN if level is None or needed is None else _ENOUGH if level >= needed else _GAP
    word = "cannot tell" if sign is _UNKNOWN else str(level)
    return Safe(here.node(entry.id, badge(sign._replace(word=word))))
