"""Too few people were asked in a survey, or answered it.

A few people do not speak for all customers and users, and those who answer without a reminder are often the very
pleased and the very angry. The smallest shares are `thresholds.sample` and `thresholds.response` of the settings.

Bad:

```yaml
satisfaction SAT-1:
  population: 400
  sample_size: 12  # <- survey-too-small
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
    aliases=("survey-sample-too-small", "survey-response-too-low"),
)
_SAMPLE = RULE.part("survey-sample-too-small")
_RESPONSE = RULE.part(
    "survey-response-too-low",
    help="remind people, or ask them in another way, and say in `analysis` how far this result can be trusted",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compute both shares of each survey."""
    yield from _sample(sms)
    yield from _response(sms)


def _sample(sms: Sms) -> Iterator[Finding]:
    """Compute the share of each survey."""
    least = sms.config.thresholds.sample
    for entry in sms.entries("satisfaction"):
        part, whole = entry.number("sample_size"), entry.number("population")
        if part is not None and whole and part * 100 < least * whole:
            message = f"{entry.id}: {part} of {whole} people were asked, fewer than {least} %"
            yield _SAMPLE.about(entry, "sample_size", message)


def _response(sms: Sms) -> Iterator[Finding]:
    """Compute the share of each survey."""
    least = sms.config.thresholds.response
    for entry in sms.entries("satisfaction"):
        part, whole = entry.number("responses"), entry.number("sample_size")
        if part is not None and whole and part * 100 < least * whole:
            message = f"{entry.id}: {part} of {whole} people answered, fewer than {least} %"
            yield _RESPONSE.about(entry, "responses", message)
