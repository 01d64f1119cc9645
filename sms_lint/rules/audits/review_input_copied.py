"""An input of a management review was copied from the review before.

Each review looks at what has happened since the last one. If the sentences are the same, this input was not looked at,
or nobody wrote down what was said.

Bad:

```yaml
management-review MR-01:
  date: 2026-10-14
  inputs:
    risks: Nine risks are known, and two treatments have worked.  # <- review-input-copied
management-review MR-00:
  date: 2025-10-14
  inputs:
    earlier_actions: Something else was said about this a year ago.
    changed_issues: Something else was said about this a year ago.
    performance: Something else was said about this a year ago.
    improvement_opportunities: Something else was said about this a year ago.
    customer_feedback: Something else was said about this a year ago.
    policy_adherence: Something else was said about this a year ago.
    objectives: Something else was said about this a year ago.
    service_performance: Something else was said about this a year ago.
    other_parties: Something else was said about this a year ago.
    resources: Something else was said about this a year ago.
    risks: Nine risks are known, and two treatments have worked.
    sms_changes: Something else was said about this a year ago.
```

Good:

```yaml
management-review MR-01:
  date: 2026-10-14
  inputs:
    earlier_actions: All six actions of the last review were done by March.
    changed_issues: Energy will be nine per cent dearer from January on.
    performance: Four nonconformities, 18 of 27 measurements on target, one audit finding.
    improvement_opportunities: Twelve more knowledge articles would relieve the second line.
    customer_feedback: The index is 82, and there were four complaints.
    policy_adherence: All three policies are followed and fit their purpose.
    objectives: One objective is a point short of its target.
    service_performance: 29 of 32 targets were met in the quarter.
    other_parties: The carrier met 23 of 24 targets this quarter.
    resources: 58 people, money two per cent over the budget.
    risks: Nine risks are known, and two treatments have worked.
    sms_changes: A new storage platform will come in June 2027.
```
"""

from collections.abc import Iterator
from itertools import pairwise

from sms_lint.ground.substance import says_the_same
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.management_review import ManagementReview
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.3",),
    help="write what was looked at this time",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each input with the same one of the review before."""
    reviews = sorted(sms.all(ManagementReview), key=lambda node: node.date)
    for before, node in pairwise(reviews):
        for name in type(node.inputs).model_fields:
            if says_the_same(getattr(node.inputs, name), getattr(before.inputs, name)):
                message = f"`{name}` of {node.id} says word for word what {before.id} of {before.date} says"
                yield RULE.about(node, ("inputs", name), message)
