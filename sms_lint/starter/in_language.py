"""The texts of a starter in another language: what people read is translated, ids and fields stay."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sms_lint.starter.data import DocumentForm, RegisterForm, SectionForm
from sms_lint.translation import Translation, starter_texts

# What people read in the fields of a document; all else are ids, names of kinds and choices.
_READ = frozenset({"name", "when", "triggers", "item", "purpose", "publisher", "edition", "kept_at", "title"})
_READ_ROLES = frozenset({"title", "responsibilities", "authorities"})
# A sentence here, an id there: what has a space in it is a sentence.
_EITHER = frozenset({"to", "next"})
_Form = TypeVar("_Form", DocumentForm, RegisterForm)


def begun(sentence: str, spoken: Translation) -> str:
    """A text of a starter in a language; the English one where there is no other."""
    return starter_texts(spoken.code).translated(sentence) or sentence


def document_in(form: DocumentForm, spoken: Translation) -> DocumentForm:
    """The form of a document in a language."""
    if spoken.code == "en":
        return form
    return _headed(form, spoken).model_copy(
        update={
            "fields": _fields(form.fields, spoken, _READ),
            "sections": tuple(section_in(section, spoken) for section in form.sections),
        }
    )


def register_in(form: RegisterForm, register: str, spoken: Translation) -> RegisterForm:
    """The header of a register in a language; `register` is what the kind calls it."""
    if spoken.code == "en":
        return form
    title = begun(form.title, spoken) if form.title else spoken.say(register)
    return _headed(form, spoken).model_copy(update={"title": title})


def role_in(row: Mapping[str, Any], spoken: Translation) -> Mapping[str, Any]:
    """A role in a language."""
    return row if spoken.code == "en" else _fields(row, spoken, _READ_ROLES)


def section_in(section: SectionForm, spoken: Translation) -> SectionForm:
    """What a section asks, and its example, in a language."""
    said = {name: begun(getattr(section, name), spoken) for name in ("title", "asks", "example")}
    return section.model_copy(update=said)


def _headed(form: _Form, spoken: Translation) -> _Form:
    said = {name: begun(getattr(form, name), spoken) for name in ("title", "retention")}
    return form.model_copy(update=said)


def _fields(values: Mapping[str, Any], spoken: Translation, read: frozenset[str]) -> dict[str, Any]:
    return {key: _value(key, value, spoken, read) for key, value in values.items()}


def _value(key: str, value: Any, spoken: Translation, read: frozenset[str]) -> Any:
    if isinstance(value, Mapping):
        return _fields(value, spoken, read)
    if isinstance(value, list | tuple):
        return [_value(key, item, spoken, read) for item in value]
    is_read = key in read or (key in _EITHER and isinstance(value, str) and " " in value)
    return begun(value, spoken) if is_read and isinstance(value, str) else value
