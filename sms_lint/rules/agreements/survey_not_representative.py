"""A survey was taken from a sample that does not represent all customers.

Satisfaction is measured on a representative sample of customers and users. A result that its owner calls not
representative is no basis for decisions, and does not meet the requirement.

Bad:

```yaml
satisfaction SAT-1:
  representative: no  # <- survey-not-representative
```

Good:

```yaml
satisfaction SAT-1:
  representative: yes
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.series import period_in
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.2",),
    help="survey a representative sample",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the surveys that were not followed by a representative one."""
    entries = [(period, entry) for entry in sms.entries("satisfaction") if (period := period_in(entry))]
    sound = [period.last for period, entry in entries if entry.text("representative") == "yes"]
    for period, entry in entries:
        if entry.text("representative") == "no" and not any(period.last < day for day in sound):
            message = f"the sample of {entry.id} is not representative"
            yield RULE.about(entry, "representative", message)
