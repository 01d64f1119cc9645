"""Too few of those asked answered a survey.

Those who answer without being reminded are the very pleased and the very angry. Below a certain share the
score says more about them than about the services. The smallest share is `thresholds.response` of the
settings.

Bad:

```yaml
satisfaction SAT-1:
  sample_size: 100
  responses: 11  # <- survey-response-too-low
```

Good:

```yaml
satisfaction SAT-1:
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
    help="remind people, or ask them in another way, and say in `analysis` how far this result can be trusted",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compute the share of each survey."""
    least = sms.config.thresholds.response
    for entry in sms.entries("satisfaction"):
        part, whole = entry.number("responses"), entry.number("sample_size")
        if part is not None and whole and part * 100 < least * whole:
            message = f"{entry.id}: {part} of {whole} people answered, fewer than {least} %"
            yield RULE.about(entry, "responses", message)
