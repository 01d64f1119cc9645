"""A file in a folder of documents is in a form that nothing reads.

A Word file, a spreadsheet or a `.markdown` file beside the documents looks as if it were one of them. It has no owner,
no version and no approval, it is not checked, and readers of the site never see it. A file that a document links to,
such as a form to be filled in, is an attachment and may stay.

Bad:

```text policies/backup-policy.docx
The text of a Word file.  # <- unread-file
```

Good:

```markdown
---
kind: policy
id: POL-BCK
---
## Purpose

Data can be restored after any loss that a ward could suffer from.
```
"""

from collections.abc import Iterator

from sms_lint.ground.source import Location, SourceFile
from sms_lint.ground.text import link_target
from sms_lint.model.controlled_files import is_controlled
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

_TEXTS = (".docx", ".docm", ".doc", ".odt", ".rtf", ".html", ".htm", ".txt", ".pdf", ".pptx")
_MARKDOWN = (".markdown", ".mdown", ".mkd")
_SHEETS = (".xlsx", ".xls", ".ods")
_KNOWN = (*_TEXTS, *_MARKDOWN, *_SHEETS)

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.1",),
    help="bring it in with `sms-lint adopt FILE`, and remove the file; or link to it from a document",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for files in the forms of office programs that no document links to."""
    found = [path for path in sms.paths if is_controlled(path) and path.casefold().endswith(_KNOWN)]
    if not found:
        return
    linked = {
        target.path
        for node in sms.nodes
        for link in node.links
        if (target := link_target(node.path, link.target))
    }
    for path in sorted(found):
        ending = path.casefold()
        if ending.endswith(_MARKDOWN):
            said = "only files that end in `.md` are read as documents"
        elif path in linked:
            continue
        elif ending.endswith(_SHEETS):
            said = "a spreadsheet is not read as a register"
        else:
            said = f"a `.{path.rpartition('.')[2]}` file is not read as a document"
        help_ = (
            "bring its rows in with `sms-lint import FILE`, and remove the file"
            if ending.endswith(_SHEETS)
            else ""
        )
        yield RULE.finding(Location(SourceFile(path, ""), 0, 0), said, help=help_)
