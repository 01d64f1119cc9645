"""A sentence is copied from a standard or another published text.

A copied requirement says what has to be done, and nothing of what is done here, by whom and when; an auditor who asks
for the latter finds nothing to audit. The texts of most standards may not be copied either. `text.copied_words` words
in a row count as copied. FitSM-1 and the annex of Implementing Regulation (EU) 2024/2690 are known. For a standard of
which you hold a copy, `sms-lint digest` makes a list of digests to name in `text.published`, which does not hold its
text. Translations are not recognised.

Bad:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
For each customer, there shall be a designated contact  <!-- <- copied-text -->
responsible for managing the relationship with them.
```

Good:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
Every customer has a relationship manager, who calls once a month and answers complaints within two days.
```
"""

import re
from collections.abc import Iterator

from sms_lint.ground.text import COMMENT, blanked
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Document
from sms_lint.model.published_text import copies, shipped_published
from sms_lint.system.sms import Sms
from sms_lint.system.writing import BETWEEN_CELLS, bodies, values

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.2",),
    help="say it in your own words: what is done here, by whom, when, and what shows it",
)
# What readers do not see in the middle of a sentence.
_UNSEEN = re.compile(rf"{COMMENT.pattern}|<[A-Za-z/][^<>]*>|\]\([^()\s]*\)", re.S)
# A cell or text of fewer letters holds no word group: even words of two letters and a space take as much.
_LEAST_LETTERS = 3


def check(sms: Sms) -> Iterator[Finding]:
    """Compare everything that people have written, whatever is retired apart, with the texts that are known."""
    least = sms.config.text.copied_words
    known = (*sms.published, *shipped_published().values())
    piece = re.compile(f"[^{BETWEEN_CELLS}]{{{_LEAST_LETTERS * least},}}")
    for writing in (*bodies(sms), *values(sms)):
        if isinstance(writing.node, Document) and writing.node.lifecycle == "retired":
            continue
        for part in piece.finditer(writing.text):
            for copy in copies(blanked(_UNSEEN, part[0]), known, least):
                start = part.start() + copy.start
                yield RULE.finding(
                    writing.at(start, part.start() + copy.end),
                    f"{writing.id_at(start)} says {copy.words} words in a row as {copy.standard} does",
                    node=writing.id_at(start),
                )
