"""Two rows give figures for the same thing and the same period.

Of two figures for one month at most one is right, and totals count both. Usually a row was copied for the next month
and the period was not changed.

Bad:

```yaml
demand DEM-08:
  service: SVC-MAIL
  period: 2026-09
  measure: mailboxes
demand DEM-09:
  service: SVC-MAIL
  period: 2026-09  # <- period-twice
  measure: mailboxes
```

Good:

```yaml
demand DEM-08:
  service: SVC-MAIL
  period: 2026-08
  measure: mailboxes
demand DEM-09:
  service: SVC-MAIL
  period: 2026-09
  measure: mailboxes
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Document
from sms_lint.system.series import twins
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=(
        "20000-1:8.3.3",
        "20000-1:8.4.1",
        "20000-1:8.4.2",
        "20000-1:8.7.1",
    ),
    help="correct `period` of the later row, or remove one of the two",
)


_REPORT = (
    "correct `period` of the later one, or `series` if it is about something else; "
    "if it corrects the earlier one, name that in `supersedes`"
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report each second row with the one that it repeats."""
    for kind, found in sms.once(twins).items():
        for twin in found:
            entry, what = twin.entry, ", ".join(map(twin.entry.text, sms.kinds[kind].KIND.series))
            message = f"{entry.id} and {twin.first} are both about {what} in {entry.text('period')}"
            remedy = _REPORT if issubclass(sms.kinds[kind], Document) else RULE.help
            yield RULE.about(entry, "period", message, help=remedy)
