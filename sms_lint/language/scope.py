"""What the names in a rule stand for: fields of the entry, of what it names, of an item, and settings."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from sms_lint.ground.faults import closest
from sms_lint.ground.sentences import alternatives
from sms_lint.ground.source import Location
from sms_lint.language.case import Case, NameMeaning, Place, Read, Texts
from sms_lint.language.field_types import FieldType, Sort, field_types, texts_of, value_of, written
from sms_lint.language.syntax import MisfitError, Name
from sms_lint.model.entry import Entry
from sms_lint.model.node import Node, Table
from sms_lint.model.settings import Config

ITEM = "item"
SETTINGS = "settings"
TODAY = "today"
MOST_WORDS = 5  # each leads to another entry, and looking it up takes time


@dataclass(frozen=True)
class NameScope:
    """The names that a rule knows: the kinds that it is about, the list whose items it looks at, and what it names.

    `other` is the name for an entry that is named by (or names) the one in question; its kinds are `other_kinds`.
    `given` are the names that the rule itself gives, with the sorts of their values.
    """

    kinds: Mapping[str, type[Node]]
    about: tuple[str, ...]
    each: FieldType | None = None
    other: str = ""
    other_kinds: tuple[str, ...] = ()
    given: Mapping[str, Sort] = field(default_factory=dict)

    def meaning(self, name: Name) -> NameMeaning:
        """What a name stands for. Raises MisfitError where it is none that is known."""
        first, *rest = name.route
        if len(name.route) > MOST_WORDS:
            said = (
                f"`{'.'.join(name.route[:MOST_WORDS])}…` is too long; a name has {MOST_WORDS} words at most"
            )
            raise MisfitError(said, name.start, name.end)
        if name.route == (TODAY,):
            return NameMeaning("time", lambda case: (case.sms.today.isoformat(),))
        if first in self.given and not rest:
            return NameMeaning(self.given[first], _given(first))
        if first == SETTINGS:
            return _setting(name)
        if first == ITEM and self.each is not None:
            fields = self.each.fields() if self.each.fields else {}
            return self._inside(name, rest, fields, _item_holder, _item_place(self.each))
        if first == self.other:
            return self._from_entry(name, rest, self.other_kinds, _other_entry)
        return self._from_entry(name, list(name.route), self.about, _own_entry)

    def _from_entry(
        self, name: Name, rest: Sequence[str], kinds: tuple[str, ...], entry: "EntryOf"
    ) -> NameMeaning:
        if not rest:
            raise MisfitError(
                f"`{name}` is an entry; name a field of it, such as `{name}.id`", name.start, name.end
            )
        field_type = self.field(name, rest[0], kinds)
        if len(rest) == 1:
            return NameMeaning(
                field_type.sort,
                _reader(field_type, entry),
                field_type.many,
                field_type.choices,
                field_type.kinds,
                _placer(field_type, entry),
            )
        if field_type.sort == "group" and not field_type.many:
            fields = field_type.fields() if field_type.fields else {}
            return self._inside(
                name, rest[1:], fields, _group_holder(field_type, entry), _group_place(field_type, entry)
            )
        return self._through(name, rest[1:], field_type, entry)

    def field(self, name: Name, word: str, kinds: tuple[str, ...]) -> FieldType:
        """A field that each of some kinds has. Raises MisfitError, with the name that is nearest."""
        types = [field_types(self.kinds[kind]).get(word) for kind in kinds]
        if types and None not in types:
            sound = [field_type for field_type in types if field_type is not None]
            choices = tuple(dict.fromkeys(choice for field_type in sound for choice in field_type.choices))
            if len({(field_type.sort, field_type.many) for field_type in sound}) == 1:
                return FieldType(
                    word,
                    sound[0].sort,
                    sound[0].attribute,
                    sound[0].many,
                    choices,
                    sound[0].kinds,
                    sound[0].fields,
                )
        kind = kinds[types.index(None)] if None in types else kinds[0]
        if word == ITEM and kinds == self.about:
            said = "`item` is an item of the list that `each` names: add `each:` with that list"
            raise MisfitError(said, name.start, name.end)
        if word[:1].isdigit():
            said = f"`{word}` is neither a field nor a number: a number has up to 18 digits, and nine after the point"
            raise MisfitError(said, name.start, name.end)
        known = [*field_types(self.kinds[kind]), *(self._also_known() if kinds == self.about else ())]
        raise _unknown(name, word, f"`{word}` is not a field of {self.kinds[kind].KIND.noun}", known)

    def fields(self) -> Iterable[FieldType]:
        """The fields of the entries that are judged; where they are of several kinds, those of the first."""
        return field_types(self.kinds[self.about[0]]).values()

    def _also_known(self) -> tuple[str, ...]:
        return tuple(filter(None, (TODAY, SETTINGS, self.other, ITEM if self.each else "", *self.given)))

    def _through(
        self, name: Name, rest: Sequence[str], field_type: FieldType, entry: "EntryOf"
    ) -> NameMeaning:
        """A field of the entry that a reference leads to."""
        if field_type.many:
            key = "each" if field_type.sort == "group" else "names"
            said = f"`{field_type.name}` holds several; to look at each of them, write `{key}: {field_type.name}`"
            raise MisfitError(said, name.start, name.end)
        if field_type.sort != "reference":
            raise MisfitError(
                f"`{field_type.name}` does not refer to another entry, so `{name}` means nothing",
                name.start,
                name.end,
            )
        if not field_type.kinds:
            named = f"write `names: {field_type.name}` and `of:` with the kind meant"
            said = f"`{field_type.name}` may lead to any kind; {named}"
            raise MisfitError(said, name.start, name.end)
        return self._from_entry(name, rest, field_type.kinds, _led_to(field_type, entry))

    def _inside(
        self,
        name: Name,
        rest: Sequence[str],
        fields: Mapping[str, FieldType],
        holder: "HolderOf",
        place: "PlaceOf",
    ) -> NameMeaning:
        """A field of a group, or of an item of a list."""
        field_type = fields.get(rest[0]) if rest else None
        if field_type is None:
            word = rest[0] if rest else str(name)
            raise _unknown(name, word, f"there is no field `{word}` in `{name.route[0]}`", list(fields))
        if len(rest) > 1:
            raise MisfitError(f"`{name}` goes too deep; a group has only plain fields", name.start, name.end)
        return NameMeaning(
            field_type.sort,
            lambda case: tuple(written(value_of(holder(case), field_type))),
            field_type.many,
            field_type.choices,
            field_type.kinds,
            lambda case: place(case, field_type),
        )


_DAYS = {"now": TODAY, "tomorrow": f"{TODAY} + 1 day"}
EntryOf = Callable[[Case], Entry | None]
HolderOf = Callable[[Case], object]
PlaceOf = Callable[[Case, FieldType], tuple[Entry, Location]]


def _unknown(name: Name, word: str, said: str, known: Sequence[str]) -> MisfitError:
    near = _DAYS.get(word) or closest(word, known)
    if near is not None:
        hint = f"; did you mean `{near}`?"
    else:
        hint = (
            f"; there are {alternatives([*known])}".replace(" or ", " and ") if 0 < len(known) <= 12 else ""
        )
    return MisfitError(said + hint, name.start, name.end)


def _given(name: str) -> Read:
    def read(case: Case) -> Texts:
        said = case.given.get(name, "")
        return (said,) if said else ()

    return read


def _own_entry(case: Case) -> Entry | None:
    return case.entry


def _other_entry(case: Case) -> Entry | None:
    return case.other


def _item_holder(case: Case) -> object:
    return case.item


def _item_place(each: FieldType) -> PlaceOf:
    def place(case: Case, field_type: FieldType) -> tuple[Entry, Location]:
        return case.entry, case.entry.node.at(each.name, case.index, field_type.name)

    return place


def _reader(field_type: FieldType, entry: EntryOf) -> Read:
    if entry is _own_entry:
        return lambda case: texts_of(case.entry, field_type)

    def read(case: Case) -> Texts | None:
        holder = entry(case)
        return None if holder is None else texts_of(holder, field_type)

    return read


def _placer(field_type: FieldType, entry: EntryOf) -> Place:
    def place(case: Case) -> tuple[Entry, Location]:
        holder = entry(case) or case.entry
        return holder, holder.at(field_type.name)

    return place


def _group_holder(field_type: FieldType, entry: EntryOf) -> HolderOf:
    def holder(case: Case) -> object:
        one = entry(case)
        return None if one is None or isinstance(one.node, Table) else value_of(one.node, field_type)

    return holder


def _group_place(group: FieldType, entry: EntryOf) -> PlaceOf:
    def place(case: Case, field_type: FieldType) -> tuple[Entry, Location]:
        meant = entry(case) or case.entry
        at = (
            meant.at(group.name)
            if isinstance(meant.node, Table)
            else meant.node.at(group.name, field_type.name)
        )
        return meant, at

    return place


def _led_to(field_type: FieldType, entry: EntryOf) -> EntryOf:
    def led_to(case: Case) -> Entry | None:
        one = entry(case)
        names = texts_of(one, field_type) if one is not None else ()
        for kind in field_type.kinds if names else ():
            target = case.sms.by_id(kind).get(names[0])
            if target is not None:
                return target
        return None

    return led_to


_SETTING_GROUPS = ("intervals", "thresholds", "organization", "review", "text", "evidence")


def _setting(name: Name) -> NameMeaning:
    """A value of the settings, such as settings.thresholds.response."""
    model: type[BaseModel] = Config
    field_type: FieldType | None = None
    route: list[FieldType] = []
    for word in name.route[1:]:
        fields = (
            field_types(model) if field_type is None else field_type.fields() if field_type.fields else {}
        )
        field_type = fields.get(word)
        if field_type is None or field_type.many:
            raise _unknown(name, word, f"there is no setting `{'.'.join(name.route[1:])}`", list(fields))
        route.append(field_type)
    if field_type is None or field_type.sort == "group":
        known = [*(field_type.fields() if field_type and field_type.fields else _SETTING_GROUPS)]
        raise _unknown(name, "", f"`{name}` is a group of settings; name one of them", known)
    sort = field_type.sort

    def read(case: Case) -> Texts:
        value: object = case.sms.config
        for step in route:
            value = value_of(value, step)
        return tuple(written(value))

    return NameMeaning(sort, read)
