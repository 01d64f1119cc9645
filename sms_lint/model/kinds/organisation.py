"""Who there is: roles and persons."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import Date, RoleIdentifier, RoleRef, Text, YesNo
from sms_lint.model.kind import Kind
from sms_lint.model.node import Record
from sms_lint.model.part import Part


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
