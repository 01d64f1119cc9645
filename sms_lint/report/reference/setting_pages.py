"""The pages of the settings: what may be written, what holds where nothing is, and which rules go by it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from sms_lint.model.finding import Rule
from sms_lint.model.node import Kinds
from sms_lint.model.settings import SETTINGS_FILE, Config
from sms_lint.model.trust import TRUST_FILE, Trust
from sms_lint.report.reference.blocks import Facts, Grid, Heading, Inline, PageLinks, ReferencePage
from sms_lint.report.reference.fields import FieldFact, fields_of

TRUST = "trust"
_WORD = re.compile(r"`([a-z_]+(?:\.[a-z_]+)*)`")


class Setting(NamedTuple):
    """A setting: its field, what holds where nothing is written, the rules and the days of kinds that go by it."""

    field: FieldFact
    default: str
    rules: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is explained by."""
        return self.field.key


def settings(rules: Iterable[Rule], kinds: Kinds) -> tuple[Setting, ...]:
    """Every setting of `sms.yml`, groups before their members."""
    readers, owners = _readers(rules), _owners(kinds)
    defaults = Config.model_validate({"organization": {"name": "-"}})
    return tuple(
        Setting(
            field,
            "" if field.needed else default_words(defaults, field.key),
            readers.get(field.key, ()),
            owners.get(field.key, ()),
        )
        for field in fields_of(Config.model_json_schema(by_alias=True))
    )


def _readers(rules: Iterable[Rule]) -> dict[str, tuple[str, ...]]:
    """The rules that go by each setting: a rule names in its documentation the settings that it goes by."""
    found: dict[str, list[str]] = {}
    for rule in rules:
        for name in dict.fromkeys(_WORD.findall(f"{rule.why} {rule.help}")):
            found.setdefault(name, []).append(rule.id)
    return {name: tuple(names) for name, names in found.items()}


def _owners(kinds: Kinds) -> dict[str, tuple[str, ...]]:
    """The kinds that have a day to keep by each setting, which the calendar shows."""
    found: dict[str, list[str]] = {}
    for name, model in kinds.items():
        promises = (*model.KIND.promises, *model.KIND.cycles)
        for setting in dict.fromkeys(promise.within for promise in promises if promise.setting):
            found.setdefault(setting, []).append(name)
    return {setting: tuple(names) for setting, names in found.items()}


def trust_settings() -> tuple[Setting, ...]:
    """Every setting of `trust.yml`."""
    fields = fields_of(Trust.model_json_schema(by_alias=True))
    return tuple(Setting(field._replace(key=f"{TRUST}.{field.key}"), "") for field in fields)


def default_words(config: BaseModel, key: str) -> str:
    """What a setting says in words; nothing for groups, for lists of groups, and where it is empty."""
    value: Any = config
    for name in key.split("."):
        if not isinstance(value, BaseModel) or name not in type(value).model_fields:
            return ""
        value = getattr(value, name)
    if isinstance(value, BaseModel | dict) or value is None:
        return ""
    if type(value) is tuple:
        return ", ".join(f"`{item}`" for item in value if not isinstance(item, BaseModel))
    return f"`{value}`" if str(value) else ""


def setting_page(name: str, known: Iterable[Setting]) -> ReferencePage | None:
    """The page of a setting, or of a group with all that is in it."""
    known = tuple(known)
    setting = next((candidate for candidate in known if candidate.name == name), None)
    inside = tuple(candidate for candidate in known if candidate.name.startswith((f"{name}.", f"{name}[].")))
    if setting is None:
        return None
    file = TRUST_FILE if name.startswith(f"{TRUST}.") else SETTINGS_FILE
    facts = Facts(tuple(_facts(setting, file)))
    group = (Heading("What it contains"), settings_grid(inside, f"Settings of {name}")) if inside else ()
    return ReferencePage(name, f"{name} ({setting.field.title})", setting.field.description, (facts, *group))


def _facts(setting: Setting, file: str) -> Iterator[tuple[str, Inline]]:
    yield "File", f"`{file}`"
    yield "Value", setting.field.value
    if setting.field.needed:
        yield "Needed", "yes"
    if setting.default:
        yield "Without it", setting.default
    if setting.rules:
        yield "Rules that use it", PageLinks("rule", setting.rules)
    if setting.kinds:
        yield "Days of", PageLinks("kind", setting.kinds)


def settings_grid(known: Iterable[Setting], name: str) -> Grid:
    """Settings as a table."""
    rows = tuple(
        (
            f"`{setting.name}` {setting.field.title}",
            setting.field.description,
            setting.field.value + (", needed" if setting.field.needed else ""),
            setting.default,
            PageLinks("rule", setting.rules),
        )
        for setting in known
    )
    return Grid(name, ("Setting", "What it says", "Value", "Without it", "Rules"), rows)


def settings_page(rules: Iterable[Rule], kinds: Kinds) -> ReferencePage:
    """All settings on one page."""
    told = f"Settings are in `{SETTINGS_FILE}` at the top of the repository. An unknown setting is refused."
    return ReferencePage("settings", "Settings", told, (settings_grid(settings(rules, kinds), "Settings"),))


def trust_page() -> ReferencePage:
    """All trust settings on one page."""
    told = (
        f"`{TRUST_FILE}` at the top of the repository says whose signature counts. Each version has to be signed "
        "by the owners that the version before names: `sms-lint approve TRUST`."
    )
    return ReferencePage(TRUST, "Trust settings", told, (settings_grid(trust_settings(), "Trust settings"),))
