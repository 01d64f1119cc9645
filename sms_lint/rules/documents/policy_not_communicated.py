"""A policy is in force, but nothing says that people know it.

The service management policy and the information security policy have to be made known inside the organization and be
available to those they concern. The front matter says when that was done (`communicated_at`) and who can read the
policy (`available_to`). Acknowledgements of the policy in the awareness log count as much as that day.

Bad:

```yaml
policy POL-SM:
  lifecycle: active  # <- policy-not-communicated
  review: {last: 2026-03-15}
  communicated_at: 2026-04-02
  available_to:  # not given
  satisfies: [20000-1:5.2.1]
```

Good:

```yaml
policy POL-SM:
  lifecycle: active
  review: {last: 2026-03-15}
  satisfies: [20000-1:5.2.1]
  communicated_at: 2026-04-02
  available_to: all staff, and customers on request
```
"""

from collections.abc import Iterator

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.kinds.documents import Policy
from sms_lint.model.kinds.support import Awareness
from sms_lint.system.sms import Sms

SPREAD_BY = {"20000-1:5.2.1": "20000-1:5.2.2", "20000-1:8.7.3.1": "20000-1:8.7.3.1"}

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=(
        "20000-1:5.2.2",
        "20000-1:8.7.3.1",
    ),
    help="add `communicated_at` and `available_to` to the front matter of the policy",
    gap=True,
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look at the active policies that meet a clause which calls for communication."""
    read = {entry.text("document") for entry in sms.entries(Awareness.KIND.name)}
    known, lost = read | sms.unread, Awareness.KIND.name in sms.hidden
    for node in sms.documents:
        clause = _clause(node) if isinstance(node, Policy) and node.lifecycle == "active" else ""
        if not isinstance(node, Policy) or not clause:
            continue
        missing = []
        if node.communicated_at is None and node.id not in known and not lost:
            missing.append("when it was made known (`communicated_at`)")
        if node.available_to is None:
            missing.append("who can read it (`available_to`)")
        if missing:
            message = f"{node.id} does not say {' or '.join(missing)}"
            yield RULE.about(node, "lifecycle", message, clauses=(clause,))


def _clause(policy: Policy) -> str:
    """The clause that asks for the policy to be made known; empty for any other policy."""
    named = (*policy.satisfies, *(ref for section in policy.sections for ref in section.satisfies))
    clauses = (clause_parts(ref).clause for ref in named)
    return next((SPREAD_BY[ref] for ref in clauses if ref in SPREAD_BY), "")
