"""A limit that a document promises is not the one by which the settings judge, or is said otherwise elsewhere.

People keep to what they read; the check keeps to `intervals` in the settings. Where a policy promises five working days
and the settings allow thirty, every check passes while the promise is broken. A document names its limits under
`limits`, each with the setting and the very words of its text.

Bad:

```yaml sms.yml
organization: {name: Example organization}
intervals: {urgent_review: 30 days}
```

```markdown
---
kind: policy
id: POL-A
limits:
  - {name: urgent_review, said: reviewed within five working days}  # <- limit-differs
---
Each emergency is reviewed within five working days.
```

Good:

```yaml sms.yml
organization: {name: Example organization}
intervals: {urgent_review: 5 working days}
```

```markdown
---
kind: policy
id: POL-A
limits:
  - {name: urgent_review, said: reviewed within five working days}
---
Each emergency is reviewed within five working days.
```
"""

from collections.abc import Iterator

from sms_lint.ground.stated_lengths import stated_length
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.intervals import IntervalSettings
from sms_lint.model.node import Document
from sms_lint.model.part import Limit
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2", "20000-1:8.1"),
    help="decide which of the two holds, and say it in both places",
)
NEXT = "write the words under `said` as they stand in the text, a number and a unit of time among them"
# A month counts as 30.44 days, so that one month is as long as 30 days.
SAME = 1.0


def check(sms: Sms) -> Iterator[Finding]:
    """Compare each limit of an active document with its own text, and with the settings."""
    for node in sms.all(Document):
        for index, limit in enumerate(node.limits if node.lifecycle == "active" else ()):
            if message := _not_said(node, limit):
                yield RULE.about(node, ("limits", index), message, help=NEXT)
            elif message := _differs(sms, node, limit):
                yield RULE.about(node, ("limits", index), message)


def _not_said(node: Document, limit: Limit) -> str:
    if limit.name not in IntervalSettings.model_fields:
        return f"{node.id} names a limit `{limit.name}`, which is none of `intervals` in the settings"
    text = node.origin.file.text.partition("\n---")[2]
    if " ".join(limit.said.split()).casefold() not in " ".join(text.split()).casefold():
        return f"the text of {node.id} does not say `{limit.said}` any more, as `limits` has it for `{limit.name}`"
    if stated_length(limit.said) is None:
        return f"`{limit.said}`, which {node.id} has for `{limit.name}`, names no length of time"
    return ""


def _differs(sms: Sms, node: Document, limit: Limit) -> str:
    stated = stated_length(limit.said)
    judged = getattr(sms.written_config.intervals, limit.name)
    if stated is None or (judged and abs(stated.days - judged.days) <= SAME):
        return ""
    by = f"by {judged}" if judged else "by nothing"
    return f"{node.id} promises `{limit.said}`, but the settings judge {by} (`intervals.{limit.name}`)"
