"""A self-assessment says fully met while a nonconformity on the same clause is open.

Both cannot be true. An auditor who finds the two side by side will doubt all other judgements as well.

Bad:

```yaml records/registers/self-assessment.yml
kind: self-assessment
id: REG-SELF
title: Self-assessment
owner: change-manager
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SA-01
    clause: 20000-1:8.5.3
    conformity: full  # <- self-assessment-contradicted
    justification: Baselines were taken every time.
    evidence: [Ten releases of the year]
    assessed_by: change-manager
    assessed_at: 2026-09-15
    every: 12 months
```

```yaml records/registers/nonconformity.yml
kind: nonconformity
id: REG-NC
title: Nonconformities
owner: change-manager
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: NC-01
    source: Internal audit
    clause: 20000-1:8.5.3
    raised: 2026-09-02
    description: A release went live without a baseline.
    evidence: Release of 2026-08-30
    correction: The baseline was taken afterwards.
    consequences: None found.
    status: open
    owner: change-manager
    due: 2026-12-01
```

Good:

```yaml records/registers/self-assessment.yml
kind: self-assessment
id: REG-SELF
title: Self-assessment
owner: change-manager
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SA-01
    clause: 20000-1:8.5.3
    conformity: partial
    justification: Baselines are not taken every time.
    evidence: [Ten releases of the year]
    action: Take the baseline as a step of the plan
    owner: change-manager
    due: 2026-12-01
    assessed_by: change-manager
    assessed_at: 2026-09-15
    every: 12 months
```

```yaml records/registers/nonconformity.yml
kind: nonconformity
id: REG-NC
title: Nonconformities
owner: change-manager
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: NC-01
    source: Internal audit
    clause: 20000-1:8.5.3
    raised: 2026-09-02
    description: A release went live without a baseline.
    evidence: Release of 2026-08-30
    correction: The baseline was taken afterwards.
    consequences: None found.
    status: open
    owner: change-manager
    due: 2026-12-01
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
    for one in latest_assessments(sms):
        if one.conformity == "full":
            found = [name for name, clause in open_ if _within(clause, one.clause)]
            if found:
                verb = "are" if len(found) > 1 else "is"
                message = (
                    f"{one.id} says that {one.clause} is fully met, but {listed(found)} on it {verb} open"
                )
                yield RULE.about(one, "conformity", message)


def _within(clause: str, judged: str) -> bool:
    return clause == judged or clause.startswith((f"{judged}-", f"{judged}."))
