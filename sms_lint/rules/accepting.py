"""Which findings are accepted for now: by the settings, by a comment beside them, by the baseline, by an exemption.

What is accepted is shown and does not count. What guards approvals and closed records, and what watches over
acceptances themselves, is accepted by no comment and by no baseline.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sms_lint.ground.source import Location
from sms_lint.model.accepted import BASELINE_FILE, IN_FILE, IgnoreComment
from sms_lint.model.finding import Finding, Rule, RuleRun, Suppression
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.rules.figures import counted
from sms_lint.rules.routes import Routes
from sms_lint.system.approval_status.exemptions import exempt
from sms_lint.system.sms import Sms

UNUSED = "unused-suppression"
# Nobody accepts that something was accepted wrongly.
OF_ACCEPTANCES = frozenset({"expired-suppression", "forbidden-suppression", "malformed-suppression", UNUSED})
_LONGEST = 16


@dataclass
class Acceptances:
    """What accepts findings of one system, and what of it was needed in this run."""

    sms: Sms
    routes: Routes = field(default_factory=Routes)
    used: set[int] = field(default_factory=set)
    _left: Counter[str] = field(init=False)
    _beside: Mapping[str, list[IgnoreComment]] = field(init=False)

    def __post_init__(self) -> None:
        baseline = self.sms.baseline
        counts = baseline is not None and baseline.said.until >= self.sms.today
        self._left = Counter()
        for entry in baseline.said.findings if baseline and counts else ():
            self._left[entry.fingerprint] += entry.times
        beside: dict[str, list[IgnoreComment]] = {}
        for comment in self.sms.ignores:
            if not comment.fault and not comment.is_new and comment.until >= self.sms.today:
                beside.setdefault(comment.at.path, []).append(comment)
        self._beside = beside

    def of(self, rule: Rule, finding: Finding) -> Finding:
        """The finding; where something accepts it, it carries the reason and does not count."""
        if rule.id in OF_ACCEPTANCES:
            return finding
        by = (
            self._in_settings(rule, finding)
            or self._in_comment(rule, finding)
            or self._in_baseline(rule, finding)
        )
        if by is not None:
            return finding.suppress(by)
        return exempt(self.sms, finding) if rule.exemptible else finding

    def _in_settings(self, rule: Rule, finding: Finding) -> Suppression | None:
        for setting in self.sms.config.suppressions:
            if setting.rule not in finding.names or setting.until < self.sms.today:
                continue
            if setting.node == finding.node or _holds(self.sms, rule, setting.node, finding):
                self.used.add(id(setting))
                return Suppression(setting.reason, setting.until.isoformat(), SETTINGS_FILE)
        return None

    def _in_comment(self, rule: Rule, finding: Finding) -> Suppression | None:
        if rule.exemptible:
            return None
        for comment in self._beside.get(finding.at.path, ()):
            first, last = comment.about
            named = not set(finding.names).isdisjoint(comment.rules)
            if named and first <= finding.at.start < max(last, first + 1):
                self.used.add(id(comment))
                return Suppression(comment.reason, comment.until.isoformat(), IN_FILE)
        return None

    def _in_baseline(self, rule: Rule, finding: Finding) -> Suppression | None:
        baseline = self.sms.baseline
        if baseline is None or not self._left or rule.exemptible:
            return None
        same = fingerprint(finding, self.routes)
        if self._left[same] < 1:
            return None
        self._left[same] -= 1
        return Suppression(baseline.said.reason, baseline.said.until.isoformat(), BASELINE_FILE)

    def unneeded(self) -> Mapping[str, int]:
        """The fingerprints in the baseline that are left over, and how many times."""
        return +self._left

    def unused(self, rule: Rule, runs: Mapping[str, RuleRun]) -> Iterator[Finding]:
        """What accepts nothing. Whether something does is known only where its rules have judged all there is."""
        sure = {name for name, run in runs.items() if run.outcome in ("judged", "no case")}
        for index, setting in enumerate(self.sms.config.suppressions):
            is_known = self.sms.get(setting.node) is not None and setting.until >= self.sms.today
            if is_known and setting.rule in sure and id(setting) not in self.used:
                at = self.sms.settings.at("suppressions", index, "rule")
                said = f"`{setting.rule}` finds nothing in {setting.node}, so nothing is accepted here"
                yield rule.finding(at, said, node=setting.node)
        for comment in (comment for comments in self._beside.values() for comment in comments):
            if sure.issuperset(comment.rules) and id(comment) not in self.used:
                said = f"`{', '.join(comment.rules)}` finds nothing here, so nothing is accepted"
                yield rule.finding(comment.at, said, node=self.sms.id_at(comment.at))
        yield from self._unused_of_baseline(rule, sure)

    def _unused_of_baseline(self, rule: Rule, sure: set[str]) -> Iterator[Finding]:
        left = self.unneeded()
        baseline = self.sms.baseline
        gone = [
            (index, entry)
            for index, entry in enumerate(baseline.said.findings if baseline else ())
            if entry.fingerprint in left and entry.rule in sure
        ]
        if baseline and gone:
            more = f", and so are {len(gone) - 1} more" if len(gone) > 1 else ""
            index, entry = gone[0]
            said = f"`{entry.rule}` of {entry.of} is put right{more}: take it out of the baseline"
            at: Location = baseline.origin.at("findings", index)
            yield rule.finding(at, said, help="run `sms-lint check --baseline prune`", severity="note")


def fingerprint(finding: Finding, routes: Routes) -> str:
    """The same for the same finding wherever it moves: rule, id, route and sentence without figures, never a line."""
    route = ".".join(routes.of(finding.at))
    about, said = finding.node or finding.at.path, counted(finding.message)
    told = "\0".join((finding.formerly or finding.rule, about, route, said.shape, *sorted(said.named)))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_LONGEST]


def may_be_baselined(finding: Finding, rule: Rule | None) -> bool:
    """Whether a baseline may accept a finding: none that guards approvals or records, and none of acceptances."""
    return (
        finding.suppressed is None
        and rule is not None
        and not rule.exemptible
        and rule.id not in OF_ACCEPTANCES
    )


def _holds(sms: Sms, rule: Rule, id_: str, finding: Finding) -> bool:
    """Whether an id is that of the register or table that holds what a finding is about.

    What guards the history is accepted one by one: nobody may let a whole register be altered.
    """
    register = sms.register_at.get(finding.at.path)
    return register is not None and register.id == id_ and bool(finding.node) and not rule.exemptible
