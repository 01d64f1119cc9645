"""Service portfolio: services, catalogue entries, other parties in the service lifecycle, assets."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import Amount, Date, Ref, RoleRef, Text, To, Version
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Distance, Kind, Tells
from sms_lint.model.node import Record
from sms_lint.model.promises import Promise
from sms_lint.model.row_rules import Different, OnlyWhen, RequiredWhen


class Service(Record):
    """A service of the portfolio, from its proposal to its retirement."""

    KIND: ClassVar[Kind] = Kind(
        "service",
        "Service",
        "Service portfolio",
        "records",
        clauses=("20000-1:8.2.2",),
        tells=(
            Tells(
                (
                    "criticality_basis",
                    "value_statement",
                )
            ),
        ),
        prefix="SVC",
        rules=(
            # A proposal may come before its requirements are written down and its customers are known.
            # Nothing after it may.
            RequiredWhen("requirements", "lifecycle", ("development", "live", "removal")),
            RequiredWhen("customer", "lifecycle", ("development", "live", "removal", "retired")),
            Different("dependencies", "id"),
            Different("duplicates", "id"),
        ),
        closed=Closed("lifecycle", ("retired",), back=(("development", "proposed"), ("removal", "live"))),
    )

    name: Text = Field(title="Name", description="The name that customers know it by.")
    lifecycle: Literal["proposed", "development", "live", "removal", "retired"] = Field(
        title="Lifecycle", description="Its state, from proposed to retired."
    )
    requirements: tuple[Annotated[Ref, To("document")], ...] = Field(
        (), title="Requirements", description="Ids of the documents that state the service requirements."
    )
    criticality: Literal["critical", "high", "medium", "low"] = Field(
        title="Criticality", description="How much depends on it."
    )
    criticality_basis: Text = Field(
        title="Basis of criticality",
        description="Why: what its loss would mean for the organisation, customers, users and others.",
    )
    dependencies: tuple[Annotated[Ref, To("service")], ...] = Field(
        title="Dependencies", description="Ids of the services it depends on; write [] where there are none."
    )
    duplicates: tuple[Annotated[Ref, To("service")], ...] = Field(
        (), title="Duplicates", description="Ids of services that do the same in whole or in part."
    )
    owner: RoleRef = Field(title="Owner", description="The role that answers for the service as a whole.")
    customer: tuple[Annotated[Ref, To("customer")], ...] = Field(
        (),
        title="Customers",
        description="Ids of the customers it is, or will be, delivered to.",
    )
    value_statement: Text | None = Field(
        None, title="Value", description="What the service is worth to its customers, in their words."
    )


class ServiceCatalogueEntry(Record):
    """A service as the catalogue describes it to one audience."""

    KIND: ClassVar[Kind] = Kind(
        "service-catalogue",
        "Service catalogue entry",
        "Service catalogue",
        "records",
        clauses=("20000-1:8.2.4",),
        tells=(
            Tells(
                (
                    "description",
                    "intended_outcome",
                    "how_to_request",
                )
            ),
        ),
        prefix="CAT",
        rules=(Different("dependencies", "service"),),
    )

    service: Annotated[Ref, To("service")] = Field(
        title="Service", description="The id of the service described."
    )
    description: Text = Field(
        title="Description", description="What the service is, in the words of its readers."
    )
    intended_outcome: Text = Field(
        title="Intended outcome", description="What its customers or users can do thanks to it."
    )
    dependencies: tuple[Annotated[Ref, To("service")], ...] = Field(
        title="Dependencies", description="Ids of the services it depends on; write [] where there are none."
    )
    audience: Literal["organization", "customer", "user"] = Field(
        title="Audience", description="Who this description is for; another audience has an entry of its own."
    )
    hours: Annotated[Ref, To("service-hours")] | None = Field(
        None,
        title="Service hours",
        description="The id of the service hours in which the service is delivered.",
    )
    how_to_request: Text | None = Field(
        None, title="How to request", description="Where and how a customer or user asks for it."
    )
    sla: Annotated[tuple[Annotated[Ref, To("sla")], ...], Field(min_length=1)] = Field(
        title="Service level agreements", description="Ids of the service level agreements that cover it."
    )
    published_at: Date = Field(title="Published on", description="The day this description was published.")
    version: Version = Field(title="Version", description='The version of the description, in quotes: "1.2".')


class OtherParty(Record):
    """A party that provides services or components, or operates processes, and how it is controlled."""

    KIND: ClassVar[Kind] = Kind(
        "other-party",
        "Other party",
        "Other parties register",
        "records",
        clauses=("20000-1:8.2.3.1", "20000-1:8.2.3.2"),
        tells=(
            Tells(
                (
                    "controls",
                    "selection_criteria",
                    "interfaces",
                )
            ),
        ),
        prefix="OTH",
        deeds=("selected_at",),
    )

    name: Text = Field(title="Name", description="The organisation, department or customer.")
    type: Literal["external_supplier", "internal_supplier", "customer_as_supplier"] = Field(
        title="Type", description="What the party is to the organisation."
    )
    services_provided: tuple[Text, ...] = Field(
        title="Services provided",
        description="Services it provides or operates; write [] where there are none.",
    )
    components_provided: tuple[Text, ...] = Field(
        title="Components provided",
        description="Service components it provides or operates; write [] where there are none.",
    )
    processes_operated: tuple[Text, ...] = Field(
        title="Processes operated",
        description="Processes, or parts of them, that it operates; write [] where there are none.",
    )
    selection_criteria: Text = Field(
        title="Selection criteria", description="What it was evaluated against when it was selected."
    )
    selected_at: Date | None = Field(None, title="Selected on", description="The day it was selected.")
    controls: Text = Field(
        title="Controls",
        description="How its processes, services and components are measured and evaluated, and how often.",
    )
    interfaces: Text = Field(
        title="Interfaces", description="Where its work and yours meet: who hands over what to whom, and how."
    )
    agreement: Annotated[tuple[Annotated[Ref, To("supplier-contract")], ...], Field(min_length=1)] = Field(
        title="Agreements", description="Ids of the contracts or internal agreements with it."
    )


class Asset(Record):
    """An asset used to deliver services, and the duties that come with it."""

    KIND: ClassVar[Kind] = Kind(
        "asset",
        "Asset",
        "Asset register",
        "records",
        clauses=("20000-1:8.2.5",),
        courses=(
            ("acquired", "warranty_end"),
            ("acquired", "disposed_at"),
        ),
        distances=(Distance("warranty_end", "acquired", most=3653),),
        prefix="AST",
        rules=(
            RequiredWhen("service", "status", ("in_use", "in_repair")),
            RequiredWhen("disposed_at", "status", ("disposed",)),
            OnlyWhen("disposed_at", "status", ("disposed",)),
        ),
        closed=Closed("status", ("disposed",), free=True),
        deeds=("acquired", "disposed_at"),
        promises=(
            Promise(
                "warranty",
                "end of the warranty, unless a contract covers the asset",
                "warranty_end",
                states=("in_use",),
                unless=("licence_or_contract",),
                since="acquired",
            ),
        ),
        columns=("description", "type", "status", "service", "owner", "warranty_end"),
    )

    type: Text = Field(
        title="Type", description="What kind of asset it is, such as server or software licence."
    )
    description: Text = Field(title="Description", description="What it is, so that it can be recognised.")
    owner: RoleRef = Field(title="Owner", description="The role that answers for the asset.")
    location: Text | None = Field(None, title="Location", description="Where it is kept or installed.")
    status: Literal["ordered", "in_stock", "in_use", "in_repair", "disposed"] = Field(
        title="Status", description="Its state, from ordered to disposed of."
    )
    service: tuple[Annotated[Ref, To("service")], ...] = Field(
        (), title="Services", description="Ids of the services it helps to deliver."
    )
    licence_or_contract: Text | None = Field(
        None,
        title="Licence or contract",
        description="The licence, lease or maintenance contract it falls under.",
    )
    value: Amount | None = Field(
        None, title="Value", description="What it cost or is worth, as a plain number in the given currency."
    )
    currency: Text | None = Field(
        None, title="Currency", description="The currency of the value, such as EUR."
    )
    acquired: Date | None = Field(None, title="Acquired on", description="The day it was bought or leased.")
    warranty_end: Date | None = Field(
        None, title="End of warranty", description="The last day of warranty or support."
    )
    obligations: tuple[Annotated[Ref, To("obligation")], ...] = Field(
        (), title="Obligations", description="Ids of the legal or contractual obligations on it."
    )
    disposed_at: Date | None = Field(
        None, title="Disposed of on", description="The day it was sold, returned or destroyed."
    )
    ci: Annotated[Ref, To("ci")] | None = Field(
        None, title="Configuration item", description="The id of the configuration item that it is."
    )
