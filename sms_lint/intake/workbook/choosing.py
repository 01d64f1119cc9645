"""What may be chosen in a cell: the words of a field, and the ids of the kinds that it may name."""

from collections.abc import Iterator
from dataclasses import dataclass

from sms_lint.intake.workbook.columns import Column, SheetForm
from sms_lint.model.entry import Entry
from sms_lint.system.sms import Sms

TITLE = "To choose from"
_MOST = 3_000  # beyond that nobody finds anything in a list
_NAMES = ("title", "name", "statement", "description", "unit")
_LONGEST_NAME = 100
_LONGEST_LIST = 250  # of the words of a list that stand in the validation itself


@dataclass(frozen=True)
class ChoiceList:
    """The ids of some kinds, or the words of a field, with what they are called."""

    heading: str
    items: tuple[tuple[str, str], ...]

    @property
    def ids_column(self) -> list[str]:
        """The column to choose from."""
        return [self.heading, *(item for item, _ in self.items)]

    @property
    def names_column(self) -> list[str]:
        """The column beside it."""
        return ["", *(name for _, name in self.items)]


@dataclass(frozen=True)
class Choices:
    """All lists of a workbook, each with its key; the first stands in the columns A and B of its sheet."""

    lists: tuple[ChoiceList, ...]
    keys: tuple[tuple[str, ...], ...]
    title: str = TITLE

    def cells_for(self, column: Column) -> str:
        """Where the list for a column stands, as a spreadsheet names it; empty where there is none."""
        key = _key(column)
        if key not in self.keys:
            return ""
        from openpyxl.utils import get_column_letter

        number = self.keys.index(key)
        letter = get_column_letter(2 * number + 1)
        return f"'{self.title}'!${letter}$2:${letter}${len(self.lists[number].items) + 1}"


def choices_for(sms: Sms, forms: tuple[SheetForm, ...]) -> Choices:
    """The lists that the columns of a workbook need."""
    found: dict[tuple[str, ...], ChoiceList] = {}
    for column in (column for form in forms for column in form.columns):
        key = _key(column)
        if key and key not in found:
            items = tuple(_items(sms, column))
            if 0 < len(items) <= _MOST:
                heading = ", ".join(sms.kinds[kind].KIND.title for kind in column.links if kind in sms.kinds)
                found[key] = ChoiceList(heading or column.heading, items)
    return Choices(tuple(found.values()), tuple(found))


def words_for(column: Column) -> str:
    """The words of a field as a list that stands in the validation itself; empty where they do not fit there."""
    words = ",".join(column.choices)
    fits = (
        words
        and len(words) <= _LONGEST_LIST
        and not any("," in word or '"' in word for word in column.choices)
    )
    return f'"{words}"' if fits else ""


def _key(column: Column) -> tuple[str, ...]:
    """What names the list of a column; empty where it needs none."""
    if column.links:
        return ("ids", *column.links)
    return ("words", *column.choices) if column.choices and not words_for(column) else ()


def _items(sms: Sms, column: Column) -> Iterator[tuple[str, str]]:
    if column.links:
        for kind in column.links:
            yield from (
                ((entry.id, name_of(entry)) for entry in sms.entries(kind)) if kind in sms.kinds else ()
            )
    else:
        yield from ((word, "") for word in column.choices)


def name_of(entry: Entry) -> str:
    """What an entry is called, cut to what fits beside its id."""
    fields = entry.node.cells if hasattr(entry.node, "cells") else type(entry.node).model_fields
    name = next((text for field in _NAMES if field in fields and (text := entry.text(field))), "")
    return " ".join(name.split())[:_LONGEST_NAME]
