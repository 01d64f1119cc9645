"""The last review is in the future.

A review that has not taken place cannot be the last one. Usually `last` was taken for the day of the next
review, which would keep a document from ever being due.

Bad:

```yaml
policy POL-CHG:
  review: {last: 2027-03-15}  # <- review-in-future
```

Good:

```yaml
policy POL-CHG:
  review: {last: 2026-03-15}
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help="set `last` to the day on which the content was last reviewed; the next one follows from `every`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the last review of documents and registers with today."""
    for node in sms.controlled:
        if node.review.last and node.review.last > sms.today:
            message = f"{node.id} was last reviewed on {node.review.last}, a day that has not come yet"
            yield RULE.about(node, ("review", "last"), message)
