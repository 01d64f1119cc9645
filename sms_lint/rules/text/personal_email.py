"""A person's e-mail address is in what is published.

People come and go, and an address is personal data that search engines collect. A role is reached under an
address of its own, such as service-desk@, whose words are those of a role or of an office.

Bad:

```markdown
---
kind: policy
id: POL-CHG
---
Ask j.miller@company.example before you deploy. <!-- <- personal-email -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
---
Ask change-manager@company.example before you deploy.
```
"""

import re
from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms
from sms_lint.system.writing import files, severity_of_exposure

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.1",),
    help="name the role, or the address of the role",
)


ADDRESS = re.compile(r"(?<![\w.+-])(?<!(?<!mailto):)([\w.+-]+)@(?:[\w-]+\.)+[A-Za-z]{2,}")
OFFICE = frozenset(
    {
        "abuse", "accounts", "alerts", "audit", "billing", "contact", "desk", "enquiries", "feedback", "help",
        "helpdesk", "info", "it", "mail", "monitoring", "noc", "noreply", "office", "operations", "postmaster",
        "press", "privacy", "reply", "sales", "security", "service", "services", "soc", "support", "team",
    }
)  # fmt: skip


def check(sms: Sms) -> Iterator[Finding]:
    """Look for addresses in everything that is written; the first of each text is shown, the rest counted."""
    words = OFFICE.union(*(role.split("-") for role in sms.roles))
    for writing in files(sms):
        if "@" not in writing.text:
            continue
        matches = [matched for matched in ADDRESS.finditer(writing.text) if not _is_office(matched[1], words)]
        if matches:
            more = f" (and {len(matches) - 1} more below)" if len(matches) > 1 else ""
            message = f"`{matches[0].group()}` is the address of a person{more}"
            severity = severity_of_exposure(writing.node)
            at = writing.at(*matches[0].span())
            yield RULE.finding(at, message, node=writing.id_at(matches[0].start()), severity=severity)


def _is_office(name: str, words: frozenset[str]) -> bool:
    return set(filter(None, re.split(r"[-._+]", name.casefold()))) <= words
