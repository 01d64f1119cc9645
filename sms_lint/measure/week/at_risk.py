"""Which service level targets may be missed in the period that runs: how often they were, and what is counted so far.

Two things are known of a target. How often its results were missed before says how often that happens at all. Where the
records of the running period are counted, what went wrong so far says how much more may; how likely more than that is
follows from the rate of before (Poisson), with the span in which that rate lies nine times in ten.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import floor, sqrt
from typing import NamedTuple

from sms_lint.ground.periods import read_period
from sms_lint.ground.sentences import plural
from sms_lint.measure.budget import Budget
from sms_lint.measure.level_result import LevelResult
from sms_lint.measure.period import span_of
from sms_lint.measure.trends.figures import CONFIDENCE, as_many, rate_interval
from sms_lint.measure.trends.section import Section
from sms_lint.measure.week.actions import hidden_kinds
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.system.sms import Sms

# How many earlier results are looked at, and how few say nothing.
MOST, FEWEST = 12, 3
# From this chance on a target is at risk.
AT_RISK = 0.2
_QUANTILE = 1.645
_HEADS = (
    "Target",
    "Agreed",
    "Period",
    "Missed before",
    "Counted so far",
    "Chance of a miss",
    "Span",
    "Judged",
)
_METHOD = (
    "the share of the newest results that were missed, with the span in which the true share lies "
    f"{CONFIDENCE} times in 100 (Wilson); where the running period is counted from tickets, how likely more goes wrong "
    "in the days that are left than may (Poisson), by the rate of the earlier periods, if things go on as they did"
)


class SoFar(NamedTuple):
    """What the records give of a target: in the running period, and in the whole ones before it."""

    now: LevelResult
    before: tuple[LevelResult, ...]


class Chance(NamedTuple):
    """How likely a miss is, and the span of that."""

    middle: float
    low: float
    high: float


def at_risk_section(
    sms: Sms, counted: Mapping[tuple[str, str], SoFar] | None = None, agreements: frozenset[str] | None = None
) -> Section:
    """Every target of the active agreements; `counted` are those that could be computed, by agreement and name."""
    results = _results(sms)
    rows, untold = list[tuple[str, ...]](), list(hidden_kinds(sms, ("sla", "sla-result")))
    read = 0
    for agreement in sms.all(ServiceLevelAgreement):
        if agreement.status != "active" or (agreements is not None and agreement.id not in agreements):
            continue
        for target in agreement.targets:
            key = agreement.id, target.name
            found = results.get(key, [])[:MOST]
            read += len(found)
            so_far = (counted or {}).get(key)
            aim = f"{'at least' if target.better == 'higher' else 'at most'} {target.value} {target.unit}"
            row = _row(sms, found, so_far)
            if row is None:
                untold.append(
                    f"{agreement.id}: {target.name}: {plural(len(found), 'result')}, and {FEWEST} are needed"
                )
            else:
                rows.append((f"{agreement.id}: {target.name}", aim, *row))
    rows.sort(key=lambda row: (row[-1] != "at risk", row[0]))
    sample = f"{plural(read, 'result')} of agreements, at most {MOST} of each target"
    return Section("at-risk", "Targets at risk", _METHOD, sample, _HEADS, tuple(rows), tuple(untold))


def _results(sms: Sms) -> Mapping[tuple[str, str], list[Entry]]:
    """The results of each target whose period is over, the newest first."""
    found: dict[tuple[str, str], list[tuple[str, Entry]]] = defaultdict(list)
    for entry in sms.entries("sla-result"):
        period = read_period(entry.text("period"))
        if period and period.last < sms.today:
            found[entry.text("sla"), entry.text("target")].append((str(period.last), entry))
    return {
        key: [entry for _, entry in sorted(pairs, key=lambda pair: pair[0], reverse=True)]
        for key, pairs in found.items()
    }


def _row(sms: Sms, found: Sequence[Entry], so_far: SoFar | None) -> tuple[str, ...] | None:
    missed = sum(entry.text("met") == "no" for entry in found)
    chance = _counted(sms, so_far) if so_far else None
    if chance is None and len(found) < FEWEST:
        return None
    by_before = chance is None
    chance = chance or share_missed(missed, len(found))
    return (
        so_far.now.outcome.span.name if so_far else span_of(sms.today, _unit(found)).name,
        f"{missed} of {len(found)}",
        "not counted" if by_before or so_far is None else _said(so_far.now.budget),
        f"{chance.middle:.0%}",
        f"{chance.low:.0%} to {chance.high:.0%}",
        "at risk"
        if chance.middle >= AT_RISK
        else "cannot be told"
        if chance.high >= AT_RISK
        else "likely met",
    )


def _unit(found: Sequence[Entry]) -> str:
    period = read_period(found[0].text("period")) if found else None
    return period.unit if period else "month"


def share_missed(missed: int, number: int) -> Chance:
    """The chance of a miss by how many results were missed (Wilson)."""
    square = _QUANTILE**2
    middle = (missed + square / 2) / (number + square)
    half = _QUANTILE * sqrt(missed * (number - missed) / number + square / 4) / (number + square)
    return Chance(missed / number, max(0.0, middle - half), min(1.0, middle + half))


def _counted(sms: Sms, so_far: SoFar) -> Chance | None:
    """The chance by what is counted; None where it is no share of records, or the rate before is not known."""
    span, now = so_far.now.outcome.span, so_far.now.budget
    before = [result.budget for result in so_far.before if result.budget and result.outcome.denominator]
    if now is None or so_far.now.outcome.kpi.type != "ratio" or len(before) < FEWEST:
        return None
    target = so_far.now.outcome.target
    if target is None or target.value is None:
        return None
    share = float(100 - target.value if so_far.now.outcome.kpi.direction == "higher" else target.value) / 100
    came = [float(result.outcome.denominator or 0) for result in so_far.before if result.budget]
    left = (span.last - sms.today).days / ((span.last - span.first).days + 1)
    more = sum(came) / len(came) * left
    whole = float(so_far.now.outcome.denominator or 0) + more
    spare = floor(share * whole + 1e-9) - int(now.spent)
    if spare < 0:
        return Chance(1.0, 1.0, 1.0)
    wrong = sum(int(each.spent) for each in before)
    rates = [count / sum(came) for count in (wrong, *rate_interval(wrong))]
    return Chance(*(as_many(spare + 1, more * rate) if more else 0.0 for rate in rates))


def _said(budget: Budget | None) -> str:
    """What went wrong beside what may by now."""
    return f"{budget.spent:f} of {budget.allowed:.1f} that may go wrong" if budget else "not counted"


def names_at_risk(section: Section) -> Iterable[str]:
    """The targets that are judged to be at risk."""
    return (row[0] for row in section.rows if row[-1] == "at risk")
