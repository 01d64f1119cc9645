"""A management review says nothing of an action that the one before it left open.

The first input of each review is how far earlier actions have come. An open action that is not mentioned there
is lost.

Bad:

```yaml records/management-reviews/MR-00.yml
kind: management-review
id: MR-00
date: 2026-01-14
attendees: [P-001, P-002]
inputs:
  earlier_actions: None were open before this review
  changed_issues: Energy has become dearer since winter
  performance: Nonconformities and audits show no trend
  improvement_opportunities: A second storage platform was proposed
  customer_feedback: The survey says 82 of 100
  policy_adherence: All three policies were kept to
  objectives: Two of three objectives are on course
  service_performance: All agreed targets were reached in June
  other_parties: One supplier missed a target once
  resources: One more engineer is needed in autumn
  risks: Two risks are above the limit and treated
  sms_changes: Nothing has changed in the system itself
decisions_improvement: The platform is looked into
decisions_sms_change: Nothing changes
actions:
  - {id: A7, what: Find a platform, owner: change-manager, due: 2026-12-11, status: open}
approved_by: managing-director
```

```yaml records/management-reviews/MR-01.yml
kind: management-review
id: MR-01
date: 2026-07-14
attendees: [P-001, P-002]
inputs:
  earlier_actions: None were open before this review  # <- review-action-forgotten
  changed_issues: Energy has become dearer since winter
  performance: Nonconformities and audits show no trend
  improvement_opportunities: A second storage platform was proposed
  customer_feedback: The survey says 82 of 100
  policy_adherence: All three policies were kept to
  objectives: Two of three objectives are on course
  service_performance: All agreed targets were reached in June
  other_parties: One supplier missed a target once
  resources: One more engineer is needed in autumn
  risks: Two risks are above the limit and treated
  sms_changes: Nothing has changed in the system itself
decisions_improvement: The platform is looked into
decisions_sms_change: Nothing changes
actions:
  - {id: A1, what: Find a platform, owner: change-manager, due: 2026-12-11, status: open}
approved_by: managing-director
```

Good:

```yaml records/management-reviews/MR-00.yml
kind: management-review
id: MR-00
date: 2026-01-14
attendees: [P-001, P-002]
inputs:
  earlier_actions: None were open before this review
  changed_issues: Energy has become dearer since winter
  performance: Nonconformities and audits show no trend
  improvement_opportunities: A second storage platform was proposed
  customer_feedback: The survey says 82 of 100
  policy_adherence: All three policies were kept to
  objectives: Two of three objectives are on course
  service_performance: All agreed targets were reached in June
  other_parties: One supplier missed a target once
  resources: One more engineer is needed in autumn
  risks: Two risks are above the limit and treated
  sms_changes: Nothing has changed in the system itself
decisions_improvement: The platform is looked into
decisions_sms_change: Nothing changes
actions:
  - {id: A7, what: Find a platform, owner: change-manager, due: 2026-12-11, status: done}
approved_by: managing-director
```

```yaml records/management-reviews/MR-01.yml
kind: management-review
id: MR-01
date: 2026-07-14
attendees: [P-001, P-002]
inputs:
  earlier_actions: None were open before this review
  changed_issues: Energy has become dearer since winter
  performance: Nonconformities and audits show no trend
  improvement_opportunities: A second storage platform was proposed
  customer_feedback: The survey says 82 of 100
  policy_adherence: All three policies were kept to
  objectives: Two of three objectives are on course
  service_performance: All agreed targets were reached in June
  other_parties: One supplier missed a target once
  resources: One more engineer is needed in autumn
  risks: Two risks are above the limit and treated
  sms_changes: Nothing has changed in the system itself
decisions_improvement: The platform is looked into
decisions_sms_change: Nothing changes
actions:
  - {id: A1, what: Find a platform, owner: change-manager, due: 2026-12-11, status: open}
approved_by: managing-director
```
"""

from collections.abc import Iterator
from itertools import pairwise

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import ManagementReview
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.3",),
    help="say how far each open action has come",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each review with the one before it."""
    reviews = sorted(sms.all(ManagementReview), key=lambda review: review.date)
    for before, review in pairwise(reviews):
        said = review.inputs.earlier_actions
        lost = [action.id for action in before.actions if action.status == "open" and action.id not in said]
        if lost:
            message = f"{review.id} does not mention {listed(lost)}, which {before.id} left open"
            yield RULE.about(review, ("inputs", "earlier_actions"), message)
