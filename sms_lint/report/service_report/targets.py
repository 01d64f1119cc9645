"""Targets of agreements in the period, the workload beside them, and what the misses led to."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sms_lint.ground.output.markdown_page import Cell, paragraph, table
from sms_lint.ground.sentences import plain_number, plural
from sms_lint.measure.comparison import compared, mean
from sms_lint.measure.series import Direction
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.report.service_report.reported import Reported

_KIND = "sla-result"
_AT_LEAST: dict[Direction, str] = {"higher": "at least", "lower": "at most", "band": ""}


def targets(about: Reported) -> Sequence[str]:
    """Each target with its results of the period, and whether it went better than before."""
    found = _by_target(about.within(_KIND, "period"))
    earlier = _by_target(about.within(_KIND, "period", about.before))
    if not found:
        return paragraph(f"There are no results of agreements in {about.span.name}.")
    heads = ("Agreement", "Target", "Agreed", "Results", "Met", f"Against {about.before.name}")
    rows = [_row(about, key, results, earlier.get(key, [])) for key, results in found.items()]
    return [*paragraph(summary(about)), "", *table(heads, rows)]


def summary(about: Reported) -> str:
    """How many results met their targets, in the period and before."""
    now, before = about.within(_KIND, "period"), about.within(_KIND, "period", about.before)
    if not now:
        return f"There are no results of agreements in {about.span.name}."
    said = f"{_met(now)} of {plural(len(now), 'result')} of agreements in {about.span.name} met their target"
    if not before:
        return f"{said}; there are none of {about.before.name} to compare with."
    shares = [Decimal(_met(results)) / len(results) for results in (now, before)]
    word = compared("higher", shares[0], shares[1])
    than = "as many as" if word == "unchanged" else f"which is {word} than"
    return f"{said}, {than} in {about.before.name}, when {_met(before)} of {len(before)} did."


def _met(results: Sequence[Entry]) -> int:
    return sum(result.text("met") == "yes" for result in results)


def _by_target(results: Sequence[Entry]) -> dict[tuple[str, str], list[Entry]]:
    found: dict[tuple[str, str], list[Entry]] = {}
    for result in sorted(results, key=lambda result: (result.text("sla"), result.text("period"))):
        found.setdefault((result.text("sla"), result.text("target")), []).append(result)
    return found


def _row(
    about: Reported, key: tuple[str, str], results: Sequence[Entry], earlier: Sequence[Entry]
) -> Sequence[Cell]:
    agreement, name = key
    direction, agreed = _agreed(about, agreement, name)
    unit = results[-1].text("unit")
    said = ", ".join(
        f"{result.text('period')}: {result.text('actual')}{'' if result.text('met') == 'yes' else ' (missed)'}"
        for result in results
    )
    means = [
        mean([value for result in every if (value := result.number("actual")) is not None])
        for every in (results, earlier)
    ]
    now, before = means
    word = compared(direction, now, before) if now is not None and before is not None else "new"
    aim = f"{_AT_LEAST[direction]} {plain_number(agreed)} {unit}" if agreed is not None else unit
    return (agreement, name, aim, said, f"{_met(results)} of {len(results)}", word)


def _agreed(about: Reported, agreement: str, name: str) -> tuple[Direction, Decimal | None]:
    node = about.sms.get(agreement)
    if isinstance(node, ServiceLevelAgreement):
        for target in node.targets:
            if target.name == name:
                return target.direction, target.value
    return "higher", None


def workload(about: Reported) -> Sequence[str]:
    """How much there was of what the agreements limit, and how many records of each sort."""
    rows = [*_volumes(about)]
    lines: list[str] = [*table(("Records", about.span.name, about.before.name), rows)] if rows else []
    limits = [*_limits(about)]
    if limits:
        heads = ("Agreement", "Limited", "Limit", "Highest", "In", "Share of the limit")
        lines = [*lines, *([""] if lines else []), *table(heads, limits)]
    return lines or paragraph(f"No workload is recorded of {about.span.name}.")


_VOLUMES = ("incident", "service-request", "problem", "change", "release")


def _volumes(about: Reported) -> Iterator[Sequence[Cell]]:
    for kind in _VOLUMES:
        now, before = (len(about.within(kind, span=span)) for span in (about.span, about.before))
        if now or before:
            yield (about.sms.kinds[kind].KIND.title, str(now), str(before))


def _limits(about: Reported) -> Iterator[Sequence[Cell]]:
    for agreement, results in workloads(about):
        highest = max(results, key=lambda result: result.number("workload_actual") or Decimal(0))
        actual, limit = highest.number("workload_actual"), highest.number("workload_limit")
        share = f"{100 * actual / limit:.0f} %" if actual is not None and limit else ""
        unit = highest.text("workload_unit")
        said = (highest.text(field) for field in ("workload_limit", "workload_actual", "period"))
        yield (agreement, unit, *said, share)


def workloads(about: Reported) -> Iterator[tuple[str, list[Entry]]]:
    """The results of the period by agreement and what is limited: each month has them once for each target."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for result in about.within(_KIND, "period"):
        found.setdefault((result.text("sla"), result.text("workload_unit")), []).append(result)
    for (agreement, _), results in sorted(found.items()):
        yield agreement, results
