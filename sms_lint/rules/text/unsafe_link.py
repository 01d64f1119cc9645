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
from sms_lint.system.writing import Writing, bodies, parts

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="point the link to a file of this system or to a web page, or remove it",
)

ALLOWED = frozenset({"https", "http", "mailto", "tel"})
RUNS = frozenset({"javascript", "vbscript", "data", "livescript", "mocha", "jscript"})
# What another program may take for a link although the forge does not: looked through for what runs a program.
LIKELY = re.compile(r"\]\(|\]:|<(?=[^\s<>]*[:;%])")
LONGEST = 300


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the target of every link and picture in all prose, definitions and bare addresses included."""
    for writing in bodies(sms):
        told: set[int] = set()
        for start, end, said in (*_links(writing), *_likely(writing)):
            line = writing.text.rfind("\n", 0, start)
            if line not in told:
                told.add(line)
                message = f"the link leads to {_what(said)}"
                yield RULE.finding(writing.at(start, end), message, node=writing.id_at(start))


def _links(writing: Writing) -> Iterator[tuple[int, int, str]]:
    for part in parts(writing, "link", "picture"):
        said = scheme(part.target)
        if said and said not in ALLOWED:
            yield part.start, part.end, said


def _likely(writing: Writing) -> Iterator[tuple[int, int, str]]:
    text = writing.text
    for match in LIKELY.finditer(text):
        said = scheme(_first(text[match.end() : match.end() + LONGEST].lstrip()))
        if said in RUNS:
            yield match.start(), match.end(), said


def _first(target: str) -> str:
    """What is before the end of the link; spaces and line ends within it hide nothing."""
    return re.split(r"[)>\"]|\n[ \t]*\n", target, maxsplit=1)[0] if ":" in target[:40] else target


def _what(said: str) -> str:
    if said in RUNS:
        return f"`{said}:`, which runs a program on the reader's computer"
    return "another host without saying how" if said == "//" else f"`{said}:`, which is not a page"
