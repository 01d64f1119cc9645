"""Judging while somebody types: what is quick at once, all of it when they pause, and nothing that is out of date.

Every rule judges the whole repository. Measured on the example, three hundred of the rules together take less than a
tenth of the time; the others read all texts or all rows. So no list says which rules look at one file alone: what
each took the last time decides which run at once (decision note 0074).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from time import thread_time
from typing import NamedTuple

from sms_lint.editor.moved import moved_finding
from sms_lint.ground.source import SourceFile
from sms_lint.model.finding import Finding, Result
from sms_lint.rules.check import Check
from sms_lint.rules.lint import Run, lint
from sms_lint.system.sms import Sms

# Seconds of computing that the rules may take together which run at once.
AT_ONCE = 0.035

IsOutdated = Callable[[], bool]


class Superseded(BaseException):
    """The text changed while rules were running: what they would find is of no use. No fault of a rule."""


class Verdict(NamedTuple):
    """The findings of a reading of the system; `whole` says that every rule judged files and git as they are."""

    findings: tuple[Finding, ...]
    faults: tuple[str, ...]
    whole: bool


@dataclass
class Judge:
    """Judges one reading of a system after the other, and remembers what each rule took and found last."""

    _took: dict[str, float] = field(default_factory=dict)
    _found: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    _faults: tuple[str, ...] = ()

    def at_once(
        self, sms: Sms, checks: Iterable[Check], texts: Mapping[str, SourceFile], is_outdated: IsOutdated
    ) -> Verdict | None:
        """What the quick rules find now, and what the others found last, at its place in the open `texts` of now.

        None where not every rule has judged yet. Raises Superseded.
        """
        every = tuple(checks)
        if any(check.rule.id not in self._took for check in every):
            return None
        quick = self._quick(every)
        result = self._run(sms, every, quick, is_outdated)
        fresh = _by_rule(result)
        self._found = {
            rule: fresh.get(rule, ())
            if rule in quick
            else tuple(_moved(self._found.get(rule, ()), texts, sms.paths))
            for rule in (check.rule.id for check in every)
        }
        return Verdict(self._findings(), (*self._faults, *result.faults), False)

    def whole(self, sms: Sms, checks: Iterable[Check], is_outdated: IsOutdated) -> Verdict:
        """What all rules find. Raises Superseded, and then nothing of it counts."""
        every = tuple(checks)
        result = self._run(sms, every, frozenset(check.rule.id for check in every), is_outdated)
        fresh = _by_rule(result)
        self._found = {check.rule.id: fresh.get(check.rule.id, ()) for check in every}
        self._faults = result.faults
        for rule in self._found:  # one that is switched off took nothing
            self._took.setdefault(rule, 0.0)
        return Verdict(self._findings(), result.faults, True)

    def _findings(self) -> tuple[Finding, ...]:
        return tuple(finding for found in self._found.values() for finding in found)

    def _quick(self, checks: Iterable[Check]) -> frozenset[str]:
        """The rules that together stay within the time there is, those that take least first."""
        quick, spent = [], 0.0
        for check in sorted(checks, key=lambda check: self._took[check.rule.id]):
            spent += self._took[check.rule.id]
            if spent > AT_ONCE:
                break
            quick.append(check.rule.id)
        return frozenset(quick)

    def _run(
        self, sms: Sms, checks: tuple[Check, ...], wanted: Collection[str], is_outdated: IsOutdated
    ) -> Result:
        timed = ((check.rule, self._timed(check, is_outdated)) for check in checks)
        return lint(sms, timed, select=wanted)

    def _timed(self, check: Check, is_outdated: IsOutdated) -> Run:
        """The rule, which says how long it took, and does not begin once the text has changed."""

        def run(sms: Sms) -> tuple[Finding, ...]:
            if is_outdated():
                raise Superseded
            begun = thread_time()
            try:
                return tuple(check.run(sms))
            finally:
                self._took[check.rule.id] = thread_time() - begun

        return run


def _by_rule(result: Result) -> Mapping[str, tuple[Finding, ...]]:
    found: dict[str, list[Finding]] = {}
    for finding in result.findings:
        found.setdefault(finding.rule, []).append(finding)
    return {rule: tuple(findings) for rule, findings in found.items()}


def _moved(
    found: Iterable[Finding], texts: Mapping[str, SourceFile], paths: Collection[str]
) -> Iterator[Finding]:
    """Findings of an earlier reading at their places of now; none in a file that is gone."""
    for finding in found:
        file = texts.get(finding.at.path)
        if file is not None:
            yield moved_finding(finding, file)
        elif finding.at.path in paths or not finding.at.file.text:
            yield finding
