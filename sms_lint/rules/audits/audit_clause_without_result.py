"""An audit report covers a clause and says nothing of what was found there.

That a clause was covered and has no finding does not show that it conforms: nobody can tell what was looked at. What a
report does not judge counts as not judged, so that the audit is asked for again.

Bad:

```yaml
audit-report ARP-01:
  clauses_covered: [20000-1:8.5.1]  # <- audit-clause-without-result
  results:
    - {judged: 20000-1:8.5.1.2}
    - {judged: 20000-1:8.5.1.3}
  findings: []
```

Good:

```yaml
audit-report ARP-01:
  clauses_covered: [20000-1:8.5.1]
  results:
    - {judged: 20000-1:8.5.1.2, result: conforms}
    - {judged: 20000-1:8.5.1.3, result: conforms}
    - judged: 20000-1:8.5.1.1
      result: not examined
      evidence: [The owner of the policy was away; planned for the audit in autumn]
  findings: []
```
"""

from collections.abc import Iterator

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.sentences import listed
from sms_lint.model.catalogue import Catalogue
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.evaluation import AuditReport
from sms_lint.system.lost_fields import lost_fields
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:9.2.1",),
    help="state under `results` what was found of each clause and from what, or `not examined`; where the report is "
    "closed, judge these clauses in the next audit",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Compare the clauses covered with those of which results and findings speak; one finding for each report."""
    for report in sms.all(AuditReport):
        unreadable = "results" in lost_fields(sms).get(report.id, ())
        silent = [] if unreadable else [ref for book in sms.catalogues for ref in _unjudged(report, book)]
        if silent:
            message = f"{report.id} covers {listed(silent)} and does not say what was found there"
            yield RULE.about(report, "clauses_covered", message)


def _unjudged(report: AuditReport, book: Catalogue) -> Iterator[str]:
    """The clauses with obligations that the report covers as a whole, and says nothing of."""
    said = {clause_parts(result.judged).clause for result in report.results}
    covered = set(report.clauses_covered)
    for clause in book.clauses:
        refs = (clause.id, *(ancestor.id for ancestor in book.ancestors(clause)))
        if clause.obligations and not covered.isdisjoint(refs) and clause_parts(clause.id).clause not in said:
            yield clause.id
