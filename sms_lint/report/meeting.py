"""Packs for meetings with a customer, with a supplier, and for the management review: what is known, as tables."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sms_lint.ground.errors import SmsError
from sms_lint.ground.faults import nearest
from sms_lint.ground.periods import CalendarPeriod, period_of
from sms_lint.measure.period import Span
from sms_lint.measure.trends.section import Section
from sms_lint.measure.week.actions import actions_section, ageing_section, open_tickets
from sms_lint.measure.week.at_risk import SoFar, at_risk_section
from sms_lint.measure.week.changes import changes_section
from sms_lint.measure.week.entries import Shown, entries_section
from sms_lint.model.entry import Entry
from sms_lint.report.service_report.reported import Reported, span_before
from sms_lint.report.service_report.review import review_records
from sms_lint.system.actions import OpenAction, open_actions
from sms_lint.system.activity import is_open
from sms_lint.system.relations import entry_of, named_by, speaking_of
from sms_lint.system.sms import Sms

REVIEW = "management-review"
Counted = Mapping[tuple[str, str], SoFar]
_AGREEMENTS = Shown(
    "agreements", "Agreements", "sla", "agreements that are active",
    ("service", "status", "valid_from", "valid_to", "review_due"),
)  # fmt: skip
_RESULTS = Shown(
    "results", "Results of agreements", "sla-result", "results of the period",
    ("sla", "target", "period", "actual", "unit", "met", "cause", "improvement", "workload_actual"),
)  # fmt: skip
_COMPLAINTS = Shown(
    "complaints", "Complaints", "complaint", "complaints that are open, or came in the period",
    ("service", "received", "description", "status", "resolution"),
)  # fmt: skip
_PROBLEMS = Shown(
    "problems", "Open problems", "problem", "open problems behind incidents of the scope",
    ("title", "priority", "opened_at", "status", "impact_reduction"),
)  # fmt: skip
_CONTRACTS = Shown(
    "contracts", "Contracts", "supplier-contract", "contracts with the supplier",
    ("scope", "status", "valid_to", "performance_due", "last_performance_review", "contract_review_due"),
)  # fmt: skip
_DISPUTES = Shown(
    "disputes", "Disputes", "dispute", "disputes on these contracts",
    ("contract", "opened", "issue", "status", "outcome", "closed"),
)  # fmt: skip
_SUPPORTED = Shown(
    "supported", "Results of the agreements that it supports", "sla-result", "results of the period",
    ("sla", "target", "period", "actual", "unit", "met", "cause"),
)  # fmt: skip


def last_quarter(sms: Sms) -> CalendarPeriod:
    """The newest quarter that is over."""
    return CalendarPeriod("quarter", period_of(sms.today, "quarter").number - 1)


def meetings(sms: Sms) -> list[str]:
    """Whom there can be a meeting with: customers, suppliers with a contract, and the management review."""
    suppliers = dict.fromkeys(contract.text("supplier") for contract in sms.entries("supplier-contract"))
    known = sms.by_id("other-party")
    return [*sms.by_id("customer"), *(name for name in suppliers if name in known), REVIEW]


def meeting_sections(
    sms: Sms, whom: str, period: CalendarPeriod, counted: Counted | None = None
) -> list[Section]:
    """The pack of a meeting. Raises SmsError where nobody of that id is met."""
    about = Reported(sms, Span(str(period), period.first, period.last), span_before(period), "")
    if whom == REVIEW:
        return list(_of_review(about, counted))
    if whom in sms.by_id("customer"):
        return list(_of_customer(about, whom, counted))
    if whom in meetings(sms):
        return list(_of_supplier(about, whom))
    raise SmsError(f"there is no customer or supplier {whom}{nearest(whom, meetings(sms))}")


def _of_customer(whole: Reported, customer: str, counted: Counted | None) -> Iterator[Section]:
    sms = whole.sms
    about = Reported(sms, whole.span, whole.before, "", customer=customer)
    agreements = [entry for entry in sms.entries("sla") if entry.text("customer") == customer]
    ids = frozenset(entry.id for entry in agreements)
    services = frozenset(entry.text("service") for entry in agreements)
    active = (entry for entry in agreements if entry.text("status") == "active")
    yield entries_section(sms, _AGREEMENTS, active)
    yield entries_section(sms, _RESULTS, about.within("sla-result", "period"))
    yield at_risk_section(sms, counted, ids)
    yield entries_section(sms, _COMPLAINTS, _open_or_new(about, "complaint"))
    still = open_tickets(sms)
    tickets = [entry for entry in still if entry.kind != "problem" and about.concerns(entry)]
    problems = [entry for entry in still if entry.kind == "problem" and _is_behind(about, entry)]
    yield ageing_section(sms, [*tickets, *problems])
    yield entries_section(sms, _PROBLEMS, problems)
    yield changes_section(sms, services=services)
    yield actions_section(sms, actions=_actions_about(sms, {customer, *ids}))


def _of_supplier(about: Reported, supplier: str) -> Iterator[Section]:
    sms = about.sms
    contracts = [entry for entry in sms.entries("supplier-contract") if entry.text("supplier") == supplier]
    names = {entry.id for entry in contracts}
    supported = {name for entry in contracts for name in entry.texts("supports_sla")}
    yield entries_section(sms, _CONTRACTS, contracts)
    yield entries_section(
        sms, _DISPUTES, [entry for entry in sms.entries("dispute") if entry.text("contract") in names]
    )
    results = about.within("sla-result", "period")
    yield entries_section(sms, _SUPPORTED, [entry for entry in results if entry.text("sla") in supported])
    yield actions_section(sms, actions=_actions_about(sms, {supplier, *names}))


def _of_review(about: Reported, counted: Counted | None) -> Iterator[Section]:
    """The records behind each input of the review, then what is to be done."""
    sms = about.sms
    for number, (title, shown) in enumerate(review_records()):
        if shown.kind in sms.kinds:
            said = shown.said.format(period=about.span.name)
            part = Shown(f"input-{number + 1}", title, shown.kind, f"{shown.kind}: {said}", shown.fields)
            yield entries_section(sms, part, shown.chosen(about))
    yield entries_section(sms, _RESULTS, about.within("sla-result", "period"))
    yield at_risk_section(sms, counted)
    yield ageing_section(sms)
    yield actions_section(sms)


def _is_behind(about: Reported, problem: Entry) -> bool:
    """Whether an incident that a problem is behind belongs to the scope."""
    known = about.sms.by_id("incident")
    return any(about.concerns(known[name]) for name in problem.texts("related_incidents") if name in known)


def _open_or_new(about: Reported, kind: str) -> Iterable[Entry]:
    new = {entry.id for entry in about.within(kind)}
    return (entry for entry in about.entries(kind) if entry.id in new or is_open(about.sms, entry))


def _actions_about(sms: Sms, names: set[str]) -> Sequence[OpenAction]:
    """The actions agreed in what speaks of some ids, or whose words or record name one of them."""
    told = {document.id for document in speaking_of(sms, names) if _is_about(document.title, names)}
    return [
        action
        for action in open_actions(sms)
        if action.source in told or any(name in action.what for name in names) or _names(sms, action, names)
    ]


def _is_about(title: str, names: set[str]) -> bool:
    """Whether a title names one of them: a report that only mentions one is not about it."""
    return any(name in title for name in names)


def _names(sms: Sms, action: OpenAction, names: set[str]) -> bool:
    entry = entry_of(sms, action.source)
    return entry is not None and any(
        found.id == entry.id for name in names for found in named_by(sms, name, entry.kind)
    )
