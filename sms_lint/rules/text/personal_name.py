"""A person is named.

Documents and records name roles and person ids, so that they stay true and can be published. A name is told by a title
such as Mr or Dr before it, by a line that says who wrote, approved or signed, or by `text.people` in the settings, in
which an organization lists its people. Whoever wrote a book or gave a lecture that a line links to may be named.

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
from collections.abc import Iterable, Iterator

from sms_lint.ground.people import PARTICLES, is_given_name, is_of_an_office, people_words
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


TITLES = ("Mr", "Ms", "Miss", "Mx", "Dr", "Prof", "Herr", "Frau", "Mme")
# The name of a program after `Ms`, of a service after `Prof`, of a road before `Dr`.
NAME = re.compile(
    r"(?<![\w-])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herrn?|Frau|Mme)(?!\w)\.?[ \u00a0]"
    r"(?!(?:Word|Excel|Office|Teams|Project|Access|Windows|Outlook|Exchange|Azure|SQL|Visio|Dynamics|Power\w*|Edge"
    r"|Services)\b)"
    r"[A-Z][^\W\d_]+"
)
LABELS = (
    "author", "authors", "written by", "prepared by", "drafted by", "reviewed by", "approved by", "signed", "signed by",
    "signed off by", "signature", "contact", "contact person", "owner", "document owner", "policy owner", "responsible",
    "name", "approver", "reviewer", "maintainer", "autor", "verfasser", "erstellt von", "geprüft von",
    "freigegeben von", "ansprechpartner", "unterschrift", "auteur", "rédigé par", "approuvé par",
    "elaborado por", "aprobado por",
)  # fmt: skip
_WORD = r"[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?"
# A line, or a cell beside the label, that is two or three words with capital letters.
SIGNED = re.compile(
    rf"^[ \t>*_|#-]*(?i:{'|'.join(LABELS)})[ \t*_]*[:|][ \t*_]*"
    rf"(?P<name>{_WORD}(?:[ ][A-Z]\.)?(?:[ ](?:{PARTICLES}))*[ ]{_WORD})"
    r"[ \t*_]*(?=$|[,|(<;])",
    re.M,
)
# A lecture or a book that a text refers to is named with whoever made it.
CITED = re.compile(r"\]\(https?:|\bet al\b|\bISBN\b|\bdoi\b", re.I)
NEAR = 200


def check(sms: Sms) -> Iterator[Finding]:
    """Look for names in everything that is written; the first of each text is shown, the rest counted."""
    roles = _words_of_roles(sms)
    listed = _listed(sms.config.text.people)
    for writing in files(sms):
        found = sorted(_names(writing.text, listed, roles))
        if found:
            start, end = found[0]
            more = f" (and {len(found) - 1} more below)" if len(found) > 1 else ""
            message = f"“{writing.text[start:end]}” names a person{more}"
            severity = severity_of_exposure(writing.node)
            yield RULE.finding(writing.at(start, end), message, node=writing.id_at(start), severity=severity)


def _names(text: str, listed: re.Pattern[str] | None, roles: frozenset[str]) -> set[tuple[int, int]]:
    """Where people are named: by a title, as those who signed, or as one of the organization's people."""
    found = set()
    if any(title in text for title in TITLES):
        found = {
            match.span() for match in NAME.finditer(text) if not CITED.search(_around(text, match.start()))
        }
    found |= {match.span("name") for match in SIGNED.finditer(text) if _is_name(match["name"], roles)}
    if listed is not None:
        found |= {match.span() for match in listed.finditer(text)}
    return found


def _around(text: str, at: int) -> str:
    """The line that a name stands in, as far as it is near."""
    return text[max(0, at - NEAR) : at].rpartition("\n")[2] + text[at : at + NEAR].partition("\n")[0]


def _is_name(words: str, roles: frozenset[str]) -> bool:
    """Whether words with capital letters are a name: a given name or surname is one, and none is a word of a role."""
    parts = [part.casefold() for part in re.findall(r"[^\W\d_]{2,}", words)]
    is_called = is_given_name(parts[0]) or parts[-1] in people_words().surnames
    return is_called and not any(is_of_an_office(part, roles) for part in parts[1:])


def _words_of_roles(sms: Sms) -> frozenset[str]:
    titles = " ".join(role.title for role in sms.roles.values())
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]+", titles))


def _listed(people: Iterable[str]) -> re.Pattern[str] | None:
    """The names of the organization's people, also with the surname first or with an initial."""
    forms = []
    for name in people:
        *given, surname = name.split()
        forms.append(r"\s+".join(map(re.escape, (*given, surname))))
        if given:
            forms.append(rf"{re.escape(surname)},\s+{re.escape(given[0])}")
            forms.append(rf"{re.escape(given[0][0])}\.\s?{re.escape(surname)}")
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)") if forms else None
