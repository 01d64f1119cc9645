"""Service hours: when services are delivered, and when they may be worked on."""

from datetime import datetime, time
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sms_lint.ground.fields import Date, Form, Moment, Ref, Text, To
from sms_lint.ground.zone import Zone
from sms_lint.model.kind import Kind
from sms_lint.model.node import Record
from sms_lint.model.part import Part

Day = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
DAYS: tuple[Day, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


# Minutes since midnight; only an end may be 24:00.
_CLOCK, _EXPECTED = r"(?:[01]\d|2[0-3]):[0-5]\d", 'a time of the day such as "07:00"'
Start = Annotated[int, Form(_CLOCK, _EXPECTED, _minutes)]
End = Annotated[int, Form(rf"{_CLOCK}|24:00", _EXPECTED, _minutes)]


class WeeklyHours(Part):
    """Hours of some days of the week. Hours that end no later than they begin last until the next day."""

    days: Annotated[tuple[Day, ...], Field(min_length=1)] = Field(
        title="Days", description="The days of the week on which the hours begin, such as [Mon, Tue]."
    )
    from_: Start = Field(alias="from", title="From", description='When they begin, in quotes: "07:00".')
    to: End = Field(title="To", description='When they end, in quotes: "19:00"; "24:00" is midnight.')

    @property
    def length(self) -> int:
        """How many minutes of the clock they last."""
        return self.to - self.from_ if self.to > self.from_ else self.to - self.from_ + 24 * 60

    @property
    def starts(self) -> time:
        """When they begin."""
        return time(self.from_ // 60, self.from_ % 60)


class Holiday(Part):
    """A day without service."""

    on: Date = Field(title="On", description="The day.")
    name: Text = Field(title="Name", description="Which day it is, such as New Year's Day.")


class MaintenanceWindow(Part):
    """A time in which the service may be away by agreement; that is no outage."""

    from_: Moment = Field(alias="from", title="From", description="When it begins, such as 2026-03-01T22:00.")
    to: Moment = Field(title="To", description="When it ends.")
    reason: Text = Field(title="Reason", description="What is done, and who agreed to it.")
    change: Annotated[Ref, To("change")] | None = Field(
        None, title="Change", description="The id of the change that is carried out."
    )

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """Its begin and end."""
        return self.from_, self.to


class Freeze(Part):
    """A time in which nothing is changed on the services with these hours, except in an emergency."""

    from_: Moment = Field(alias="from", title="From", description="When it begins, such as 2026-12-20T00:00.")
    to: Moment = Field(title="To", description="When it ends.")
    reason: Text = Field(title="Reason", description="Why nothing is changed, such as the end of the year.")

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """Its begin and end."""
        return self.from_, self.to


class ServiceHours(Record):
    """Hours in which a service is delivered: agreements name them, and figures count by them."""

    KIND: ClassVar[Kind] = Kind(
        "service-hours",
        "Service hours",
        "Service hours",
        "records",
        clauses=("20000-1:8.3.3", "20000-1:8.7.1"),
        courses=(("valid_from", "valid_to"),),
        prefix="HRS",
    )

    name: Text = Field(title="Name", description="The hours as people say them, such as Mon–Fri 07:00–19:00.")
    time_zone: Zone = Field(
        title="Time zone", description="The time zone of the hours, such as Europe/London."
    )
    weekly: Annotated[tuple[WeeklyHours, ...], Field(min_length=1)] = Field(
        title="Weekly hours", description="The hours of an ordinary week."
    )
    holidays: tuple[Holiday, ...] = Field(
        (), title="Holidays", description="Days without service, every year anew."
    )
    maintenance: tuple[MaintenanceWindow, ...] = Field(
        (), title="Maintenance windows", description="Agreed times in which the service may be away."
    )
    freezes: tuple[Freeze, ...] = Field(
        (), title="Change freezes", description="Times in which nothing is changed, except in an emergency."
    )
    valid_from: Date = Field(title="Valid from", description="The first day they apply.")
    valid_to: Date | None = Field(
        None, title="Valid to", description="The last day they apply; left out where no end is agreed."
    )
