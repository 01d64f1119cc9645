"""Tries the examples of an organization's own rules: each is laid over sound examples, in a system of its own."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.ground.source import Location
from sms_lint.language.declared import DeclaredRule
from sms_lint.load import declared_rules, load
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.rules import checks
from sms_lint.rules.declared import MOST_STEPS, own_check
from sms_lint.starter.example_files import example_files
from sms_lint.system.declared import unmet
from sms_lint.system.sms import Sms

# The sound examples are those of this day, so that examples keep their meaning as time goes by.
EXAMPLE_DAY = date(2026, 10, 31)
Verdict = Literal["bad", "good"]
_VERDICTS: tuple[Verdict, ...] = ("bad", "good")


class Tried(NamedTuple):
    """What there is to say of the examples, line by line, and whether one of them does not behave."""

    said: tuple[str, ...]
    failed: bool


def tried(root: Path) -> Tried:
    """Try every example of every rule that the organization below `root` declares."""
    rules, faults = declared_rules(root)
    if not rules and not faults:
        said = f"There are no rules of your own: name their files in `own_rules` of {SETTINGS_FILE}"
        return Tried((said,), False)
    taken = {check.rule.id for check in checks()}
    wrong = [
        *(f"{_where(fault.at)}: {fault.message}" for fault in faults),
        *(f"{_where(rule.place)}: the program has a rule `{rule.id}`" for rule in rules if rule.id in taken),
        *(said for rule in rules for said in _of_rule(root, rule)),
    ]
    number = sum(len(rule.shape.examples.bad) + len(rule.shape.examples.good) for rule in rules)
    outcome = f"{len(wrong)} to put right" if wrong else "all behave as they say"
    return Tried((*wrong, f"{len(rules)} rules with {number} examples: {outcome}"), bool(wrong))


def _of_rule(root: Path, rule: DeclaredRule) -> Iterator[str]:
    """What is wrong with the examples of one rule."""
    for verdict in _VERDICTS:
        group = getattr(rule.shape.examples, verdict)
        if not group:
            yield f"{_where(rule.place)}: `{rule.id}` has no {verdict} example"
        for index, entries in enumerate(group):
            if fault := _of_example(root, rule, verdict, entries):
                at = rule.origin.at("examples", verdict, index) if rule.origin else None
                yield f"{_where(at)}: a {verdict} example of `{rule.id}`: {fault}"


def _where(at: Location | None) -> str:
    return f"{at.path}:{at.line}" if at else ""


def _of_example(root: Path, rule: DeclaredRule, verdict: Verdict, entries: Mapping[str, Any]) -> str:
    """What is wrong with one example; nothing where the rule behaves as it says."""
    with TemporaryDirectory(prefix="sms-lint-example-") as place:
        folder = Path(place).resolve()
        settings = _copy_settings(root, folder)
        try:
            files = example_files(settings.kinds, entries)
        except SmsError as error:
            return str(error)
        _write(folder, files)
        sms = load(folder, today=EXAMPLE_DAY)
    unsound = [fault.message for fault in sms.reading_faults if fault.at.path in files]
    if unsound:
        return f"the entry is not sound in itself: {unsound[0]}"
    findings = list(own_check(rule).run(sms))
    said = [finding.message for finding in findings if finding.rule == rule.id]
    if verdict == "good":
        return f"the rule says: {said[0]}" if said else ""
    return "" if said else f"the rule says nothing: {unmet(rule, sms, MOST_STEPS)}"


def _copy_settings(root: Path, folder: Path) -> Sms:
    """The settings and own kinds of the organization in an empty system, so that examples may be of those kinds."""
    names = [SETTINGS_FILE]
    (folder / SETTINGS_FILE).write_bytes((root / SETTINGS_FILE).read_bytes())
    sms = load(folder, today=EXAMPLE_DAY)
    names = [own.schema_ for own in sms.config.kinds]
    for name in names:
        target = folder / name
        if (root / name).is_file() and target.is_relative_to(folder) and ".." not in name.split("/"):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((root / name).read_bytes())
    return load(folder, today=EXAMPLE_DAY) if names else sms


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
