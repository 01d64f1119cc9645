"""What an organisation writes for itself: settings, kinds and rules; and which of them judge a proposed change."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sms_lint.ground.source import Origin, SourceFile
from sms_lint.ground.text import character_flaws, conflict_flaws, places, read_yaml
from sms_lint.load.contents import digest_of
from sms_lint.load.fault_fixes import fix_of
from sms_lint.load.files import Disk, decode, leads_out
from sms_lint.load.nodes import flaw_faults
from sms_lint.load.own_kinds import own_kind, own_kind_faults
from sms_lint.load.plain_values import plain_value_faults
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.finding import ReadingFault
from sms_lint.model.former_settings import old_names
from sms_lint.model.kinds import kinds as built_in_kinds
from sms_lint.model.node import Node
from sms_lint.model.settings import MAY_DIFFER, SETTINGS_FILE, Config, read_config
from sms_lint.system.proposed_settings import ProposedSettings

if TYPE_CHECKING:  # rules and catalogues take long to import; a history is proven without them
    from sms_lint.language.declared import DeclaredRule
    from sms_lint.load.own_catalogues import CataloguesRead
    from sms_lint.load.own_rules import OwnRules


class SettingsRead(NamedTuple):
    """The settings, and what is wrong with them. `unsettled` are kinds that may still exist; `*` is any."""

    origin: Origin
    config: Config
    reading_faults: tuple[ReadingFault, ...]
    unsettled: frozenset[str]
    whole: bool


def settings_of(disk: Disk) -> SettingsRead:
    """The settings as they are written; nothing that follows from settings that end too early is reported."""
    text = decode(disk, SETTINGS_FILE)
    file = text.file or SourceFile(SETTINGS_FILE, "")
    parsed = read_yaml(file.text)
    origin = Origin(file, places)
    config, faults = read_config(parsed.values)
    reading_faults = [
        *text.reading_faults,
        *flaw_faults(file, (*character_flaws(file.text), *(conflict_flaws(file.text) or parsed.flaws))),
    ]
    whole = parsed.whole and text.file is not None
    if not whole:
        return SettingsRead(origin, config, tuple(reading_faults), frozenset(), False)
    for fault in faults:
        at = origin.at_key(*fault.route) if fault.on_key else origin.at(*fault.route)
        fix = fix_of(fault, at, parsed.values)
        reading_faults.append(ReadingFault("settings", at, fault.message, fix=fix))
    for fault in old_names(parsed.values):
        at = origin.at_key(*fault.route)
        fix = fix_of(fault, at, parsed.values)
        reading_faults.append(ReadingFault("settings", at, fault.message, severity="note", fix=fix))
    reading_faults += plain_value_faults(file, Config, {}, parsed.plain)
    given = list(parsed.values) if isinstance(parsed.values, dict) else []
    # A fault in the last setting may mean that the file was cut off, and own kinds with it.
    lost = {(), ("kinds",), tuple(given[-1:])}
    unsettled = frozenset("*") if any(fault.route[:1] in lost for fault in faults) else frozenset()
    return SettingsRead(origin, config, tuple(reading_faults), unsettled, True)


def kinds_of(
    disk: Disk, settings: SettingsRead, read: ReadFiles
) -> tuple[Mapping[str, type[Node]], list[ReadingFault], frozenset[str]]:
    """Every kind by its name, what is wrong with own kinds, and the names of those that may still be meant."""
    kinds: dict[str, type[Node]] = dict(built_in_kinds())
    reading_faults: list[ReadingFault] = []
    unsettled = set(settings.unsettled)
    for index, setting in enumerate(settings.config.kinds):
        origin = settings.origin.under("kinds", index)
        if setting.kind in kinds:
            said = f"there is a kind `{setting.kind}` already; choose another name"
            reading_faults.append(ReadingFault("settings", origin.at("kind"), said))
            continue
        model, fault = own_kind(disk, setting, read)
        if model is None:
            reading_faults.append(ReadingFault("settings", origin.at("schema"), fault))
            unsettled.add(setting.kind)
        else:
            kinds[setting.kind] = model
            for key, fault in own_kind_faults(setting, model.SCHEMA):
                reading_faults.append(ReadingFault("settings", origin.at(key), fault))
    return kinds, reading_faults, frozenset(unsettled)


class Own(NamedTuple):
    """What an organisation writes for itself: settings, kinds and rules; `unsettled` as in `read_file`."""

    settings: SettingsRead
    kinds: Mapping[str, type[Node]]
    unsettled: frozenset[str]
    rules: "tuple[DeclaredRule, ...]"
    reading_faults: tuple[ReadingFault, ...]


def own_of(disk: Disk, read: ReadFiles) -> Own:
    """All that the organisation writes for itself."""
    settings = settings_of(disk)
    kinds, kind_faults, unsettled = kinds_of(disk, settings, read)
    rules = rules_of(disk, settings, kinds, unsettled)
    faults = (*settings.reading_faults, *kind_faults, *rules.reading_faults)
    return Own(settings, kinds, unsettled, rules.rules, faults)


class Judging(NamedTuple):
    """What judges, and what a proposed change would put in its place."""

    settings: SettingsRead
    kinds: Mapping[str, type[Node]]
    rules: "tuple[DeclaredRule, ...]"
    proposed: ProposedSettings | None = None


def judging_of(base: Disk | None, disk: Disk, own: Own, read: ReadFiles) -> Judging:
    """What is there judges, or for a proposed change the settings, kinds and rules of its `base`.

    A kind that the base does not know comes from the change. The places of settings are those in the change, where a
    reader looks them up.
    """
    if base is None:
        return Judging(own.settings, own.kinds, own.rules)
    written = own.settings
    settings = settings_of(base)
    base_kinds, _, unsettled = kinds_of(base, settings, read)
    known = {**own.kinds, **base_kinds}
    # An unknown one would stop every run after the merge.
    catalogues_of(disk, written.config, written.origin, own.kinds)
    rules = rules_of(base, settings, known, unsettled)
    update = {name: getattr(written.config, name) for name in MAY_DIFFER} if written.whole else {}
    config = settings.config.model_copy(update=update)
    proposed = ProposedSettings(written.config, own.rules, tuple(_altered(base, disk, settings.config)))
    return Judging(settings._replace(config=config, origin=written.origin), known, rules.rules, proposed)


def _altered(base: Disk, disk: Disk, config: Config) -> Iterator[str]:
    """The schemas and files of rules that the settings name and that the change makes differ from those of the base."""
    for path in config.judging_files:
        there = not leads_out(path) and base.contents.overlay.get(path) is not None
        if there and digest_of(disk.contents, path) != digest_of(base.contents, path):
            yield path


def rules_of(
    disk: Disk, settings: SettingsRead, kinds: Mapping[str, type[Node]], unsettled: frozenset[str]
) -> "OwnRules":
    """The organisation's own rules; they are imported only where there are some."""
    from sms_lint.load.own_rules import OwnRules, from_disk, own_rules

    if not settings.config.own_rules:
        return OwnRules((), ())
    given = settings.config, settings.origin
    books = catalogues_of(disk, settings.config, settings.origin, kinds).books
    return own_rules(partial(from_disk, disk), given, kinds, books, unsettled)


def catalogues_of(
    disk: Disk, config: Config, settings: Origin, kinds: Mapping[str, type[Node]]
) -> "CataloguesRead":
    """The catalogues that the settings select. Raises SmsError for one that the program does not know."""
    from sms_lint.load.own_catalogues import read_catalogues

    return read_catalogues(disk, config, settings, kinds)
