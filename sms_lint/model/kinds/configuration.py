"""Configuration management: configuration items and the verification of what is recorded of them."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import Between, Count, Date, Ref, RoleRef, Text, TextOrNone, To, Unit
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Kind
from sms_lint.model.node import Record
from sms_lint.model.promises import Cycle, Promise, Says
from sms_lint.model.row_rules import AtMost, Different


class ConfigurationItem(Record):
    """A configuration item: what it is, its state, and what it is related to."""

    KIND: ClassVar[Kind] = Kind(
        "ci",
        "Configuration item",
        "Configuration item register",
        "records",
        clauses=("20000-1:8.2.6",),
        prefix="CI",
        rules=(Different("relationships", "id"),),
        moment="verified_at",
        closed=Closed("status", ("retired",), free=True),
        deeds=("verified_at",),
        cycles=(
            Cycle(
                "verification",
                "verification of the configuration item",
                "verified_at",
                "intervals.item_verification",
                ("in_use",),
                in_calendar=False,
            ),
        ),
    )

    type: Text = Field(
        title="Type", description="One of the types that configuration management defines, such as firewall."
    )
    description: Text = Field(title="Description", description="What it is and what it is for.")
    # A flat list, so that the export of a configuration management database can carry it in one column.
    relationships: Annotated[
        tuple[Annotated[Ref, To("ci", "service", back="Item that it belongs with")], ...], Field(min_length=1)
    ] = Field(
        title="Relationships",
        description="Ids of the configuration items and services it is part of, runs on, connects to or supports.",
    )
    status: Literal["planned", "in_build", "in_use", "in_maintenance", "retired"] = Field(
        title="Status", description="Its state, from planned to retired."
    )
    owner: RoleRef | None = Field(None, title="Owner", description="The role that answers for it.")
    service: tuple[Annotated[Ref, To("service", back="Item that it runs on")], ...] = Field(
        (), title="Services", description="Ids of the services that need it."
    )
    last_change: Annotated[Ref, To("change", back="Item that it changed last")] | None = Field(
        None, title="Last change", description="The id of the change that last altered it."
    )
    verified_at: Date | None = Field(
        None, title="Verified on", description="The day this entry was last compared with the real thing."
    )
    version: Text | None = Field(
        None, title="Version", description="Its version or release as the maker states it, such as 7.2.4-R3."
    )


class ConfigurationVerification(Record):
    """A comparison of recorded configuration items with the real ones, and what came of it."""

    KIND: ClassVar[Kind] = Kind(
        "ci-verification",
        "Configuration verification",
        "Configuration verifications",
        "records",
        clauses=("20000-1:8.2.6",),
        courses=(("held", "closed_at"),),
        distances=(Distance("held", "due", least=-60, most=60),),
        prefix="CIV",
        rules=(AtMost("errors", "sample_size"),),
        moment="held",
        closed=Closed(later=("closed_at",)),
        numbered="as it comes up",
        deeds=("held", "closed_at"),
        promises=(
            Promise(
                "correction",
                "correction of the errors found",
                "held",
                "intervals.correction",
                when=(Says("errors", ("0",), but_not=True),),
                unless=("closed_at",),
                action="actions",
            ),
        ),
        cycles=(
            Cycle(
                "verification",
                "verification of configuration",
                "held",
                "intervals.verification",
                latest_of=(),
            ),
        ),
    )

    scope: Text = Field(title="Scope", description="Which configuration items were verified, and how.")
    due: Date = Field(title="Due", description="The day by which it was to be held.")
    held: Date = Field(title="Held on", description="The day it was held.")
    sample_size: Annotated[int, Between(1, None, whole=True), Unit("configuration items")] = Field(
        title="Sample size", description="How many configuration items were compared with the real ones."
    )
    errors: Annotated[Count, Unit("configuration items")] = Field(
        title="Errors", description="How many of the sample were wrong in one point or more."
    )
    actions: TextOrNone = Field(
        title="Actions",
        description="What is done about the errors, with roles and dates; say so if nothing need be.",
    )
    closed_at: Date | None = Field(
        None, title="Closed on", description="The day the last action was carried out."
    )
