"""The parts of a service report in their order, each below one of the sections that a report has."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from sms_lint.ground.output.markdown_page import heading, links, paragraph
from sms_lint.report.service_report import kpis, targets
from sms_lint.report.service_report.decisions import decisions
from sms_lint.report.service_report.records import (
    Counted,
    Records,
    Shown,
    Together,
    during,
    still_open,
)
from sms_lint.report.service_report.reported import Reported

Section = Literal["Summary", "Results", "Actions"]
Write = Callable[[Reported], Sequence[str]]


class Part(NamedTuple):
    """A part: its name in the marks, its heading (none where empty), its section, and the kinds of its sources."""

    name: str
    title: str
    section: Section
    write: Write
    sources: tuple[str, ...] = ()


def _in_short(about: Reported) -> Sequence[str]:
    said = (targets.summary(about), kpis.summary(about))
    return paragraph(" ".join(filter(None, said)))


MAJOR = Records(
    Shown(
        "major-incident",
        during("major-incident"),
        "of {period}",
        ("incident", "started_at", "restored_at", "impact", "cause", "improvements"),
    )
)
_CHANGES = Together(
    Counted("change", "outcome"),
    Records(
        Shown(
            "change",
            lambda about: [
                entry for entry in about.within("change") if entry.text("outcome") not in ("", "success")
            ],
            "of {period} without success",
            ("title", "category", "outcome", "investigation"),
        ),
        Shown(
            "release",
            during("release"),
            "planned for {period}",
            ("title", "type", "planned_date", "deployed_at", "result"),
        ),
        Shown(
            "transition",
            still_open("transition"),
            "under way",
            ("service", "transition_kind", "planned_at", "status"),
        ),
    ),
)
AVAILABILITY = Records(
    Shown(
        "availability",
        during("availability", "period"),
        "of {period}",
        ("service", "period", "target", "actual", "downtime", "unplanned_outages", "investigation", "action"),
    )
)
CAPACITY = Records(
    Shown(
        "capacity",
        during("capacity"),
        "reviewed in {period}",
        ("resource", "service", "current", "forecast", "forecast_for", "threshold", "unit", "action"),
    )
)
CUSTOMERS = Records(
    Shown(
        "complaint",
        during("complaint"),
        "received in {period}",
        ("customer", "service", "received", "description", "status", "resolution"),
    ),
    Shown(
        "complaint", still_open("complaint"), "open today", ("customer", "service", "received", "description")
    ),
    Shown(
        "satisfaction",
        during("satisfaction", "period"),
        "of {period}",
        ("period", "population", "responses", "score", "scale", "analysis", "actions"),
    ),
)
NONCONFORMITIES = Records(
    Shown(
        "nonconformity",
        during("nonconformity"),
        "raised in {period}",
        ("description", "status", "root_cause", "corrective_action", "due", "effectiveness_result"),
    ),
    Shown(
        "nonconformity", still_open("nonconformity"), "open today", ("description", "raised", "owner", "due")
    ),
)
SUPPLIERS = Records(
    Shown(
        "supplier-contract",
        during("supplier-contract"),
        "whose performance was reviewed in {period}",
        ("supplier", "scope", "last_performance_review", "performance_due", "status"),
    ),
    Shown("dispute", still_open("dispute"), "open today", ("contract", "opened", "issue")),
)

SERVICE_REPORT: tuple[Part, ...] = (
    Part("summary", "", "Summary", _in_short),
    Part("targets", "Targets and results", "Results", targets.targets, ("sla", "sla-result")),
    Part("kpis", "KPIs", "Results", kpis.figures, ("kpi",)),
    Part(
        "workload",
        "Workload",
        "Results",
        targets.workload,
        ("sla-result", "incident", "service-request", "problem", "change"),
    ),
    Part("trends", "Trends", "Results", kpis.trends, ("kpi", "kpi-result")),
    Part("major-incidents", "Major incidents", "Results", MAJOR, ("major-incident",)),
    Part("changes", "Changes and releases", "Results", _CHANGES, ("change", "release", "transition")),
    Part("availability", "Availability", "Results", AVAILABILITY, ("availability",)),
    Part("capacity", "Capacity", "Results", CAPACITY, ("capacity",)),
    Part("customers", "Complaints and satisfaction", "Results", CUSTOMERS, ("complaint", "satisfaction")),
    Part("nonconformities", "Nonconformities", "Results", NONCONFORMITIES, ("nonconformity",)),
    Part("suppliers", "Suppliers", "Results", SUPPLIERS, ("supplier-contract", "dispute")),
    Part("decisions", "Decisions asked for", "Actions", decisions),
)


def written(part: Part, about: Reported) -> str:
    """A part as text, its heading and its sources included."""
    lines: list[str] = [*heading(part.title, 3), ""] if part.title else []
    lines += part.write(about) or paragraph("Nothing is recorded of this.")
    sources = list(about.sources(*part.sources))
    if sources:
        lines += ["", *links("Sources:", sources)]
    return "\n".join(lines)
