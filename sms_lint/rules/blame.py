"""Which findings a proposed change brought: it is blamed for nothing that was there before.

Findings are compared by rule, id, route and sentence, never by line. Each finding of the change is set off against
one of the base that says the same, or the same with other figures, and was at least as bad. What is left, it brought.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from sms_lint.model.finding import SEVERITIES, Baseline, Finding, Result
from sms_lint.rules.figures import Counted, counted, no_worse
from sms_lint.rules.routes import EntryRoute, Routes
from sms_lint.system.difference import Difference

# Brought by any commit once enough days have passed. The next anchor mends it, which no proposal can hold.
_OF_THE_BRANCH = frozenset({"anchor-overdue"})
_ACCEPTED = len(SEVERITIES)


@dataclass(eq=False)
class _Candidate:
    """A finding to be compared, under the names of today.

    `rank` says how bad it is, 0 the worst; `entry_touched` that it is about an entry which the change touched.
    """

    finding: Finding
    subject: str
    path: str
    message: str
    route: EntryRoute
    rank: int
    entry_touched: bool = False
    state: Baseline = ""

    @property
    def rule(self) -> str:
        """The id that its rule had when it was one of its own."""
        return self.finding.formerly or self.finding.rule

    @property
    def about(self) -> str:
        """What it is about: an id, or a file where that has none."""
        return self.subject or self.path

    @property
    def exactly(self) -> Hashable:
        """What it shares with a finding that is the same."""
        return self.rule, self.about, self.route, self.message

    @property
    def in_other_figures(self) -> Hashable:
        """What it shares with a finding that is the same but for its figures."""
        return self.rule, self.about, self.route, self.counted.shape

    @property
    def gathered(self) -> Hashable:
        """What it shares with a finding that may gather the same faults under another of them."""
        return self.rule, self.path

    @cached_property
    def counted(self) -> Counted:
        """Its sentence and its figures."""
        return counted(self.message)


def blamed(now: Result, base: Result, between: Difference, guards: Collection[str]) -> Result:
    """The result of a change, with what it says of each finding, and with what it mended.

    `guards` are the rules that guard approvals and closed records: what they find in something that the change
    touched is its own, whatever was found there before.
    """
    routes = Routes()
    after = [_candidate(finding, routes) for finding in now.findings]
    for one in after:
        item = between.after.get(one.subject)
        one.entry_touched = one.subject in between.touched and item is not None and not item.is_file
    before = [_renamed(finding, routes, between) for finding in base.findings]
    _of_the_branch(after, before)
    _set_off(after, before, lambda one: one.exactly, _by_severity)
    _set_off(after, before, lambda one: one.in_other_figures, _by_figures)
    _set_off(after, before, lambda one: one.gathered, _by_number)
    _set_off(after, before, lambda one: (one.rule, one.about, one.route), _by_place)
    findings = (replace(one.finding, baseline=_said(one, between, guards)) for one in after)
    mended = (one.finding for one in before if not one.state and one.finding.suppressed is None)
    faults = tuple(dict.fromkeys((*now.faults, *base.faults)))
    return replace(now, findings=tuple(findings), mended=tuple(mended), faults=faults, compared=True)


def all_alike(now: Result, baseline: Baseline) -> Result:
    """The result of a change of which every finding is as new as another: nothing that is judged differs, or all."""
    findings = tuple(replace(finding, baseline=baseline) for finding in now.findings)
    return replace(now, findings=findings, compared=True)


def _said(one: _Candidate, between: Difference, guards: Collection[str]) -> Baseline:
    own = one.finding.rule in guards and (
        one.subject in between.touched if one.subject else one.path in between.paths
    )
    return "new" if own or not one.state else one.state


def _candidate(finding: Finding, routes: Routes) -> _Candidate:
    rank = _ACCEPTED if finding.suppressed else SEVERITIES.index(finding.severity)
    subject, path = finding.node, finding.at.path
    return _Candidate(finding, subject, path, finding.message, routes.of(finding.at), rank)


def _renamed(finding: Finding, routes: Routes, between: Difference) -> _Candidate:
    """A finding of the base. What was accepted under a former id the settings cannot accept under the new one yet."""
    one = _candidate(finding, routes)
    one.subject = between.new_ids.get(finding.node, finding.node)
    one.path = between.new_paths.get(finding.at.path, finding.at.path)
    one.message = between.in_new_names(finding.message)
    if one.subject != finding.node:
        one.rank = SEVERITIES.index(finding.severity)
    return one


def _of_the_branch(after: Iterable[_Candidate], before: Iterable[_Candidate]) -> None:
    for one in (*after, *before):
        if one.finding.rule in _OF_THE_BRANCH:
            one.state = "unchanged"


_Group = list[_Candidate]


def _set_off(
    after: _Group,
    before: _Group,
    by: Callable[[_Candidate], Hashable],
    settle: Callable[[_Group, _Group], None],
) -> None:
    """Settle what is left of both sides, group by group; the worst come first."""
    groups: dict[Hashable, tuple[_Group, _Group]] = defaultdict(lambda: ([], []))
    for side, every in enumerate((after, before)):
        for one in sorted(every, key=lambda one: one.rank):
            if not one.state:
                groups[by(one)][side].append(one)
    for ours, theirs in groups.values():
        if ours and theirs:
            settle(ours, theirs)


def _by_severity(ours: _Group, theirs: _Group) -> None:
    """One finding for one, against one as bad as itself where there is such a one."""
    for one in ours:
        as_bad = [known for known in theirs if not known.state and known.rank <= one.rank]
        if as_bad:
            _pair(one, as_bad[-1], "unchanged")
    for one, known in zip(_left(ours), list(_left(theirs)), strict=False):
        _pair(one, known, "worse")


def _by_figures(ours: _Group, theirs: _Group) -> None:
    """One finding for one, whose figures are not worse where there is such a one."""
    for one in ours:
        others = (known for known in theirs if not known.state and known.rank <= one.rank)
        mild = next((known for known in others if no_worse(one.counted, known.counted)), None)
        if mild:
            _pair(one, mild, "unchanged")
    for one, known in zip(_left(ours), list(_left(theirs)), strict=False):
        _pair(one, known, "worse")


def _by_number(ours: _Group, theirs: _Group) -> None:
    """Together, where a rule gathers faults under one of them: another may stand for the rest now.

    One that the change touched stands for nothing else: it may be a new one.
    """
    left = [one for one in ours if not one.entry_touched]
    gathers = any(one.counted.gathers for one in (*left, *theirs))
    if not left or not (gathers or all(_was_listed(one, theirs) for one in left)):
        return
    fewer = sum(one.counted.weight for one in left) <= sum(one.counted.weight for one in theirs)
    milder = left[0].rank >= theirs[0].rank
    for one in (*left, *theirs):
        one.state = "unchanged" if fewer and milder else "worse"


def _was_listed(one: _Candidate, theirs: _Group) -> bool:
    """Whether findings that say the same of others named all that it names."""
    alike = [known.counted.named for known in theirs if known.counted.shape == one.counted.shape]
    named = one.counted.named
    return bool(named and alike) and named <= frozenset[str]().union(*alike)


def _by_place(ours: _Group, theirs: _Group) -> None:
    """What is said otherwise of the same value is new, and nothing is mended by it."""
    for one, known in zip(ours, theirs, strict=False):
        _pair(one, known, "new")


def _left(group: _Group) -> Iterator[_Candidate]:
    return (one for one in group if not one.state)


def _pair(one: _Candidate, known: _Candidate, state: Baseline) -> None:
    one.state = known.state = state
