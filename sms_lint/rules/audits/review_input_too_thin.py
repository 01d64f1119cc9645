"""An input of a management review says nothing, or what another one says.

Each input is there so that top management can judge it. A word or two, or the text of the input before it,
shows that it was only ticked off.

Bad:

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
  objectives: None.  # <- review-input-too-thin
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

from sms_lint.ground.substance import Words, says_nothing, words
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import ManagementReview
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.3",),
    help="write down what was looked at and what it showed",
)


FEWEST_WORDS = 4


def check(sms: Sms) -> Iterator[Finding]:
    """Look at each input of each review."""
    for review in sms.all(ManagementReview):
        seen: dict[Words, str] = {}
        for name in type(review.inputs).model_fields:
            text = getattr(review.inputs, name)
            earlier = seen.setdefault(words(text), name)
            if earlier != name:
                said = f"says the same as `{earlier}`"
            elif len(text.split()) < FEWEST_WORDS or says_nothing(text):
                said = f"says only “{text}”"
            else:
                continue
            yield RULE.about(review, ("inputs", name), f"the input `{name}` of {review.id} {said}")
