"""The scorecard of a supplier: what was agreed, when it was last looked at, what was found, and what is in dispute."""

from collections.abc import Iterator
from datetime import date

from sms_lint.ground.sentences import plural
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.supply import SupplierContract
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import EMPTY, NOTHING, badge, day, stacked, table
from sms_lint.publish.site.state import due_sign
from sms_lint.publish.site.view import PageContext
from sms_lint.system.activity import is_open
from sms_lint.system.relations import named_by
from sms_lint.translation import ours

_HEADS = (
    "Contract",
    "Targets",
    "Performance last reviewed",
    "Next review",
    "Contract last reviewed",
    "Disputes",
)


def scorecard(here: PageContext, supplier: Entry) -> Safe:
    """A line for each contract of a supplier that is in force; nothing where there is none."""
    contracts = [
        contract
        for entry in named_by(here.sms, supplier.id, "supplier-contract", "supplier")
        if (contract := here.sms.record(SupplierContract, entry.id)) and contract.status == "active"
    ]
    rows = [_row(here, contract) for contract in contracts]
    return table(_HEADS, rows, "Scorecard", "loose cards") if rows else EMPTY


def _row(here: PageContext, contract: SupplierContract) -> list[Safe]:
    return [
        here.node(contract.id),
        text(ours(plural(len(contract.targets), "target"))),
        _reviewed(here, contract),
        _due(here, contract.performance_due),
        Safe(f"{day(contract.last_contract_review) or NOTHING} {_due(here, contract.contract_review_due)}"),
        stacked(_disputes(here, contract.id)) or NOTHING,
    ]


def _reviewed(here: PageContext, contract: SupplierContract) -> Safe:
    """The day of the last review of performance, and what records it; what is not recorded cannot be told."""
    if contract.last_performance_review is None:
        return NOTHING
    record = (
        here.node(contract.performance_record)
        if contract.performance_record
        else text(ours("no record is named"))
    )
    return Safe(f"{day(contract.last_performance_review)} {record}")


def _due(here: PageContext, due: date) -> Safe:
    return Safe(f"{day(due)} {badge(due_sign(due, here.sms.today, here.sms.config.review.due_soon))}")


def _disputes(here: PageContext, contract: str) -> Iterator[Safe]:
    for entry in named_by(here.sms, contract, "dispute", "contract"):
        state = text(ours("open" if is_open(here.sms, entry) else "closed"))
        yield Safe(f"{here.node(entry.id)} {state}")
