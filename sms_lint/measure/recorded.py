"""Series of results as records hold them: frozen results of KPIs, and results of the targets of agreements."""

from collections.abc import Iterator

from sms_lint.ground.periods import read_period
from sms_lint.ground.sentences import plain_number
from sms_lint.measure.control import Window
from sms_lint.measure.frozen import FrozenResult, results_of
from sms_lint.measure.series import Direction, Point, Series, ends
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.system.relations import named_by
from sms_lint.system.sms import Sms


def kpi_series(sms: Sms, kpi: Kpi, by: str = "", group: str = "") -> Series:
    """The frozen results of a KPI: over all records, or of one group of a field."""
    points = tuple(_point(kpi, result) for result in results_of(sms, kpi.id, group, by))
    limits = kpi.thresholds
    return Series(
        kpi.id,
        kpi.name,
        kpi.unit,
        kpi.direction,
        points,
        limits.warning if limits else None,
        limits.critical if limits else None,
    )


def window_of(kpi: Kpi) -> Window | None:
    """The periods that the natural limits of a KPI come from, where they are declared."""
    said = kpi.limits_from
    return Window(said.first, said.last) if said else None


def _point(kpi: Kpi, result: FrozenResult) -> Point:
    low, high = ends(kpi, result.target)
    counted = ""
    if result.numerator is not None and result.denominator is not None:
        counted = f"{plain_number(result.numerator)} of {plain_number(result.denominator)}"
    return Point(result.span.name, result.value, low, high, result.status, counted)  # type: ignore[arg-type]


def agreement_series(sms: Sms, agreement: Entry) -> Iterator[Series]:
    """The recorded results of each target of an agreement, in the order of the agreement."""
    results: dict[str, list[Entry]] = {}
    for result in sorted(named_by(sms, agreement.id, "sla-result"), key=_day):
        results.setdefault(result.text("target"), []).append(result)
    node = agreement.node
    agreed = (
        {target.name: target for target in node.targets} if isinstance(node, ServiceLevelAgreement) else {}
    )
    for name, found in results.items():
        aim = agreed.get(name)
        direction: Direction = aim.direction if aim else "higher"
        bound = aim.value if aim else None
        low, high = (None, bound) if direction == "lower" else (bound, None)
        yield Series(
            agreement.id,
            name,
            found[-1].text("unit"),
            direction,
            tuple(
                Point(
                    result.text("period"),
                    result.number("actual"),
                    low,
                    high,
                    "met" if result.text("met") == "yes" else "missed",
                )
                for result in found
            ),
        )


def _day(result: Entry) -> str:
    period = read_period(result.text("period"))
    return period.last.isoformat() if period else ""
