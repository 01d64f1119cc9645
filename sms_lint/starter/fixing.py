"""Applying the fixes of findings: in rounds, each read again and judged again; what made anything worse is taken back.

Two fixes that touch each other never meet in one round: the second is looked for anew once the first is done. Nothing
is written here.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sms_lint.ground.text.edits import Edit, edited
from sms_lint.model.finding import SEVERITIES, Finding, Result
from sms_lint.model.fix import Fix, TextEdit, apart

# What one fix makes possible another one needs; more rounds than this mean that two undo each other.
MOST_ROUNDS = 12
# They say that something cannot be read, or leads nowhere. Once it is read, others may speak of it for good reason.
REVEALING = frozenset(
    {
        "dangling-reference",
        "duplicate-key",
        "encoding",
        "import-mapping",
        "schema",
        "settings",
        "syntax",
        "unknown-activity",
        "unknown-clause",
        "unknown-documented-information",
        "unknown-kind",
        "unknown-kpi-source",
    }
)
# Of these, what keeps a value, an entry or a file from being read at all.
HIDING = frozenset(
    {"duplicate-key", "encoding", "import-mapping", "schema", "settings", "syntax", "unknown-kind"}
)
_FIGURES = re.compile("[0-9]+")
Texts = Mapping[str, str]
# Judges the whole system, with some texts in place of those on the disk.
Judge = Callable[[Texts], Result]


class _Key(NamedTuple):
    """What makes two findings of different readings the same one."""

    rule: str
    about: str
    message: str

    @property
    def shape(self) -> "_Key":
        """The same without figures: a finding that counts others says another number once one of them is gone."""
        return self._replace(message=_FIGURES.sub("#", self.message))


@dataclass(frozen=True)
class Fixed:
    """What fixing comes to: the texts by path, before and after; the findings whose fix was done, or was taken back.

    `unsafe` are findings whose fix was not asked for, since it is unsafe.
    """

    before: Texts
    after: Texts
    done: tuple[Finding, ...]
    taken_back: tuple[Finding, ...]
    unsafe: tuple[Finding, ...]


@dataclass
class _State:
    """How far fixing has come."""

    result: Result
    before: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    done: list[Finding] = field(default_factory=list)
    refused: dict[_Key, Finding] = field(default_factory=dict)


def fixed(judge: Judge, *, unsafe: bool = False, wanted: Callable[[Finding], bool] = lambda _: True) -> Fixed:
    """Do the fixes of all findings that are `wanted`, the safe ones unless `unsafe` ones are asked for too."""
    state = _State(judge({}))
    for _ in range(MOST_ROUNDS):
        ready = [
            finding
            for finding in state.result.findings
            if finding.fix
            and (unsafe or finding.fix.safe)
            and finding.suppressed is None
            and wanted(finding)
            and _key(finding) not in state.refused
        ]
        revealing = [finding for finding in ready if finding.rule in REVEALING]
        chosen = _without_meetings(revealing or ready)
        if not chosen:
            break
        _settle(state, chosen, judge)
    left = (finding for finding in state.result.findings if finding.fix and not finding.fix.safe)
    return Fixed(
        state.before,
        state.texts,
        tuple(state.done),
        tuple(state.refused.values()),
        () if unsafe else tuple(finding for finding in left if wanted(finding)),
    )


def with_fix(texts: Texts, fixes: Iterable[Fix]) -> dict[str, str]:
    """The texts with the edits of fixes done in them; a file that has no text there is taken as the fix has seen it.

    No two of the edits may touch each other.
    """
    after = dict(texts)
    by_path: dict[str, list[TextEdit]] = {}
    for fix in fixes:
        for edit in fix.edits:
            by_path.setdefault(edit.at.path, []).append(edit)
    for path, edits in by_path.items():
        after[path] = edited(edits[0].at.file.text, [Edit(at.start, at.end, text) for at, text in edits])
    return after


def _key(finding: Finding) -> _Key:
    return _Key(finding.rule, finding.node or finding.at.path, finding.message)


def _without_meetings(findings: Iterable[Finding]) -> list[Finding]:
    """The findings whose fixes do not touch those of the ones before; of several with the same fix, the first."""
    chosen: list[Finding] = []
    edits: dict[str, list[TextEdit]] = {}
    for finding in findings:
        own = finding.fix.edits if finding.fix else ()
        paths = {edit.at.path for edit in own}
        beside = [edit for path in paths for edit in edits.get(path, ())]
        if own and apart((*own, *beside)):
            chosen.append(finding)
            for edit in own:
                edits.setdefault(edit.at.path, []).append(edit)
    return chosen


def _settle(state: _State, chosen: Sequence[Finding], judge: Judge) -> None:
    """Do some fixes; where anything got worse, each half of them, down to the one that is to blame."""
    fixes = [finding.fix for finding in chosen if finding.fix]
    after = with_fix(state.texts, fixes)
    result = judge(after)
    if not _is_worse(state.result, result, chosen):
        for edit in (edit for fix in fixes for edit in fix.edits):
            state.before.setdefault(edit.at.path, edit.at.file.text)
        state.texts, state.result = after, result
        state.done += chosen
    elif len(chosen) == 1:
        state.refused[_key(chosen[0])] = chosen[0]
    else:
        middle = len(chosen) // 2
        _settle(state, chosen[:middle], judge)
        _settle(state, _as_now(state, chosen[middle:]), judge)


def _as_now(state: _State, chosen: Sequence[Finding]) -> list[Finding]:
    """The same findings as they are after other fixes were done, with their places of now."""
    keys = {_key(finding) for finding in chosen}
    now = [finding for finding in state.result.findings if finding.fix and _key(finding) in keys]
    return _without_meetings(now)


def _is_worse(before: Result, after: Result, chosen: Sequence[Finding]) -> bool:
    """Whether something is worse than before: a new finding, or less that is judged.

    A fix alone may leave one about the same thing, and no worse: a section that is still empty. What can
    be read again may be full of faults; it is worse only where it cannot be read for another reason. A fix that leaves
    its own finding as it was has done nothing, and counts as worse.
    """
    then = Counter(map(_key, before.findings))
    now = Counter(map(_key, after.findings))
    if any(now[_key(finding)] >= then[_key(finding)] for finding in chosen):
        return True
    then, now = (Counter(_key(each).shape for each in side.findings) for side in (before, after))
    reveals = all(finding.rule in REVEALING for finding in chosen)
    if reveals:
        paths = {edit.at.path for finding in chosen if finding.fix for edit in finding.fix.edits}
        then, now = _unread(before, paths), _unread(after, paths)
    elif len(after.unchecked) > len(before.unchecked) or not _unjudged(after) <= _unjudged(before):
        return True
    gone = _by_severity(before.findings, then - now)
    new = _by_severity(after.findings, now - then)
    if len(chosen) > 1:
        return new.total() > 0
    own = chosen[0].node
    if not reveals and any((now - then)[_key(each).shape] and each.node != own for each in after.findings):
        return True
    room = 0
    for severity in SEVERITIES:  # the worst first: each new finding needs one as bad that is gone
        room += gone[severity] - new[severity]
        if room < 0:
            return True
    return False


def _unread(result: Result, paths: Collection[str]) -> Counter[_Key]:
    """What cannot be read in some files."""
    said = (each for each in result.findings if each.rule in HIDING and each.at.path in paths)
    return Counter(_key(finding).shape for finding in said)


def _unjudged(result: Result) -> frozenset[str]:
    """The rules that could not judge."""
    return frozenset(run.rule for run in result.runs if run.outcome == "unchecked")


def _by_severity(findings: Iterable[Finding], keys: Counter[_Key]) -> Counter[str]:
    """How many of the findings of these shapes there are of each severity."""
    left = Counter(keys)
    found: Counter[str] = Counter()
    for finding in findings:
        key = _key(finding).shape
        if left[key] > 0:
            left[key] -= 1
            found[finding.severity] += finding.suppressed is None
    return found
