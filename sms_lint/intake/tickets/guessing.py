"""Proposing a mapping for an export that nobody has described: what was recognised, and what is unsure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from sms_lint.ground.fields import ID_PATTERN
from sms_lint.intake.tickets.export import Export, ExportError
from sms_lint.intake.tickets.reading import read_export
from sms_lint.intake.tickets.times_guess import TimeForms, time_forms
from sms_lint.intake.tickets.values import Condition
from sms_lint.intake.tickets.yaml_words import comment, word, words
from sms_lint.model.columns import FieldForm, field_forms
from sms_lint.model.mapping import FileForm, ImportMapping, lacking_fields, mapping_names, shipped_mapping
from sms_lint.model.mapping.vocabulary import column_words, is_personal, plain_name, state_words
from sms_lint.model.node import Kinds

_ENCODINGS = ("utf-8", "cp1252")
_MOST_WORDS = 40
_SAMPLE = 5_000
_PREFIX = {"incident": "INC", "service-request": "REQ", "change": "CHG", "problem": "PRB"}
_OWNERS = {"change": "change-manager", "problem": "problem-manager"}
_REQUESTS = re.compile(r"\b(request|demande|anfrage|petición|richiesta|sr|ritm)", re.I)
_PROBLEMS = re.compile(r"\b(problem|problème|problema)", re.I)
_CHANGES = re.compile(r"\b(change|changement|änderung|cambio|rfc)", re.I)
# A number behind letters, as a tool writes it: one run of figures, which `match` finds.
_NUMBERED = re.compile(r"([A-Za-z]{2,8})[^A-Za-z0-9]{0,2}[0-9]+")
_EMPTY = frozenset({"?", "-", "--", "n/a", "N/A", "null", "NULL", "None", "(empty)", "undefined"})


@dataclass
class _Guess:
    """A mapping in the making: its lines, and what is unsure."""

    kind: str
    export: Export
    unsure: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def cells(self, column: str) -> list[str]:
        """What a column says, empty cells left out."""
        place = self.export.columns.index(column)
        found = (row.cells[place].strip() for row in self.export.rows[:_SAMPLE])
        return [text for text in found if text and text not in _EMPTY]


def guessed_mapping(name: str, raw: bytes, kinds: Kinds) -> str:
    """The text of a mapping that could fit an export. Raises ExportError where it cannot be read."""
    export, encoding = _read(name, raw)
    if near := _shipped(export):
        return _based_on(name, export, near, encoding, kinds)
    kind = _kind(name, export)
    guess = _Guess(kind, export)
    forms = {form.name: form for form in field_forms(kinds[kind]) if not form.nested}
    _columns(guess, forms)
    times = _times(guess, forms)
    for field_name, column in guess.columns.items():
        guess.lines += _rule(guess, forms[field_name], column)
    for form in forms.values():
        if form.required and form.name not in guess.columns:
            guess.unsure.append(f"no column was recognised for `{form.name}`, which every row needs")
    return "\n".join(_text(name, guess, encoding, times)) + "\n"


def _read(name: str, raw: bytes) -> tuple[Export, str]:
    """The export, and its encoding where it has to be stated."""
    known = [name for names in column_words().values() for name in names]
    try:
        return read_export(name, raw, FileForm(), known), ""
    except ExportError:
        if b"\0" in raw[:4096] or not raw.strip():
            raise
        return read_export(name, raw, FileForm(encoding="cp1252"), known), "cp1252"


def _shipped(export: Export) -> str:
    """The mapping of the program whose columns are nearly all there, the id among them; empty where there is none.

    Of several the one whose sort of ticket the rows state, then the one that leaves the fewest columns unknown.
    """
    near = {}
    for name in mapping_names():
        mapping = shipped_mapping(name)
        only = Condition(mapping.only, export.columns)
        if export.rows and not any(only.holds(row.cells) for row in export.rows[:_SAMPLE]):
            continue
        there = [key for key, rule in mapping.columns.items() if {*rule.columns} & {*export.columns}]
        if "id" in there and 5 * len(there) >= 3 * len(mapping.columns):
            stated = bool({*mapping.only} & {*export.columns})
            near[name] = (stated, -len(_unknown(mapping, export)), len(there))
    return max(near, key=near.__getitem__, default="")


def _unknown(mapping: ImportMapping, export: Export) -> list[str]:
    """The columns of an export of which a mapping says nothing."""
    known = {*mapping.personal, *mapping.ignored}
    known |= {column for rule in mapping.columns.values() for column in rule.columns}
    return [column for column in export.columns if column not in known]


def _based_on(name: str, export: Export, base: str, encoding: str, kinds: Kinds) -> str:
    mapping = shipped_mapping(base)
    left = _unknown(mapping, export)
    absent = [key for key, rule in mapping.columns.items() if not {*rule.columns} & {*export.columns}]
    unsure = ["the zone of the times: state the one of the tool's settings"]
    unsure += [f"there is no column for `{key}`" for key in absent]
    unsure += [
        f"`{base}` has no column for `{key}`: name one of yours, or say it in `constants`"
        for key in lacking_fields(mapping, kinds[mapping.kind])
    ]
    unsure += [f"`{column}` is not taken" for column in left]
    repeated = _repeated(export, mapping.columns["id"].columns)
    if repeated:
        unsure.append(
            f"{repeated}: is each row an event? Then put the rows of a ticket in order with `events`"
        )
    return (
        "\n".join(
            [
                f"# A mapping for {comment(PurePath(name).name)}, proposed by sms-lint. Keep it as imports/NAME.yml.",
                f"# Recognised: `{base}`, which comes with the program. Look at each line that says UNSURE.",
                *(f"# UNSURE: {comment(line)}" for line in unsure),
                f"based_on: {base}",
                "form:",
                *([f"  encoding: {encoding}"] if encoding else []),
                "  zone: UTC",
                *([f"ignored: {words([*mapping.ignored, *left])}"] if left else []),
            ]
        )
        + "\n"
    )


def _kind(name: str, export: Export) -> str:
    if _CHANGES.search(name):
        return "change"
    if _PROBLEMS.search(name):
        return "problem"
    return "service-request" if _REQUESTS.search(f"{name} {' '.join(export.columns)}") else "incident"


def _columns(guess: _Guess, forms: Mapping[str, FieldForm]) -> None:
    """The column of each field, by what the tools call it; a column serves one field only."""
    plain = {plain_name(column): column for column in reversed(guess.export.columns)}
    taken: set[str] = set()
    for name, usual in column_words().items():
        if name not in forms:
            continue
        column = next((plain[each] for each in usual if each in plain and plain[each] not in taken), None)
        if column is not None and guess.cells(column):
            guess.columns[name] = column
            taken.add(column)
    for column in dict.fromkeys(guess.export.columns):
        if column and column not in taken and not is_personal(column):
            guess.unsure.append(f"`{column[:60]}` was not recognised and is not taken")


def _times(guess: _Guess, forms: Mapping[str, FieldForm]) -> TimeForms:
    texts = [
        text
        for name, column in guess.columns.items()
        if forms[name].schema.get("x-moment") or forms[name].is_date
        for text in guess.cells(column)
    ]
    times = time_forms(texts)
    guess.unsure += times.unsure
    if times.without_zone:
        guess.unsure.append("the zone of the times: state the one of the tool's settings")
    return times


def _rule(guess: _Guess, form: FieldForm, column: str) -> Iterator[str]:
    if form.name == "id":
        yield from _id_rule(guess, column)
        return
    choices = [str(choice) for choice in form.schema.get("enum", ())]
    if not choices:
        default = (
            ", default: not stated" if form.required and len(guess.cells(column)) < _filled(guess) else ""
        )
        yield f"  {form.name}: {{from: {word(column)}{default}}}"
        return
    yield f"  {form.name}:"
    yield f"    from: {word(column)}"
    yield "    values:"
    for text, _ in Counter(guess.cells(column)).most_common(_MOST_WORDS):
        meant = next((ours for ours in choices if plain_name(text) in state_words().get(ours, (ours,))), "")
        if not meant:
            guess.unsure.append(f"what `{text[:60]}` in `{column}` means")
        yield f"      {word(text)}: {word(meant or choices[0])}{'' if meant else '  # UNSURE'}"


def _filled(guess: _Guess) -> int:
    return len(guess.export.rows[:_SAMPLE])


def _id_rule(guess: _Guess, column: str) -> Iterator[str]:
    texts = guess.cells(column)
    if all(re.fullmatch(ID_PATTERN, text) for text in texts):
        yield f"  id: {{from: {word(column)}}}"
        return
    prefix = _PREFIX.get(guess.kind, "REC")
    if own := _own_prefix(texts):
        yield f'  id: {{from: {word(column)}, match: "[0-9]+", as: "{own}-{{}}"}}'
        return
    if all(re.fullmatch(r"[A-Z0-9]+(?:-[A-Z0-9]+)*", text) for text in texts):
        yield f'  id: {{from: {word(column)}, as: "{prefix}-{{}}"}}'
        return
    odd = next(text for text in texts if not re.fullmatch(r"[A-Z0-9]+(?:-[A-Z0-9]+)*", text))
    guess.unsure.append(f"ids such as `{odd[:40]}`: `match` finds the part that counts")
    yield f'  id: {{from: {word(column)}, match: "[0-9]+", as: "{prefix}-{{}}"}}'


def _own_prefix(texts: Iterable[str]) -> str:
    """The letters that every number of a tool begins with, in capitals; empty where they differ or there are none."""
    found = {match[1].upper() if (match := _NUMBERED.fullmatch(text)) else "" for text in texts}
    return found.pop() if len(found) == 1 else ""


def _repeated(export: Export, columns: Iterable[str]) -> str:
    column = next((name for name in columns if name in export.columns), None)
    if column is None:
        return ""
    place = export.columns.index(column)
    counts = Counter(row.cells[place] for row in export.rows)
    identifier, times = counts.most_common(1)[0] if counts else ("", 0)
    return f"{identifier} stands in {times} rows" if times > 1 else ""


def _text(name: str, guess: _Guess, encoding: str, times: TimeForms) -> Iterator[str]:
    if "id" in guess.columns and (repeated := _repeated(guess.export, [guess.columns["id"]])):
        guess.unsure.append(
            f"{repeated}: is each row an event? Then put the rows of a ticket in order with `events`"
        )
    yield f"# A mapping for {comment(PurePath(name).name)}, proposed by sms-lint. Keep it as imports/NAME.yml."
    yield "# Look at each line that says UNSURE, and take the word out when it is right."
    yield from (f"# UNSURE: {comment(line)}" for line in guess.unsure)
    yield f"kind: {guess.kind}"
    yield "system: Ticket tool"
    yield "form:"
    if encoding:
        yield f"  encoding: {encoding}"
    empty = sorted({text for row in guess.export.rows[:_SAMPLE] for text in row.cells if text in _EMPTY})
    yield f"  empty: {words(empty)}"
    if times.forms:
        yield f"  dates: {words(times.forms)}"
    yield "  zone: UTC"
    yield "columns:"
    yield from guess.lines
    personal = [column for column in dict.fromkeys(guess.export.columns) if is_personal(column)]
    yield f"personal: {words(column for column in personal if column not in guess.columns.values())}"
    yield "fresh_for: 1 month"
    yield "table:"
    yield f"  id: TAB-{guess.kind.upper()}"
    yield f"  title: {guess.kind.replace('-', ' ').capitalize()}s"
    yield f"  owner: {_OWNERS.get(guess.kind, 'incident-manager')}"
    yield "  review: {every: 3 months}"
