"""A person is named.

Documents and records name roles and person ids, so that they stay true and can be published. A title such as Mr
or Dr before a word with a capital letter is a name.

Bad:

```markdown
---
kind: policy
id: POL-CHG
---
Ask Mrs Miller before you deploy. <!-- <- personal-name -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
---
Ask the change manager before you deploy.
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
    help="write the role, or the id of the person",
)


SIGNS = ("Mr", "Ms", "Miss", "Mx", "Dr", "Prof")
NAME = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\b\.?[ \u00a0][A-Z][^\W\d_]+")


def check(sms: Sms) -> Iterator[Finding]:
    """Look for names in everything that is written; the first of each text is shown, the rest counted."""
    for writing in files(sms):
        if not any(sign in writing.text for sign in SIGNS):
            continue
        found = list(NAME.finditer(writing.text))
        if found:
            more = f" (and {len(found) - 1} more below)" if len(found) > 1 else ""
            severity = severity_of_exposure(writing.node)
            message = f"“{found[0].group()}” names a person{more}"
            yield RULE.finding(
                writing.at(*found[0].span()), message, node=writing.id_at(found[0].start()), severity=severity
            )
