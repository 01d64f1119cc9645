"""Judging while somebody types: what is quick at once, all of it when they pause, and nothing that is out of date.

Every rule judges the whole repository. Measured on the example, three hundred of the rules together take less than a
tenth of the time; the others read all texts or all rows. So no list says which rules look at one file alone: what
each took the last time decides which run at once (decision note 0074).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from time import thread_time
from typing import NamedTuple

from sms_lint.editor.moved import moved_finding
from sms_lint.ground.source import SourceFile
from sms_lint.model.finding import Finding, Result
from sms_lint.rules.check import Check
from sms_lint.rules.lint import LeftOut, Run, lint
from sms_lint.system.sms import Sms

# Seconds of computing that the rules may take together which run at once.
AT_ONCE = 0.03
# What a rule once took counts less with each judgement of all: what made it slow may be gone.
_FORGETTING = 0.9
_MOST_REHEARSALS, _SETTLED = 40, 1.2

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
        timing = _Timing(is_outdated, AT_ONCE)
        fresh = self._quickly(sms, every, timing)
        late = {rule: tuple(_moved(self._found.get(rule, ()), texts, sms.paths)) for rule in timing.left}
        self._found = {
            check.rule.id: late.get(check.rule.id, fresh.get(check.rule.id, ())) for check in every
        }
        return Verdict(self._findings(), self._faults, False)

    def rehearse(self, sms: Sms, checks: Iterable[Check], is_outdated: IsOutdated) -> None:
        """Run the quick rules until it is known which they are, so that nobody waits for that while typing.

        Raises Superseded.
        """
        every = tuple(checks)
        for _ in range(_MOST_REHEARSALS):
            timing = _Timing(is_outdated, AT_ONCE)
            self._quickly(replace(sms), every, timing)  # a copy has worked nothing out yet
            if timing.spent < _SETTLED * AT_ONCE:
                return

    def _quickly(
        self, sms: Sms, checks: tuple[Check, ...], timing: "_Timing"
    ) -> Mapping[str, tuple[Finding, ...]]:
        """What the rules find that took least, as long as there is time, and what each took now.

        Whoever comes first pays for what several share, so the most that a rule ever took is what counts.
        """
        fresh = self._run(sms, tuple(sorted(checks, key=lambda check: self._took[check.rule.id])), timing)
        self._took |= {rule: max(self._took[rule], took) for rule, took in timing.took.items()}
        return fresh

    def whole(self, sms: Sms, checks: Iterable[Check], is_outdated: IsOutdated) -> Verdict:
        """What all rules find. Raises Superseded, and then nothing of it counts."""
        every = tuple(checks)
        timing = _Timing(is_outdated)
        fresh = self._run(sms, every, timing)
        self._found = {check.rule.id: fresh.get(check.rule.id, ()) for check in every}
        for rule in self._found:  # one that is switched off took nothing
            took, before = timing.took.get(rule, 0.0), self._took.get(rule, 0.0)
            self._took[rule] = max(took, _FORGETTING * before)
        return Verdict(self._findings(), self._faults, True)

    def _findings(self) -> tuple[Finding, ...]:
        return tuple(finding for found in self._found.values() for finding in found)

    def _run(
        self, sms: Sms, checks: tuple[Check, ...], timing: "_Timing"
    ) -> Mapping[str, tuple[Finding, ...]]:
        """What the rules find, by rule; the order of `checks` is that in which they run."""
        result = lint(sms, ((check.rule, timing.timed(check)) for check in checks))
        timing.close()
        self._faults = result.faults
        return _by_rule(result)


@dataclass
class _Timing:
    """Runs rules one after the other, notes what each took, and leaves those that come when the time is spent.

    `most` are the seconds that there are; None sets no limit. `left` are the rules that did not run.
    """

    is_outdated: IsOutdated
    most: float | None = None
    took: dict[str, float] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    spent: float = 0.0
    _running: tuple[str, float] | None = None

    def timed(self, check: Check) -> Run:
        """The rule, which does not begin once the text has changed or the time is spent."""

        def run(sms: Sms) -> Iterable[Finding]:
            self.close()
            if self.is_outdated():
                raise Superseded
            if self.most is not None and self.spent >= self.most:
                self.left.add(check.rule.id)
                raise LeftOut
            self._running = check.rule.id, thread_time()
            return check.run(sms)

        return run

    def close(self) -> None:
        """Note what the last rule took, and all that was asked about its findings."""
        if self._running:
            rule, begun = self._running
            self.took[rule] = thread_time() - begun
            self.spent += self.took[rule]
            self._running = None


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
