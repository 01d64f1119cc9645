"""Rules, and the findings that they give. A finding knows no output format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from inspect import cleandoc
from typing import Literal, NamedTuple, Protocol

from sms_lint.ground.source import Location, Route, RouteKey
from sms_lint.model.fix import Fix, RuleFix

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
# How a finding of a proposed change compares with those of its base; empty where nothing was compared.
Baseline = Literal["", "new", "worse", "unchanged"]
# In a remedy these words mean the page that explains the kind of a finding. Each format leads there in its own way.
KIND_PAGE = "the page of the kind"


@dataclass(frozen=True)
class Related:
    """Another place that explains a finding."""

    at: Location
    message: str


@dataclass(frozen=True)
class ReadingFault:
    """A fault of form noticed while reading: the rule it belongs to reports it, with its own severity unless stated.

    `cause` and `fix` are as in `Finding`. `route` leads to the field of the kind that is at fault, where it is one.
    """

    rule: str
    at: Location
    message: str
    node: str = ""
    related: tuple[Related, ...] = ()
    help: str = ""
    severity: Severity | None = None
    kind: str = ""
    cause: str = ""
    fix: Fix | None = None
    route: Route = ()


@dataclass(frozen=True)
class Suppression:
    """Why a finding is not counted for now: a stated reason that ends on a stated day (ISO 8601), and where it says so.

    `stated_in` is a file of settings, the baseline, or a comment beside the finding.
    """

    reason: str
    until: str
    stated_in: str = ""


@dataclass(frozen=True)
class Finding:
    """One fault: which rule, where, what is wrong, and how to put it right.

    `formerly` is the id that the rule had for such a fault before several rules became one. `gap` says that something
    is not there yet. `kind` names the kind whose page explains what belongs there, where the remedy mentions it.
    `baseline` says of a proposed change whether it brought the finding.
    `cause` is what findings of one rule have in common where one slip brings them all about, such as a lost id.
    `fix` would put it right; None where only a person can.
    `compared` are the places of the other values that it rests on.
    """

    rule: str
    severity: Severity
    at: Location
    message: str
    node: str = ""
    clauses: tuple[str, ...] = ()
    help: str = ""
    related: tuple[Related, ...] = ()
    suppressed: Suppression | None = None
    formerly: str = ""
    gap: bool = False
    kind: str = ""
    baseline: Baseline = ""
    cause: str = ""
    fix: Fix | None = None
    compared: tuple[Location, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The ids by which settings may mean this finding: that of its rule, and the one it had before."""
        return (self.rule, self.formerly) if self.formerly else (self.rule,)

    def suppress(self, suppression: Suppression) -> "Finding":
        """The same finding, shown but not counted."""
        return replace(self, suppressed=suppression)

    def because_of(self, cause: str) -> "Finding":
        """The same finding, with its cause."""
        return replace(self, cause=cause)

    def with_fix(self, fix: Fix | None) -> "Finding":
        """The same finding, with what would put it right."""
        return self if fix is None else replace(self, fix=fix)

    def compared_with(self, *places: Location) -> "Finding":
        """The same finding, with the places of the other values that it rests on."""
        return replace(self, compared=places)


class Subject(Protocol):
    """The subject of a finding: a node, or an entry of a register or a table. It knows its id and its places."""

    @property
    def id(self) -> str:
        """Its own id, not that of the register or table that holds it."""
        ...

    def at(self, *keys: RouteKey) -> Location:
        """The place of one of its values, by its route of keys."""
        ...


