"""A verification looked at too few configuration items.

One item in a hundred says little about the rest. The smallest share of the items in the register is
`thresholds.sample` of the settings.

Bad:

```yaml
ci-verification CIV-1:
  sample_size: 1  # <- verification-sample-too-small
  errors: 0
ci CI-MAIL-01: {status: in_use}
ci CI-MAIL-02: {status: in_use}
ci CI-MAIL-03: {status: in_use}
ci CI-MAIL-04: {status: in_use}
ci CI-MAIL-05: {status: in_use}
ci CI-MAIL-06: {status: in_use}
ci CI-MAIL-07: {status: in_use}
ci CI-MAIL-08: {status: in_use}
ci CI-MAIL-09: {status: in_use}
ci CI-MAIL-10: {status: in_use}
ci CI-MAIL-11: {status: in_use}
```

Good:

```yaml
ci-verification CIV-1:
  sample_size: 2
  errors: 0
ci CI-MAIL-01: {status: in_use}
ci CI-MAIL-02: {status: in_use}
ci CI-MAIL-03: {status: in_use}
ci CI-MAIL-04: {status: in_use}
ci CI-MAIL-05: {status: in_use}
ci CI-MAIL-06: {status: in_use}
ci CI-MAIL-07: {status: in_use}
ci CI-MAIL-08: {status: in_use}
ci CI-MAIL-09: {status: in_use}
ci CI-MAIL-10: {status: in_use}
ci CI-MAIL-11: {status: in_use}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:8.2.6",),
    help="verify more items, and weight the sample to what is critical",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the latest sample with the items that are not retired; how many there were before is not known."""
    held = [(day, entry) for entry in sms.entries("ci-verification") if (day := entry.day("held"))]
    population = sum(entry.text("status") != "retired" for entry in sms.entries("ci"))
    if not held:
        return
    _, entry = max(held, key=lambda pair: pair[0])
    size, least = entry.number("sample_size"), sms.config.thresholds.sample
    if size is not None and size * 100 < least * population:
        message = f"{entry.id} looked at {size} of {population} configuration items, fewer than {least} %"
        yield RULE.about(entry, "sample_size", message)
