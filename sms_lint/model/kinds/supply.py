"""Supplier management: contracts and agreements with suppliers, and disputes about them."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import Date, Number, Ref, RoleRef, Text, To
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Follows, Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.part import Part
from sms_lint.model.promises import Cycle, Promise
from sms_lint.model.row_rules import OnlyWhen, RequiredWhen


class SupportedTarget(Part):
    """A target of an agreement with a customer that a supplier's target stands behind."""

    sla: Annotated[Ref, To("sla", back="Target of a supplier behind it")] = Field(
        title="Agreement", description="The id of the service level agreement."
    )
    target: Text = Field(
        title="Target", description="The name of the target in that agreement, such as availability."
    )


class ContractTarget(Part):
    """One target that a supplier has to meet: a number that can be measured."""

    name: Text = Field(title="Name", description="What results are reported under, such as remote hands.")
    metric: Text = Field(
        title="Metric", description="What is measured, such as time until an engineer is at the rack."
    )
    value: Number = Field(title="Value", description="The value agreed, as a plain number, such as 30.")
    unit: Text = Field(title="Unit", description="The unit of the value, such as minutes or %.")
    direction: Literal["higher", "lower"] = Field(
        title="Direction",
        description="Which way is better: higher where the value is a minimum, lower where it is a maximum.",
    )
    supports: tuple[SupportedTarget, ...] = Field(
        (),
        title="Supports",
        description=(
            "The targets of agreements that it stands behind; only needed where name or metric do not show it."
        ),
    )
    made_up_by: (
        Annotated[Ref, To("risk", "supplier-contract", back="Target of a contract that it makes up for")]
        | None
    ) = Field(
        None,
        title="Made up by",
        description="What makes up for a target weaker than customers were promised: the contract of a second supply "
        "beside it, or the accepted risk.",
    )


