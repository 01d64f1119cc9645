"""A section only repeats its heading.

A sentence that is made of the words of the heading and the title tells readers nothing they did not know. It
usually comes from a template whose gaps were never filled.

Bad:

```markdown
---
kind: policy
id: POL-CHG
title: Change management policy
lifecycle: active
---
## Purpose <!-- <- repeated-heading -->

This section describes the purpose of the change management policy.
```

Good:

```markdown
---
kind: policy
id: POL-CHG
title: Change management policy
lifecycle: active
---
## Purpose

Changes are made so that services improve and nobody is surprised by them.

## Scope

The policy holds for every change to a service or to its components.

## Responsibilities

The change manager answers for the policy and keeps the schedule of changes.
```
"""

import re
from collections.abc import Iterator

from sms_lint.ground.source import Section
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms

MOST_WORDS = 40
WORD = re.compile(r"[^\W\d_]+")
TELLING = re.compile(r"[|`\]\d]|^[ ]*[-*+] |--8<--", re.M)
EMPTY_WORDS = frozenset(
    WORD.findall(
        "a an and are as at be by contains defined defines describe described describes description details document "
        "following for from gives given has here how in information is it its of on or organization our out outlines "
        "overview page part policy plan procedure process provided provides refers section sets shown shows specifies "
        "states that the their there these they this to under us we what when where which with"
    )
)

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.2",),
    help="say what readers need to know, or remove the section",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the words of each short section with those of its heading and of the title."""
    for node in sms.documents:
        if node.lifecycle != "retired":
            for section in node.sections:
                if _repeats(node, section):
                    message = f"the section `{section.title}` only repeats its heading"
                    yield RULE.finding(node.text_at(section), message, node=node.id)


def _repeats(node: Document, section: Section) -> bool:
    if section.body_end - section.body_start > 10 * MOST_WORDS:
        return False
    body = node.body(section)
    # A table, a list, a link or code may say much with few words of its own.
    if TELLING.search(body):
        return False
    said = _words(body) - EMPTY_WORDS
    return bool(said) and said <= _words(section.title) | _words(node.title)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in WORD.findall(text))
