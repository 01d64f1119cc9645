"""Whether a field that is evidence says something: words such as `n/a` or `as above` fill none.

Where words for none are an answer, the field of the kind says so (`TextOrNone`).
"""

from collections.abc import Callable
from functools import lru_cache

from sms_lint.ground.substance import says_none, says_nothing
from sms_lint.language.field_types import FieldType, field_types
from sms_lint.model.entry import SEPARATOR
from sms_lint.model.node import Node

Filled = Callable[[object], bool]


@lru_cache(maxsize=512)
def filled_in(model: type[Node], name: str) -> Filled:
    """Tells whether a value of a field, or of a field of a group, says something; a cell of a table is a text."""
    field = _field(model, name)
    if field is None or field.sort != "text":
        return _is_there
    says = _says_something_or_none if field.none_is_answer else _says_something
    return _any_of(says) if field.many else lambda value: isinstance(value, str) and says(value)


def _field(model: type[Node], name: str) -> FieldType | None:
    fields, found = field_types(model), None
    for part in name.split("."):
        found = next((field for field in fields.values() if field.attribute == part), fields.get(part))
        if found is None:
            return None
        fields = found.fields() if found.fields else {}
    return found


def _is_there(value: object) -> bool:
    return value not in (None, "", ())


def _says_something(text: str) -> bool:
    return not says_nothing(text)


def _says_something_or_none(text: str) -> bool:
    return not says_nothing(text) or says_none(text)


def _any_of(says: Callable[[str], bool]) -> Filled:
    """Of several values, one that says something will do; in a cell they stand beside each other."""

    def filled(value: object) -> bool:
        parts = value.split(SEPARATOR) if isinstance(value, str) else value
        return isinstance(parts, list | tuple) and any(says(str(part)) for part in parts)

    return filled
