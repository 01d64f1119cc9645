"""The text contains a password, a key or a token.

What is in the repository is read by many people and stays in its history. A password, key or token that was written
here has to be changed, not only deleted. What only stands for a secret is left alone: a gap to fill in, the name of a
variable, a description, an example that everybody knows, and keys that are public by their nature.

Bad:

```markdown
---
kind: policy
id: POL-CHG
---
Sign in with https://admin:Winter2026@console.example first. <!-- <- secret-in-text -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
---
Sign in with your own account first.
```
"""

from collections.abc import Iterator

from sms_lint.ground.secrets import secrets_in
from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms
from sms_lint.system.writing import files

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:8.7.3.2", "20000-1:7.5.3.1"),
    help="change the password, key or token at once, then remove it; say where it is kept instead",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look through everything that is written, code and comments included; what is found is never printed."""
    for writing in files(sms):
        for start, what in secrets_in(writing.text):
            at = writing.at(start, start + 1)
            yield RULE.finding(at, f"the text holds {what}", node=writing.id_at(start))
