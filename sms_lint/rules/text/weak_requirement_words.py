"""A sentence leaves open whether, when or how well something is done.

Words such as should, as appropriate or regularly let two people do different things and both be right. An auditor
cannot tell whether such a sentence was followed.

Bad:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
Emergency changes should be reviewed in a timely manner. <!-- <- weak-requirement-words -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
Emergency changes are reviewed within two working days.
```
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from sms_lint.evidence import is_active
from sms_lint.ground.language_words import as_spaced, languages
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import External, Report
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms
from sms_lint.system.writing import bodies

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.2",),
    help="write what is done, by whom and by when",
)


BETTER = {
    "should": "say what is done",
    "ought to": "say what is done",
    "if possible": "say when it is not",
    "where possible": "say when it is not",
    "as appropriate": "say what decides it",
    "where appropriate": "say what decides it",
    "if necessary": "say what makes it necessary",
    "where necessary": "say what makes it necessary",
    "as necessary": "say what makes it necessary",
    "as required": "say who requires it",
    "in a timely manner": "say by when",
    "as soon as possible": "say by when",
    "regularly": "say how often",
    "periodically": "say how often",
    "from time to time": "say how often",
    "best efforts": "say what is done",
    "and/or": "say which",
}


@cache
def every_weak() -> Mapping[str, str]:
    """The phrases of all languages, in small letters, and what to do instead."""
    return {
        **BETTER,
        **{weak.casefold(): better for known in languages() for weak, better in known.weak.items()},
    }


@cache
def weak_words() -> re.Pattern[str]:
    """Finds any of them; scripts without spaces have no ends of words."""
    spaced = "|".join(re.escape(word) for word in every_weak() if as_spaced(word) == word)
    unspaced = "|".join(re.escape(word) for word in every_weak() if as_spaced(word) != word)
    return re.compile(rf"\b(?:{spaced})\b|{unspaced or '(?!)'}", re.I)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at documents that say what is done; of each text the first sentence is shown, the rest counted."""
    for writing in bodies(sms):
        if not isinstance(writing.node, Document) or isinstance(writing.node, Report | External):
            continue
        small = writing.text.casefold()
        if not is_active(writing.node) or not any(word in small for word in every_weak()):
            continue
        matches = list(weak_words().finditer(writing.text))
        if matches:
            word = matches[0].group()
            more = f" (and {len(matches) - 1} more such words below)" if len(matches) > 1 else ""
            message = f"“{word}” leaves it open: {every_weak()[word.casefold()]}{more}"
            yield RULE.finding(
                writing.at(*matches[0].span()), message, node=writing.id_at(matches[0].start())
            )
