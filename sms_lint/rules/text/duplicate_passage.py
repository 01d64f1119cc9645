"""The same passage is in two documents.

One of two copies is changed and the other forgotten, and then nobody knows which one applies. A passage is whole
sentences, the same in both, of `text.same_words` words or more. A passage with a mark that names its
home is left alone, since `shared-text-differs` compares it. So are tables, addresses, HTML and the parts of reports
that a program writes.

Bad:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
A change is carried out once the manager has seen its plan, its test and its way back.
The manager has said yes in the record before the work begins.
```

```markdown
---
kind: policy
id: POL-REL
lifecycle: active
---
A change is carried out once the manager has seen its plan, its test and its way back. <!-- <- duplicate-passage -->
The manager has said yes in the record before the work begins.
```

Good:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
A change is carried out once the manager has seen its plan, its test and its way back.
The manager has said yes in the record before the work begins.
```

```markdown
---
kind: policy
id: POL-REL
lifecycle: active
---
Releases carry changes that are approved.
```
"""

import re
from collections.abc import Iterator

from sms_lint.ground.language_words import as_spaced
from sms_lint.ground.text import COMMENT, blanked
from sms_lint.ground.text.generated_parts import BEGINNING, generated_parts
from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.node import Document
from sms_lint.system.shared_text import shared_passages
from sms_lint.system.sms import Sms
from sms_lint.system.writing import Writing, bodies

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.2",),
    help="keep it in one of the two and link to it from the other, or mark it: `<!-- text of ID#section -->`",
)


SENTENCE = re.compile(r"^#[^\n]*|[^\s.!?\u3002\uff01\uff1f|#][^.!?\u3002\uff01\uff1f|#\n]*", re.M)
WORD = re.compile(r"\w+")
# Tables, tags and addresses, whose parts are alike in many texts.
NOT_SAID = re.compile(r"^[ \t]*\|[^\n]*|<[A-Za-z/][^<>]*>|\]\([^()\s]*\)|https?://[^\s)>]+", re.M)
PassagePlace = tuple[Writing, int, int]


def check(sms: Sms) -> Iterator[Finding]:
    """Find runs of sentences that are in an earlier document in the same order; the first of each document."""
    known: dict[str, PassagePlace] = {}
    for writing in bodies(sms):
        if isinstance(writing.node, Document) and writing.node.lifecycle != "retired":
            passage = _passage(writing, known, sms.config.text.same_words)
            if passage:
                start, end, earlier = passage
                other = earlier[0].node.id
                yield RULE.finding(
                    writing.at(start, min(end, start + 60)),
                    f"this passage of {writing.node.id} is also in {other}",
                    node=writing.id_at(start),
                    related=(Related(earlier[0].at(*earlier[1:]), f"it ends here in {other}"),),
                )


def _said_elsewhere(whole: str) -> Iterator[tuple[int, int]]:
    """What is known to come from elsewhere: passages that are marked, and parts that are generated from records."""
    for shared in shared_passages(whole):
        yield shared.start, shared.end
    for part in generated_parts(whole) if BEGINNING in whole else ():
        if part.end is not None:
            yield part.start, part.end


def _passage(
    writing: Writing, known: dict[str, PassagePlace], least: int
) -> tuple[int, int, PassagePlace] | None:
    """The first passage that is in an earlier document; the text's own sentences are added to those known."""
    mine: dict[str, PassagePlace] = {}
    found: tuple[int, int, PassagePlace] | None = None
    start, count, other = 0, 0, ""
    # What no reader sees is not a repetition; as many spaces keep the places.
    text = blanked(COMMENT, writing.text)
    for start, end in _said_elsewhere(writing.node.origin.file.text):
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    text = blanked(NOT_SAID, text)
    for match in SENTENCE.finditer(text):
        words = () if match.group().startswith("#") else WORD.findall(as_spaced(match.group().casefold()))
        sentence = " ".join(words)
        earlier = known.get(sentence) if words else None
        if earlier is not None and earlier[0].node.id == writing.node.id:  # a copy, reported by its id
            earlier = None
        if words:
            mine.setdefault(sentence, (writing, match.start(), match.end()))
        if earlier is None:
            count = 0
            continue
        if count == 0 or earlier[0].node.id != other:
            start, count, other = match.start(), 0, earlier[0].node.id
        count += len(words)
        if count >= least and found is None:
            found = start, match.end(), earlier
    for sentence, place in mine.items():
        known.setdefault(sentence, place)
    return found
