"""A first rule of the organization's own, with examples: it asks for a field, until somebody changes it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.ground.faults import Fault, nearest
from sms_lint.ground.source import Quoted
from sms_lint.ground.text import read_yaml
from sms_lint.language.compiling import declared_rule
from sms_lint.language.declared import Surroundings
from sms_lint.language.field_types import FieldType, field_types, value_of, written
from sms_lint.language.rule_shape import is_rule_id
from sms_lint.model.example import example_values
from sms_lint.model.kinds import kinds as built_in_kinds
from sms_lint.model.node import Node
from sms_lint.model.own_kind import OwnRecord
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.starter.example_files import fitting, flow_value
from sms_lint.system.sms import Sms

FIRST_FILE = "rules.yml"
# Not asked for unless named: nobody is without an id, few supersede, and a rule of the program asks for the day.
_NOT_FIRST = frozenset({"id", "supersedes", "formerly", "effective"})
_BARE = re.compile(r"[A-Za-z0-9][\w.-]*(?: [\w.-]+)*")


@dataclass(frozen=True)
class RuleWanted:
    """What the first rule is to be about; whatever is empty is found out."""

    about: str
    field: str = ""
    id: str = ""
    summary: str = ""


@dataclass(frozen=True)
class RuleAddition:
    """The new rule, its file, and the whole texts of the files that change."""

    id: str
    path: str
    texts: Mapping[str, str]


class _Sound(NamedTuple):
    """A sound entry that the examples of the rule are made from."""

    kind: str
    id: str
    model: type[Node]
    values: Mapping[str, Any]

    @property
    def is_own(self) -> bool:
        """Whether its kind is one of the organization's own, which has no example to be laid over."""
        return self.kind not in built_in_kinds()

    def accepts(self, changed: Mapping[str, Any]) -> bool:
        """Whether an entry with these fields in place of its own is sound; None takes a field away."""
        return not self._read(changed)[1]

    def may_lack(self, field: FieldType) -> bool:
        """Whether an entry is sound without this field, and then says nothing there: a default would be a value."""
        node, faults = self._read({field.name: None})
        return node is not None and not faults and not any(written(value_of(node, field)))

    def _read(self, changed: Mapping[str, Any]) -> tuple[Node | None, list[Fault]]:
        return self.model.read({"id": self.id, **self._values(changed)})

    def _values(self, changed: Mapping[str, Any]) -> Mapping[str, Any]:
        if self.is_own:
            return {name: value for name, value in {**self.values, **changed}.items() if value is not None}
        return fitting(self.model, self.kind, changed)


class _Draft(NamedTuple):
    """What the rule is about: a field, the condition on it, what that means in words, and a value that meets it."""

    field: str
    condition: str
    wrong: str
    bad: str | None
    remedy: str
    name: str


def rule_addition(
    sms: Sms, wanted: RuleWanted, texts: Mapping[str, str], taken: frozenset[str]
) -> RuleAddition:
    """A rule that is written into the organization's file of rules; `texts` are the files as they are.

    `taken` are the names that rules have already. Raises SmsError where no such rule can be written.
    """
    if not wanted.about:
        raise SmsError("say which kind the rule is about, such as --about risk")
    if wanted.about not in sms.kinds:
        hint = nearest(wanted.about, sorted(sms.kinds))
        raise SmsError(f"there is no kind `{wanted.about}`{hint}; say what the rule is about with --about")
    sound = _sound(sms, wanted.about)
    draft = _draft(wanted, sound, taken)
    name = _name(wanted, draft, taken)
    path = sms.config.own_rules[0] if sms.config.own_rules else FIRST_FILE
    before = texts.get(path, "")
    gap = "" if not before or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
    after = before + gap + "".join(f"{line}\n" for line in _lines(name, wanted.summary, sound, draft))
    _check(name, after, path, sms)
    settings = {} if sms.config.own_rules else {SETTINGS_FILE: _with_file(texts[SETTINGS_FILE], path)}
    return RuleAddition(name, path, {path: after, **settings})


def _name(wanted: RuleWanted, draft: _Draft, taken: frozenset[str]) -> str:
    name = wanted.id or draft.name
    if not is_rule_id(name):
        raise SmsError(
            f"`{name}` is not a name for a rule; write small letters and hyphens: `risk-without-date`"
        )
    if name in taken:
        raise SmsError(f"there is a rule `{name}` already; choose another name with --id")
    return name


def _sound(sms: Sms, kind: str) -> _Sound:
    """The example of a built-in kind; of an own kind, an entry that there is."""
    if kind in built_in_kinds():
        values = dict(example_values(kind))
        return _Sound(kind, str(values.pop("id")), sms.kinds[kind], values)
    for node in sms.of_kind(kind):
        if isinstance(node, OwnRecord):
            data = {name: _as_read(value) for name, value in node.data.items()}
            return _Sound(kind, node.id, sms.kinds[kind], data)
    raise SmsError(f"there is no record of kind `{kind}` yet; write one first: the examples are made from it")


