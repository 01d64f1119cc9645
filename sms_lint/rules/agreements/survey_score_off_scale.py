"""The score of a survey is outside its scale.

A score of 820 on a scale from 0 to 100 is a typing error, and makes the trend worthless.

Bad:

```yaml
satisfaction SAT-2026-09:
  score: 820  # <- survey-score-off-scale
  scale: 0 to 100
```

Good:

```yaml
satisfaction SAT-2026-09:
  score: 82
  scale: 0 to 100
```
"""

from collections.abc import Iterator

from sms_lint.ground.substance import figures_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

ENDS = 2  # a scale has two

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.3.2",),
    help="correct the score, or the scale",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each score with the two figures of its scale; a scale that names others is not judged."""
    for entry in sms.entries("satisfaction"):
        ends = sorted(figures_in(entry.text("scale")))
        score = entry.number("score")
        if score is not None and len(ends) == ENDS and not ends[0] <= score <= ends[1]:
            message = f"{entry.id} has a score of {score}, but its scale runs from {ends[0]} to {ends[1]}"
            yield RULE.about(entry, "score", message)
