"""An audit finding and a nonconformity do not lead to each other.

From the finding one must get to what was done about it, and from the nonconformity back to what was seen. Where the
two disagree on clause or source, or the finding does not name the nonconformity, the trail that the next auditor
follows breaks. An error where the finding names the wrong one, a warning where no finding names it.

Bad:

```yaml records/registers/audit-programme.yml
kind: audit-programme
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AUD-01
    period: "2026"
    frequency: Once a year
    scope: [20000-1:4, 20000-1:5, 20000-1:6, 20000-1:7, 20000-1:8, 20000-1:9, 20000-1:10]
    criteria: The standard
    methods: Interviews
    responsible: head-of-service-management
    process_importance: All
    changes_considered: None
    previous_results: None
    auditor: P-004
    auditor_independent_of: Owns none of the processes
    planned: 2026-06-09
    held: 2026-06-09
```

```yaml records/audits/ARP-01.yml
kind: audit-report
id: ARP-01
audit: AUD-01
clauses_covered: [20000-1:4, 20000-1:5, 20000-1:6, 20000-1:7, 20000-1:8, 20000-1:9, 20000-1:10]
evidence: [Interviews]
findings:
  - finding_id: F1
    grade: minor
    clause: 20000-1:8.5.1.3
    statement: Changes were not reviewed
    evidence: Three of 20
    nonconformity: NC-01  # <- finding-nonconformity-one-sided
conclusion: The system conforms but for one lapse.
reported_to: [managing-director]
date: 2026-06-12
```

```yaml records/registers/nonconformity.yml
kind: nonconformity
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: NC-01
    source: Complaint of a customer
    clause: 20000-1:8.5.1.3
    raised: 2026-06-12
    description: Three of 20 normal changes had no review
    evidence: Sample of May
    correction: The three were reviewed
    consequences: None
    status: action_planned
    root_cause: The tool asks for a review only where a change failed
    extent_check: All changes of the quarter
    corrective_action: The tool asks for a review of every change
    owner: change-manager
    due: 2026-12-11
```

Good:

```yaml records/registers/audit-programme.yml
kind: audit-programme
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: AUD-01
    period: "2026"
    frequency: Once a year
    scope: [20000-1:4, 20000-1:5, 20000-1:6, 20000-1:7, 20000-1:8, 20000-1:9, 20000-1:10]
    criteria: The standard
    methods: Interviews
    responsible: head-of-service-management
    process_importance: All
    changes_considered: None
    previous_results: None
    auditor: P-004
    auditor_independent_of: Owns none of the processes
    planned: 2026-06-09
    held: 2026-06-09
```

```yaml records/audits/ARP-01.yml
kind: audit-report
id: ARP-01
audit: AUD-01
clauses_covered: [20000-1:4, 20000-1:5, 20000-1:6, 20000-1:7, 20000-1:8, 20000-1:9, 20000-1:10]
evidence: [Interviews]
findings:
  - finding_id: F1
    grade: minor
    clause: 20000-1:8.5.1.3
    statement: Changes were not reviewed
    evidence: Three of 20
    nonconformity: NC-01
conclusion: The system conforms but for one lapse.
reported_to: [managing-director]
date: 2026-06-12
```

```yaml records/registers/nonconformity.yml
kind: nonconformity
id: REG-X
title: Register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: NC-01
    source: Internal audit AUD-01, finding F1
    clause: 20000-1:8.5.1.3
    raised: 2026-06-12
    description: Three of 20 normal changes had no review
    evidence: Sample of May
    correction: The three were reviewed
    consequences: None
    status: action_planned
    root_cause: The tool asks for a review only where a change failed
    extent_check: All changes of the quarter
    corrective_action: The tool asks for a review of every change
    owner: change-manager
    due: 2026-12-11
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ids_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditFinding, AuditReport
from sms_lint.model.kinds.improvement import Nonconformity
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:9.2.2", "20000-1:10.1.1"),
    help="name the right nonconformity, or put its source and clause right",
    aliases=("audit-finding-one-sided", "nonconformity-without-audit-finding"),
)
_FINDING = RULE.part("audit-finding-one-sided")
_NONCONFORMITY = RULE.part(
    "nonconformity-without-audit-finding",
    severity="warning",
    clauses=("20000-1:10.1.1", "20000-1:9.2.2"),
    help="name the nonconformity in the finding, or correct `source`",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look from the findings, then from the nonconformities."""
    yield from _finding(sms)
    yield from _nonconformity(sms)


def _finding(sms: Sms) -> Iterator[Finding]:
    """Compare each finding with the nonconformity that it names."""
    for report in sms.all(AuditReport):
        for index, finding in enumerate(report.findings):
            raised = sms.ids.get(finding.nonconformity or "")
            if isinstance(raised, Nonconformity) and (said := _differs(report, finding, raised)):
                message = f"finding {finding.finding_id} of {report.id} names {raised.id}, {said}"
                yield _FINDING.about(report, ("findings", index, "nonconformity"), message)


def _differs(report: AuditReport, finding: AuditFinding, raised: Nonconformity) -> str:
    if raised.clause != finding.clause:
        return f"which is about {raised.clause}, not about {finding.clause}"
    if not {report.id, report.audit} & ids_in(raised.source):
        return f"whose source names neither {report.audit} nor {report.id}"
    return ""


def _nonconformity(sms: Sms) -> Iterator[Finding]:
    """Look for each nonconformity in the findings of the audit that it names, once there is a report."""
    raised: dict[str, set[str]] = {}
    for report in sms.all(AuditReport):
        names = {one.nonconformity for one in report.findings if one.nonconformity}
        for source in (report.id, report.audit):
            raised.setdefault(source, set()).update(names)
    if AuditReport.KIND.name in sms.hidden:
        return
    sources = {node.id: ids_in(node.source) for node in sms.all(Nonconformity)}
    for node in sms.all(Nonconformity):
        for source in sorted(sources[node.id] & raised.keys()):
            mistaken = any(source not in sources.get(name, {source}) for name in raised[source])
            if node.id not in raised[source] and not mistaken:  # a finding with the wrong id is said there
                message = f"{node.id} comes from {source}, whose report has no finding that names it"
                yield _NONCONFORMITY.about(node, "source", message)
                break
