"""The plan with its days: how far each stage is, and by when it is due so that the whole is there on the target day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from sms_lint.evidence import judged_obligations
from sms_lint.model.finding import Result
from sms_lint.starter.data import Stage, stages
from sms_lint.starter.roadmap import RoadmapStep, road_map, stage_of
from sms_lint.system.sms import Sms

_FRIDAY = 4


@dataclass(frozen=True)
class StageProgress:
    """How many obligations of a stage are complete, and by when all are to be; no day where no target is set."""

    stage: Stage
    done: int
    total: int
    due: date | None

    @property
    def is_done(self) -> bool:
        """Whether nothing of it is open."""
        return self.done == self.total

    def is_late(self, today: date) -> bool:
        """Whether something is open, and its day has passed."""
        return self.due is not None and self.due < today and not self.is_done


@dataclass(frozen=True)
class Plan:
    """What is open, step by step, and the progress of every stage that the catalogues have something for.

    Where `trusts_somebody` is not set, there are no trust settings: nobody's approval can be proven.
    """

    steps: tuple[RoadmapStep, ...]
    progress: tuple[StageProgress, ...]
    target: date | None
    today: date
    trusts_somebody: bool = True

    @property
    def done(self) -> int:
        """How many obligations are complete."""
        return sum(stage.done for stage in self.progress)

    @property
    def total(self) -> int:
        """How many obligations there are."""
        return sum(stage.total for stage in self.progress)

    @property
    def per_cent(self) -> int:
        """How much is complete, in whole per cent; 100 only where everything is."""
        return 100 * self.done // self.total if self.total else 100

    def due(self, stage: Stage) -> date | None:
        """By when a stage is to be complete."""
        return next((progress.due for progress in self.progress if progress.stage == stage), None)


def plan_of(sms: Sms, result: Result) -> Plan:
    """The plan of a system, by the days that its settings state; `result` is that of a run of all rules over it."""
    return Plan(
        road_map(sms, result),
        tuple(_progress(sms, result)),
        sms.config.schedule.target,
        sms.today,
        sms.trust is not None,
    )


def _progress(sms: Sms, result: Result) -> Iterator[StageProgress]:
    graded = list(judged_obligations(sms, result).values())
    books = {clause.id: book for book in sms.catalogues for clause in book.clauses}
    by_stage = [(stage_of(books[each.clause.id], each.clause), each.is_open) for each in graded]
    sizes = {stage: [is_open for of, is_open in by_stage if of == stage] for stage in stages()}
    there = [stage for stage in stages() if sizes[stage]]
    passed = 0
    for place, stage in enumerate(there, start=1):
        open_ = sizes[stage]
        passed += len(open_)
        share = (Fraction(place, len(there)) + Fraction(passed, len(graded))) / 2
        yield StageProgress(stage, open_.count(False), len(open_), _due(sms, share))


def _due(sms: Sms, share: Fraction) -> date | None:
    """The day at which this share of the time has passed.

    Half of the time is the same for every stage, since each needs people to meet, and half goes by what there is to do.
    A day at a weekend becomes the Friday before it, except the target.
    """
    begun, target = sms.config.schedule.begun, sms.config.schedule.target
    if begun is None or target is None:
        return target if share == 1 else None
    day = begun + timedelta(int((target - begun).days * share))
    if share == 1:
        return target
    return max(begun, day - timedelta(max(0, day.weekday() - _FRIDAY)))
