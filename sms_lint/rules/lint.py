"""Run the rules over one service management system, suppress what is accepted for now, and order the rest."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from traceback import extract_tb

from sms_lint.ground.source import Location
from sms_lint.model.finding import (
    SEVERITIES,
    Finding,
    Result,
    Rule,
    RuleRun,
    Unchecked,
)
from sms_lint.rules.accepting import UNUSED, Acceptances
from sms_lint.rules.closed_records import with_a_way_out
from sms_lint.rules.names import chosen, findings_on_names, level_of
from sms_lint.rules.permitted_fixes import with_permitted_fix
from sms_lint.rules.repeats import without_repeats
from sms_lint.rules.running import failed, run_of, unread
from sms_lint.rules.severity import is_on_somewhere, off_in, weighed
from sms_lint.system.lost_fields import lost_clauses, lost_fields, unknown_clauses
from sms_lint.system.meant_references import as_meant
from sms_lint.system.sms import Sms

# These say themselves which value it is that nobody can use.
UNKNOWN_CLAUSE, UNKNOWN_ID = "unknown-clause", "dangling-reference"
OF_UNKNOWN_NAMES = frozenset({UNKNOWN_CLAUSE, UNKNOWN_ID})
_WORD = re.compile(r"[\w-]+")

Run = Callable[[Sms], Iterable[Finding]]


class LeftOut(Exception):  # noqa: N818 - nothing is wrong
    """Raised by whoever runs a rule in its own way, to leave it out of this run after all."""


def lint(
    sms: Sms,
    checks: Iterable[tuple[Rule, Run]],
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    paths: Collection[str] = (),
) -> Result:
    """Run `checks`, which are all the rules there are: `select` and `ignore` narrow which of them run.

    `paths` narrows what is reported to files and folders; everything is still judged.

    A rule that fails is a fault of this program: it is named in `faults`, and the others go on.
    """
    checks = tuple(checks)
    rules = [rule for rule, _ in checks]
    wanted = [check for check in checks if _is_wanted(check[0], select, ignore)]
    running = [check for check in wanted if not _is_off(sms, check[0])]
    runs = {rule.id: run_of(sms, rule) for rule, _ in wanted}
    accepted = Acceptances(sms)
    said, faults = _said(accepted, running, rules, runs)
    findings = [finding for finding in said if chosen(finding, select, ignore)]
    findings = _without_consequences(sms, running, rules, findings, runs)
    findings = without_repeats((rule for rule, _ in running), findings)
    for rule in (rule for rule, _ in running if rule.id == UNUSED):
        findings += _weighed(accepted, rule, accepted.unused(rule, runs))
    shown = [finding for finding in findings if within(finding, paths)]
    return Result(
        tuple(sorted(shown, key=_order)),
        _unchecked(sms, faults, (rule for rule, _ in wanted)),
        sms.today.isoformat(),
        tuple(faults),
        tuple(rule.id for rule, _ in running),
        sms.config.preset or "",
        tuple(runs.values()),
        unneeded=accepted.unneeded(runs),
    )


def _said(
    accepted: Acceptances,
    checks: Iterable[tuple[Rule, Run]],
    rules: Sequence[Rule],
    runs: dict[str, RuleRun],
) -> tuple[list[Finding], list[str]]:
    """What some checks find, and the faults of the program among them; in `runs`, what became of each."""
    findings: list[Finding] = []
    faults: list[str] = []
    for rule, run in checks:
        try:
            spoken, runs[rule.id] = _speak(accepted.sms, run, runs[rule.id])
            findings += _weighed(accepted, rule, (*spoken, *findings_on_names(accepted.sms, rule, rules)))
        except LeftOut:
            runs[rule.id] = RuleRun(rule.id, "unchecked", "it was left out of this run")
        except Exception as error:  # noqa: BLE001 - any failure of one rule must leave the others running
            faults.append(_fault(rule, error))
            runs[rule.id] = failed(runs[rule.id])
    return findings, faults


def _is_wanted(rule: Rule, select: Collection[str], ignore: Collection[str]) -> bool:
    return rule.id not in ignore and (not select or any(name in select for name in (rule.id, *rule.aliases)))


def _is_off(sms: Sms, rule: Rule) -> bool:
    """Whether a rule is switched off, as a whole: a level for one of its former ids keeps that part of it on."""
    levels = sms.config.rules
    off = levels.get(rule.id) == "off" and level_of(levels, (rule.id, *rule.aliases)) == "off"
    return off and not is_on_somewhere(sms.config, rule)


def _speak(sms: Sms, run: Run, judged: RuleRun) -> tuple[tuple[Finding, ...], RuleRun]:
    """What a rule finds, without what follows from fields that were not read; where there is any, it is unchecked."""
    found = tuple(run(sms))
    spoken = tuple(finding for finding in found if not _follows_from_unread(sms, finding))
    return spoken, unread(judged) if len(spoken) < len(found) and judged.outcome == "judged" else judged


def _without_consequences(
    sms: Sms,
    checks: Iterable[tuple[Rule, Run]],
    rules: Sequence[Rule],
    findings: list[Finding],
    runs: dict[str, RuleRun],
) -> list[Finding]:
    """The findings without those that only follow from misspelt ids; in `runs`, the rules of those are unchecked.

    What follows from one is not found once each id is read as the one that is nearest to it. Where nobody is told of
    the ids, because that rule is off or its findings are accepted, everything else is said.
    """
    others = [finding for finding in findings if finding.rule not in OF_UNKNOWN_NAMES]
    named = {word for finding in others for word in _WORD.findall(f"{finding.node} {finding.message}")}
    told = any(finding.rule == UNKNOWN_ID and finding.suppressed is None for finding in findings)
    meant = as_meant(sms, named) if told and others else None
    if meant is None:
        return findings
    spoke = {finding.rule for finding in others}
    again: set[tuple[str, str, int, str]] = set()
    for rule, run in checks:
        if rule.id in spoke:
            try:
                again.update(map(_identity, (*run(meant), *findings_on_names(meant, rule, rules))))
            except Exception:  # noqa: BLE001 - without the comparison, what the rule said stands
                spoke.discard(rule.id)
    follow = [finding for finding in findings if finding.rule in spoke and _identity(finding) not in again]
    left = {id(finding) for finding in follow}
    runs |= {each.rule: unread(runs[each.rule]) for each in follow if runs[each.rule].outcome == "judged"}
    return [finding for finding in findings if id(finding) not in left]


def _identity(finding: Finding) -> tuple[str, str, int, str]:
    return finding.rule, finding.at.path, finding.at.start, finding.message


def _follows_from_unread(sms: Sms, finding: Finding) -> bool:
    """Whether a finding is about a field that is written but could not be read, which is told already."""
    if finding.rule == UNKNOWN_CLAUSE:
        return False
    told = sms.config.rules.get(UNKNOWN_CLAUSE) != "off"
    if told and finding.at.span in sms.once(_places_of_unknown_clauses):
        return True
    lost = lost_fields(sms)
    said = f"{finding.message} {finding.help}"
    about = (fields for id_, fields in lost.items() if id_ == finding.node or id_ in finding.message)
    named = any(f"`{field}" in said for fields in about for field in fields)
    if not (
        named
        or _stands_at_lost(sms, finding)
        or _rests_on_lost(sms, finding)
        or (told and _compares_a_lost_clause(sms, finding))
    ):
        return False
    return not any(fault.rule == finding.rule and fault.at == finding.at for fault in sms.reading_faults)


def _places_of_unknown_clauses(sms: Sms) -> frozenset[tuple[str, int, int]]:
    """Where each value that names no clause stands: its file, and from where to where in it."""
    return frozenset(unknown.node.at(*unknown.route).span for unknown in unknown_clauses(sms))


def _stands_at_lost(sms: Sms, finding: Finding) -> bool:
    """Whether a finding stands at a value that could not be read."""
    node = sms.ids.get(finding.node)
    lost = lost_fields(sms).get(finding.node, frozenset())
    return node is not None and any(finding.at == node.at(field) for field in lost)


def _rests_on_lost(sms: Sms, finding: Finding) -> bool:
    """Whether a value that a finding compares could not be read, whosever it is."""
    return bool(finding.compared) and not sms.once(_lost_places).isdisjoint(map(_span, finding.compared))


def _lost_places(sms: Sms) -> frozenset[tuple[str, int, int]]:
    """Where each value stands that could not be read: its file, and from where to where in it."""
    lost = lost_fields(sms).items()
    return frozenset(
        _span(sms.ids[id_].at(field)) for id_, fields in lost if id_ in sms.ids for field in fields
    )


def _span(at: Location) -> tuple[str, int, int]:
    return at.path, at.start, at.end


def _compares_a_lost_clause(sms: Sms, finding: Finding) -> bool:
    """Whether a finding names clauses, and is about something of which one clause may be any.

    One that stands at an item of a list is about that item, whatever the others mean.
    """
    if _stands_at_item(sms, finding):
        return False
    about = (id_ for id_ in lost_clauses(sms) if id_ == finding.node or id_ in finding.message)
    return any(about) and any(f"{book.prefix}:" in finding.message for book in sms.catalogues)


def _stands_at_item(sms: Sms, finding: Finding) -> bool:
    """Whether a finding stands at one item of a list that is a field."""
    node = sms.ids.get(finding.node)
    fields = type(node).model_fields.items() if node else ()
    return node is not None and any(
        finding.at == node.at(field.alias or name, index)
        for name, field in fields
        if isinstance(items := getattr(node, name), tuple)
        for index in range(len(items))
    )


def _weighed(accepted: Acceptances, rule: Rule, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings that count, with the severity that the settings give and a remedy that is allowed."""
    sms = accepted.sms
    for finding in findings:
        own = weighed(sms.config, finding)
        if own is not None and (remedied := with_a_way_out(sms, rule, own)) is not None:
            yield accepted.of(rule, with_permitted_fix(sms, remedied))


