"""One field of a row, made of the cells of an export as its mapping says."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

import re2

from sms_lint.ground.hidden_characters import HIDDEN
from sms_lint.intake.tickets.html_text import html_text
from sms_lint.intake.tickets.json_records import LIST
from sms_lint.intake.tickets.times import Clock, ReadTime
from sms_lint.model.columns import FieldForm
from sms_lint.model.entry import SEPARATOR
from sms_lint.model.mapping import ColumnRule, FileForm

Cells = Sequence[str]
_HIDDEN = re.compile(f"[{HIDDEN}\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_SECONDS = {
    "milliseconds": Decimal("0.001"),
    "seconds": Decimal(1),
    "minutes": Decimal(60),
    "hours": Decimal(3600),
    "days": Decimal(86400),
}
_MOST_CACHED = 200_000


class Value(NamedTuple):
    """What a field says, as a record writes it; `time` where it is a time, `hidden` where characters were left out."""

    text: str
    time: ReadTime | None = None
    hidden: bool = False


EMPTY = Value("")


class Condition:
    """What some columns have to say for a row to count; columns that the export lacks ask for nothing."""

    def __init__(self, where: Mapping[str, Sequence[str]], columns: Sequence[str]) -> None:
        """Take the words for each column, and the columns of the export."""
        self.wanted = [
            (columns.index(name), frozenset(word.strip().casefold() for word in words))
            for name, words in where.items()
            if name in columns
        ]

    def holds(self, cells: Cells) -> bool:
        """Whether a row says so."""
        return all(cells[place].strip().casefold() in words for place, words in self.wanted)


class FieldMaker:
    """Makes one field from the columns that its rule finds in this export."""

    def __init__(self, rule: ColumnRule, form: FieldForm, file: FileForm, columns: Sequence[str]) -> None:
        """Take the rule of the mapping, the form of the field, and how the export is written."""
        self.rule, self.form, self.places = rule, form, places_of(rule, columns)
        self.where = Condition(rule.where, columns)
        self.empty = frozenset({"", *(word.strip() for word in file.empty)})
        self.words = {word.strip().casefold(): ours for word, ours in rule.values.items()}
        self.pattern = re2.compile(rule.match) if rule.match else None
        self.decimal = file.decimal
        self.clock = Clock(rule.dates or file.dates, file.zone)
        self.convert = self._conversion()
        self.cache: dict[str, Value] = {}

    def make(self, cells: Cells) -> Value:
        """The field of a row. Raises ValueError with the reason where the cell cannot be read."""
        if not self.where.holds(cells):
            return EMPTY
        raw = self._raw(cells)
        found = self.cache.get(raw)
        if found is None:
            found = self._made(raw)
            if len(self.cache) < _MOST_CACHED:
                self.cache[raw] = found
        return found

    def raw(self, cells: Cells) -> str:
        """What the cells say before anything is made of it; empty for a word that means nothing."""
        found = self._raw(cells).strip()
        return "" if found in self.empty else found

    def _raw(self, cells: Cells) -> str:
        if len(self.places) == 1:
            return cells[self.places[0]]
        filled = [cells[place] for place in self.places if cells[place].strip() not in self.empty]
        if self.form.many and not self.rule.join:
            return LIST.join(filled)
        return self.rule.with_.join(filled) if self.rule.join else next(iter(filled), "")

    def _made(self, raw: str) -> Value:
        shown = _HIDDEN.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))
        hidden = len(shown) != len(raw) - raw.count("\r\n")
        text = html_text(shown) if self.rule.html == "yes" else shown
        if self.form.many:
            items = [self._item(item) for item in self._items(text)]
            return Value(SEPARATOR.join(item.text for item in items if item.text), hidden=hidden)
        return self._item(text)._replace(hidden=hidden)

    def _items(self, text: str) -> list[str]:
        text = text.replace(LIST, self.rule.split) if self.rule.split and LIST in text else text
        return text.split(self.rule.split or LIST)

    def _item(self, text: str) -> Value:
        text = text.strip()
        if text in self.empty:
            text = self.rule.default or ""
            return self.convert(text) if text else EMPTY
        if self.pattern is not None:
            match = self.pattern.search(text)
            if match is None:
                raise ValueError(f"`{text[:60]}` is not as `match` in the mapping expects it")
            text = (match.group(1) if match.groups() else match.group()) or ""
        if self.words or self.rule.otherwise:
            text = self.words.get(text.casefold(), self.rule.otherwise or text)
        if text and self.rule.as_:
            plain = re.sub(
                r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)", "", text
            )  # GLPI writes its ticket 1023 as 1 023
            text = re.sub(r"\{\d?\}", lambda _: plain, self.rule.as_)
        return self.convert(text) if text else EMPTY

    def _conversion(self) -> Callable[[str], Value]:
        if self.form.schema.get("x-moment"):
            return self._time
        if self.form.is_date:
            return lambda text: Value(self.clock.day(text))
        if self.form.schema.get("type") in ("integer", "number"):
            return self._number
        if self.form.many:
            return lambda text: Value(text.replace(SEPARATOR, ","))
        return Value

    def _time(self, text: str) -> Value:
        read = self.clock.read(text)
        return Value(read.text, read)

    def _number(self, text: str) -> Value:
        plain = re.sub(r"[\s'’]", "", text)
        plain = plain.replace(".", "").replace(",", ".") if self.decimal == "," else plain.replace(",", "")
        try:
            number = Decimal(plain)
        except InvalidOperation:
            raise ValueError(f"`{text[:60]}` is not a number") from None
        if self.rule.unit:
            number = number * _SECONDS[self.rule.unit] / _SECONDS[self.form.schema.get("x-unit", "seconds")]
        whole = number == number.to_integral_value()
        return Value(f"{number.to_integral_value():f}" if whole else f"{round(number, 9).normalize():f}")


def places_of(rule: ColumnRule, columns: Sequence[str]) -> tuple[int, ...]:
    """The columns of an export that a rule takes: the first of its names that is there, as often as it is there."""
    names = rule.join or next(((name,) for name in rule.from_ or () if name in columns), ())
    return tuple(place for name in names for place, column in enumerate(columns) if column == name)


def field_makers(
    columns: Sequence[str], rules: Mapping[str, ColumnRule], forms: Mapping[str, FieldForm], file: FileForm
) -> dict[str, FieldMaker]:
    """What makes each field of which a column is there, or of which the mapping says what counts without one."""
    return {
        name: FieldMaker(rule, forms[name], file, columns)
        for name, rule in rules.items()
        if rule.default or places_of(rule, columns)
    }
