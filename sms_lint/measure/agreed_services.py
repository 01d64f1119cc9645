"""Availability by service: a service without an outage was there all the time, if it had agreed hours."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sms_lint.measure.definition import Definition
from sms_lint.measure.period import Span
from sms_lint.measure.result import Outcome
from sms_lint.model.kinds.agreement import ServiceLevelAgreement
from sms_lint.model.kinds.portfolio import Service, ServiceCatalogueEntry
from sms_lint.system.sms import Sms

_DELIVERED = ("live", "removal")


def counts_services(definition: Definition, by: str) -> bool:
    """Whether services without a record have a result too.

    Not where the definition itself looks at the service: nothing tells which ones it leaves out.
    """
    looked_at = frozenset[str]().union(*(part.columns for part in definition.all_parts))
    return definition.kpi.type == "availability" and by == Service.KIND.name and by not in looked_at


def delivered_services(sms: Sms, spans: Sequence[Span]) -> tuple[str, ...]:
    """The services that are delivered now, and those that had agreed hours in one of the periods."""
    delivered = {
        entry.id for entry in sms.entries(Service.KIND.name) if entry.text("lifecycle") in _DELIVERED
    }
    return tuple(sorted(delivered.union(*(_with_hours(sms, span) for span in spans))))


def without_hours_unknown(sms: Sms, outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The same, but no data of a service that had neither an outage nor agreed hours in the period."""
    return [
        outcome
        if outcome.sample or outcome.group in _with_hours(sms, outcome.span)
        else replace(outcome, numerator=None, denominator=None, value=None, status="no data")
        for outcome in outcomes
    ]


def _with_hours(sms: Sms, span: Span) -> frozenset[str]:
    """The services with agreed hours in some of a period: an agreement, or the catalogue, names them."""
    agreed = {
        agreement.service
        for agreement in sms.all(ServiceLevelAgreement)
        if agreement.status != "draft"
        and agreement.valid_from <= span.last
        and (agreement.valid_to is None or agreement.valid_to >= span.first)
    }
    described = {
        entry.text("service") for entry in sms.entries(ServiceCatalogueEntry.KIND.name) if entry.text("hours")
    }
    return frozenset(str(service) for service in agreed | described if service)
