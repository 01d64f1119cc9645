"""Actions that stand in tables of reports and minutes: a row each, with what, whose and by when.

A table is one of actions where its headings name an action, an owner and a day, in any language that is known. An
action is done where a cell says so, by a word of that language. One that names a record of an action, such as an
improvement, is carried by that record: what became of it stands there.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from sms_lint.ground.language_words import LanguageWords, WordSequence, languages, words
from sms_lint.ground.sentences import ids_in
from sms_lint.ground.source import Location
from sms_lint.ground.text.prose import Element, parsed
from sms_lint.model.node import Document, Node
from sms_lint.system.sms import Sms

_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


class TableAction(NamedTuple):
    """A row of a table of actions: its number in the text from 1, its words, its owner and its day.

    `owner` is the id of a role where the cell names one, else what it says; `day` is None where the cell names none.
    `said` is what the cell for the day says. `carried_by` are the ids of records of actions that it names.
    """

    node: Node
    number: int
    what: str
    owner: str
    said: str
    day: date | None
    carried_by: tuple[str, ...]
    at: Location

    @property
    def key(self) -> str:
        """What tells it apart from the others of its text."""
        return f"table-action-{self.number}"


class _Columns(NamedTuple):
    """Which column holds what; `state` is -1 where no column does."""

    what: int
    owner: int
    due: int
    state: int


def table_actions(sms: Sms) -> tuple[TableAction, ...]:
    """Every action in a table that is not said to be done, in the order of the files. Computed once.

    Documents that are not in force yet, or no more, are left out.
    """
    return sms.once(_table_actions)


def _table_actions(sms: Sms) -> tuple[TableAction, ...]:
    texts = (
        node
        for path, node in sms.by_path.items()
        if path.endswith(".md") and not (isinstance(node, Document) and node.lifecycle != "active")
    )
    return tuple(action for node in texts for action in actions_in(sms, node))


def actions_in(sms: Sms, node: Node) -> Iterator[TableAction]:
    """The actions in the tables of one text that are not said to be done."""
    text = node.origin.file.text
    if "|" not in text:
        return
    number = 0
    for element in parsed(text).walk():
        columns = _columns(element) if element.kind == "table" else None
        for row in element.children if columns else ():
            if row.kind == "row" and columns is not None:
                number += 1
                action = _action(sms, node, number, row, columns)
                if action is not None:
                    yield action


def _columns(table: Element) -> _Columns | None:
    """Where the headings of a table say that its rows are actions; None of any other table."""
    heads = [words(cell.words) for head in table.children[:1] for cell in head.children]
    for language in languages():
        kinds = (language.action_heads, language.owner_heads, language.due_heads, language.state_heads)
        what, owner, due, state = (
            next((place for place, head in enumerate(heads) if head in kind), -1) for kind in kinds
        )
        if min(what, owner, due) >= 0:
            return _Columns(what, owner, due, state)
    return None


def _action(sms: Sms, node: Node, number: int, row: Element, columns: _Columns) -> TableAction | None:
    cells = [cell.words.strip() for cell in row.children]
    cells += [""] * (max(columns) + 1 - len(cells))
    said, state = cells[columns.due], cells[columns.state] if columns.state >= 0 else ""
    what = cells[columns.what]
    if not what or _is_done(said) or _is_done(state):
        return None
    cell = row.children[columns.due] if columns.due < len(row.children) else row
    return TableAction(
        node,
        number,
        what,
        _role(sms, cells[columns.owner]),
        said,
        _day(said),
        tuple(name for name in sorted(ids_in(what)) if _carries(sms, name)),
        Location(node.origin.file, cell.start, cell.end),
    )


def _is_done(said: str) -> bool:
    """Whether a cell begins with a word that says that an action needs nothing more."""
    start: WordSequence = words(_DAY.sub(" ", said))[:1]
    return any(start in language.done for language in languages())


def _day(said: str) -> date | None:
    """The day that a cell names alone, or after a word such as `by`; `first held 2026-09-29` says no last day."""
    days, rest = _DAY.findall(said), words(_DAY.sub(" ", said))
    if len(days) != 1 or (rest and not any(rest in _before_a_day(language) for language in languages())):
        return None
    try:
        return date.fromisoformat(days[0])
    except ValueError:
        return None


def _before_a_day(language: LanguageWords) -> frozenset[WordSequence]:
    """The words that may stand before a last day: `until`, and the headings of such a column, as `by`."""
    return language.due_heads | frozenset(map(words, language.lasting))


def _role(sms: Sms, said: str) -> str:
    """The id of the role that a cell names by id or title, else what it says."""
    return sms.once(_roles).get(said.casefold(), said)


def _roles(sms: Sms) -> Mapping[str, str]:
    titles = {role.title.casefold(): role.id for role in sms.roles.values()}
    return {**titles, **{name.casefold(): name for name in sms.roles}}


def _carries(sms: Sms, name: str) -> bool:
    """Whether an id is that of a record of an action, or of one that may be among those that could not be read."""
    kind = sms.kind_of(name)
    return kind in _carrying(sms) if kind else not _carrying(sms).isdisjoint(sms.hidden)


def _carrying(sms: Sms) -> frozenset[str]:
    return sms.once(_kinds_of_actions)


def _kinds_of_actions(sms: Sms) -> frozenset[str]:
    """The kinds whose records are actions."""
    return frozenset(
        kind for kind, model in sms.kinds.items() if any(promise.action for promise in model.KIND.promises)
    )
