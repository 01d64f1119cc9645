"""Time on hold: while somebody else has to do something."""

from typing import Annotated, ClassVar

from pydantic import Field

from sms_lint.ground.fields import Moment, Ref, Text, To
from sms_lint.model.closing import Closed
from sms_lint.model.kind import Follows, Kind
from sms_lint.model.node import Record


class Pause(Record):
    """A time in which a ticket waited for a user, a supplier or a day that was agreed."""

    KIND: ClassVar[Kind] = Kind(
        "pause",
        "Time on hold",
        "Times on hold",
        "records",
        clauses=("20000-1:8.6.1", "20000-1:8.6.2"),
        courses=(("from", "until"),),
        follows=(
            Follows("from", "record", "opened_at"),
            Follows("until", "record", "resolved_at", ahead=True),
            Follows("until", "record", "fulfilled_at", ahead=True),
        ),
        prefix="HLD",
        closed=Closed(later=("until",)),
    )

    record: Annotated[Ref, To("incident", "service-request", "problem", "change")] = Field(
        title="Record", description="The id of the incident, request, problem or change that waited."
    )
    from_: Moment = Field(
        alias="from", title="From", description="When it began to wait, such as 2026-03-31T14:05."
    )
    until: Moment | None = Field(
        None, title="Until", description="When it went on; left out while it is waiting."
    )
    reason: Text | None = Field(
        None, title="Reason", description="What it waited for, such as an answer of the user."
    )
