"""A document is too long to be read.

A policy of two pages is read, one of ten is filed. The limits are `text.most_words_policy` and
`text.most_words` of the settings.

Bad:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
text: {most_words_policy: 10}
```

```markdown
---
kind: policy
id: POL-CHG  # <- document-too-long
lifecycle: active
---
One two three four five six seven eight nine ten.
```

Good:

```yaml sms.yml
organization: {name: Example organization}
as_of: 2026-10-31
text: {most_words_policy: 10}
```

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
Few words are enough.
```
"""

import re
from collections.abc import Iterator

from sms_lint.evidence import is_active
from sms_lint.ground.language_words import as_spaced
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Policy
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms
from sms_lint.system.writing import bodies

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.1",),
    help="remove what nobody needs, or move it to a document of its own",
)


WORD = re.compile(r"\w+")


def check(sms: Sms) -> Iterator[Finding]:
    """Count the words of each document in force, code left out."""
    for writing in bodies(sms):
        if not isinstance(writing.node, Document) or not is_active(writing.node):
            continue
        limits = sms.config.text
        most = limits.most_words_policy if isinstance(writing.node, Policy) else limits.most_words
        if len(writing.text) <= 2 * most:  # fewer characters than so many words have
            continue
        count = len(WORD.findall(as_spaced(writing.text)))
        if count > most:
            message = f"{writing.node.id} has {count} words; {most} is the limit for {writing.node.KIND.noun}"
            yield RULE.about(writing.node, "id", message)
