"""An approval says that it was made after the day for which the system is checked.

On that day nobody had approved the text yet, so it was not in force, whatever it declares. Either the clock of whoever
signed was wrong, or `as_of` in the settings is older than the approvals that are shown with it.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0  # <- approval-after-today
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves as it was on 2026-08-03
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves as it was on 2026-01-09
```
"""

from collections.abc import Iterator

from sms_lint.history.approvals import is_later
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status.documents import approval_statuses
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2", "20000-1:7.5.3.2"),
    help="have the text approved again with a clock that is right, or set `as_of` to a day on which it was approved",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the day on which each text was approved, as its signers state it, with today."""
    for status in approval_statuses(sms):
        now = status.now
        if now is not None and is_later(now, sms.today):
            message = f"{status.name} was approved on {now.made}, after {sms.today}: on that day it was not in force"
            yield RULE.about(status.document, "effective", message)
