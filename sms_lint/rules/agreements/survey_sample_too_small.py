"""A survey asked too few.

A handful of people chosen by chance, or by hand, does not speak for all customers and users. The smallest
share is `thresholds.sample` of the settings.

Bad:

```yaml
satisfaction SAT-1:
  population: 400
  sample_size: 12  # <- survey-sample-too-small
  responses: 8
```

Good:

```yaml
satisfaction SAT-1:
  population: 400
  sample_size: 100
  responses: 40
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.3.2",),
    help="ask more people next time, and say in `analysis` how far this result can be trusted",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compute the share of each survey."""
    least = sms.config.thresholds.sample
    for entry in sms.entries("satisfaction"):
        part, whole = entry.number("sample_size"), entry.number("population")
        if part is not None and whole and part * 100 < least * whole:
            message = f"{entry.id}: {part} of {whole} people were asked, fewer than {least} %"
            yield RULE.about(entry, "sample_size", message)
