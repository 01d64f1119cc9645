"""A self-assessment says fully met while a nonconformity on the same clause is open.

Both cannot be true. An auditor who finds the two side by side will doubt all other judgements as well.

Bad:

```yaml
self-assessment SA-01:
  clause: 20000-1:8.5.3
  conformity: full  # <- self-assessment-contradicted
  assessed_at: 2026-09-15
nonconformity NC-01: {clause: 20000-1:8.5.3, status: open}
```

Good:

```yaml
self-assessment SA-01:
  clause: 20000-1:8.5.3
  conformity: partial
  assessed_at: 2026-09-15
nonconformity NC-01: {clause: 20000-1:8.5.3, status: open}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.self_assessments import latest_assessments
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.1", "20000-1:10.1.1"),
    help="judge the clause as met in part until the nonconformity is closed, or close the nonconformity",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for nonconformities that are not closed on each clause that was judged as fully met, or below it."""
    open_ = [
        (entry.id, entry.text("clause"))
        for entry in sms.entries("nonconformity")
        if entry.text("status") != "closed"
    ]
    for assessment in latest_assessments(sms):
        if assessment.conformity == "full":
            found = [name for name, clause in open_ if _within(clause, assessment.clause)]
            if found:
                verb = "are" if len(found) > 1 else "is"
                contradicting = f"{listed(found)} on it {verb} open"
                message = f"{assessment.id} says that {assessment.clause} is fully met, but {contradicting}"
                yield RULE.about(assessment, "conformity", message)


def _within(clause: str, judged: str) -> bool:
    return clause == judged or clause.startswith((f"{judged}-", f"{judged}."))
