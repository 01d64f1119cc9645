"""Services, customers, suppliers and configuration items: a page for each, with all that belongs to it."""

from collections.abc import Iterator

from sms_lint.model.entry import Entry
from sms_lint.publish.site.dossier import Dossier, DossierTable, DossierText, Recent, dossier_pages
from sms_lint.publish.site.entries import entry_table, newest_first
from sms_lint.publish.site.escape import Safe
from sms_lint.publish.site.page import Page
from sms_lint.publish.site.recovery import recovery
from sms_lint.publish.site.results import contract_targets, results
from sms_lint.publish.site.scorecard import scorecard
from sms_lint.publish.site.timeline import timeline
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.system.relations import reached


def service_pages(view: SiteData) -> Iterator[Page]:
    """The portfolio's services first, then who receives them, who contributes to them, and what they run on."""
    yield from dossier_pages(view, _SERVICES)
    yield from dossier_pages(view, _CUSTOMERS, "Customers")
    yield from dossier_pages(view, _SUPPLIERS, "Suppliers")
    yield from dossier_pages(view, _ITEMS, "Configuration items")


def _own_results(here: PageContext, entry: Entry) -> Safe:
    return results(here, reached(here.sms, entry.id, ("sla",)))


def _own_targets(here: PageContext, entry: Entry) -> Safe:
    return contract_targets(here, reached(here.sms, entry.id, ("supplier-contract",)))


def _surveys(here: PageContext, _: Entry) -> Safe:
    entries = newest_first(here.sms, here.sms.entries("satisfaction"))[:2]
    columns = ("period", "population", "responses", "score", "scale", "analysis", "actions", "reported_at")
    return entry_table(here, entries, columns, "Satisfaction surveys") if entries else Safe("")


_AGREEMENTS = DossierTable(
    "Service level agreements",
    ("sla",),
    ("service", "customer", "status", "service_hours", "valid_from", "valid_to", "review_due"),
)
_COMPLAINTS = DossierTable(
    "Complaints",
    ("complaint",),
    ("received", "customer", "service", "description", "status", "escalated", "resolution"),
    8,
)
_SERVICES = Dossier(
    "service",
    "Services",
    ("name", "lifecycle", "criticality", "owner", "customer", "value_statement"),
    (
        DossierText("Targets and latest results", _own_results),
        DossierText("From outage to release", timeline),
        DossierText("Recovery: objectives and tests", recovery),
        DossierTable(
            "In the service catalogue",
            ("service-catalogue.service",),
            ("audience", "description", "intended_outcome", "hours", "how_to_request", "dependencies"),
        ),
        DossierTable(
            "Customers", ("customer",), ("name", "users_group", "relationship_owner", "last_review")
        ),
        _AGREEMENTS,
        DossierTable(
            "Suppliers and contracts that support it",
            ("sla", "supplier-contract"),
            (
                "supplier",
                "scope",
                "status",
                "valid_to",
                "last_performance_review",
                "performance_due",
                "supports_sla",
            ),
        ),
        Recent(
            "Incidents, problems, changes and releases",
            (
                ("incident",),
                ("incident", "major-incident"),
                ("service-request",),
                ("incident", "problem"),
                ("known-error",),
                ("change",),
                ("change", "release"),
                ("transition",),
            ),
        ),
        DossierTable(
            "Availability",
            ("availability",),
            ("period", "target", "actual", "downtime", "unplanned_outages", "investigation", "action"),
            6,
            "period",
        ),
        DossierTable(
            "Capacity",
            ("capacity",),
            ("resource", "current", "threshold", "unit", "forecast", "forecast_for", "action", "reviewed_at"),
        ),
        DossierTable(
            "Demand",
            ("demand",),
            ("period", "measure", "current", "forecast", "forecast_for", "unit", "reported_at"),
            4,
            "period",
        ),
        DossierTable(
            "Continuity plan",
            ("continuity-plan",),
            ("version", "rto", "rpo", "invocation_criteria", "invocation_authority", "owner", "next_test"),
        ),
        DossierTable(
            "Continuity tests",
            ("continuity-plan", "continuity-test"),
            (
                "date",
                "plan",
                "kind_of_test",
                "result",
                "scenario",
                "actual_recovery",
                "deficiencies",
                "actions",
            ),
            3,
        ),
        DossierTable(
            "Risks", ("risk",), ("title", "rating", "treatment", "residual_rating", "owner", "due", "status")
        ),
        DossierTable(
            "Information security risks",
            ("infosec-risk",),
            ("threat", "level", "control", "owner", "assessed_at"),
        ),
        DossierTable(
            "Configuration items",
            ("ci",),
            ("type", "description", "status", "owner", "version", "verified_at", "last_change"),
        ),
        DossierTable("Assets", ("asset",), ("type", "description", "status", "owner", "warranty_end")),
        DossierTable(
            "Budget",
            ("budget",),
            ("period", "cost_type", "budget", "actual", "variance", "forecast", "currency", "status"),
            6,
            "period",
        ),
        DossierTable("Obligations", ("obligation",), ("source", "summary", "owner", "review_due")),
        DossierTable("Knowledge", ("knowledge",), ("title", "status", "audience", "review_due")),
        _COMPLAINTS,
    ),
)
_CUSTOMERS = Dossier(
    "customer",
    "Customers",
    ("name", "users_group", "relationship_owner", "services", "review_frequency", "last_review"),
    (
        DossierText("Targets and latest results", _own_results),
        DossierTable(
            "Services", ("service",), ("name", "lifecycle", "criticality", "owner", "value_statement")
        ),
        _AGREEMENTS,
        _COMPLAINTS,
        DossierText("Satisfaction surveys of all customers", _surveys),
    ),
)
_SUPPLIERS = Dossier(
    "other-party",
    "Suppliers and other parties",
    ("name", "type", "services_provided", "processes_operated", "agreement"),
    (
        DossierText("Scorecard", scorecard),
        DossierTable(
            "Contracts and their reviews",
            ("supplier-contract",),
            (
                "scope", "status", "manager", "valid_from", "valid_to", "last_performance_review", "performance_due",
                "last_contract_review", "contract_review_due", "alignment_checked_at",
            ),
        ),
        DossierText("Targets", _own_targets),
        DossierTable(
            "Agreements that they support",
            ("supplier-contract", ".supports_sla"),
            ("service", "customer", "status", "valid_to"),
        ),
        DossierTable(
            "Disputes",
            ("supplier-contract", "dispute"),
            ("contract", "opened", "issue", "status", "outcome", "closed"),
        ),
    ),
    (("supplier-contract",),),
)  # fmt: skip
_ITEMS = Dossier(
    "ci",
    "Configuration items",
    ("type", "description", "status", "service", "owner", "version", "verified_at"),
    (
        DossierTable(
            "Changes",
            ("change",),
            ("title", "requested_at", "category", "status", "approved_at", "actual_end", "outcome"),
            20,
        ),
        DossierTable(
            "Releases", ("change", "release"), ("title", "type", "planned_date", "status", "result"), 8
        ),
        Recent("Incidents and problems", (("incident",), ("incident", "problem"))),
        DossierTable(
            "Items related to it",
            ("ci.relationships",),
            ("type", "description", "status", "service"),
        ),
        DossierTable("Assets", ("asset",), ("type", "description", "status", "owner")),
        DossierTable(
            "Information security risks", ("infosec-risk",), ("threat", "level", "control", "owner")
        ),
    ),
)
