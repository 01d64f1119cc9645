"""One person confirmed many reviews within a minute.

Confirming a review says that somebody read the text and found it still right. Nobody reads a dozen texts in a minute;
they may have been read before and confirmed together. Nothing is wrong yet, but an auditor will ask how each was
reviewed. From how many on it is said is the setting `thresholds.reviews_at_once`.

Bad:

```yaml sms.yml
organization: {name: Example}
approval: {policy: E2}
thresholds: {reviews_at_once: 1}
```

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-05-04 P-0004 reviews it
2026-05-05 P-0001 confirms the review  # <- reviews-confirmed-at-once
```

Good:

```text history
2026-01-05 P-0001 writes version 1.0
2026-01-08 P-0001 signs as author
2026-01-09 P-0002 approves
2026-05-04 P-0004 reviews it
2026-05-05 P-0001 confirms the review
```
"""

from collections.abc import Iterator
from datetime import timedelta

from sms_lint.ground.sentences import listed, plural
from sms_lint.history.approvals.signed import SignedStatement
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.approval_status.files import kept_at
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="note",
    clauses=("20000-1:7.5.2",),
    help="ask how each of them was reviewed, and note the answer where the audit keeps it",
)
_AT_ONCE = timedelta(minutes=1)


def check(sms: Sms) -> Iterator[Finding]:
    """Look through the confirmations that stand now, by person, for many within a minute."""
    of_person: dict[str, list[SignedStatement]] = {}
    for signed in _confirmations(sms):
        of_person.setdefault(signed.statement.person, []).append(signed)
    for person, every in sorted(of_person.items()):
        for together in _together(sorted(every, key=lambda signed: (signed.statement.moment, signed.path))):
            first = together[0].statement
            names = listed([signed.statement.id for signed in together])
            if len(together) >= sms.config.thresholds.reviews_at_once:
                message = (
                    f"{person} confirmed {plural(len(together), 'review')} within a minute, on "
                    f"{first.moment:%Y-%m-%d at %H:%M} UTC: {names}"
                )
                yield RULE.finding(kept_at(together[0]), message, node=first.id)


def _confirmations(sms: Sms) -> Iterator[SignedStatement]:
    approvals = approvals_of(sms)
    for document in sms.documents if approvals else ():
        latest = approvals.latest(document.id) if approvals else None
        for signed in latest.confirmations if latest else ():
            if signed.statement.meaning == "confirmation":
                yield signed


def _together(every: list[SignedStatement]) -> Iterator[list[SignedStatement]]:
    """Statements in order of their moments, cut into groups: each begins with its first and lasts a minute."""
    group: list[SignedStatement] = []
    for signed in every:
        if group and signed.statement.moment - group[0].statement.moment > _AT_ONCE:
            yield group
            group = []
        group.append(signed)
    if group:
        yield group
