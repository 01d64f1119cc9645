"""The frozen results of the example, made anew: each month's are frozen on the third day of the next one.

`python -m tooling.frozen_results`, after records or definitions of the example were changed. What an organization has
frozen is never made anew; the example has no past to keep to.
"""

import re
from datetime import date, timedelta
from pathlib import Path

from sms_lint.cli import main
from sms_lint.ground.periods import CalendarPeriod, period_of
from sms_lint.load import load_records
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.starter.frozen_rows import FOLDER

ROOT = Path(__file__).parent.parent
FIRST, LAST = date(2025, 4, 1), date(2026, 9, 1)
_DAYS_LATER = 3
# The day as of which the example is shown.
_AS_OF = date(2026, 10, 31)
_REVIEWED = re.compile(r"^review: .*last: (\d{4}-\d\d-\d\d)", re.M)


def make() -> int:
    """Write the tables anew, month by month; the exit code of the first that failed."""
    for path in (ROOT / FOLDER).glob("kpi-result-*"):
        path.unlink()
    month = period_of(FIRST, "month")
    while month.first <= LAST:
        day = month.last + timedelta(_DAYS_LATER)
        # What counts records as they are now says nothing of earlier months.
        ids = [] if month.first == LAST else _dated()
        code = main(["kpi", "--root", str(ROOT), "--freeze", "--today", day.isoformat(), *ids])
        if code:
            return code
        month = CalendarPeriod(month.unit, month.number + 1)
    for path in (ROOT / FOLDER).glob("kpi-result-*.yml"):
        path.write_text(_reviewed(path.read_text("utf-8")), encoding="utf-8", newline="")
    return 0


def _reviewed(text: str) -> str:
    """The head of a table, looked at again each year since its first results were frozen."""
    begun = _REVIEWED.search(text)
    if begun is None:
        return text
    last = date.fromisoformat(begun[1])
    while last.replace(year=last.year + 1) <= _AS_OF:
        last = last.replace(year=last.year + 1)
    return text.replace(begun[0], begun[0].replace(begun[1], last.isoformat()))


def _dated() -> list[str]:
    return [kpi.id for kpi in load_records(ROOT).all(Kpi) if kpi.event]


if __name__ == "__main__":
    raise SystemExit(make())
