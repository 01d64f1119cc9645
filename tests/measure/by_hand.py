"""Another way to the same figures: expressions worked out row by row in Python, with nothing of the queries."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sms_lint.measure.expression import Part
from sms_lint.model.kinds.service_hours import DAYS, ServiceHours

Row = Mapping[str, Any]
# Service hours and moments are multiples of it where they are counted by hand.
STEP = timedelta(minutes=15)


def in_service(hours: ServiceHours, moment: datetime) -> bool:
    """Whether a quarter of an hour, named by its begin in UTC, is agreed service time: the clock on the wall is looked at."""
    local = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(hours.time_zone))
    clock = local.hour * 60 + local.minute
    for weekly in hours.weekly:
        for began, minutes in ((local.date(), clock), (local.date() - timedelta(1), clock + 24 * 60)):
            valid = hours.valid_from <= began <= (hours.valid_to or began)
            holiday = any(day.on == began for day in hours.holidays)
            inside = weekly.from_ <= minutes < weekly.from_ + weekly.length
            if valid and not holiday and DAYS[began.weekday()] in weekly.days and inside:
                return True
    return False


def in_maintenance(hours: ServiceHours, moment: datetime) -> bool:
    """Whether a quarter of an hour lies in a maintenance window."""
    aware = moment.replace(tzinfo=UTC)
    return any(window.from_ <= aware < window.to for window in hours.maintenance)


def quarters(start: datetime, end: datetime) -> list[datetime]:
    """Every quarter of an hour from a moment to another."""
    return [start + STEP * number for number in range(int((end - start) / STEP))]


def service_seconds(hours: ServiceHours, start: datetime, end: datetime) -> int:
    """The service time between two moments; negative where the second is the earlier one."""
    if end < start:
        return -service_seconds(hours, end, start)
    return 900 * sum(in_service(hours, quarter) for quarter in quarters(start, end))


def worked_out(part: Part, row: Row, hours: ServiceHours | None = None) -> Any:
    """The value of an expression; None where a value that it needs is not filled in, as in SQL."""
    if part.form in ("column", "period_start", "period_end"):
        return row.get(part.value or part.form)
    if part.form in ("text", "number", "date", "moment"):
        return _written(part)
    if part.form in ("and", "or"):
        return _joined(part, row, hours)
    inner = [worked_out(inner, row, hours) for inner in part.parts]
    if part.form in ("filled", "first filled", "case"):
        return _chosen(part.form, inner)
    if any(value is None for value in inner):
        return None
    if hours and part.form == "business_seconds":
        return Decimal(service_seconds(hours, inner[0], inner[1]))
    return _computed(part.form, inner)


def _chosen(form: str, inner: list[Any]) -> Any:
    if form == "filled":
        return inner[0] is not None
    if form == "first filled":
        return next((value for value in inner if value is not None), None)
    pairs = zip(inner[:-1:2], inner[1:-1:2], strict=True)
    return next((value for condition, value in pairs if condition), inner[-1])


def _written(part: Part) -> Any:
    match part.form:
        case "number":
            return Decimal(part.value)
        case "date":
            return date.fromisoformat(part.value)
        case "moment":
            return datetime.fromisoformat(part.value)
    return part.value


def _joined(part: Part, row: Row, hours: ServiceHours | None) -> bool | None:
    values = [worked_out(inner, row, hours) for inner in part.parts]
    decisive = part.form == "or"
    if decisive in values:
        return decisive
    return None if None in values else not decisive


def _computed(form: str, values: list[Any]) -> Any:
    others: list[Any] = [_moment(value) if isinstance(value, date) else value for value in values]
    left: Any = others.pop(0)
    right: Any = others[0] if others else None
    simple: dict[str, Callable[[], Any]] = {
        "not": lambda: not left,
        "negative": lambda: -left,
        "in": lambda: left in others,
        "=": lambda: left == right,
        "<>": lambda: left != right,
        ">": lambda: left > right,
        ">=": lambda: left >= right,
        "<": lambda: left < right,
        "<=": lambda: left <= right,
        "+": lambda: left + right,
        "-": lambda: left - right,
        "*": lambda: left * right,
        "/": lambda: left / right if right else None,
        "contains": lambda: right in str(left).split(";"),
        "seconds_between": lambda: Decimal((right - left).total_seconds()),
        "days_between": lambda: Decimal((right.date() - left.date()).days),
        "minutes": lambda: left * 60,
        "hours": lambda: left * 3600,
        "days": lambda: left * 86400,
        "abs": lambda: abs(left),
    }
    return simple[form]()


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time())
