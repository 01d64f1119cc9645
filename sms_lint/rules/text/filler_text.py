"""A text contains placeholders for something still to be written.

Placeholders are meant to be replaced and are easily forgotten. In a document in force they show an auditor that nobody
read it before approving it. A field is judged where its whole value is a placeholder. Words in code are left alone.

Bad:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
Emergency changes: TBD. <!-- <- filler-text -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
Emergency changes are decided by the change manager on call, and reviewed within five days.
```
"""

import re
from collections.abc import Iterator
from functools import cache

from sms_lint.ground.language_words import as_spaced, languages
from sms_lint.ground.source import Location, SourceFile
from sms_lint.ground.substance import PLACEHOLDERS, TO_BE
from sms_lint.ground.text import blanked, front_matter, without_code_spans
from sms_lint.model.finding import Finding, Rule, Severity
from sms_lint.model.node import Document, Node
from sms_lint.system.sms import Sms

ANY_PLACEHOLDER = "|".join(PLACEHOLDERS)
ANY_TO_BE = "|".join(map(re.escape, TO_BE))
# Whoever would like to be added, or has asked to be, is not still to be written.
WISHES = (
    "like want wants wanted need needs needed ask asks asked have has had request requested wish wishes able allowed "
    "expect expects how order way permission"
)
NOT_AFTER_A_WISH = "".join(rf"(?<!\b{word}[ ])" for word in WISHES.split())
FILLER = re.compile(
    rf"""
    (?<![\w/"“'«-])(?:TBD|TBC|FIXME|tbd|tbc)(?![\w/-])
    | (?:(?<=[:(\[}}%—–\#])|(?<=[:(\[}}%—–]\ )|^[ \t]*(?:[-*+|\#]+[ \t]+|\d+[.)][ \t]+)?
      |(?<=[^>][ ])(?=TODO[ \t]*(?:[:.;)\]|<]|$)))
      TODO(?![\w/-]|[ ](?:list|item|file|comment|app|board)s?\b)
    | (?<!["“'«])\b[Tt]odo:
    | {NOT_AFTER_A_WISH}\b[Tt]o\ be\ (?:{ANY_TO_BE})
      (?=[ \t]*(?:[.;:!)\]|*_]|$(?!\n[ \t]*[a-z(])))
    | \b[Ll]orem\ ipsum\b
    | (?<![\w$€£.\-/\#@*])(?:X{{3,}}(?![\w/-]|\.\w)|x{{3,}}(?=[ \t]*(?:[.;,)|\]](?!\w)|<|$)))
    | [\[<](?:insert|fill\ in|your|placeholder|company\ name|organi[sz]ation\ name)(?![\w-])
      [^\]>\n]{{0,80}}[\]>](?![(\[:])
    | \bplaceholder\ text\b
    | ^[ ]{{0,3}}(?:[-*+][ ]+)?(?:placeholder|\.\.\.|…)\.?[ \t]*$
    | ^[ ]{{0,3}}(?:n/a|N/A)\.?[ \t]*$
    | (?<!\?)(?!^\?{{3}}[+-]?[ ]*\w)\?{{3,}}
    """,
    re.X | re.M,
)
# Looked for first: whole documents without any of these are the rule, and this is 50 times as fast.
SIGNS = ("tbd", "tbc", "todo", "fixme", "to be ", "lorem", "xxx", "placeholder", "n/a", "...", "…", "??")
GAPS = tuple(
    f"{bracket}{word}" for bracket in "[<" for word in ("insert", "fill in", "your", "company", "organi")
)
FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.M | re.S)


@cache
def to_be_elsewhere() -> re.Pattern[str]:
    """What stands in other languages for something still to be written, at the end of a sentence or a cell."""
    phrases = [phrase for language in languages() for phrase in language.to_be]
    spaced = "|".join(re.escape(phrase) for phrase in phrases if as_spaced(phrase) == phrase)
    unspaced = "|".join(re.escape(phrase) for phrase in phrases if as_spaced(phrase) != phrase)
    ended = r"(?=[ \t]*(?:[.;:!)\]|*_\u3002\uff09\u300d]|$))"
    return re.compile(rf"(?:\b(?:{spaced or '(?!)'})\b|(?:{unspaced or '(?!)'})){ended}", re.I | re.M)


# A field whose whole value is such a word: in a list, in braces, or on its own line, but not in a comment.
VALUE = re.compile(
    rf"""^(?![ \t]*\#)[^\n]*?(?:\[[ ]*|[:-][ ]+)["']?
    (?P<filler>(?i:{ANY_PLACEHOLDER}|to\ be\ (?:{ANY_TO_BE}))
    |x{{3,}}|X{{3,}}|\?{{2,}}|\.{{3}}|…)
    ["']?[ ]*(?=[,}}\]\r\n]|\Z|[ ]\#)""",
    re.X | re.M,
)

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help="write what is meant, or remove the sentence",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Search the fields and sections of all that is not retired; in a draft it is a warning."""
    for node in sms.by_path.values():
        state = node.lifecycle if isinstance(node, Document) else "active"
        file = node.origin.file
        folded = file.text.casefold()
        if state == "retired" or not any(sign in folded for sign in (*SIGNS, *GAPS, *_signs_elsewhere())):
            continue
        severity: Severity = "warning" if state == "draft" else RULE.severity
        for start, end in (*_in_fields(file), *_in_sections(node)):
            message = f"`{file.text[start:end].strip()}` is a placeholder for something still to be written"
            at = Location(file, start, end)
            yield RULE.finding(at, message, node=sms.id_at(at), severity=severity)


@cache
def _signs_elsewhere() -> tuple[str, ...]:
    return tuple(phrase.casefold() for language in languages() for phrase in language.to_be)


def _in_fields(file: SourceFile) -> Iterator[tuple[int, int]]:
    """Start and end of each value that is nothing but such a word."""
    start, end = front_matter(file.text) if file.path.endswith(".md") else (0, len(file.text))
    for match in VALUE.finditer(file.text, start, end):
        yield match.span("filler")


def _in_sections(node: Node) -> Iterator[tuple[int, int]]:
    text = node.origin.file.text
    for section in node.sections:
        for start, end in _filler(text[section.start : section.body_end]):
            yield section.start + start, section.start + end


def _filler(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each such word outside code; the code is looked for only where there is one at all."""
    if FILLER.search(text) is None and to_be_elsewhere().search(text) is None:
        return
    plain = blanked(FENCED, text)
    spoken = without_code_spans(plain)
    for match in (*FILLER.finditer(spoken), *to_be_elsewhere().finditer(spoken)):
        yield match.span()
