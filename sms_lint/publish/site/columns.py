"""Which fields of many entries become the columns of a table, and how a cell is shown."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel

from sms_lint.publish.site.escape import Safe
from sms_lint.publish.site.values import Field, show
from sms_lint.publish.site.view import PageContext

NAMING = ("title", "name", "summary", "subject", "question", "topic", "description", "item")
_TELLING = (
    *NAMING, "status", "state", "lifecycle", "result", "outcome", "priority", "rating", "type", "category", "service",
    "customer", "person", "role", "owner", "manager", "due", "period", "date",
)  # fmt: skip
_MOST_COLUMNS, _LONGEST_CELL, _LONGEST_ITEM = 6, 80, 25


def columns_of(filled: Iterable[Mapping[str, Field]]) -> list[str]:
    """The fields that tell most, and then others, as long as all that they hold is short."""
    rows = list(filled)
    long = {key for row in rows for key, field in row.items() if not _short(field)}
    known = dict.fromkeys(key for row in rows for key in row if key not in long)
    telling = [key for key in _TELLING if key in known]
    return [*telling, *(key for key in known if key not in telling)][:_MOST_COLUMNS]


def _short(field: Field) -> bool:
    if isinstance(field.value, BaseModel | dict) or field.key == "supersedes":
        return False
    several = (
        field.value if isinstance(field.value, tuple | list) and not hasattr(field.value, "_fields") else ()
    )
    return all(isinstance(item, str) and len(item) <= _LONGEST_ITEM for item in several)


def cell(here: PageContext, field: Field | None) -> Safe:
    """A value in a table, a long text cut off."""
    if field is None:
        return Safe("")
    if type(field.value) is str and is_long(field.value):
        return here.prose(f"{field.value[: _LONGEST_CELL - 1].rstrip()}…")
    return show(here, field.value, field.unit)


def is_long(value: str) -> bool:
    """Whether a text is cut off in a table."""
    return len(value) > _LONGEST_CELL
