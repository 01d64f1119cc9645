"""A review interval is longer than the organization allows.

Your settings state the longest interval between two reviews (`review.maximum`, 12 months by default). A longer one
means that nobody looks at the content for too long.

Bad:

```yaml
policy POL-CHG:
  lifecycle: active
  review: {every: 3 years}  # <- review-interval-too-long
```

Good:

```yaml
policy POL-CHG:
  lifecycle: active
  review: {every: 12 months}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.2",),
    help="shorten `every`, or change `review.maximum` in the settings",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare by the calendar, so that 1 year is as long as 12 months."""
    maximum = sms.config.review.maximum
    for node in sms.controlled:
        if isinstance(node, Document) and node.lifecycle == "retired":
            continue
        every, since = node.review.every, node.review.last or sms.today
        if every.after(since) > maximum.after(since):
            message = f"{node.id} is reviewed every {every}; the longest interval allowed is {maximum}"
            yield RULE.about(node, ("review", "every"), message)
