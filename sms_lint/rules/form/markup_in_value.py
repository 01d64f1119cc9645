"""A value holds HTML, a link in Markdown or a mark of a template.

Titles, names and descriptions are shown in lists, menus and tables all over the site. They are plain text there: a mark
among them is shown as it is, or is taken for an instruction by a program that knows no better.

Bad:

```yaml
role managing-director: {title: Managing director}
role head-of-service-management: {title: Head of service management}
role change-manager:
  title: <b>Change</b> manager  # <- markup-in-value
```

Good:

```yaml
role managing-director: {title: Managing director}
role head-of-service-management: {title: Head of service management}
role change-manager:
  title: Change manager
```
"""

import re
from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import Fix, RuleFix, TextEdit
from sms_lint.model.node import Table
from sms_lint.system.sms import Sms
from sms_lint.system.writing import Writing, values

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="write plain text; every id becomes a link by itself",
    fix=RuleFix("writes the text of a link and its address, without the marks", "unsafe"),
)

SIGNS = ("<", "](", "{{", "{%", "script:")
MARKUP = re.compile(
    r"(?P<html><(?:[A-Za-z/!?][^\s<>]{0,40}>?|[A-Za-z/!?]))|(?P<link>!?\[[^\[\]\n]{0,200}\]\([^()\n]{0,300})"
    r"|(?P<mark>\{\{|\{%)|(?P<script>\b(?:java|vb)script:)",
    re.I,
)
LINK = re.compile(r"!?\[(?P<text>[^\[\]\n]*)\]\((?P<address>[^()\s]*)\)")
SAID = {
    "html": "HTML",
    "link": "a link in Markdown",
    "mark": "a mark of a template",
    "script": "the beginning of a program",
}


def check(sms: Sms) -> Iterator[Finding]:
    """Look through all values, comments left out; once in each line."""
    for writing in values(sms):
        if any(sign in writing.text for sign in SIGNS):
            yield from _in_values(writing)


def _in_values(writing: Writing) -> Iterator[Finding]:
    done = -1
    for match in MARKUP.finditer(writing.text):
        if match.start() < done or writing.commented(match.start()):
            continue
        end = re.compile(r"[\n\0]|\Z").search(writing.text, match.end())
        done = end.start() if end else len(writing.text)
        said = SAID[match.lastgroup or "html"]
        message = f"a value holds {said}: `{match.group()[:60]}`"
        finding = RULE.finding(writing.at(*match.span()), message, node=writing.id_at(match.start()))
        yield finding.with_fix(_plain_link(writing, match))


def _plain_link(writing: Writing, match: re.Match[str]) -> Fix | None:
    """A link as its text with the address behind it; none for other marks, and none in a cell of a table."""
    link = LINK.match(writing.text, match.start())
    if match.lastgroup != "link" or link is None or isinstance(writing.node, Table):
        return None
    text, address = link["text"].strip(), link["address"].strip()
    plain = f"{text} ({address})" if text else address
    return Fix(f"write `{plain}`", (TextEdit(writing.at(*link.span()), plain),))
