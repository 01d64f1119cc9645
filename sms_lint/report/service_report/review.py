"""The inputs of a management review in their order, each with what the records say of it."""

from collections.abc import Iterator, Mapping, Sequence

from sms_lint.ground.output.markdown_page import Cell, MarkdownLink, paragraph, table
from sms_lint.model.kinds.management_review import ReviewInputs
from sms_lint.report.service_report import kpis, targets
from sms_lint.report.service_report.decisions import decisions
from sms_lint.report.service_report.parts import (
    AVAILABILITY,
    CAPACITY,
    CUSTOMERS,
    MAJOR,
    NONCONFORMITIES,
    SUPPLIERS,
    Part,
    Write,
)
from sms_lint.report.service_report.records import (
    Records,
    Shown,
    Together,
    all_of,
    during,
    shown_by,
    still_open,
)
from sms_lint.report.service_report.reported import Reported


def _earlier_actions(about: Reported) -> Sequence[str]:
    """The actions of the newest review that was held before the end of the period."""
    reviews = [
        entry
        for entry in about.sms.entries("management-review")
        if (day := entry.day("date")) and day <= about.span.last
    ]
    if not reviews:
        return paragraph("No earlier review is recorded.")
    newest = max(reviews, key=lambda entry: entry.text("date"))
    actions = getattr(newest.node, "actions", ())
    rows: list[list[Cell]] = [
        [action.id, action.what, action.owner, str(action.due), action.status] for action in actions
    ]
    link = MarkdownLink(newest.id, about.to(newest.node.path))
    lines = table(("Review", "Held", "Actions"), [[link, newest.text("date"), str(len(rows))]])
    return [*lines, "", *table(("Action", "What", "Owner", "Due", "Status"), rows)] if rows else lines


def _policies(about: Reported) -> Sequence[str]:
    rows: list[list[Cell]] = [
        [
            MarkdownLink(document.id, about.to(document.path)),
            document.title,
            document.version,
            str(document.review.last or ""),
            str(document.review.next or ""),
        ]
        for document in about.sms.documents
        if document.kind == "policy" and document.lifecycle == "active"
    ]
    return table(("Policy", "Title", "Version", "Last reviewed", "Next review"), rows) if rows else ()


_INPUTS: Mapping[str, tuple[Write, tuple[str, ...]]] = {
    "earlier_actions": (_earlier_actions, ()),
    "changed_issues": (
        Records(
            Shown(
                "context-issue",
                during("context-issue"),
                "reviewed in {period}",
                ("type", "description", "effect_on_sms", "reviewed_at"),
            ),
            Shown(
                "interested-party",
                during("interested-party"),
                "reviewed in {period}",
                ("name", "requirement", "how_addressed", "reviewed_at"),
            ),
        ),
        ("context-issue", "interested-party"),
    ),
    "performance": (
        Together(
            NONCONFORMITIES,
            kpis.figures,
            Records(
                Shown("audit-report", during("audit-report"), "of {period}", ("audit", "date", "conclusion"))
            ),
        ),
        ("nonconformity", "kpi", "audit-programme"),
    ),
    "improvement_opportunities": (
        Records(
            Shown(
                "improvement",
                still_open("improvement"),
                "still open",
                ("description", "status", "target", "owner", "due"),
            ),
            Shown(
                "opportunity", still_open("opportunity"), "still open", ("title", "action", "owner", "due")
            ),
        ),
        ("improvement", "opportunity"),
    ),
    "customer_feedback": (CUSTOMERS, ("complaint", "satisfaction")),
    "policy_adherence": (_policies, ()),
    "objectives": (
        Records(
            Shown(
                "objective",
                all_of("objective"),
                "in the register",
                ("statement", "metric", "baseline", "actual", "target", "unit", "due", "status", "reason"),
            )
        ),
        ("objective",),
    ),
    "service_performance": (Together(targets.targets, AVAILABILITY, MAJOR), ("sla-result", "availability")),
    "other_parties": (SUPPLIERS, ("supplier-contract", "dispute")),
    "resources": (
        Together(
            CAPACITY,
            Records(
                Shown(
                    "budget",
                    during("budget", "period"),
                    "of {period}",
                    ("service", "period", "cost_type", "budget", "actual", "variance", "currency"),
                )
            ),
        ),
        ("capacity", "budget", "competence"),
    ),
    "risks": (
        Records(
            Shown(
                "risk",
                still_open("risk"),
                "that are not closed",
                ("title", "rating", "treatment", "residual_rating", "effectiveness", "owner", "due"),
            )
        ),
        ("risk", "infosec-risk"),
    ),
    "sms_changes": (
        Records(
            Shown(
                "transition",
                all_of("transition"),
                "in all",
                ("service", "transition_kind", "planned_at", "status", "acceptance_result"),
            ),
            Shown(
                "change",
                lambda about: [
                    entry for entry in about.within("change") if entry.text("major_impact") == "yes"
                ],
                "of {period} with major impact",
                ("title", "status", "outcome"),
            ),
        ),
        ("transition", "change"),
    ),
}


def _input_parts() -> Iterator[Part]:
    """A part for each input that the minutes of a review ask for, with its letter."""
    for name, field in ReviewInputs.model_fields.items():
        write, sources = _INPUTS[name]
        letter = (field.description or "").partition(":")[0].removeprefix("Input ").strip()
        yield Part(name.replace("_", "-"), f"{letter}) {field.title}", "Results", write, sources)


REVIEW_INPUTS: tuple[Part, ...] = (
    *_input_parts(),
    Part("decisions", "Decisions asked for", "Actions", decisions),
)


def review_records() -> Iterator[tuple[str, Shown]]:
    """The records behind each input, with its letter and title; several of one input follow each other."""
    for part in _input_parts():
        yield from ((part.title, shown) for shown in shown_by(part.write))
