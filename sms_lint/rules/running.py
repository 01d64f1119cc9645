"""What becomes of a rule in a run: whether it really judges, and if not, why not."""

from collections.abc import Collection
from functools import reduce

from sms_lint.ground.sentences import alternatives, listed
from sms_lint.model.finding import Rule, RuleRun
from sms_lint.model.node import Document
from sms_lint.model.rule_subjects import kinds_of
from sms_lint.rules.names import level_of
from sms_lint.rules.severity import off_in
from sms_lint.system.sms import Sms

TOP_MANAGEMENT = "top_management"


def run_of(sms: Sms, rule: Rule) -> RuleRun:
    """How far a rule judges this system, before anybody looks at what it found."""
    if off := _switched_off(sms, rule):
        return RuleRun(rule.id, "off", f"{listed(off)} is switched off in the settings")
    if folders := list(off_in(sms.config, rule)):
        return RuleRun(rule.id, "off", f"it is switched off in {listed(folders)}")
    if lacking := [name for name in rule.needs if not _is_set(sms, name)]:
        return RuleRun(
            rule.id, "unchecked", f"it judges nothing as long as the settings lack {listed(lacking)}"
        )
    kinds = kinds_of(rule, frozenset(sms.kinds))
    if lost := [kind for kind in kinds if kind in sms.hidden | sms.once(_with_lost_fields)]:
        return RuleRun(rule.id, "unchecked", f"not everything of the kind {listed(lost)} could be read")
    if kinds and not any(_is_in_use(sms, kind) for kind in kinds):
        return RuleRun(rule.id, "no case", f"there is nothing in force of the kind {alternatives(kinds)}")
    return RuleRun(rule.id, "judged")


def unread(run: RuleRun) -> RuleRun:
    """The run of a rule of which a finding was left out, because a field that it is about could not be read."""
    return RuleRun(run.rule, "unchecked", "a field that it looks at could not be read")


def failed(run: RuleRun) -> RuleRun:
    """The run of a rule that ended in a fault of the program."""
    return RuleRun(run.rule, "unchecked", "the rule failed; that is a fault of sms-lint")


def _switched_off(sms: Sms, rule: Rule) -> list[str]:
    """The rule, or the former ids of those parts of it, that the settings switch off."""
    levels = sms.config.rules
    names: Collection[str] = rule.aliases if len(rule.aliases) == 1 else (*rule.aliases, rule.id)
    parts = [name for name in names or (rule.id,) if level_of(levels, {rule.id, name}) == "off"]
    return [rule.id] if levels.get(rule.id) == "off" and parts else parts


def _with_lost_fields(sms: Sms) -> frozenset[str]:
    """The kinds of which some field is written and could not be read."""
    return frozenset(node.kind for node in sms.nodes if node.lost)


def _is_set(sms: Sms, name: str) -> bool:
    """Whether a setting says something; who is top management may be said by the roles themselves."""
    if name == TOP_MANAGEMENT:
        return bool(sms.top_management)
    value: object = reduce(getattr, name.split("."), sms.config)
    return value is not None and value not in ((), {})


def _is_in_use(sms: Sms, kind: str) -> bool:
    """Whether there are entries of a kind; a document that is no more than a draft is nothing to judge."""
    model = sms.kinds[kind]
    if issubclass(model, Document):
        return any(
            isinstance(document, Document) and document.lifecycle == "active"
            for document in sms.of_kind(kind)
        )
    return bool(sms.of_kind(kind)) or any(table.count for table in sms.tables(kind))
