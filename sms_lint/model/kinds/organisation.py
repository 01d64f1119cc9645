"""Who there is and what is measured: roles, persons and key performance indicators."""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import ClauseField, Date, Number, Ref, RoleIdentifier, RoleRef, Text, To, YesNo
from sms_lint.model.kind import Kind
from sms_lint.model.node import Part, Record


class Role(Record):
    """A role, with what it answers for and may decide."""

    KIND: ClassVar[Kind] = Kind("role", "Role", "Role register", "records", ("20000-1:5.3",))

    id: RoleIdentifier = Field(
        title="Id", description="The role's id in small letters, such as change-manager."
    )
    title: Text = Field(title="Title", description="The role's title for people.")
    responsibilities: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        title="Responsibilities", description="What the role answers for."
    )
    authorities: tuple[Text, ...] = Field((), title="Authorities", description="What the role may decide.")
    approves_changes: tuple[Literal["standard", "normal", "emergency"], ...] = Field(
        (),
        title="Approves changes",
        description="The categories of change that its holders may approve.",
    )
    top_management: YesNo = Field(
        "no", title="Top management", description="Whether it belongs to top management."
    )
    external: YesNo = Field(
        "no",
        title="External",
        description="Whether people outside the organization take it, such as user or customer.",
    )
    reports_to: RoleRef | None = Field(None, title="Reports to", description="The role it reports to.")


class Holding(Part):
    """A role that a person holds for a time."""

    role: RoleRef = Field(title="Role", description="The id of the role.")
    from_: Date = Field(alias="from", title="From", description="The first day.")
    to: Date | None = Field(None, title="To", description="The last day; left out while the role is held.")


class Person(Record):
    """A person, under an id and without a name, with the roles held and since when."""

    KIND: ClassVar[Kind] = Kind(
        "person", "Person", "Person register", "records", ("20000-1:5.3", "20000-1:7.2"), "P"
    )

    unit: Text | None = Field(None, title="Unit", description="The team or department.")
    roles: Annotated[tuple[Holding, ...], Field(min_length=1)] = Field(
        title="Roles", description="Roles held, from and to."
    )


class Target(Part):
    """A value to reach from a day on."""

    from_: Date = Field(alias="from", title="From", description="The first day the target applies.")
    value: Number | None = Field(
        None, title="Value", description="The value to reach; for a band use low and high."
    )
    low: Number | None = Field(None, title="Low", description="The lower end of a band.")
    high: Number | None = Field(None, title="High", description="The upper end of a band.")
    agreed_in: Annotated[Ref, To("sla", "objective")] | None = Field(
        None, title="Agreed in", description="The service level agreement or objective that sets it."
    )


class Kpi(Record):
    """A key performance indicator: what it asks, how it is measured, how often, and its target."""

    KIND: ClassVar[Kind] = Kind(
        "kpi",
        "Key performance indicator",
        "KPI catalogue",
        "records",
        ("20000-1:9.1", "20000-1:6.2.1"),
        "KPI",
    )

    name: Text = Field(title="Name", description="Its name for people.")
    question: Text = Field(title="Question", description="The question that it answers.")
    process: Annotated[Ref, To("process")] = Field(
        title="Process", description="The process that it measures."
    )
    owner: RoleRef = Field(title="Owner", description="The role that answers for the result.")
    clauses: tuple[ClauseField, ...] = Field((), title="Clauses", description="Clauses it is evidence for.")
    formula: Text = Field(title="Formula", description="How it is computed, in words that leave no choice.")
    source: Text = Field(
        title="Source", description="The kind of record it is computed from, such as incident."
    )
    inputs: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        title="Inputs", description="The fields of that kind which it needs."
    )
    unit: Text = Field(title="Unit", description="The unit of the result, such as %, hours or count.")
    direction: Literal["higher", "lower", "band"] = Field(
        title="Direction", description="Which way is better."
    )
    targets: Annotated[tuple[Target, ...], Field(min_length=1)] = Field(
        title="Targets", description="Target values, each from the day it applies."
    )
    frequency: Literal["week", "month", "quarter", "year"] = Field(
        title="Frequency", description="How often it is measured and evaluated."
    )

    def reached(self, value: Decimal, target: Decimal) -> bool:
        """Whether a value is at least as good as a target, by the direction; a band has no better end."""
        if self.direction == "band":
            return False
        return value >= target if self.direction == "higher" else value <= target