def _fault(rule: Rule, error: Exception) -> str:
    at = extract_tb(error.__traceback__)[-1]
    file = at.filename.rpartition("sms_lint/")[2]
    return f"the rule {rule.id} failed with {type(error).__name__}: {error} ({file}, line {at.lineno})"


def _unchecked(sms: Sms, faults: Iterable[str], rules: Iterable[Rule]) -> tuple[Unchecked, ...]:
    every = tuple(rules)
    failed = (Unchecked("a rule", fault) for fault in faults)
    off = (name for rule in every for name in (rule.id, *rule.aliases) if sms.config.rules.get(name) == "off")
    switched_off = (Unchecked(f"the rule {name}", "it is switched off in the settings") for name in off)
    in_folders = (
        Unchecked(f"the rule {rule.id} in {folder}", "it is switched off there in the settings")
        for rule in every
        for folder in off_in(sms.config, rule)
    )
    return (*sms.unchecked, *failed, *switched_off, *in_folders)


def within(finding: Finding, paths: Collection[str]) -> bool:
    """Whether a finding is in one of some files and folders; in any where none are named."""
    return not paths or any(
        path in (".", "") or finding.at.path == path or finding.at.path.startswith(f"{path.rstrip('/')}/")
        for path in paths
    )


def _order(finding: Finding) -> tuple[str, int, int, int, str]:
    line, column = finding.at.file.line_column(finding.at.start)
    return finding.at.path, line, column, SEVERITIES.index(finding.severity), finding.rule
