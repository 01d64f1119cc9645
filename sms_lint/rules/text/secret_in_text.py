"""The text contains a password, a key or a token.

What is in the repository is read by many people and stays in its history. A password, key or token that was written
here has to be changed, not only deleted.

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

import re
from collections.abc import Iterator

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


# What precedes the secret itself has a fixed length: otherwise each beginning is followed to the end of the line.
KINDS = {
    "a private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "an access key of a cloud": r"\bAKIA[0-9A-Z]{16}\b|\bAIza[\w-]{35}\b",
    "a token": r"\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{20,}|\bxox[abprs]-[\w-]{10,}"
    r"|\beyJ[\w-]{10,400}\.eyJ[\w-]{10,4000}\.[\w-]{10,}",
    "a password in an address": r"\b[a-z][a-z0-9+.-]{0,30}://[^\s/:@]+:[^\s/@]{3,}@",
    "a password": r"(?i:\b(?:password|passwd|pwd|passphrase|secret|token|api[_-]?key)\b)\s*[:=]\s*[\"']?"
    r"(?=[^\s\"'<>]{0,200}\d)[^\s\"'<>]{8,}",
}
# Looked for first, because they are found so much faster.
SIGNS = (
    "-----BEGIN",
    "AKIA",
    "AIza",
    "github_pat",
    "glpat-",
    "xox",
    "eyJ",
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
)
WORDS = ("passw", "pwd", "passphrase", "secret", "token", "apikey", "api_key", "api-key", "://")
ANY = re.compile("|".join(f"(?P<k{number}>{form})" for number, form in enumerate(KINDS.values())))


def check(sms: Sms) -> Iterator[Finding]:
    """Look through everything that is written, code and comments included; what is found is never printed."""
    for writing in files(sms):
        small = writing.text.casefold()
        if not any(sign in writing.text for sign in SIGNS) and not any(word in small for word in WORDS):
            continue
        for match in ANY.finditer(writing.text):
            what = tuple(KINDS)[int((match.lastgroup or "k0")[1:])]
            at = writing.at(match.start(), match.start() + 1)
            yield RULE.finding(at, f"the text holds {what}", node=writing.id_at(match.start()))
