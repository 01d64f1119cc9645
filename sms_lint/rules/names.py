"""Names of rules as people write them: ids, former ids, and mistakes."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sms_lint.ground.errors import SmsError
from sms_lint.ground.faults import nearest
from sms_lint.ground.source import Location
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.settings import Level
from sms_lint.rules.accepting import OF_ACCEPTANCES
from sms_lint.rules.declared import own_check
from sms_lint.system.approval_status.on_disk import exemptions_on_disk
from sms_lint.system.sms import Sms

STRICTEST_FIRST: tuple[Level, ...] = ("error", "warning", "note", "off")


def by_name(rules: Iterable[Rule]) -> dict[str, Rule]:
    """The rules by every id that they may be called by, former ones included."""
    every = tuple(rules)
    former = {alias: rule for rule in every for alias in rule.aliases}
    return former | {rule.id: rule for rule in every}


def known_rules(names: Iterable[str], rules: Iterable[Rule]) -> Iterator[str]:
    """A note for each former id among the names. Raises SmsError, with a suggestion, for a name that is not a rule."""
    known = by_name(rules)
    for name in names:
        if name not in known:
            raise SmsError(f"there is no rule `{name}`{nearest(name, sorted(known))}")
        if name != known[name].id:
            yield is_now(name, known[name])


def is_now(former: str, rule: Rule) -> str:
    """What became of a former id."""
    return f"`{former}` is now {'part of ' if len(rule.aliases) > 1 else ''}the rule `{rule.id}`"


def chosen(finding: Finding, select: Collection[str], ignore: Collection[str]) -> bool:
    """Whether a finding is selected, by the present or the former id of its rule."""
    return (not select or any(name in select for name in finding.names)) and not any(
        name in ignore for name in finding.names
    )


def level_of(levels: Mapping[str, Level], names: Iterable[str]) -> Level | None:
    """The level that the settings give, the strictest where several of the names have one; None where none has."""
    given = [levels[name] for name in names if name in levels]
    return min(given, key=STRICTEST_FIRST.index, default=None)


def findings_on_names(sms: Sms, rule: Rule, rules: Sequence[Rule]) -> Iterator[Finding]:
    """Names in the settings that are not, or no longer, those of a rule: judged here, as no rule knows of others."""
    if rule.id == "settings":
        yield from _in_settings(sms, rule, by_name(_written(sms, rules)))
    elif rule.id == "malformed-suppression":
        yield from _in_comments(sms, rule, by_name(_written(sms, rules)))
    elif rule.id == "forbidden-suppression":
        yield from _not_acceptable(sms, rule, by_name(_written(sms, rules)))
    elif rule.id == "trust-settings":
        yield from _in_trust(sms, rule, by_name(known for known in rules if known.exemptible))
    elif rule.id == "own-rules":
        yield from _taken(sms, rule, by_name(known for known in rules if not known.own))


def _written(sms: Sms, rules: Iterable[Rule]) -> Iterator[Rule]:
    """The rules of the program, and the organization's own as they are written here."""
    yield from (known for known in rules if not known.own)
    yield from (own_check(declared).rule for declared in sms.written_rules)


def _in_settings(sms: Sms, rule: Rule, known: Mapping[str, Rule]) -> Iterator[Finding]:
    levels = sms.written_config.rules
    for name in levels:
        at = sms.settings.at_key("rules", name)
        if name in known and known[name].id != name and known[name].id in levels:
            yield _former(rule, at, name, known[name], ", which is set too; the stricter of the two counts")
        else:
            yield from _name(rule, at, name, known)
    for index, setting in enumerate(sms.written_config.suppressions):
        yield from _name(rule, sms.settings.at("suppressions", index, "rule"), setting.rule, known)


def _in_comments(sms: Sms, rule: Rule, known: Mapping[str, Rule]) -> Iterator[Finding]:
    """Comments that accept findings of a rule that there is not; whoever knows one rule alone cannot tell."""
    for comment in sms.ignores if len(known) > 1 else ():
        for name in comment.rules:
            yield from _name(rule, comment.at, name, known)


def _not_acceptable(sms: Sms, rule: Rule, known: Mapping[str, Rule]) -> Iterator[Finding]:
    """Comments and settings that accept what they cannot, each once."""
    for comment in sms.ignores:
        for name in comment.rules:
            if name in OF_ACCEPTANCES or (name in known and known[name].exemptible):
                said = f"`{name}` cannot be accepted by a comment"
                yield rule.finding(comment.at, said, node=sms.id_at(comment.at))
                break
    for index, setting in enumerate(sms.written_config.suppressions):
        if setting.rule in OF_ACCEPTANCES:
            at = sms.settings.at("suppressions", index, "rule")
            yield rule.finding(at, f"`{setting.rule}` cannot be accepted", node=setting.node)


def _in_trust(sms: Sms, rule: Rule, known: Mapping[str, Rule]) -> Iterator[Finding]:
    for exemption, origin in exemptions_on_disk(sms):
        yield from _name(rule, origin.at("allows"), exemption.allows, known, " that can be exempted here")


def _taken(sms: Sms, rule: Rule, known: Mapping[str, Rule]) -> Iterator[Finding]:
    """The organization's own rules that have the name of a rule of the program, or one that it had before."""
    for own in sms.written_rules:
        if own.id in known and own.place is not None:
            message = f"the program already has a rule `{own.id}`; choose another name"
            yield rule.finding(own.place, message, node=own.id)


def _name(
    rule: Rule, at: Location, name: str, known: Mapping[str, Rule], which: str = ""
) -> Iterator[Finding]:
    if name not in known:
        yield rule.finding(at, f"there is no rule `{name}`{which}{nearest(name, sorted(known))}")
    elif known[name].id != name:
        yield _former(rule, at, name, known[name])


def _former(rule: Rule, at: Location, name: str, now: Rule, more: str = "") -> Finding:
    reach = "it still covers the same findings" if len(now.aliases) > 1 else "the old name still works"
    return rule.finding(
        at,
        f"{is_now(name, now)}{more or f'; {reach}'}",
        severity="note",
        help=f"write `{now.id}`" + (", which covers more" if len(now.aliases) > 1 else ""),
    )
