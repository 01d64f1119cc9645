"""A merge took in an approved version of a document, or its retirement, and left it out.

Whoever merges the branch into an old copy, and pushes that as the branch, takes away what had been approved since: the
old text stands there as if it were the newest. What was approved in anything that was merged binds, until a later
version is approved, or one of those who approved it withdraws that. Most often it was an accident: `git merge -s ours`,
or a conflict that was solved by keeping one side.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-02-02 P-0001 writes version 1.1
2026-02-03 P-0001 signs as author
2026-02-04 P-0002 approves
2026-02-05 P-0004 merges the branch into an old copy (3 steps old), which has an older text  # <- approval-left-out
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-02-02 P-0001 writes version 1.1
2026-02-03 P-0001 signs as author
2026-02-04 P-0002 approves
2026-02-05 P-0004 merges an old copy into the branch (3 steps old)
```
"""

from collections.abc import Iterator

from sms_lint.ground.source import whole
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1", "20000-1:7.5.3.2"),
    help="put the line that was the branch first again, or have a later version approved",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while the merged lines were compared with the branch."""
    for text in sms.branch.left_out if sms.branch else ():
        document = sms.get(text.id)
        if isinstance(document, Document):
            yield RULE.about(document, "version", text.sentence, help=text.way_out)
        else:
            yield RULE.finding(whole(sms.trust or sms.settings.file), text.sentence, help=text.way_out)
