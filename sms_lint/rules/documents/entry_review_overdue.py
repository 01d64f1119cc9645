"""An entry of a register has not been reviewed in time.

Issues and interested parties, sources of obligations, resources of the capacity plan, knowledge articles and documents
kept elsewhere are reviewed by the day that their entry states, or after the interval of the settings
(`intervals.context_review`, `intervals.capacity_review`). An entry that nobody reviews may mislead its readers. It is a
warning, except for a document that is kept elsewhere.

Bad:

```yaml
context-issue CTX-01:
  climate_change: not_relevant
  reviewed_at: 2025-10-08  # <- entry-review-overdue
```

Good:

```yaml
context-issue CTX-01:
  climate_change: not_relevant
  reviewed_at: 2025-12-08
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import ago
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.context import ContextIssue, about_climate
from sms_lint.system.deadlines import overdue
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:4.1", "20000-1:4.2", "20000-1:8.4.3", "20000-1:7.6", "20000-1:7.5.2"),
    help="review it and set the day, or remove it",
    aliases=(
        "context-issue-outdated",
        "interested-party-outdated",
        "obligation-review-overdue",
        "capacity-review-overdue",
        "knowledge-review-overdue",
        "listed-document-review-overdue",
    ),
    kinds=("context-issue", "interested-party", "obligation", "capacity", "knowledge", "document"),
)
_ISSUE = RULE.part(
    "context-issue-outdated",
    clauses=("20000-1:4.1",),
    help="review the issue and set `reviewed_at`, or remove it",
)
_PARTY = RULE.part(
    "interested-party-outdated",
    clauses=("20000-1:4.2",),
    help="ask again what the party requires, and set `reviewed_at`",
)
_OBLIGATION = RULE.part(
    "obligation-review-overdue",
    clauses=("20000-1:4.2",),
    help="check the source for changes, and set the next day in `review_due`",
)
_CAPACITY = RULE.part(
    "capacity-review-overdue",
    clauses=("20000-1:8.4.3",),
    help="bring the figures up to date and set `reviewed_at`",
)
_KNOWLEDGE = RULE.part(
    "knowledge-review-overdue",
    clauses=("20000-1:7.6",),
    help="read the article again and set the next day, or retire it",
)
_LISTED = RULE.part(
    "listed-document-review-overdue",
    severity="error",
    clauses=("20000-1:7.5.2",),
    help="review the document and set the next day, or retire it",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at each register whose entries are reviewed one by one."""
    yield from _issue(sms)
    yield from _party(sms)
    yield from _obligation(sms)
    yield from _capacity(sms)
    yield from _knowledge(sms)
    yield from _listed(sms)


def _issue(sms: Sms) -> Iterator[Finding]:
    """Compare each issue with the interval; where all issues about the climate are old, another rule reports it."""
    every = sms.config.intervals.context_review
    old = list(overdue(sms, ContextIssue.KIND.name, "review"))
    climate = {entry.id for entry in sms.entries(ContextIssue.KIND.name) if about_climate(entry)}
    if climate <= {late.entry.id for late in old}:
        old = [late for late in old if late.entry.id not in climate]
    for late in old:
        message = (
            f"{late.entry.id} was last reviewed on {late.since}; issues are to be reviewed every {every}"
        )
        yield _ISSUE.about(late.entry, late.field, message)


def _party(sms: Sms) -> Iterator[Finding]:
    """Compare each entry with the interval."""
    every = sms.config.intervals.context_review
    for late in overdue(sms, "interested-party", "review"):
        message = (
            f"{late.entry.id} was last reviewed on {late.since}; parties are to be reviewed every {every}"
        )
        yield _PARTY.about(late.entry, late.field, message)


def _obligation(sms: Sms) -> Iterator[Finding]:
    """Compare each day with today."""
    for late in overdue(sms, "obligation", "review"):
        when = f"{late.day}, {ago(late.day, sms.today)}"
        message = f"the source of {late.entry.id} was to be checked by {when}"
        yield _OBLIGATION.about(late.entry, late.field, message)


def _capacity(sms: Sms) -> Iterator[Finding]:
    """Compare the day of the last review of each resource with the interval."""
    for late in overdue(sms, "capacity", "review"):
        message = f"{late.entry.id} was last reviewed on {late.since}"
        yield _CAPACITY.about(late.entry, late.field, message)


def _knowledge(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for articles that are published."""
    for late in overdue(sms, "knowledge", "review"):
        message = f"{late.entry.id} was due for review on {late.day}, {ago(late.day, sms.today)}"
        yield _KNOWLEDGE.about(late.entry, late.field, message)


def _listed(sms: Sms) -> Iterator[Finding]:
    """Compare the day with today, for documents that are approved."""
    for late in overdue(sms, "document", "review"):
        message = f"{late.entry.id} was due for review on {late.day}, {ago(late.day, sms.today)}"
        yield _LISTED.about(late.entry, late.field, message)
