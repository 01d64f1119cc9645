"""Tries the examples of an organization's own rules: each is laid over sound examples, in a system of its own."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import plural
from sms_lint.ground.source import Location
from sms_lint.language.declared import DeclaredRule
from sms_lint.load import declared_rules, load
from sms_lint.load.files import leads_out
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.node import Node
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.outside.disk import PlainFiles, read_plain
from sms_lint.rules import checks
from sms_lint.rules.declared import MOST_STEPS, own_check
from sms_lint.starter.example_files import example_files
from sms_lint.system.declared import unmet
from sms_lint.system.sms import Sms

# The sound examples are those of this day, so that examples keep their meaning as time goes by.
EXAMPLE_DAY = date(2026, 10, 31)
ExampleVerdict = Literal["bad", "good"]
_VERDICTS: tuple[ExampleVerdict, ...] = ("bad", "good")


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
    with TemporaryDirectory(prefix="sms-lint-example-") as place:
        empty = _Empty.of(root, Path(place).resolve())
        behaviour = [said for rule in rules for said in _of_rule(empty, rule)]
    wrong = [
        *(f"{_where(fault.at)}: {fault.message}" for fault in faults),
        *(f"{_where(rule.place)}: the program has a rule `{rule.id}`" for rule in rules if rule.id in taken),
        *behaviour,
    ]
    number = sum(len(rule.shape.examples.bad) + len(rule.shape.examples.good) for rule in rules)
    outcome = f"{len(wrong)} to correct" if wrong else "all behave as they say"
    tally = f"{plural(len(rules), 'rule')} with {plural(number, 'example')}: {outcome}"
    return Tried((*wrong, tally), bool(wrong))


class _Empty:
    """An empty system with the settings and own kinds of the organization, so that examples may be of those kinds.

    Nothing is written: an example is laid over it as texts that are not on the disk.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self._folder, self._settings, self._read = folder, settings, ReadFiles()

    @classmethod
    def of(cls, root: Path, folder: Path) -> "_Empty":
        """An empty system in an empty folder, with the settings of the one below `root`."""
        settings = {SETTINGS_FILE: _text(root, SETTINGS_FILE)}
        schemas = (own.schema_ for own in cls(folder, settings).with_files({}).config.kinds)
        on_disk = PlainFiles(root)
        there = (path for path in schemas if not leads_out(path) and on_disk.is_file(path))
        return cls(folder, settings | {path: _text(root, path) for path in there})

    def with_files(self, files: Mapping[str, str]) -> Sms:
        """The system with these files in it."""
        overlay = {**self._settings, **files}
        return load(self._folder, today=EXAMPLE_DAY, overlay=overlay, read=self._read)

    @cached_property
    def kinds(self) -> Mapping[str, type[Node]]:
        """Every kind, those of the organization included."""
        return self.with_files({}).kinds


def _text(root: Path, path: str) -> str:
    return read_plain(root, path).decode("utf-8", "replace")


def _of_rule(empty: _Empty, rule: DeclaredRule) -> Iterator[str]:
    """What is wrong with the examples of one rule."""
    for verdict in _VERDICTS:
        group = getattr(rule.shape.examples, verdict)
        if not group:
            yield f"{_where(rule.place)}: `{rule.id}` has no {verdict} example"
        for index, entries in enumerate(group):
            if fault := _of_example(empty, rule, verdict, entries):
                at = rule.origin.at("examples", verdict, index) if rule.origin else None
                yield f"{_where(at)}: a {verdict} example of `{rule.id}`: {fault}"


def _where(at: Location | None) -> str:
    return f"{at.path}:{at.line}" if at else ""


def _of_example(
    empty: _Empty, rule: DeclaredRule, verdict: ExampleVerdict, entries: Mapping[str, Any]
) -> str:
    """What is wrong with one example; nothing where the rule behaves as it says."""
    try:
        files = example_files(empty.kinds, entries)
    except SmsError as error:
        return str(error)
    sms = empty.with_files(files)
    unsound = [fault.message for fault in sms.reading_faults if fault.at.path in files]
    if unsound:
        return f"the entry is not sound in itself: {unsound[0]}"
    findings = list(own_check(rule).run(sms))
    said = [finding.message for finding in findings if finding.rule == rule.id]
    if verdict == "good":
        return f"the rule says: {said[0]}" if said else ""
    return "" if said else f"the rule says nothing: {unmet(rule, sms, MOST_STEPS)}"
