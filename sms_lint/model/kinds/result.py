"""Results of key performance indicators, as they were computed once and are kept."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import Count, Date, Number, PeriodOrWeek, Ref, Text, To
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Kind
from sms_lint.model.node import Record


class KpiResult(Record):
    """The result of a KPI in one period, frozen: what was counted, what it came to, and from which records.

    `sms-lint kpi --freeze` writes them and `sms-lint kpi --check` computes them again.
    """

    KIND: ClassVar[Kind] = Kind(
        "kpi-result",
        "KPI result",
        "Frozen results of KPIs",
        "records",
        clauses=("20000-1:9.1",),
        prefix="KPR",
        moment="frozen_at",
        closed=Closed(),
        deeds=("frozen_at",),
        series=("kpi", "by", "group"),
        columns=("kpi", "period", "group", "value", "unit", "target", "status"),
    )

    kpi: Annotated[Ref, To("kpi")] = Field(title="KPI", description="The id of the KPI.")
    period: PeriodOrWeek = Field(
        title="Period", description="The month, quarter, year or week measured, such as 2026-03."
    )
    by: Text | None = Field(
        None,
        title="By",
        description="The field that results are given by, such as service; empty for all records.",
    )
    group: Text | None = Field(
        None, title="Group", description="The value of that field which this result is for, such as SVC-MAIL."
    )
    numerator: Number | None = Field(
        None,
        title="Numerator",
        description="What was counted or added up; of a percentile its value, a length of time in seconds.",
    )
    denominator: Number | None = Field(None, title="Denominator", description="What it was divided by.")
    value: Number | None = Field(
        None, title="Value", description="The result in the unit, rounded; empty where nothing is known."
    )
    unit: Text = Field(title="Unit", description="The unit of the result, as the KPI has it.")
    target: Number | None = Field(
        None, title="Target", description="The target in force on the last day of the period."
    )
    target_low: Number | None = Field(
        None, title="Target from", description="The lower end, where it is a band."
    )
    target_high: Number | None = Field(
        None, title="Target to", description="The upper end, where it is a band."
    )
    status: Literal["met", "missed", "no target", "no data", "sample too small"] = Field(
        title="Status", description="Whether the target was met, or why nobody can say."
    )
    sample: Count = Field(title="Sample", description="How many records it rests on.")
    definition: Text = Field(
        title="Definition",
        description="The fingerprint of the definition it was computed by; written by the program.",
    )
    data_until: Date = Field(
        title="Data until", description="The day up to which the records were known when it was computed."
    )
    records_digest: Text | None = Field(
        None,
        title="Records",
        description="The fingerprint of the files it was computed from; none where an engine holds the records.",
    )
    engine: Text = Field(title="Engine", description="What computed it, such as duckdb.")
    tool: Text = Field(title="Tool", description="The version of sms-lint that froze it.")
    frozen_at: Date = Field(title="Frozen", description="The day it was frozen.")
    note: Text | None = Field(
        None, title="Note", description="Why it restates an earlier result, where it does."
    )
