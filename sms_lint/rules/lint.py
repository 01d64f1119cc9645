"""Run the rules over one service management system, suppress what is accepted for now, and order the rest."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from traceback import extract_tb

from sms_lint.ground.errors import SmsError
from sms_lint.ground.faults import nearest
from sms_lint.model.finding import SEVERITIES, Finding, Result, Rule, Suppression, Unchecked
from sms_lint.rules.closed_records import with_a_way_out
from sms_lint.system.approval_status.exemptions import exempt
from sms_lint.system.approval_status.on_disk import exemptions_on_disk
from sms_lint.system.sms import Sms

Run = Callable[[Sms], Iterable[Finding]]


def lint(
    sms: Sms,
    checks: Iterable[tuple[Rule, Run]],
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    paths: Collection[str] = (),
) -> Result:
    """Run `checks`, which are all the rules there are: `select` and `ignore` narrow which of them run.

    `paths` narrows what is reported to files and folders; everything is judged all the same.

    A rule that fails is a fault of this program: it is named in `faults`, and the others go on.
    """
    findings: list[Finding] = []
    faults: list[str] = []
    checks = tuple(checks)
    rules = [rule for rule, _ in checks]
    wanted = [
        check for check in checks if (not select or check[0].id in select) and check[0].id not in ignore
    ]
    off = tuple(rule.id for rule, _ in wanted if sms.config.rules.get(rule.id) == "off")
    for rule, run in wanted:
        if rule.id in off:
            continue
        try:
            for finding in (*run(sms), *_unknown_names(sms, rule, rules)):
                own = with_a_way_out(sms, rule, _own_severity(sms, rule, finding))
                if own is not None:
                    findings.append(_suppress(sms, rule, own))
        except Exception as error:  # noqa: BLE001 - any failure of one rule must leave the others running
            faults.append(_fault(rule, error))
    shown = [finding for finding in findings if _within(finding, paths)]
    return Result(
        tuple(sorted(shown, key=_order)),
        _unchecked(sms, faults, off),
        sms.today.isoformat(),
        tuple(faults),
        tuple(rule.id for rule, _ in wanted if rule.id not in off),
        sms.config.preset or "",
    )


def _unknown_names(sms: Sms, rule: Rule, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Names that are no rule's, or are taken. Rules know nothing of each other, so this one is judged here."""
    judge = _NAMES.get(rule.id)
    return judge(sms, rule, tuple(rules)) if judge else iter(())


def _in_settings(sms: Sms, rule: Rule, rules: Sequence[Rule]) -> Iterator[Finding]:
    known = sorted(one.id for one in rules)
    named = [(sms.settings.at_key("rules", name), name) for name in sms.config.rules]
    for index, setting in enumerate(sms.config.suppressions):
        named.append((sms.settings.at("suppressions", index, "rule"), setting.rule))
    for at, name in named:
        if name not in known:
            yield rule.finding(at, f"there is no rule `{name}`{nearest(name, known)}")


def _let_pass(sms: Sms, rule: Rule, rules: Sequence[Rule]) -> Iterator[Finding]:
    known = sorted(one.id for one in rules if one.exemptible)
    for one, origin in exemptions_on_disk(sms):
        if one.allows not in known:
            message = f"there is no rule `{one.allows}` that may be let pass here{nearest(one.allows, known)}"
            yield rule.finding(origin.at("allows"), message)


def _taken(sms: Sms, rule: Rule, rules: Sequence[Rule]) -> Iterator[Finding]:
    taken = {one.id for one in rules if not one.own}
    for own in sms.own_rules:
        if own.id in taken and own.place is not None:
            message = f"there is a rule `{own.id}` of the program already; choose another name"
            yield rule.finding(own.place, message, node=own.id)


_NAMES: Mapping[str, Callable[[Sms, Rule, Sequence[Rule]], Iterator[Finding]]] = {
    "settings": _in_settings,
    "trust-settings": _let_pass,
    "own-rules": _taken,
}


def unknown_rules(names: Iterable[str], known: Collection[str]) -> None:
    """Raise SmsError, with a suggestion, for the first name that is no rule."""
    for name in names:
        if name not in known:
            raise SmsError(f"there is no rule `{name}`{nearest(name, sorted(known))}")


def _fault(rule: Rule, error: Exception) -> str:
    at = extract_tb(error.__traceback__)[-1]
    file = at.filename.rpartition("sms_lint/")[2]
    return f"the rule {rule.id} failed with {type(error).__name__}: {error} ({file}, line {at.lineno})"


def _unchecked(sms: Sms, faults: Iterable[str], off: Iterable[str]) -> tuple[Unchecked, ...]:
    failed = (Unchecked("a rule", fault) for fault in faults)
    switched_off = (Unchecked(f"the rule {rule}", "it is switched off in the settings") for rule in off)
    return (*sms.unchecked, *failed, *switched_off)


def _own_severity(sms: Sms, rule: Rule, finding: Finding) -> Finding:
    """The severity that the settings give; under the preset `starter`, what is not there yet is a note."""
    level = sms.config.rules.get(finding.rule)
    if level is not None and level != "off":
        return replace(finding, severity=level)
    return replace(finding, severity="note") if rule.gap and sms.config.preset == "starter" else finding


def _suppress(sms: Sms, rule: Rule, finding: Finding) -> Finding:
    """The finding, accepted where the settings or the owners of the trust settings do so."""
    for setting in sms.config.suppressions:
        if setting.rule != finding.rule or setting.until < sms.today:
            continue
        if setting.node == finding.node or _holds(sms, rule, setting.node, finding):
            return finding.suppress(Suppression(setting.reason, setting.until.isoformat()))
    return exempt(sms, finding) if rule.exemptible else finding


def _holds(sms: Sms, rule: Rule, id_: str, finding: Finding) -> bool:
    """Whether an id is that of the register or table that holds what a finding is about.

    What guards the history is accepted one by one: nobody may let a whole register be altered.
    """
    register = sms.register_at.get(finding.at.path)
    return register is not None and register.id == id_ and bool(finding.node) and not rule.exemptible


def _within(finding: Finding, paths: Collection[str]) -> bool:
    return not paths or any(
        path in (".", "") or finding.at.path == path or finding.at.path.startswith(f"{path.rstrip('/')}/")
        for path in paths
    )


def _order(finding: Finding) -> tuple[str, int, int, int, str]:
    line, column = finding.at.file.line_column(finding.at.start)
    return finding.at.path, line, column, SEVERITIES.index(finding.severity), finding.rule
