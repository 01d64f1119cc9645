"""The text of a document changed, but its version did not go up.

Two texts of one version cannot be told apart: whoever holds a copy of version 2.1 does not know which one. The
version goes up with every change of the text, however small.

Bad:

```text history
2026-01-05 P-0001 writes version 1.0
2026-02-02 P-0004 edits the text  # <- version-not-raised
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-02-02 P-0004 writes version 1.1
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import Fix, RuleFix, rewritten
from sms_lint.model.node import Document
from sms_lint.system.altered_records import altered
from sms_lint.system.approval_status.documents import approval_statuses
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2", "20000-1:7.5.3.2"),
    help="raise `version`",
    exemptible=True,
    fix=RuleFix("raises the second number of the version", "unsafe"),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look through what the history altered; where that voids a signature, another rule asks for a new version."""
    void = {
        status.document.id
        for status in approval_statuses(sms)
        if status.signed_other_text and (status.edited or status.put_back)
    }
    for place in altered(sms, "version-not-raised"):
        if place.id in void:
            continue
        yield RULE.finding(place.at, place.message, node=place.id).with_fix(_raised(sms, place.id))


def _raised(sms: Sms, id_: str) -> Fix | None:
    """The next version of a document: whether it is a greater step is for its owner to say."""
    document = sms.ids.get(id_)
    if not isinstance(document, Document):
        return None
    first, _, second = document.version.partition(".")
    if not (first.isdigit() and second.isdigit()):
        return None
    return rewritten(document.at("version"), f"{first}.{int(second) + 1}", is_text=True)