def _as_read(value: Any) -> Any:
    """A value of an own kind as the reader of files gives it: all texts, in quotes where they are no number."""
    if isinstance(value, dict):
        return {name: _as_read(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_as_read(item) for item in value]
    return Quoted(value) if isinstance(value, str) else json.dumps(value)


def _draft(wanted: RuleWanted, sound: _Sound, taken: frozenset[str]) -> _Draft:
    """What can be asked for of this kind: the field that is named, else the first that fits."""
    known = field_types(sound.model)
    if wanted.field and wanted.field not in known:
        hint = nearest(wanted.field, list(known))
        raise SmsError(f"`{wanted.field}` is not a field of {sound.model.KIND.noun}{hint}")
    names = [wanted.field] if wanted.field else [name for name in known if name not in _NOT_FIRST]
    for draft in (
        draft for make in (_missing, _too_short) for name in names if (draft := make(sound, known[name]))
    ):
        if wanted.id or draft.name not in taken:
            return draft
    what = f"`{wanted.field}`" if wanted.field else "nothing"
    raise SmsError(f"{what} of {sound.model.KIND.noun} can be missing or too short; write the rule by hand")


def _missing(sound: _Sound, field: FieldType) -> _Draft | None:
    """A field that an entry may do without."""
    value = sound.values.get(field.name)
    if field.sort == "group" or not isinstance(value, str | list) or not sound.may_lack(field):
        return None
    name = f"{sound.kind}-without-{field.name.replace('_', '-')}"
    said = f"says nothing in `{field.name}`"
    return _Draft(field.name, f"{field.name} is empty", said, None, f"fill in `{field.name}`", name)


def _too_short(sound: _Sound, field: FieldType) -> _Draft | None:
    """A text of which one word is too little."""
    value = sound.values.get(field.name)
    if field.sort != "text" or field.many or not isinstance(value, str) or len(value.split()) < 3:
        return None
    if not sound.accepts({field.name: "Something"}):
        return None
    name = f"{sound.kind}-{field.name.replace('_', '-')}-too-short"
    said = f"says too little in `{field.name}`"
    return _Draft(
        field.name, f"words of {field.name} < 3", said, "Something", f"say more in `{field.name}`", name
    )


def _lines(name: str, summary: str, sound: _Sound, draft: _Draft) -> Iterator[str]:
    """The text of the rule, line by line."""
    kind = sound.model.KIND
    said = summary or f"{kind.noun[0].upper()}{kind.noun[1:]} {draft.wrong}."
    yield f"{name}:"
    yield f"  summary: {json.dumps(said, ensure_ascii=False)}"
    yield "  why: Say here why that matters to those who read the finding."
    yield f"  about: {sound.kind}"
    yield "  when:"
    yield f"    - {draft.condition}"
    yield f"  at: {draft.field}"
    yield f'  say: "{{id}} {draft.wrong}"'
    yield "  severity: warning"
    if kind.clauses:
        yield f'  clauses: ["{kind.clauses[0]}"]'
    yield f"  remedy: {draft.remedy}"
    yield from _examples(sound, draft)


def _examples(sound: _Sound, draft: _Draft) -> Iterator[str]:
    shown = {name: value for name, value in sound.values.items() if sound.is_own and name != draft.field}
    yield "  examples:"
    for verdict, value in (("bad", draft.bad), ("good", sound.values[draft.field])):
        yield f"    {verdict}:"
        yield f"      {sound.kind} {sound.id}:"
        yield from (f"        {name}: {flow_value(said)}" for name, said in shown.items())
        yield f"        {draft.field}:{'' if value is None else f' {_written(value)}'}"


def _written(value: Any) -> str:
    """A value as people write it: without quotes where it needs none."""
    bare = isinstance(value, str) and not isinstance(value, Quoted) and _BARE.fullmatch(value)
    return str(value) if bare else flow_value(value)


def _check(name: str, text: str, path: str, sms: Sms) -> None:
    """Raise SmsError where the file would not hold the rule as it is meant."""
    values = read_yaml(text).values
    stated = values.get(name) if isinstance(values, dict) else None
    if stated is None or declared_rule(name, stated, Surroundings(sms.kinds))[0] is None:
        raise SmsError(f"{path} is not written as a list of rules, one under the other; add the rule by hand")


def _with_file(settings: str, path: str) -> str:
    """The settings with the file of rules named in them."""
    values = read_yaml(settings).values
    if not isinstance(values, dict) or "own_rules" in values:
        raise SmsError(f"name {path} under `own_rules` in {SETTINGS_FILE} first")
    return f"{settings.rstrip()}\nown_rules: [{path}]\n"
