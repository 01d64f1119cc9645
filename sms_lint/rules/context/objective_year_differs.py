"""An objective is due in another year than its statement names.

What is to be reached "in 2026" and is due in 2031 can be open for five years, and nobody misses it in 2026.

Bad:

```yaml
objective OBJ-01:
  statement: At least 95 % of incidents are resolved in time in 2026.
  due: 2031-12-31  # <- objective-year-differs
```

Good:

```yaml
objective OBJ-01:
  statement: At least 95 % of incidents are resolved in time in 2026.
  due: 2026-12-31
```
"""

import re
from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:6.2.1",),
    help="correct `due`, or the year in the statement",
    yields_to=("objective-overdue",),
)
_YEAR = re.compile(r"(?<![\w.,-])20\d\d(?![\w%,]|[.-]\d)")


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the latest year that a statement names with the day; the month after it is for looking at the result."""
    for entry in sms.entries("objective"):
        years = [int(year) for year in _YEAR.findall(entry.text("statement"))]
        due = entry.day("due")
        if due is None or not years or max(years) == due.year:
            continue
        if max(years) > due.year or (due.year, due.month) > (max(years) + 1, 1):
            message = f"{entry.id} is due on {due}, and its statement names the year {max(years)}"
            yield RULE.about(entry, "due", message)
