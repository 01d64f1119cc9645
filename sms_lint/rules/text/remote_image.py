"""A picture is loaded from another host.

That host learns who opens the page, the picture can change after the approval, and it is missing when the network is
down, which is when the document is needed.

Bad:

```markdown
---
kind: policy
id: POL-CHG
---
![The steps of a change](https://example.org/steps.png) <!-- <- remote-image -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
---
Changes are made as [the steps](https://example.org/steps.png) show.
```
"""

import re
from collections.abc import Iterator, Mapping

from sms_lint.ground.text import scheme
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms
from sms_lint.system.writing import Writing, bodies

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="keep the picture beside the document and write its path",
)

PICTURE = re.compile(r"!\[(?P<label>[^\[\]]{0,300})\](?:\((?P<target>[^)]{0,300})|\[(?P<name>[^\[\]\n]*)\])?")
DEFINED = re.compile(r"^[ \t>*+-]*\[([^\[\]^][^\[\]\n]*)\]:\s*(\S+)", re.M)
ELSEWHERE = frozenset({"https", "http", "//", "ftp"})


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the address of every picture in all prose, also where it is defined elsewhere in the text."""
    for writing in bodies(sms):
        if "![" in writing.text:
            yield from _in_text(writing)


def _in_text(writing: Writing) -> Iterator[Finding]:
    defined = {match[1].casefold(): match[2] for match in DEFINED.finditer(writing.text)}
    for match in PICTURE.finditer(writing.text):
        target = _target(match, defined)
        if scheme(target) in ELSEWHERE:
            message = f"the picture `{match['label'][:40]}` is loaded from another host: `{target[:60]}`"
            yield RULE.finding(writing.at(*match.span()), message, node=writing.id_at(match.start()))


def _target(match: re.Match[str], defined: Mapping[str, str]) -> str:
    if match["target"] is not None:
        return " ".join(match["target"].split()[:1])
    return defined.get((match["name"] or match["label"]).casefold(), "")
