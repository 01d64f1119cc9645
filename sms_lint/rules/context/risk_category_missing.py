"""The risk register knows no risk of a category that always has to be looked at.

Risks to the organization, to service requirements and from other parties are three questions, and each has to
be asked. An empty category mostly means that the question was not asked. An entry of the category that is
closed counts as an answer.

Bad:

```yaml
risk RSK-01:  # <- risk-category-missing
  category: organization
risk RSK-02: {category: service_requirement}
```

Good:

```yaml
risk RSK-01:
  category: organization
risk RSK-02: {category: service_requirement}
risk RSK-03: {category: other_party}
```
"""

from collections.abc import Iterator

from sms_lint.ground.sentences import listed
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:6.1.2",),
    help="look for risks of this category; where there is none, record that as a closed entry",
    gap=True,
)


ASKED = ("organization", "service_requirement", "other_party")


def check(sms: Sms) -> Iterator[Finding]:
    """Look for an entry of each category, in a register that has any."""
    risks = sms.entries("risk")
    there = {entry.text("category") for entry in risks}
    missing = [category for category in ASKED if category not in there]
    if risks and missing and "risk" not in sms.hidden:
        message = f"no risk is of category {listed(f'`{name}`' for name in missing)}"
        yield RULE.about(risks[0], "id", message)
