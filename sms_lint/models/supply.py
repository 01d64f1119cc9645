"""Supplier management: contracts and agreements with other parties, and disputes about them."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.fields import Date, Number, Ref, RoleRef, Text, To
from sms_lint.models.base import Kind, Part, Record
from sms_lint.models.rowrules import NotBefore, OnlyWhen, RequiredWhen


class SupplierTarget(Part):
    """One target that a supplier has agreed to."""

    name: Text = Field(title="Name", description="What results are reported under, such as availability.")
    value: Number = Field(title="Value", description="The value agreed, as a plain number.")
    unit: Text = Field(title="Unit", description="The unit of the value, such as %, hours or minutes.")
    direction: Literal["higher", "lower"] = Field(
        title="Direction",
        description="Which way is better: higher where the value is a minimum, lower where it is a maximum.",
    )


class SupplierContract(Record):
    """A contract with a supplier, or the agreement with an internal supplier or a customer who acts as one."""

    KIND: ClassVar[Kind] = Kind(
        "supplier-contract",
        "Supplier contract",
        "Supplier and contract register",
        "records",
        clauses=("20000-1:8.3.4.1", "20000-1:8.3.4.2"),
        prefix="CON",
        rules=(
            NotBefore("valid_to", "valid_from"),
            NotBefore("performance_due", "last_performance_review"),
            NotBefore("contract_review_due", "last_contract_review"),
            NotBefore("last_contract_review", "valid_from"),
        ),
        moment="last_performance_review",
    )

    supplier: Annotated[Ref, To("other-party")] = Field(
        title="Supplier", description="The id of the other party."
    )
    party_kind: Literal["external", "internal", "customer_as_supplier"] = Field(
        title="Kind of supplier",
        description="An external supplier, an internal one, or a customer who acts as one.",
    )
    manager: RoleRef = Field(
        title="Manager", description="The role that manages relationship, contract and performance."
    )
    scope: Text = Field(title="Scope", description="What is supplied.")
    requirements: Text = Field(title="Requirements", description="What the supplier has to meet.")
    targets: Annotated[tuple[SupplierTarget, ...], Field(min_length=1)] = Field(
        title="Targets", description="What the supplier has promised, one measurable target each."
    )
    authorities: Text = Field(title="Authorities", description="Who may decide what, on both sides.")
    interfaces: Text = Field(
        title="Interfaces", description="Where the work of both meets: contacts, tools, processes."
    )
    supports_sla: Annotated[tuple[Annotated[Ref, To("sla")], ...], Field(min_length=1)] = Field(
        title="Supports", description="Ids of the service level agreements that depend on it."
    )
    alignment_checked_at: Date = Field(
        title="Alignment checked", description="The day its targets were last compared with those agreements."
    )
    valid_from: Date = Field(title="Valid from", description="The first day it applies.")
    valid_to: Date = Field(title="Valid to", description="The last day it applies.")
    last_performance_review: Date = Field(
        title="Performance reviewed", description="The day performance was last reviewed with the supplier."
    )
    performance_due: Date = Field(
        title="Performance review due", description="The day by which it is reviewed again."
    )
    last_contract_review: Date = Field(
        title="Contract reviewed", description="The day the contract was last compared with what is needed."
    )
    contract_review_due: Date = Field(
        title="Contract review due", description="The day by which it is reviewed again."
    )


class Dispute(Record):
    """A dispute with a supplier, from beginning to end."""

    KIND: ClassVar[Kind] = Kind(
        "dispute",
        "Dispute",
        "Supplier dispute log",
        "records",
        clauses=("20000-1:8.3.4.1",),
        prefix="DSP",
        rules=(
            NotBefore("closed", "opened"),
            RequiredWhen("outcome", "status", ("closed",)),
            RequiredWhen("closed", "status", ("closed",)),
            OnlyWhen("closed", "status", ("closed",)),
        ),
        moment="opened",
    )

    contract: Annotated[Ref, To("supplier-contract")] = Field(
        title="Contract", description="The id of the contract."
    )
    opened: Date = Field(title="Opened", description="The day it was recorded.")
    issue: Text = Field(title="Issue", description="What the parties do not agree on.")
    owner: RoleRef = Field(title="Owner", description="The role that works for an agreement.")
    status: Literal["open", "closed"] = Field(title="Status", description="How far it has come.")
    outcome: Text | None = Field(None, title="Outcome", description="What was agreed in the end.")
    closed: Date | None = Field(None, title="Closed", description="The day it was settled.")
