"""Parts that show the records of a sort: which of them, and which of their fields, stated as data."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sms_lint.ground.output.markdown_page import Cell, paragraph, table
from sms_lint.ground.sentences import joined, plural
from sms_lint.model.columns import FieldForm, field_forms
from sms_lint.model.entry import Entry
from sms_lint.report.service_report.reported import Reported
from sms_lint.system.activity import is_open

_LONGEST = 160
_MOMENT = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<time>\d\d:\d\d)(?::\d\d)?(?:\+00:00|Z)?")
Chosen = Callable[[Reported], list[Entry]]


class Shown(NamedTuple):
    """Records in a table: of which kind, which of them, the words for those, and the fields beside the id."""

    kind: str
    chosen: Chosen
    said: str
    fields: tuple[str, ...]


def during(kind: str, field: str = "") -> Chosen:
    """The records of the period, by a field, or by the day that they were made."""
    return lambda about: about.within(kind, field)


def still_open(kind: str) -> Chosen:
    """Those about which something is still to be done."""
    return lambda about: [entry for entry in about.entries(kind) if is_open(about.sms, entry)]


def all_of(kind: str) -> Chosen:
    """All of a kind."""
    return lambda about: about.entries(kind)


class Records:
    """A part that shows some tables of records, each with a sentence before it; it says where there are none."""

    def __init__(self, *shown: Shown) -> None:
        self.shown = shown

    def __call__(self, about: Reported) -> Sequence[str]:
        """The tables below each other."""
        return [*_below(_table(about, shown) for shown in self.shown if shown.kind in about.sms.kinds)]


def _table(about: Reported, part: Shown) -> Sequence[str]:
    entries = part.chosen(about)
    noun = about.sms.kinds[part.kind].KIND.title
    said = f"{noun}: {plural(len(entries), 'record')} {part.said.format(period=about.span.name)}."
    if not entries:
        return paragraph(said if about.is_whole else f"{said[:-1]} that name this service or customer.")
    fields = [field for field in part.fields if any(entry.text(field) for entry in entries)]
    heads = ("Id", *(_title(about, part.kind, field) for field in fields))
    forms = {form.name: form for form in field_forms(about.sms.kinds[part.kind])}
    rows = [[about.linked(entry), *(_cell(entry, forms[field]) for field in fields)] for entry in entries]
    return [*paragraph(said), "", *table(heads, rows)]


def _title(about: Reported, kind: str, field: str) -> str:
    titles = {info.alias or name: info.title for name, info in about.sms.kinds[kind].model_fields.items()}
    return titles.get(field) or field


def _cell(entry: Entry, form: FieldForm) -> Cell:
    """A value as people read it: several with commas, a choice in words, a moment without what says nothing."""
    said = ", ".join(entry.texts(form.name)) if form.many else entry.text(form.name)
    if "enum" in form.schema:
        return said.replace("_", " ")
    if moment := _MOMENT.fullmatch(said):
        return moment["day"] if moment["time"] == "00:00" else f"{moment['day']} {moment['time']}"
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rpartition(' ')[0]} …"


@dataclass(frozen=True)
class Counted:
    """A sentence on how many records of the period there are of each word in a field."""

    kind: str
    field: str

    def __call__(self, about: Reported) -> Sequence[str]:
        """The sentence."""
        entries = about.within(self.kind)
        words = [entry.text(self.field).replace("_", " ") or "none yet" for entry in entries]
        counts = [f"{words.count(word)} {word}" for word in dict.fromkeys(sorted(words))]
        title = _title(about, self.kind, self.field).lower()
        noun = about.sms.kinds[self.kind].KIND.title
        said = f"{noun}: {plural(len(entries), 'record')} of {about.span.name}"
        return paragraph(f"{said}; {title}: {joined(counts)}." if counts else f"{said}.")


class Together:
    """Several parts below each other."""

    def __init__(self, *parts: Callable[[Reported], Sequence[str]]) -> None:
        self.parts = parts

    def __call__(self, about: Reported) -> Sequence[str]:
        """All that they say."""
        return [*_below(part(about) for part in self.parts)]


def shown_by(part: Callable[[Reported], Sequence[str]]) -> Iterator[Shown]:
    """The tables of records that a part shows, without its other sentences."""
    match part:
        case Records(shown=shown):
            yield from shown
        case Together(parts=parts):
            for each in parts:
                yield from shown_by(each)


def _below(parts: Iterable[Sequence[str]]) -> Iterator[str]:
    for place, lines in enumerate(part for part in parts if part):
        yield from (["", *lines] if place else lines)
