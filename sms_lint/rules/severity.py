"""The severity that the settings give a finding: by rule, by rule in a folder, by preset."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sms_lint.model.finding import Finding, Rule, Severity
from sms_lint.model.levels import Level
from sms_lint.model.settings import Config
from sms_lint.rules.names import level_of

# One step up: what `strict` makes of each.
_STRICTER: Mapping[Severity, Severity] = {"error": "error", "warning": "error", "note": "warning"}


def weighed(config: Config, finding: Finding) -> Finding | None:
    """The finding with the severity that it has in this system; None where it is switched off there."""
    level = _level(config, finding)
    if level == "off":
        return None
    return replace(finding, severity=level or by_preset(config, finding.severity, gap=finding.gap))


def by_preset(config: Config, severity: Severity, *, gap: bool) -> Severity:
    """What a preset makes of a severity that the settings do not state themselves.

    `starter`: what is still missing is a note. `certified`: what is missing is an error. `strict`: that, and everything
    else counts a step more.
    """
    if config.preset == "starter":
        return "note" if gap else severity
    if config.preset in ("certified", "strict") and gap:
        return "error"
    return _STRICTER[severity] if config.preset == "strict" else severity


def _level(config: Config, finding: Finding) -> Level | None:
    """The level that the settings state: those of the innermost folder that names the rule, else those of all."""
    inside = [setting for setting in config.folders if setting.holds(finding.at.path)]
    for setting in sorted(inside, key=lambda setting: -len(setting.folder)):
        level = level_of(setting.rules, finding.names)
        if level is not None:
            return level
    return level_of(config.rules, finding.names)


def is_on_somewhere(config: Config, rule: Rule) -> bool:
    """Whether a folder has the rule, or a part of it, switched on, whatever holds elsewhere."""
    names = (rule.id, *rule.aliases)
    return any(setting.rules.get(name, "off") != "off" for setting in config.folders for name in names)


def off_in(config: Config, rule: Rule) -> Iterator[str]:
    """The folders in which a rule, or a part of it, is switched off."""
    for setting in config.folders:
        if any(setting.rules.get(name) == "off" for name in (rule.id, *rule.aliases)):
            yield setting.folder
