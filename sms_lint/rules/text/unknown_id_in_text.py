"""A text names an id that does not exist.

Whoever follows the id finds nothing: it was misspelt, or what it named was never recorded. Ids are known by the
beginnings that the kinds of this system use.

Bad:

```markdown
---
kind: policy
id: POL-CHG
---
Reasons stand in POL-OLD. <!-- <- unknown-id-in-text -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
---
Reasons stand in POL-CHG.
```
"""

import re
from collections.abc import Iterator
from itertools import chain

from sms_lint.ground.faults import closest, same_but_for_form
from sms_lint.ground.sentences import ids_in
from sms_lint.ground.source import Location
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import Fix, RuleFix, TextEdit
from sms_lint.model.node import Table
from sms_lint.system.sms import Sms
from sms_lint.system.writing import Writing, bodies, values

# Looking back behind the first letter, not before it, lets the search leap from capital to capital.
ID = re.compile(r"[A-Z](?<![A-Za-z0-9_./-][A-Z])[A-Z0-9]*(?:-[A-Z0-9]+)+(?![A-Za-z0-9_])")

RULE = Rule(
    __name__,
    __doc__,
    severity="warning",
    clauses=("20000-1:7.5.3.1",),
    help="write the id exactly as it is defined, or record what it names",
    fix=RuleFix("writes the id that is nearest", "some"),
)


# Names that begin like ids and are none: curves of cryptography, and what programmers join by a hyphen.
CURVES = frozenset(("P-192", "P-224", "P-256", "P-384", "P-521"))
JOINED = re.compile(r"CI-CD(?:-.*)?")
# A form of ids that is explained: `CHG-YYYY-NNNN`.
FORM = re.compile(r"(?:[YNXMD#]+|MM|DD|0{2,}|NNN+|ID|NR)")
# What makes a level of a norm of a letter and a figure: `level P-4 of DIN 66399`.
LEVEL = re.compile(r"[A-Z]-[1-7]")
OF_A_NORM = re.compile(r"\b(?:din|iso|iec|en|norm|standard|level|security class|stufe|schutzklasse)\b", re.I)
AROUND = 80


def check(sms: Sms) -> Iterator[Finding]:
    """Look up every id in texts, each once in a file; another rule checks references in fields."""
    known = {*sms.ids, *sms.former_ids, *sms.unread}
    known |= {identifier for table in sms.all(Table) for identifier in table.column("id")}
    used = {name.partition("-")[0] for name in known}
    # Where something of a kind could not be read, any id with its beginning may exist.
    hidden = {sms.kinds[name].KIND.prefix for name in sms.hidden if name in sms.kinds}
    prefixes = used.intersection(model.KIND.prefix for model in sms.kinds.values()) - hidden
    # Where every id has a number, what has none is another abbreviation.
    worded = {name.partition("-")[0] for name in known if re.search(r"\d", name) is None}
    # One cause, one finding: the reference in a field has been reported.
    said = {name for fault in sms.found("dangling-reference") for name in ids_in(fault.message)}
    right = known | said | {ref for _, _, ref in sms.references}
    for writing in chain(bodies(sms), values(sms)):
        named = set(ID.findall(writing.text)) - right
        wrong = {name for name in named if name.partition("-")[0] in prefixes and not _is_a_form(name)}
        wrong -= {
            name for name in wrong if name.partition("-")[0] not in worded and not re.search(r"\d", name)
        }
        for match in ID.finditer(writing.text) if wrong else ():
            name = match.group()
            if (
                name in wrong
                and _is_said(writing, match.start())
                and not _is_of_another_list(writing.text, match)
            ):
                wrong.discard(name)
                near = closest(name, sorted(known))
                hint = f"; did you mean `{near}`?" if near else ""
                message = f"the text names `{name}`, which does not exist{hint}"
                at = writing.at(*match.span())
                finding = RULE.finding(at, message, node=writing.id_at(match.start()))
                yield finding.with_fix(_fix(at, name, near))


def _fix(at: Location, name: str, near: str | None) -> Fix | None:
    """The nearest id in place of this one; none in a cell of a table, which is shown as a whole."""
    if near is None or at.file.text[at.start : at.end] != name:
        return None
    return Fix(f"write `{near}`", (TextEdit(at, near),), safe=same_but_for_form(name, near))


def _is_said(writing: Writing, start: int) -> bool:
    """Whether it is part of a text: neither in a comment, nor at the beginning of a cell."""
    if writing.commented(start):
        return False
    return writing.text[start - 1] != "\0" if start else not isinstance(writing.node, Table)


def _is_a_form(name: str) -> bool:
    """Whether a name shows how ids are formed: a part of it is letters that stand for figures."""
    return any(FORM.fullmatch(part) for part in name.split("-")[1:])


def _is_of_another_list(text: str, match: re.Match[str]) -> bool:
    """Whether a name is a curve of cryptography, or the level of a norm, which the words around it say."""
    name = match.group()
    if name in CURVES or JOINED.fullmatch(name):
        return True
    around = text[max(0, match.start() - AROUND) : match.end() + AROUND]
    return LEVEL.fullmatch(name) is not None and OF_A_NORM.search(around) is not None
