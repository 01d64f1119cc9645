"""A folder of the system is a repository of its own.

What lies in it is not part of this repository: it changes without a review here, and a copy for the auditors does not
hold it. It also makes git run what its settings say.

Bad:

```ini .gitmodules
[submodule "templates"]  # <- nested-repository
        path = policies/templates
        url = https://example.org/templates.git
```

Good:

```ini .gitmodules
[submodule "theme"]
        path = tooling/theme
        url = https://example.org/theme.git
```
"""

from collections.abc import Iterator

from sms_lint.model.finding import Finding, Rule
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="copy the files themselves into this repository, and take the other one out",
)


def check(sms: Sms) -> Iterator[Finding]:
    """Report what was noticed while reading."""
    return map(RULE.from_problem, sms.found(RULE.id))
