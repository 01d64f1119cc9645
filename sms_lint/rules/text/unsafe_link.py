r"""A link leads to something other than a page or a mail address.

A link that begins with `javascript:` or `data:` runs a program on the computer of whoever clicks on it, and `file:`
shows each reader another file. Links lead to files of this system, to web pages (`https:`, `http:`) or to mail
addresses (`mailto:`). Disguises are recognised: capitals, spaces, `&#106;`, `%6A`.

Bad:

```markdown
---
kind: policy
id: POL-CHG
---
See [the form](JavaScript:open()). <!-- <- unsafe-link -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
---
See [the law](https://example.org/law) or [ask](mailto:service-desk@example.org).
```
"""

import re
from collections.abc import Iterator

from sms_lint.ground.text import scheme
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms
from sms_lint.system.writing import Writing, bodies

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="point the link to a file of this system or to a web page, or remove it",
)

ALLOWED = frozenset({"https", "http", "mailto"})
RUNS = frozenset({"javascript", "vbscript", "data", "livescript", "mocha", "jscript"})
LINK = re.compile(r"\]\(|\]:|<(?=[^\s<>]*[:;%])")
LONGEST = 300
NOTE = re.compile(r"\[\^[^\[\]\n]*\Z")
WORDS = re.compile(r"[\w.+-]+:(?:\s|\Z)")
SHOWN = 60


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the target of every link, picture, definition and bare address in all prose."""
    for writing in bodies(sms):
        if "](" in writing.text or "]:" in writing.text or "<" in writing.text:
            yield from _in_text(writing)


def _in_text(writing: Writing) -> Iterator[Finding]:
    text = writing.text
    for match in LINK.finditer(text):
        target = text[match.end() : match.end() + LONGEST].lstrip()
        said = scheme(_first(target))
        if not said or said in ALLOWED or _is_prose(text, match, target, said):
            continue
        start = text.index(target[:1], match.end()) if target else match.end()
        what = "another host without saying how" if said == "//" else f"`{said}:`, which is not a page"
        if said in RUNS:
            what = f"`{said}:`, which runs a program on the reader's computer"
        yield RULE.finding(
            writing.at(start, start + 1), f"the link leads to {what}", node=writing.id_at(start)
        )


def _first(target: str) -> str:
    """What is before the end of the link; spaces and line ends within it hide nothing."""
    return re.split(r"[)>\"]|\n[ \t]*\n", target, maxsplit=1)[0] if ":" in target[:40] else target


def _is_prose(text: str, match: re.Match[str], target: str, said: str) -> bool:
    """Whether words with a colon follow by chance: in a note, or after a bracket in a sentence."""
    if match.group() == "]:" and NOTE.search(text, max(0, match.start() - LONGEST), match.start()):
        return True
    return said not in RUNS and match.group() != "](" and WORDS.match(target) is not None
