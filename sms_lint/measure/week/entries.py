"""Some records of a kind as a table, with the fields that are asked for."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sms_lint.ground.sentences import plural
from sms_lint.measure.trends.section import Section
from sms_lint.measure.week.actions import hidden_kinds
from sms_lint.model.columns import field_forms
from sms_lint.model.entry import Entry
from sms_lint.system.sms import Sms

_LONGEST = 160


class Shown(NamedTuple):
    """What a table shows: its name and title, the kind, which records in words, and the fields beside the id."""

    name: str
    title: str
    kind: str
    which: str
    fields: tuple[str, ...]


def entries_section(sms: Sms, shown: Shown, entries: Iterable[Entry]) -> Section:
    """Records in their order; a field that none of them fills is left out."""
    every = list(entries)
    fields = [field for field in shown.fields if any(entry.text(field) for entry in every)]
    rows = tuple((entry.id, *(_cell(sms, entry, field) for field in fields)) for entry in every)
    heads = ("Id", *_titles(sms, shown.kind, fields))
    return Section(
        shown.name,
        shown.title,
        shown.which,
        plural(len(every), "record"),
        heads,
        rows,
        hidden_kinds(sms, (shown.kind,)),
    )


def _titles(sms: Sms, kind: str, fields: Sequence[str]) -> list[str]:
    titles = {info.alias or name: info.title for name, info in sms.kinds[kind].model_fields.items()}
    return [titles.get(field) or field for field in fields]


def _cell(sms: Sms, entry: Entry, field: str) -> str:
    forms = {form.name: form for form in field_forms(sms.kinds[entry.kind])}
    form = forms.get(field)
    said = ", ".join(entry.texts(field)) if form and form.many else entry.text(field)
    said = said.replace("_", " ") if form and "enum" in form.schema else said
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rpartition(' ')[0]} …"
