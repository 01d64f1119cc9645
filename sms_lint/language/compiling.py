"""From the keys of a rule to a declared rule, or to all that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from sms_lint.ground.faults import closest, model_faults, nearest, together
from sms_lint.ground.sentences import alternatives
from sms_lint.ground.source import Origin, Route
from sms_lint.language.case import NameMeaning
from sms_lint.language.conditions import Holds, condition
from sms_lint.language.declared import DeclaredRule, Length, RuleFault, Surroundings
from sms_lint.language.field_types import SORT_WORDS, FieldType, Sort, field_types
from sms_lint.language.keys import key_faults
from sms_lint.language.lengths import length_of
from sms_lint.language.parsing import parse_condition, parse_name
from sms_lint.language.rule_shape import RuleShape
from sms_lint.language.scope import ITEM, SETTINGS, TODAY, NameScope
from sms_lint.language.sentence import Say, sentence
from sms_lint.language.syntax import MisfitError, Name
from sms_lint.model.node import Node


def declared_rule(
    id_: str, values: object, around: Surroundings, origin: Origin | None = None
) -> tuple[DeclaredRule | None, list[RuleFault]]:
    """The rule that some values of a file declare, or None and all that is wrong with them."""
    if not isinstance(values, dict):
        return None, [RuleFault((), "a rule must be a group of keys and values, such as `about: risk`")]
    try:
        shape = RuleShape.model_validate(values)
    except ValidationError as error:
        faults = model_faults(error, RuleShape, "a rule")
        return None, [
            RuleFault(fault.route, fault.message, on_key=fault.on_key) for fault in together(faults)
        ]
    maker = _Maker(id_, shape, values, around)
    rule = maker.make(origin)
    return (None, maker.faults) if maker.faults else (rule, [])


@dataclass
class _Maker:
    """Makes one rule, and gathers what is wrong with it."""

    id: str
    shape: RuleShape
    values: Mapping[str, Any]
    around: Surroundings
    faults: list[RuleFault] = field(default_factory=list)

    def make(self, origin: Origin | None) -> DeclaredRule | None:
        """The rule; None where there are faults."""
        self._check_keys()
        if not self._check_kinds("about", self.shape.about) or self.faults:
            return None
        own = self._scope()
        each = self._each(own)
        names, known_as, kinds = self._names(self._scope(each))
        scope = self._scope(each, known_as, kinds)
        named_by = self._named_by()
        self._check_clauses()
        parts: dict[str, Any] = {
            "each": each,
            "names": names,
            "named_kinds": kinds,
            "named_by": named_by,
            "where": self._conditions("where", self._naming_scope(named_by)),
            "promise": self.promise,
            "day": self._day(scope),
            "older_than": self._length(scope),
            "when": self._conditions("when", scope),
            "at": self._name("at", scope),
            "asks": self._asks(own),
            "latest": self._name("latest", own, ("time", "text")),
            "per": self._per(own),
        }
        say = self._say(scope)
        if self.faults or say is None:
            return None
        return DeclaredRule(self.id, self.shape, say=say, origin=origin, **parts)

    @property
    def promise(self) -> str:
        """The promise or cycle of the kinds that `overdue` names; empty where it names a field."""
        name = self.shape.overdue or ""
        known = [
            promise_names(self.around.kinds[kind]) for kind in self.shape.about if kind in self.around.kinds
        ]
        return name if known and all(name in names for names in known) else ""

    def _day(self, scope: NameScope) -> NameMeaning | None:
        """The day that has to have passed, where it is not that of a promise."""
        if self.promise:
            return None
        if self.shape.overdue is None:
            return self._name("since", scope, ("time",))
        first = self.around.kinds[self.shape.about[0]]
        near = closest(self.shape.overdue, promise_names(first))
        if near and self.shape.overdue not in field_types(first):
            said = (
                f"`{self.shape.overdue}` is neither a day nor a promise of this kind; did you mean `{near}`?"
            )
            self.fault(("overdue",), said)
            return None
        return self._name("overdue", scope, ("time",))

    def _scope(
        self, each: FieldType | None = None, other: str = "", other_kinds: tuple[str, ...] = ()
    ) -> NameScope:
        return NameScope(self.around.kinds, self.shape.about, each, other, other_kinds, self._given())

    def _naming_scope(self, named_by: tuple[str, NameMeaning] | None) -> NameScope:
        """What `where` knows: the fields of the entries that name the one in question, with or without their kind."""
        if named_by is None:
            return self._scope()
        kind = named_by[0]
        return NameScope(self.around.kinds, (kind,), None, kind, (kind,))

    def fault(self, route: Route, misfit: MisfitError | str) -> None:
        """Note a fault; one in a text knows where in it."""
        if isinstance(misfit, str):
            self.faults.append(RuleFault(route, misfit))
        else:
            self.faults.append(RuleFault(route, misfit.message, misfit.start, misfit.end))

    def _check_keys(self) -> None:
        """Keys that only mean something together, or not together."""
        for key, message in key_faults(self.values, self.promise):
            self.fault((key,), message)

    def _check_kinds(self, key: str, kinds: tuple[str, ...]) -> bool:
        known = sorted(self.around.kinds)
        for index, kind in enumerate(kinds):
            if kind not in known:
                self.fault(self._item(key, index), f"there is no kind `{kind}`{nearest(kind, known)}")
        return all(kind in known for kind in kinds)

    def _item(self, key: str, index: int) -> Route:
        return (key, index) if isinstance(self.values.get(key), list) else (key,)

    def _check_clauses(self) -> None:
        known = self.around.clauses
        for index, clause in enumerate(self.shape.clauses if known is not None else ()):
            if clause not in (known or ()):
                hint = nearest(clause, sorted(known or ()))
                self.fault(
                    self._item("clauses", index), f"there is no clause `{clause}` in the catalogues{hint}"
                )

    def _name(self, key: str, scope: NameScope, sorts: tuple[Sort, ...] = ()) -> NameMeaning | None:
        """What the field under a key stands for, which has to be of one of these sorts."""
        text = getattr(self.shape, key)
        return self._named(text, (key,), scope, sorts) if text is not None else None

    def _named(
        self, text: str, route: Route, scope: NameScope, sorts: tuple[Sort, ...]
    ) -> NameMeaning | None:
        try:
            name = parse_name(text)
            meaning = scope.meaning(name)
        except MisfitError as misfit:
            self.fault(route, misfit)
            return None
        said = ""
        if sorts and meaning.sort not in sorts:
            said = f"`{name}` is {SORT_WORDS[meaning.sort]}, not {SORT_WORDS[sorts[0]]}"
        elif route == ("at",) and meaning.place is None:
            said = f"a finding cannot be shown at `{name}`; name a field"
        if said:
            self.fault(route, MisfitError(said, name.start, name.end))
            return None
        return meaning

    def _each(self, scope: NameScope) -> FieldType | None:
        if self.shape.each is None:
            return None
        name = Name((self.shape.each,), start=0, end=len(self.shape.each))
        try:
            field_type = scope.field(name, self.shape.each, self.shape.about)
        except MisfitError as misfit:
            self.fault(("each",), misfit)
            return None
        if field_type.sort != "group" or not field_type.many:
            lists = [known.name for known in scope.fields() if known.sort == "group" and known.many]
            said = f"`{field_type.name}` is {SORT_WORDS[field_type.sort]}, not a list of groups"
            hint = f"name {alternatives(lists)}" if lists else "this kind has no such list"
            self.fault(("each",), f"{said}; {hint}")
        return field_type

    def _names(self, scope: NameScope) -> tuple[NameMeaning | None, str, tuple[str, ...]]:
        """The field whose ids are followed, the name for what they lead to, and its kinds."""
        if self.shape.names is None:
            return None, "", ()
        meaning = self._named(self.shape.names, ("names",), scope, ("reference", "text"))
        kinds = self.shape.of or (meaning.kinds if meaning else ())
        if not self._check_kinds("of", kinds):
            return meaning, "", ()
        if meaning and not kinds:
            self.fault(("names",), f"`{self.shape.names}` may name any kind; say `of` which kind is meant")
        elif meaning and meaning.kinds and not set(kinds) & set(meaning.kinds):
            said = f"`{self.shape.names}` names {alternatives(meaning.kinds)}, never {alternatives(kinds)}"
            self.fault(("of",), said)
        known_as = self.shape.known_as or (kinds[0] if len(kinds) == 1 else "other")
        taken = {TODAY, SETTINGS, ITEM, *field_types(self.around.kinds[self.shape.about[0]])}
        if self.shape.known_as in taken or "." in known_as:
            said = (
                f"`{known_as}` cannot be the name of what is named, because it means something else already"
            )
            self.fault(("as",), f"{said}; choose another word, such as `named`")
        return meaning, known_as, kinds

    def _named_by(self) -> tuple[str, NameMeaning] | None:
        """The kind that has to name the entry, and the field in which it does."""
        text = self.shape.named_by
        if text is None:
            return None
        kind, _, word = text.partition(".")
        if kind not in self.around.kinds:
            near = nearest(kind, sorted(self.around.kinds))
            self.faults.append(RuleFault(("named_by",), f"there is no kind `{kind}`{near}", 0, len(kind)))
            return None
        if not word:
            self.fault(
                ("named_by",),
                f"name the field too, such as `{kind}.{_first_reference(self.around.kinds[kind])}`",
            )
            return None
        scope = NameScope(self.around.kinds, self.shape.about, None, kind, (kind,))
        meaning = self._named(text, ("named_by",), scope, ("reference", "text"))
        return (kind, meaning) if meaning else None

    def _conditions(self, key: str, scope: NameScope) -> tuple[Holds, ...]:
        made: list[Holds] = []
        for index, text in enumerate(getattr(self.shape, key)):
            try:
                made.append(condition(parse_condition(text), scope))
            except MisfitError as misfit:
                self.fault(self._item(key, index), misfit)
        return tuple(made)

    def _say(self, scope: NameScope) -> Say | None:
        try:
            return sentence(self.shape.say, scope)
        except MisfitError as misfit:
            self.fault(("say",), misfit)
            return None

    def _given(self) -> Mapping[str, Sort]:
        """The names that the rule itself gives."""
        shape = self.shape
        names: dict[str, Sort] = {}
        if self.promise or shape.older_than:
            names |= {"since": "time", "deadline": "time", "limit": "length"}
        if shape.asks:
            names["missing"] = "text"
        if shape.more_than is not None or shape.fewer_than is not None:
            names |= {"number": "number", "entries": "text"}
        return names

    def _asks(self, scope: NameScope) -> NameMeaning | None:
        meaning = self._name("asks", scope, ("words", "text", "reference"))
        for index, word in enumerate(self.shape.of if meaning and meaning.sort == "words" else ()):
            if meaning and word not in meaning.choices:
                said = f"`{self.shape.asks}` is never `{word}`"
                self.fault(
                    self._item("of", index),
                    said + (nearest(word, meaning.choices) or f"; it is {alternatives(meaning.choices)}"),
                )
        return meaning

    def _per(self, scope: NameScope) -> tuple[NameMeaning, ...]:
        meanings = [
            self._named(text, self._item("per", index), scope, _PLAIN)
            for index, text in enumerate(self.shape.per)
        ]
        return tuple(meaning for meaning in meanings if meaning is not None)

    def _length(self, scope: NameScope) -> Length | None:
        if self.shape.older_than is None:
            return None
        try:
            return length_of(self.shape.older_than, scope)
        except MisfitError as misfit:
            self.fault(("older_than",), misfit)
            return None


# What has a value that can be told from others: everything but a group of fields.
_PLAIN: tuple[Sort, ...] = ("words", "text", "reference", "number", "time", "length")


def promise_names(model: type[Node]) -> list[str]:
    """What a kind promises: what is to be done by a day, once or again and again."""
    return [promise.name for promise in (*model.KIND.promises, *model.KIND.cycles)]


def _first_reference(model: type[Node]) -> str:
    names = [
        field_type.name
        for field_type in field_types(model).values()
        if field_type.sort == "reference" and field_type.name != "supersedes"
    ]
    return names[0] if names else "id"
