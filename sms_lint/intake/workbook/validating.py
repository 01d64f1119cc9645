"""What a spreadsheet itself checks while people type: choices, days, numbers, and ids that never change."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sms_lint.intake.workbook.choosing import Choices, words_for
from sms_lint.intake.workbook.columns import Column, SheetForm

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

_LAST_ROW = 1_048_576
_LONGEST_TITLE, _LONGEST_TEXT = 32, 255
_LONGEST_PROSE = 20_000
_ID_STAYS = (
    "An id never changes. For a new entry use an empty row, and leave its id empty: it gets the next one."
)
_WORKED_OUT = "This column is worked out. Nothing is read from it."


def validations(
    form: SheetForm, choices: Choices, lines: int, before: tuple[str, ...]
) -> "Iterator[DataValidation]":
    """The checks of a sheet with so many lines; `before` are the columns in front of those of fields."""
    from openpyxl.utils import get_column_letter

    for place, _ in enumerate(before, 1):
        if lines:
            yield _never(f"{get_column_letter(place)}2:{get_column_letter(place)}{lines + 1}", _WORKED_OUT)
    for place, column in enumerate(form.columns, 1 + len(before)):
        letter = get_column_letter(place)
        if column.route == ("id",) and not form.field:
            if lines:
                yield _never(f"{letter}2:{letter}{lines + 1}", _ID_STAYS)
        elif check := _check(column, choices):
            yield _validation(f"{letter}2:{letter}{_LAST_ROW}", column, **check)


def _check(column: Column, choices: Choices) -> dict[str, Any]:
    """What is asked of a cell of a column, in the words of a validation; nothing where anything goes."""
    if column.choices or column.links:
        listed = words_for(column) or choices.cells_for(column)
        style = "stop" if column.choices else "warning"
        return {"type": "list", "formula1": listed, "errorStyle": style} if listed else {}
    if column.many:
        return {}
    low, high = column.schema.get("minimum"), column.schema.get("maximum")
    match column.form:
        case "whole" | "number":
            kind = "whole" if column.form == "whole" else "decimal"
            return {"type": kind, **_between(low, high), "errorStyle": "stop"}
        case "date":
            return {"type": "date", "operator": "greaterThan", "formula1": "1", "errorStyle": "stop"}
        case "moment":
            return {"type": "date", "operator": "greaterThan", "formula1": "1", "errorStyle": "warning"}
    if column.is_prose:
        most = column.schema.get("maxLength", _LONGEST_PROSE)
        return {
            "type": "textLength",
            "operator": "lessThanOrEqual",
            "formula1": str(most),
            "errorStyle": "stop",
        }
    return {}


def _between(low: float | None, high: float | None) -> dict[str, str]:
    least, most = -(10**15) if low is None else low, 10**15 if high is None else high
    return {"operator": "between", "formula1": str(least), "formula2": str(most)}


def _validation(cells: str, column: Column, **check: Any) -> "DataValidation":
    from openpyxl.worksheet.datavalidation import DataValidation

    validation = DataValidation(
        allow_blank=True,
        showErrorMessage=not column.many,
        showInputMessage=False,
        errorTitle=column.heading[:_LONGEST_TITLE],
        error=_sentence(column)[:_LONGEST_TEXT],
        **check,
    )
    validation.add(cells)
    return validation


def _sentence(column: Column) -> str:
    """What a spreadsheet says where something else is typed."""
    if column.choices:
        return f"Choose one of: {', '.join(column.choices)}."
    if column.links:
        return (
            "This id is not in the list on the sheet to choose from. Keep it only where you add it yourself."
        )
    if column.form in ("date", "moment"):
        return "Type a day, such as 2026-03-31."
    low, high = column.schema.get("minimum"), column.schema.get("maximum")
    if column.form in ("whole", "number"):
        noun = "a whole number" if column.form == "whole" else "a number"
        bounds = f" from {low}" if low is not None else ""
        return f"Type {noun}{bounds}{f' to {high}' if high is not None else ''}."
    return f"A text of at most {column.schema.get('maxLength', _LONGEST_PROSE)} characters."


def _never(cells: str, said: str) -> "DataValidation":
    from openpyxl.worksheet.datavalidation import DataValidation

    validation = DataValidation(
        type="custom",
        formula1="FALSE",
        allow_blank=False,
        showErrorMessage=True,
        error=said,
        errorStyle="stop",
    )
    validation.add(cells)
    return validation
