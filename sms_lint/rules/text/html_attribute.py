"""A text gives an element attributes that are not allowed.

An attribute can run a program when a reader clicks or merely looks, send the reader elsewhere, or hide words. In
braces, a heading may get an anchor (`#name`) and the clauses it meets (`data-satisfies`). Nothing else is allowed
there, and no attribute at all in an HTML element. The setting `text.html` lists the elements that are allowed in a
document at all.

Bad:

```markdown
---
kind: policy
id: POL-CHG
---
## Purpose {: #purpose onclick="go()" } <!-- <- html-attribute -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
---
## Purpose {: #purpose data-satisfies="20000-1:8.5.1.1" }
```
"""

import re
from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import Fix, RuleFix, TextEdit
from sms_lint.system.sms import Sms
from sms_lint.system.writing import Writing, bodies, parts

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="remove the attribute; in braces only `#name` and `data-satisfies` are allowed",
    fix=RuleFix("removes the attribute", "unsafe"),
)

BRACE = re.compile(r"\{(?![{%!])(?P<colon>:?)")
PART = re.compile(r"[^\s=}]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s=}]*)|[^\s=}]+")
ALLOWED = frozenset({"id", "data-satisfies"})
ELEMENT = re.compile(r"<([A-Za-z][^\s<>/]*)([\s/][^<>]*)")


def check(sms: Sms) -> Iterator[Finding]:
    """Look for attributes in braces and in the elements that are allowed, in all prose."""
    allowed = frozenset(sms.config.text.html)
    for writing in bodies(sms):
        if "{" in writing.text:
            yield from _in_braces(writing)
        if "<" in writing.text:
            yield from _in_elements(writing, allowed)


def _in_braces(writing: Writing) -> Iterator[Finding]:
    for colon, inside, end in _braces(writing.text):
        for part in PART.finditer(writing.text, inside, end):
            if _forbidden(part.group(), colon):
                start = part.start()
                at = writing.at(start, start + len(part.group()))
                message = f"`{part.group()[:60]}` in braces is an attribute that is not allowed"
                finding = RULE.finding(at, message, node=writing.id_at(start))
                yield finding.with_fix(_without(writing, part, inside, end))
                break


def _without(writing: Writing, part: re.Match[str], inside: int, end: int) -> Fix:
    """The braces without a part of what is in them, or nothing at all where nothing else is in them."""
    text, (start, stop) = writing.text, part.span()
    if not (text[inside:start] + text[stop:end]).strip():
        opened = text.rfind("{", 0, inside + 1)
        start, stop = len(text[:opened].rstrip(" ")), end + 1
    elif text[start - 1] == " ":
        start -= 1
    return Fix("remove the attribute", (TextEdit(writing.at(start, stop), ""),))


def _braces(text: str) -> Iterator[tuple[bool, int, int]]:
    """What is in each line between the first brace and the last: whether a colon opens it, its start and end."""
    at = 0
    while (opening := BRACE.search(text, at)) is not None:
        line_end = text.find("\n", opening.start())
        line_end = len(text) if line_end == -1 else line_end
        closing = text.rfind("}", opening.end(), line_end)
        if closing != -1:
            yield bool(opening["colon"]), opening.end(), closing
        at = line_end


def _forbidden(part: str, colon: bool) -> bool:
    """Whether a part of what is in braces is an attribute; without a colon, words may be only words."""
    name, equals, _ = part.partition("=")
    if equals:
        return name.casefold() not in ALLOWED
    if part.startswith("#"):
        return False
    return colon or part.startswith(".") or part.casefold().startswith("on")


def _in_elements(writing: Writing, allowed: frozenset[str]) -> Iterator[Finding]:
    html = parts(writing, "html", "html_block")
    for match in (match for part in html for match in ELEMENT.finditer(writing.text, part.start, part.end)):
        name, rest = match[1].casefold(), match[2].strip().rstrip("/").strip()
        if name in allowed and rest:
            message = (
                f"the HTML element `{name}` has the attribute `{rest.split()[0][:60]}`; it may have none"
            )
            finding = RULE.finding(writing.at(*match.span()), message, node=writing.id_at(match.start()))
            bare = TextEdit(finding.at, f"<{match[1]}>")
            yield finding.with_fix(Fix("remove the attribute", (bare,)))
