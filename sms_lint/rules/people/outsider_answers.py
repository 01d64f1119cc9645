"""Somebody outside the organization answers for an activity, a document, a record or a contract.

Work can be given to others; that it is done, and done well, remains the organization's own. A supplier that answers for
an activity is asked by nobody. Roles outside are those with `external: yes` in the role register.

Bad:

```yaml
role supplier:
  external: yes
nonconformity NC-1:
  owner: supplier  # <- outsider-answers
```

Good:

```yaml
role supplier:
  external: yes
role supplier-manager:
  title: Supplier manager
nonconformity NC-1:
  owner: supplier-manager
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Process
from sms_lint.model.node import Document, Register
from sms_lint.system.agenda import OWNERS
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.2.3.1", "20000-1:5.3"),
    help="name the role here that answers for it; who does the work can still be outside",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at owners and approvers, and at the answering role of each activity."""
    outside = frozenset(entry.id for entry in sms.entries("role") if entry.text("external") == "yes")
    if outside:
        yield from _of_documents(sms, outside)
        yield from _of_activities(sms, outside)
        yield from _of_records(sms, outside)


def _of_documents(sms: Sms, outside: frozenset[str]) -> Iterator[Finding]:
    for node in (*sms.all(Document), *sms.all(Register)):
        for field in ("owner", "approver"):
            if (role := getattr(node, field, "")) in outside:
                yield RULE.about(node, field, f"`{field}` of {node.id} is {role}, a role outside")


def _of_activities(sms: Sms, outside: frozenset[str]) -> Iterator[Finding]:
    for process in sms.all(Process):
        for index, activity in enumerate(process.activities):
            if activity.answers in outside:
                message = f"{activity.answers}, a role outside, answers for `{activity.id}` of {process.id}"
                yield RULE.about(process, ("activities", index, "answers"), message)


def _of_records(sms: Sms, outside: frozenset[str]) -> Iterator[Finding]:
    for kind, model in sms.kinds.items():
        fields = [field for field in OWNERS if field in model.model_fields]
        for entry in sms.entries(kind) if fields and not issubclass(model, Document) else ():
            for field in fields:
                if (role := entry.text(field)) in outside:
                    yield RULE.about(entry, field, f"`{field}` of {entry.id} is {role}, a role outside")
