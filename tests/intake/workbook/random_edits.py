"""Random edits of a workbook, as somebody in an office would make them, and what has to come of them."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import yaml

from sms_lint.intake.workbook.applying import applied
from sms_lint.intake.workbook.columns import Column, SheetForm
from sms_lint.intake.workbook.comparing import compared
from sms_lint.intake.workbook.holdings import Holding, lines_of
from sms_lint.intake.workbook.judging import Plan, plan_of
from sms_lint.intake.workbook.reading import read_workbook
from sms_lint.intake.workbook.writing import closed_row
from sms_lint.system.sms import Sms

WORDS = (
    "plain words", "a: b", "# no comment", "- no item", "= 1 + 1", "yes", "2026-01-01", "5.0", "0012", "it's", 'say "so"',
    "back\\slash", "[in brackets]", "{a: b}", "comma, and; semicolon", "two\nlines", "one\n\nthree: lines\n- x", "é ü 日本 😀",
    "*star", "&name", "!tag", "%percent", "@at", "`tick`", "null", "~", "trailing colon:", "a #b", "1e3", "|", ">", "?",
    "_x0041_", "x" * 400,
)  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """A cell that somebody changes: its sheet, the key of its line, its column, and what is typed into it."""

    sheet: str
    key: str
    column: Column
    typed: Any


def typed(column: Column, ids: Mapping[str, Sequence[str]], chance: random.Random) -> Any:
    """Something that a person may type into a cell of a column."""
    if not column.required and chance.random() < 0.15:
        return None
    if column.many:
        items = [str(typed_once(column, ids, chance)) for _ in range(chance.randint(1, 4))]
        return ("\n" if column.is_prose else "; ").join(items)
    return typed_once(column, ids, chance)


def typed_once(column: Column, ids: Mapping[str, Sequence[str]], chance: random.Random) -> Any:
    """One value of a cell."""
    if column.choices:
        return chance.choice(column.choices)
    if column.form in ("date", "moment"):
        day = date(2026, 1, 1) + timedelta(chance.randint(0, 400))
        return chance.choice((day, day.isoformat(), f"{day:%d.%m.%Y}"))
    if column.form in ("whole", "number"):
        low, high = int(column.schema.get("minimum", 0)), int(column.schema.get("maximum", 500))
        return chance.choice((chance.randint(low, high), str(chance.randint(low, high))))
    known = [name for kind in column.links for name in ids[kind]]
    if known:
        return chance.choice(known)
    text = chance.choice(WORDS) + chance.choice(("", " ", f" {chance.randint(1, 99)}"))
    return text.replace("\n", " ") if column.many else text


def random_edits(sms: Sms, holding: Holding, number: int, chance: random.Random) -> list[Edit]:
    """Edits of cells of entries that are open."""
    ids = {kind: [entry.id for entry in sms.entries(kind)] for kind in sms.kinds}
    cells = [
        (form, key, column)
        for form in holding.sheets
        for row in holding.rows
        if not closed_row(holding, row)
        for key, _ in lines_of(form, row)
        for column in form.columns
        if column.route not in (("id",), ("supersedes",)) or form.field
    ]
    chosen = chance.sample(cells, min(number, len(cells)))
    return [Edit(form.title, key, column, typed(column, ids, chance)) for form, key, column in chosen]


def edited(raw: bytes, edits: Sequence[Edit], holding: Holding, chance: random.Random) -> bytes:
    """The workbook with the edits in it, its lines in another order, saved by another hand."""
    book = openpyxl.load_workbook(BytesIO(raw))
    forms = {form.title: form for form in holding.sheets}
    for title, form in forms.items():
        sheet = book[title]
        head, *lines = [list(row) for row in sheet.iter_rows(values_only=True)]
        for edit in edits:
            if edit.sheet == title:
                line = next(line for line in lines if key_of(form, line, head) == edit.key)
                line[head.index(edit.column.heading)] = edit.typed
        chance.shuffle(lines)
        for number, line in enumerate(lines, 2):
            for place, value in enumerate(line, 1):
                cell = sheet.cell(number, place)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def key_of(form: SheetForm, line: Sequence[Any], head: Sequence[Any]) -> str:
    """The key of a line."""
    if form.field:
        return f"{line[0]}#{line[1]}"
    column = next(column for column in form.columns if column.route == ("id",))
    return str(line[head.index(column.heading)])


def planned(holding: Holding, raw: bytes, *, removing: bool = False) -> Plan:
    """What a workbook would change."""
    return plan_of(
        holding, compared(holding, read_workbook(raw, "x.xlsx")), lambda *_: "NEW-1", removing=removing
    )


def changed_texts(holding: Holding, plan: Plan) -> Mapping[str, tuple[str, str]]:
    """The text of each file before and after."""
    return {path: (holding.texts[path], text or "") for path, text in applied(holding, plan).items()}


def without_fields(text: str, fields: Mapping[str, frozenset[str]]) -> str:
    """The text without the lines of some fields of some entries, by a reader that shares no code with ours."""
    lines = text.splitlines(keepends=True)
    gone: set[int] = set()
    for entry in entries(text):
        values = {key.value: value for key, value in entry.value}
        names = fields.get(values["id"].value, frozenset())
        if (
            names and entry.flow_style
        ):  # all on one line: that is gone, and the other fields are shown one by one
            gone |= set(range(entry.start_mark.line, entry.end_mark.line + 1))
            kept = [(key, value) for key, value in entry.value if key.value not in names]
            lines += [text[key.start_mark.index : value.end_mark.index] for key, value in kept]
            continue
        for key, value in entry.value:
            if key.value in names:
                gone |= set(range(key.start_mark.line, last_line(value, lines) + 1))
    return "".join(line for number, line in enumerate(lines) if number not in gone)


def entries(text: str) -> Iterator[Any]:
    root: Any = yaml.compose(text, Loader=yaml.BaseLoader)
    listed = [value for key, value in root.value if key.value == "entries"]
    yield from listed[0].value if listed else [root]


def last_line(node: Any, lines: Sequence[str]) -> int:
    """The last line that a value stands on."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    line = node.end_mark.line if node.end_mark.column else max(node.end_mark.line - 1, node.start_mark.line)
    while line > node.start_mark.line and (not lines[line].strip() or lines[line].lstrip().startswith("#")):
        line -= 1
    return int(line)