class SupplierContract(Record):
    """A contract with an external supplier, or an agreement with an internal one or a customer as supplier."""

    KIND: ClassVar[Kind] = Kind(
        "supplier-contract",
        "Supplier contract",
        "Supplier contracts and agreements",
        "records",
        clauses=("20000-1:8.3.4.1", "20000-1:8.3.4.2"),
        courses=(
            ("valid_from", "valid_to"),
            ("valid_from", "last_performance_review", "performance_due"),
            ("last_contract_review", "contract_review_due"),
        ),
        distances=(
            Distance("contract_review_due", "valid_to", most=0, states=("active",)),
            Distance("performance_due", "valid_to", most=0, states=("active",)),
            Distance("valid_to", "valid_from", most=5479),
        ),
        follows=(Follows("valid_from", "supplier", "selected_at"),),
        tells=(
            Tells(
                (
                    "scope",
                    "authorities",
                    "interfaces",
                    "requirements",
                )
            ),
        ),
        prefix="CON",
        rules=(
            RequiredWhen("alignment_checked_at", "status", ("active",)),
            RequiredWhen("valid_to", "status", ("ended",)),
        ),
        moment="last_performance_review",
        closed=Closed("status", ("ended",)),
        deeds=("alignment_checked_at", "last_performance_review", "last_contract_review"),
        promises=(
            Promise(
                "end",
                "end of the contract, unless it is renewed",
                "valid_to",
                states=("active",),
                since="valid_from",
            ),
        ),
        cycles=(
            Cycle(
                "performance-review",
                "review of performance",
                "last_performance_review",
                "intervals.performance_review",
                ("active",),
                begin="valid_from",
                until="valid_to",
                planned="performance_due",
            ),
            Cycle(
                "contract-review",
                "review of the contract",
                "last_contract_review",
                "intervals.contract_review",
                ("active",),
                begin="valid_from",
                until="valid_to",
                planned="contract_review_due",
            ),
        ),
        columns=("supplier", "manager", "status", "valid_to", "performance_due", "last_performance_review"),
    )

    supplier: Annotated[Ref, To("other-party", back="Contract with it")] = Field(
        title="Supplier", description="The id of the other party that is bound by it."
    )
    type: Literal["external_supplier", "internal_supplier", "customer_as_supplier"] = Field(
        title="Type", description="What the supplier is to the organisation."
    )
    manager: RoleRef = Field(
        title="Manager", description="The role that manages the relationship, the contract and performance."
    )
    scope: Text = Field(
        title="Scope", description="Services, components or processes it covers, such as two racks and power."
    )
    requirements: Text = Field(
        title="Requirements", description="What the supplier must fulfil, or where that is written."
    )
    targets: tuple[ContractTarget, ...] = Field(
        title="Targets", description="What is measured; write [] where only other obligations were agreed."
    )
    other_obligations: Text | None = Field(
        None, title="Other obligations", description="What else binds the supplier, such as notice periods."
    )
    authorities: Text = Field(
        title="Authorities and responsibilities", description="Who decides and who does what, on both sides."
    )
    interfaces: Text = Field(
        title="Interfaces", description="Where the supplier's work and ours meet, such as a shared queue."
    )
    supports_sla: tuple[Annotated[Ref, To("sla", back="Supplier contract that supports it")], ...] = Field(
        title="Supported agreements",
        description="Ids of the service level agreements it underpins; write [] where there are none.",
    )
    alignment_checked_at: Date | None = Field(
        None,
        title="Alignment checked",
        description="The day its targets were last compared with the agreements it underpins.",
    )
    valid_from: Date = Field(title="Valid from", description="The first day it applies.")
    valid_to: Date | None = Field(
        None, title="Valid to", description="The last day it applies; leave it out where no end is agreed."
    )
    performance_due: Date = Field(
        title="Performance review due", description="The day by which performance is reviewed next."
    )
    last_performance_review: Date | None = Field(
        None, title="Last performance review", description="The day performance was last reviewed."
    )
    performance_record: Annotated[Ref, To(back="Contract whose review it records")] | None = Field(
        None,
        title="Record of the performance review",
        description="The id of the minutes or report of the last performance review.",
    )
    contract_review_due: Date = Field(
        title="Contract review due", description="The day by which the contract itself is reviewed next."
    )
    last_contract_review: Date | None = Field(
        None, title="Last contract review", description="The day it was last compared with present needs."
    )
    status: Literal["draft", "active", "ended"] = Field(
        title="Status", description="A draft until both sides agree, active while it applies, then ended."
    )


class Dispute(Record):
    """A dispute with a supplier, from its opening to its outcome."""

    KIND: ClassVar[Kind] = Kind(
        "dispute",
        "Supplier dispute",
        "Supplier dispute log",
        "records",
        clauses=("20000-1:8.3.4.1",),
        courses=(("opened", "closed"),),
        tells=(
            Tells(("issue",)),
            Tells(("outcome",), "result"),
        ),
        prefix="DSP",
        rules=(
            RequiredWhen("outcome", "status", ("closed",)),
            RequiredWhen("closed", "status", ("closed",)),
            OnlyWhen("closed", "status", ("closed",)),
        ),
        moment="opened",
        closed=Closed("status", ("closed",), back=(("escalated", "open"),)),
        numbered="as it comes up",
        deeds=("opened", "closed"),
        promises=(
            Promise(
                "escalation",
                "escalation of the dispute, unless it is settled",
                "opened",
                "intervals.dispute",
                ("open",),
            ),
        ),
    )

    contract: Annotated[Ref, To("supplier-contract", back="Dispute on it")] = Field(
        title="Contract", description="The id of the contract it is about."
    )
    opened: Date = Field(title="Opened", description="The day it was raised with the supplier, or by it.")
    issue: Text = Field(title="Issue", description="What the two sides do not agree on.")
    owner: RoleRef = Field(title="Owner", description="The role that manages it to its end.")
    status: Literal["open", "escalated", "closed"] = Field(
        title="Status", description="Open, escalated to the next level, or closed."
    )
    outcome: Text | None = Field(
        None, title="Outcome", description="How it was settled, such as a credit of 2,400 GBP."
    )
    closed: Date | None = Field(None, title="Closed", description="The day it was settled.")
