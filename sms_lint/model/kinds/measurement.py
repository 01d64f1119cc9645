"""What is measured: key performance indicators, and what each is computed from."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Field

from sms_lint.ground.faults import Fault
from sms_lint.ground.fields import (
    Between,
    ClauseField,
    Count,
    Date,
    Number,
    Period,
    Periods,
    Ref,
    RoleRef,
    Span,
    Text,
    To,
)
from sms_lint.model.kind import Kind, MeasuredField
from sms_lint.model.kpi_library import BASED_ON, laid_over
from sms_lint.model.node import Node, Record
from sms_lint.model.part import Part
from sms_lint.model.row_rules import RequiredWhen

# An expression over the fields of the source, such as made_sla = 'yes'; `measure` reads it.
Expression = Text
Share = Annotated[Decimal, Between(0, 1)]


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


class Thresholds(Part):
    """Values at which somebody has to look, and to act."""

    warning: Number | None = Field(None, title="Warning", description="The value from which somebody looks.")
    critical: Number | None = Field(None, title="Critical", description="The value from which somebody acts.")


class ControlWindow(Part):
    """The periods that the natural limits of a figure are computed from."""

    first: Period = Field(title="First", description="The first of the periods, such as 2025-07.")
    last: Period = Field(title="Last", description="The last of the periods, such as 2026-06.")


class Exclusion(Part):
    """Records that a figure leaves out, with who agreed to that and until when."""

    where: Expression = Field(title="Where", description="Which records, as a condition over their fields.")
    reason: Text = Field(title="Reason", description="Why they are left out.")
    approver: RoleRef = Field(title="Approver", description="The role that agreed to it.")
    until: Date | None = Field(
        None, title="Until", description="The last day it applies to; left out while it is agreed."
    )


# What every organization says for itself, whatever its definition is based on.
_OWN = ("id", "process", "owner", "targets")


def _needed_without_base(schema: dict[str, Any]) -> None:
    """Let editors ask for the other fields only where no definition of the library gives them."""
    others = [name for name in schema["required"] if name not in _OWN]
    schema["required"] = list(_OWN)
    schema |= {"if": {"not": {"required": [BASED_ON]}}, "then": {"required": others}}


class Kpi(Record):
    """A key performance indicator: what it asks, how it is computed, how often, and its target."""

    model_config = ConfigDict(json_schema_extra=_needed_without_base)

    KIND: ClassVar[Kind] = Kind(
        "kpi",
        "Key performance indicator",
        "KPI catalogue",
        "records",
        ("20000-1:9.1", "20000-1:6.2.1"),
        "KPI",
        rules=(
            RequiredWhen("formula", "type", ("manual",)),
            RequiredWhen("inputs", "type", ("manual",)),
            RequiredWhen("numerator", "type", ("ratio",)),
            RequiredWhen("quantity", "type", ("average", "sum", "percentile")),
            RequiredWhen("percentile", "type", ("percentile",)),
            RequiredWhen(
                "event",
                "type",
                ("average", "sum", "count", "percentile", "backlog", "recurrence", "availability"),
            ),
            RequiredWhen("until", "type", ("backlog", "availability")),
            RequiredWhen("calendar", "type", ("availability",)),
            RequiredWhen("same", "type", ("recurrence",)),
            RequiredWhen("within", "type", ("recurrence",)),
        ),
        measured=(MeasuredField("baseline", "id", "baseline_for", may_precede=True),),
    )

    # What a KPI says beside its figure and the verdict on it: a change of these leaves every result as it is.
    # A result holds the target in force itself.
    BESIDE_THE_RESULT: ClassVar[frozenset[str]] = frozenset({
        "id", "supersedes", "formerly", "based_on", "name", "question", "process", "owner", "clauses", "since",
        "targets", "frequency", "thresholds", "limits_from", "baseline", "baseline_for", "on_breach", "counter_metric",
        "audience", "formula", "inputs",
    })  # fmt: skip

    based_on: Text | None = Field(
        None,
        title="Based on",
        description=(
            "The definition of the library that it takes every field from that is not written here, such as "
            "chg-success; `sms-lint kpi --library` lists them."
        ),
    )
    name: Text = Field(title="Name", description="Its name for people.")
    question: Text = Field(title="Question", description="The question that it answers.")
    process: Annotated[Ref, To("process")] = Field(
        title="Process", description="The process that it measures."
    )
    owner: RoleRef = Field(title="Owner", description="The role that answers for the result.")
    clauses: tuple[ClauseField, ...] = Field((), title="Clauses", description="Clauses it is evidence for.")
    type: Literal[
        "manual", "ratio", "average", "sum", "count", "percentile", "backlog", "recurrence", "availability"
    ] = Field(
        title="Type",
        description=(
            "How it is computed: a ratio, average, sum, count or percentile of records, a backlog at the end of "
            "the period, records like an earlier one, the share of service hours without an outage; or by hand."
        ),
    )
    source: Text = Field(
        title="Source", description="The kind of record it is computed from, such as incident."
    )
    event: Text | None = Field(
        None,
        title="Event",
        description=(
            "The field that puts a record into a period, such as resolved_at; left out where every record counts "
            "in each period."
        ),
    )
    filter: Expression | None = Field(
        None, title="Filter", description="Which records count, such as priority = 'P1'."
    )
    numerator: Expression | None = Field(
        None,
        title="Numerator",
        description="Of a ratio: the records counted, as a condition, or a number that is added up.",
    )
    denominator: Expression | None = Field(
        None,
        title="Denominator",
        description="Of a ratio: what it is divided by, in the same way; all records that count where left out.",
    )
    quantity: Expression | None = Field(
        None,
        title="Quantity",
        description="What is added up, averaged or ordered, such as seconds_between(opened_at, resolved_at).",
    )
    percentile: Share | None = Field(
        None, title="Percentile", description="Of a percentile: which, such as 0.5 for the median or 0.9."
    )
    until: Text | None = Field(
        None,
        title="Until",
        description="Of a backlog: the field with the day a record left it; of an availability: when an outage ended.",
    )
    calendar: Annotated[Ref, To("service-hours")] | None = Field(
        None,
        title="Calendar",
        description="The service hours by which business_seconds and an availability are counted.",
    )
    same: tuple[Text, ...] = Field(
        (), title="Same", description="Of a recurrence: the fields in which a record is like an earlier one."
    )
    within: Span | None = Field(
        None, title="Within", description="Of a recurrence: how soon after the earlier one, such as 30 days."
    )
    exclusions: tuple[Exclusion, ...] = Field(
        (), title="Exclusions", description="Records that are left out by agreement."
    )
    formula: Text | None = Field(
        None,
        title="Formula",
        description="Of a figure made by hand: how it is computed, in words that leave no choice.",
    )
    inputs: tuple[Text, ...] = Field(
        (), title="Inputs", description="Of a figure made by hand: the fields of that kind which it needs."
    )
    unit: Text = Field(title="Unit", description="The unit of the result, such as %, hours or count.")
    decimals: Annotated[int, Between(0, 6, whole=True)] = Field(
        1, title="Decimals", description="How many decimals the result is rounded to."
    )
    direction: Literal["higher", "lower", "band"] = Field(
        title="Direction", description="Which way is better."
    )
    targets: Annotated[tuple[Target, ...], Field(min_length=1)] = Field(
        title="Targets", description="Target values, each from the day it applies."
    )
    frequency: Literal["week", "month", "quarter", "year"] = Field(
        title="Frequency", description="How often it is measured and evaluated."
    )
    since: Date | None = Field(
        None,
        title="Since",
        description=(
            "The first day that this definition applies to, where an earlier one was another; results of earlier "
            "periods stay as they were frozen."
        ),
    )
    thresholds: Thresholds | None = Field(
        None, title="Thresholds", description="Values at which somebody looks, and acts."
    )
    limits_from: ControlWindow | None = Field(
        None,
        title="Limits from",
        description=(
            "The periods that the natural limits of its control chart come from; without them the first twelve results."
        ),
    )
    baseline: Number | None = Field(
        None, title="Baseline", description="The value before anything was done about it."
    )
    baseline_for: Periods | None = Field(
        None, title="Baseline of", description="The period that the baseline is of, such as 2026-Q3."
    )
    minimum_sample: Count | None = Field(
        None,
        title="Minimum sample",
        description="With fewer records than these the result is shown, and judged too small to judge by.",
    )
    empty_period: Literal["no-data", "zero"] = Field(
        "no-data",
        title="Empty period",
        description=(
            "What a period without a record means: that nothing is known, or a result of 0; of an availability, that "
            "there was no outage."
        ),
    )
    on_breach: Annotated[Ref, To("process", "procedure")] | None = Field(
        None, title="On breach", description="The process or procedure that says what follows a miss."
    )
    counter_metric: Annotated[Ref, To("kpi")] | None = Field(
        None,
        title="Counter metric",
        description="The KPI that shows when this one is reached at the cost of something else.",
    )
    audience: tuple[Text, ...] = Field(
        (), title="Audience", description="Who reads it: roles, or ids of customers."
    )

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> tuple[Node | None, list[Fault]]:
        """Check the values, laid over those of the definition that they are based on."""
        whole = laid_over(values)
        return (None, [whole]) if isinstance(whole, Fault) else super().read(whole)

    def reached(self, value: Decimal, target: Decimal) -> bool:
        """Whether a value is at least as good as a target, by the direction; a band has no better end."""
        if self.direction == "band":
            return False
        return value >= target if self.direction == "higher" else value <= target
