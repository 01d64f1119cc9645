"""What the figures ask somebody to decide. The report asks; it never decides."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sms_lint.ground.output.markdown_page import bullets, paragraph
from sms_lint.report.service_report.reported import Reported
from sms_lint.report.service_report.targets import workloads
from sms_lint.system.activity import is_open

# From this share of a limit on, somebody should decide before it is reached.
_NEAR = Decimal("0.9")


def decisions(about: Reported) -> Sequence[str]:
    """Everything in the figures and records that somebody has to decide about."""
    asked = [*_misses(about), *_kpis(about), *_limits(about), *_capacity(about), *_late(about)]
    return bullets(asked) if asked else paragraph("The figures of this period ask for no decision.")


def _misses(about: Reported) -> Iterator[str]:
    for result in about.within("sla-result", "period"):
        if result.text("met") != "yes":
            said = (
                f"{result.text('sla')} missed “{result.text('target')}” in {result.text('period')} with "
                f"{result.text('actual')} {result.text('unit')} ({result.id})"
            )
            improvement = result.text("improvement")
            yield (
                f"{said}: follow up {improvement}."
                if improvement
                else f"{said}: no improvement is named; is one needed?"
            )


def _kpis(about: Reported) -> Iterator[str]:
    for found in (about.figures or {}).values():
        if found.now.status == "missed":
            kpi = found.now.kpi
            way = f" by {kpi.on_breach}" if kpi.on_breach else ""
            yield f"{kpi.id} ({kpi.name}) missed its target: what does {kpi.owner} do{way}?"


def _limits(about: Reported) -> Iterator[str]:
    for agreement, results in workloads(about):
        actual, limit = (results[-1].number(field) for field in ("workload_actual", "workload_limit"))
        if actual is not None and limit and actual >= _NEAR * limit:
            of = f"{results[-1].text('workload_limit')} {results[-1].text('workload_unit')}"
            share = f"{100 * actual / limit:.0f} %"
            yield f"{agreement} is at {share} of its limit of {of}: is the limit raised, or demand steered?"


def _capacity(about: Reported) -> Iterator[str]:
    for entry in about.within("capacity"):
        threshold, is_below = entry.number("threshold"), entry.text("act_when") == "below"
        for field, verb in (("current", "stands at"), ("forecast", "is expected at")):
            value = entry.number(field)
            if threshold is None or value is None:
                continue
            if value <= threshold if is_below else value >= threshold:
                of = f"{entry.text(field)} of a threshold of {entry.text('threshold')} {entry.text('unit')}"
                action = entry.text("action") or "what is done?"
                yield f"{entry.id} ({entry.text('resource')}) {verb} {of}: {action}"
                break


def _late(about: Reported) -> Iterator[str]:
    """Nonconformities that were to be mended by now."""
    end = min(about.span.last, about.sms.today)
    for entry in about.entries("nonconformity"):
        due = entry.day("due")
        if is_open(about.sms, entry) and due is not None and due < end and not entry.text("implemented"):
            yield f"{entry.id} was to be mended by {due} and is open: who sees to it, and until when?"