@dataclass(frozen=True)
class Rule:
    """A rule's identity: its module gives the id, the module's docstring gives the documentation.

    In a table of rules the name of the rule follows that of the module. `gap` says that it reports what is not there
    yet, rather than what is wrong: a system that is just being built takes such findings as its list of work.
    `exemptible` says that the owners of the trust settings may exempt its findings for a time. `aliases` are ids
    that it had before, and `former` is the one of them that this part of it had. `kinds` are the kinds that it is
    about, where its examples do not show them all. `own` says that the organization declares it itself. `needs` are
    settings without which it judges nothing, such as `thresholds.risk_acceptance`. `fix` says what the fixes of its
    findings do; a rule without it offers none. `yields_to` are rules that judge one value more closely: where one of
    them speaks of a value that a finding of this rule rests on, this rule is silent.
    """

    module: str
    doc: str | None
    severity: Severity
    clauses: tuple[str, ...] = ()
    help: str = ""
    gap: bool = False
    exemptible: bool = False
    aliases: tuple[str, ...] = ()
    former: str = ""
    kinds: tuple[str, ...] = ()
    own: bool = False
    needs: tuple[str, ...] = ()
    fix: RuleFix | None = None
    yields_to: tuple[str, ...] = ()
    text: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", cleandoc(self.doc or ""))

    @property
    def id(self) -> str:
        """The name to select, ignore and explain it by."""
        return self.module.rpartition(".")[2].replace("_", "-")

    @property
    def summary(self) -> str:
        """The first line of its documentation."""
        return self.text.partition("\n")[0]

    @property
    def why(self) -> str:
        """The documentation between the summary and the examples."""
        body = self.text.partition("\n")[2]
        return re.split(r"^(?:Bad|Good):", body, maxsplit=1, flags=re.M)[0].strip()

    def about(
        self,
        subject: Subject,
        field: RouteKey | Route,
        message: str,
        *,
        help: str = "",  # noqa: A002 - the field's name in every output format
        severity: Severity | None = None,
        clauses: tuple[str, ...] | None = None,
        related: tuple[Related, ...] = (),
        kind: str = "",
    ) -> Finding:
        """A finding about a value of a node or an entry: it has its own id, and is at its own line."""
        at = subject.at(*field) if isinstance(field, tuple) else subject.at(field)
        return self.finding(
            at,
            message,
            node=subject.id,
            help=help,
            severity=severity,
            clauses=clauses,
            related=related,
            kind=kind,
        )

    def part(
        self,
        former: str,
        *,
        severity: Severity | None = None,
        clauses: tuple[str, ...] | None = None,
        help: str = "",  # noqa: A002 - the field's name in every output format
        gap: bool | None = None,
    ) -> "Rule":
        """The part of this rule that was once a rule of its own: what settings say by its old id reaches no further.

        Severity, clauses, help and gap are the whole rule's unless stated.
        """
        if former not in self.aliases:
            raise ValueError(f"{former} is not an alias of {self.id}")
        return replace(
            self,
            former=former,
            severity=severity or self.severity,
            clauses=self.clauses if clauses is None else clauses,
            help=help or self.help,
            gap=self.gap if gap is None else gap,
        )

    def finding(
        self,
        at: Location,
        message: str,
        *,
        node: str = "",
        help: str = "",  # noqa: A002 - the field's name in every output format
        severity: Severity | None = None,
        clauses: tuple[str, ...] | None = None,
        related: tuple[Related, ...] = (),
        kind: str = "",
    ) -> Finding:
        """A finding at any place; severity, clauses and help are the rule's own unless stated.

        For texts, files and settings. What is about a value of a node or an entry goes through `about`.
        """
        return Finding(
            rule=self.id,
            severity=severity or self.severity,
            at=at,
            message=message,
            node=node,
            clauses=self.clauses if clauses is None else clauses,
            help=help or self.help,
            related=related,
            formerly=self.former or (self.aliases[0] if len(self.aliases) == 1 else ""),
            gap=self.gap,
            kind=kind,
        )

    def finding_of(self, fault: ReadingFault) -> Finding:
        """The finding for a fault that was noticed while reading."""
        return (
            self.finding(
                fault.at,
                fault.message,
                node=fault.node,
                help=fault.help,
                severity=fault.severity,
                related=fault.related,
                kind=fault.kind,
            )
            .because_of(fault.cause)
            .with_fix(fault.fix)
        )


@dataclass(frozen=True)
class Unchecked:
    """Something that could not be judged, and why."""

    what: str
    why: str


# Judged: it looked at what there is. Off: the settings switch it off, as a whole or in part. Unchecked: it could not
# judge, for want of a setting, of readable files, or by a fault of the program. No case: there is nothing to judge yet.
RuleOutcome = Literal["judged", "off", "unchecked", "no case"]


@dataclass(frozen=True)
class RuleRun:
    """What became of one rule in a run; `why` says why it judged nothing, or not all."""

    rule: str
    outcome: RuleOutcome
    why: str = ""


class ChangePart(NamedTuple):
    """A part of what a proposed change does, in sentences without a full stop."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """All findings of one run, in the order of their places; what could not be judged; the rules that were applied.

    `preset` names the set of severities that was chosen in the settings; empty where none was. `mended` are the
    findings of the base that a proposed change put right; `compared` says that there was a base, and `change` what
    else the change does, where that was asked for. `runs` says of each rule that was wanted what became of it.
    `unneeded` is what the baseline holds and was not found, by fingerprint, and how many times.
    """

    findings: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]
    today: str
    faults: tuple[str, ...] = ()
    applied: tuple[str, ...] = ()
    preset: str = ""
    runs: tuple[RuleRun, ...] = ()
    mended: tuple[Finding, ...] = ()
    compared: bool = False
    change: tuple[ChangePart, ...] = ()
    unneeded: Mapping[str, int] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings that somebody has to look at: of a proposed change those that it brought."""
        return tuple(finding for finding in self.findings if finding.baseline != "unchanged")

    @property
    def counted(self) -> tuple[Finding, ...]:
        """Those of them that are not suppressed."""
        return tuple(finding for finding in self.shown if finding.suppressed is None)

    @property
    def unchanged(self) -> tuple[Finding, ...]:
        """The findings that were there before a proposed change, and are not suppressed."""
        every = (finding for finding in self.findings if finding.baseline == "unchanged")
        return tuple(finding for finding in every if finding.suppressed is None)

    def count(self, severity: Severity) -> int:
        """How many findings of a severity count."""
        return sum(finding.severity == severity for finding in self.counted)

    @property
    def suppressed(self) -> int:
        """How many findings are accepted for now."""
        return sum(finding.suppressed is not None for finding in self.findings)

    def reaches(self, threshold: Severity) -> bool:
        """Whether a finding counts that is at least as bad as `threshold`."""
        worst = SEVERITIES.index(threshold)
        return any(SEVERITIES.index(finding.severity) <= worst for finding in self.counted)
