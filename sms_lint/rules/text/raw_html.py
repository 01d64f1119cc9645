"""A text contains HTML.

What is written in HTML can run programs on the reader's computer, load things from elsewhere or change the look of the
approved text. Markdown says all that a document needs. The elements named in `text.html` of the settings are allowed,
without attributes. So is a comment without marks in it: nobody sees it. What is in backticks or between fences is code
and is shown as it is.

Bad:

```markdown
---
kind: policy
id: POL-CHG
---
<div>Changes are made so that nobody is surprised.</div> <!-- <- raw-html -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
---
Changes are made so that nobody is surprised.<br>
A `<div>` in backticks is code. <!-- agreed with the auditors -->
```
"""

import re
from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms
from sms_lint.system.writing import Writing, bodies, parts

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="write it in Markdown, or put it in backticks where it is meant as code",
)

# A comment that every browser and every builder ends at the same place, an address, or the beginning of an element.
MARK = re.compile(
    r"(?P<comment><!--(?!-?>)[^<>`]*-->)"
    r"|(?P<address><[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"']*>|<[\w.+-]+@[\w.-]+>)"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][^\s<>/]*|[!?/])(?P<rest>[^<>]*>?)"
)
BARE = re.compile(r"\s*/?>")


def check(sms: Sms) -> Iterator[Finding]:
    """Look for elements in all prose; of each sort, the first one of a text is reported."""
    allowed = frozenset(sms.config.text.html)
    for writing in bodies(sms):
        if "<" in writing.text:
            yield from _in_text(writing, allowed)


def _in_text(writing: Writing, allowed: frozenset[str]) -> Iterator[Finding]:
    found: dict[str, list[re.Match[str]]] = {}
    for part in parts(writing, "html", "html_block"):
        for match in MARK.finditer(writing.text, part.start, part.end):
            name = (match["name"] or "").casefold()
            if name and name not in allowed:  # another rule reports an allowed one with attributes
                found.setdefault(name, []).append(match)
    for name, matches in found.items():
        at = writing.at(*matches[0].span())
        yield RULE.finding(at, _message(name, matches), node=writing.id_at(matches[0].start()))


def _message(name: str, matches: list[re.Match[str]]) -> str:
    number = sum(not match["end"] for match in matches)
    more = f", and {number - 1} times more below" if number > 2 else ", and once more below" * (number == 2)
    if name == "!":
        return f"the text holds a comment or a declaration that may not end where it seems to{more}"
    what = "an instruction to a program" if name in "?/" else f"the HTML element `{name[:40]}`"
    return f"the text holds {what}{more}"
