"""A document was changed after its approval, so the present text is not approved.

An approval is for one exact text. With the first changed letter it is an approval of something else, and the text
approved before stays in force, whatever the branch and the page show. This applies to a typing error as well as to a
sentence that somebody tried to slip in. The pictures that a text shows are part of it, and so are the files that it
hands out.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-02-02 P-0001 edits the text  # <- approval-void
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-02-02 P-0001 writes version 1.1
2026-02-03 P-0001 signs as author
2026-02-04 P-0002 approves
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import joined
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status.documents import ApprovalStatus, approval_statuses
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2", "20000-1:7.5.3.2"),
    help="give the text a new version and have it approved, or restore the approved text",
    exemptible=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for documents whose approved text is not the present one."""
    for status in approval_statuses(sms):
        if status.signed_other_text:
            message = f"{_what(status)}; {status.stands}"
            yield RULE.about(status.document, "version", message)


def _what(status: ApprovalStatus) -> str:
    if status.put_back:
        return f"{status.name} was put back after a later text had been approved, and not approved again"
    if changed := status.shown_otherwise:
        return f"{status.name} shows {joined(changed)} otherwise than when it was signed"
    if status.edited or any(other.text.version == status.document.version for other in status.before):
        return f"{status.name} was edited after it was signed, so the signatures are for another text"
    return f"{status.name} is not approved, and an earlier text is"
