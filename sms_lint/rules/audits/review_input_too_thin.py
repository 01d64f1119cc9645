"""An input of a management review says nothing, or repeats another input.

Each input is there so that top management can judge it. A word or two, or the text of the input before it,
shows that it was only ticked off.

Bad:

```yaml
management-review MR-01:
  inputs: {objectives: None.}  # <- review-input-too-thin
```

Good:

```yaml
management-review MR-01:
  inputs: {objectives: Two of three objectives are on course}
```
"""

from collections.abc import Iterator

from sms_lint.ground.language_words import WordSequence, as_spaced, words
from sms_lint.ground.substance import says_nothing
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.management_review import ManagementReview
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
        seen: dict[WordSequence, str] = {}
        for name in type(review.inputs).model_fields:
            text = getattr(review.inputs, name)
            earlier = seen.setdefault(words(text), name)
            if earlier != name:
                said = f"says the same as `{earlier}`"
            elif len(as_spaced(text).split()) < FEWEST_WORDS or says_nothing(text):
                said = f"says only “{text}”"
            else:
                continue
            yield RULE.about(review, ("inputs", name), f"the input `{name}` of {review.id} {said}")
