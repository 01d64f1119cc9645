"""A person's e-mail address is in what is published.

People come and go, and an address is personal data that search engines collect. A role is reached under an
address of its own, such as service-desk@. An address is that of a person where a given name, a surname, or an initial
and another word stand in it, or where the person is named right before it. Words of offices and roles, the name of the
organization, the accounts of programs (git@) and domains that nobody has (example.org) are left alone.

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

from sms_lint.ground.people import names_a_person
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


ADDRESS = re.compile(r"(?<![\w.+-])(?<!(?<!mailto):)([\w.+-]+)@((?:[\w-]+\.)+[A-Za-z]{2,})")
# Domains that nobody has, or that stand for any; what looks like a domain and is a file; lists, where nobody is alone.
NOBODY = re.compile(
    r"(?:^|\.)example\.(?:com|org|net|edu)$|\.(?:test|invalid|localhost|local|png|jpe?g|gif|svg|webp)$"
    r"|^(?:e?mail|domain|company|your-?\w+|my-?\w+|some-?\w+|acme|foo|bar)\.(?:com|org|net|de|co|io)$"
    r"|(?:^|\.)(?:lists?|groups|googlegroups|noreply|listserv|reply|mailer)\.",
    re.I,
)
# Accounts of programs: they stand before the address of a machine.
ACCOUNTS = frozenset(
    {"git", "hg", "svn", "root", "ubuntu", "admin", "centos", "vagrant", "pi", "postgres", "oracle", "ec2"}
)
TO_A_MACHINE = re.compile(r"(?:\b(?:ssh|scp|sftp|rsync|mosh|autossh)\b[^\n]*|[a-z]+://[^\s)\]>\"'`]*)\Z")
_BEFORE = 80
LONGEST = 64  # of what stands before the @


def check(sms: Sms) -> Iterator[Finding]:
    """Look for addresses in everything that is written; the first of each text is shown, the rest counted."""
    roles = frozenset(word for role in sms.roles for word in role.split("-"))
    for writing in files(sms):
        if "@" not in writing.text:
            continue
        matches = [matched for matched in ADDRESS.finditer(writing.text) if _is_persons(matched, roles)]
        if matches:
            more = f" (and {len(matches) - 1} more below)" if len(matches) > 1 else ""
            message = f"`{matches[0].group()}` is the address of a person{more}"
            severity = severity_of_exposure(writing.node)
            at = writing.at(*matches[0].span())
            yield RULE.finding(at, message, node=writing.id_at(matches[0].start()), severity=severity)


def _is_persons(match: re.Match[str], roles: frozenset[str]) -> bool:
    """Whether an address is that of a person, and of a real one."""
    local, domain = match[1].strip("."), match[2]
    before = match.string[max(0, match.start() - _BEFORE) : match.start()]
    if (
        len(local) > LONGEST
        or local.casefold() in ACCOUNTS
        or NOBODY.search(domain)
        or TO_A_MACHINE.search(before)
    ):
        return False
    return names_a_person(local, domain, before, roles)
