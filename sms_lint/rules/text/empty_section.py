"""A section says nothing, or hardly anything.

A heading promises something. A required section, or one that is marked as meeting an obligation, needs enough words to
say it (`text.least_words` in the settings, 8 by default); the words of its subsections count. Any other section needs
at least one word, a picture or a table.

Bad:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
Changes are made so that services improve and nobody is surprised by them.

## Scope <!-- <- empty-section -->

## Responsibilities

The change manager answers for the policy and keeps the schedule of changes.
```

Good:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
Changes are made so that services improve and nobody is surprised by them.

## Scope

The policy holds for every change to a service or to its components.

## Responsibilities

The change manager answers for the policy and keeps the schedule of changes.
```
"""

import re
from collections.abc import Iterator, Mapping

from sms_lint.ground.language_words import as_spaced
from sms_lint.ground.section_titles import is_called
from sms_lint.ground.source import Section
from sms_lint.ground.text import COMMENT
from sms_lint.model.finding import Finding, Rule, Severity
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms
from sms_lint.translation import Translation, section_names

WORD = re.compile(r"\w+")

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help="write what the heading promises, or remove the heading",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Count the words of each section; a draft may still be short, which is a warning."""
    least = sms.config.text.least_words
    for node in sms.documents:
        if node.lifecycle == "retired":
            continue
        counts = _words(node)
        for section in node.sections:
            needed = least if _promises(node, section, sms.translation) else 1
            count = counts[section.start]
            if count < needed and (needed > 1 or section.level > 1):
                severity: Severity = "error" if needed > 1 and node.lifecycle == "active" else "warning"
                message = _message(section, count, needed)
                yield RULE.finding(node.text_at(section), message, node=node.id, severity=severity)


def _message(section: Section, count: int, needed: int) -> str:
    if count == 0:
        return f"the section `{section.title}` is empty"
    words = "1 word" if count == 1 else f"{count} words"
    return f"the section `{section.title}` has {words}; it needs at least {needed}"


def _promises(node: Document, section: Section, spoken: Translation) -> bool:
    """Whether a section is required, or marked as meeting an obligation."""
    return bool(section.satisfies) or any(
        is_called(section.title, section_names(required, spoken)) for required in node.SECTIONS
    )


def _words(node: Document) -> Mapping[int, int]:
    """The number of words of each section with its subsections, by the offset of its heading."""
    counts: dict[int, int] = {}
    above: list[Section] = []
    for section in node.sections:
        while above and above[-1].level >= section.level:
            above.pop()
        count = len(WORD.findall(as_spaced(COMMENT.sub("", node.body(section)))))
        counts[section.start] = count
        for parent in above:
            counts[parent.start] += count
        above.append(section)
    return counts
