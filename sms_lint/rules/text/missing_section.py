"""A required section is missing from a document.

Each kind of document has sections that readers and auditors look for: a policy says what it is for, where it holds and
who answers for what. The page of the kind lists them. Capital letters and numbers before a title do not matter. Other
usual names count, in any language that the program knows (`Aims`, `Zweck`), and one heading may name several sections
(`Purpose and scope of this policy`).

Bad:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
## Purpose

## Scope

## Responsiblities <!-- <- missing-section -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
lifecycle: active
---
## Purpose

## Scope

## Responsibilities
```
"""

from collections.abc import Iterator

from sms_lint.ground.faults import closest
from sms_lint.ground.section_titles import guidance, is_called, without_number
from sms_lint.ground.source import Location, Section
from sms_lint.model.finding import Finding, Rule, Severity
from sms_lint.model.fix import Fix, RuleFix, TextEdit
from sms_lint.model.node import Document
from sms_lint.system.sms import Sms
from sms_lint.translation import Translation, section_names

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.2",),
    help="add a heading with this title and say what belongs there",
    gap=True,
    fix=RuleFix(
        "renames the section with the nearest title, or adds one with a comment on what belongs there",
        "unsafe",
    ),
)


def check(sms: Sms) -> Iterator[Finding]:
    """Look for the sections of the document's kind; a draft may still lack some, which is a warning."""
    for node in sms.documents:
        if node.lifecycle != "retired":
            severity: Severity = "error" if node.lifecycle == "active" else "warning"
            for title, near in _missing(node, sms.translation):
                hint = f"; is it the one called `{near.title}`?" if near else ""
                at = node.text_at(near) if near else node.place()
                message = f"{node.KIND.noun} needs a section `{sms.translation.section(title)}`{hint}"
                fix = _renamed(sms, at, title, near) if near else _added(sms, node, title)
                yield RULE.finding(at, message, node=node.id, severity=severity).with_fix(fix)


def _missing(node: Document, spoken: Translation) -> Iterator[tuple[str, Section | None]]:
    """Each required title that no heading has, and the section whose heading is near it."""
    names = {title: section_names(title, spoken) for title in node.SECTIONS}
    sections = {without_number(section.title): section for section in node.sections}
    wanted = frozenset[str]().union(*names.values())
    spare = [title for title in sections if not is_called(title, wanted)]
    for title, known in names.items():
        if not any(is_called(heading, known) for heading in sections):
            close = closest(spoken.section(title), spare)
            yield title, sections[close] if close else None


def _renamed(sms: Sms, at: Location, title: str, near: Section) -> Fix | None:
    """The title that is asked for, in the heading of the section that is near it."""
    start = at.file.text.find(near.title, at.start, at.end)
    if start == -1:
        return None
    wanted = sms.translation.section(title)
    place = Location(at.file, start, start + len(near.title))
    return Fix(f"call the section `{wanted}`", (TextEdit(place, wanted),))


def _added(sms: Sms, node: Document, title: str) -> Fix:
    """A heading, and below it what belongs there as a comment: before the next section that is asked for, else last."""
    file, wanted = node.origin.file, sms.translation.section(title)
    later = node.SECTIONS[node.SECTIONS.index(title) + 1 :]
    names = frozenset[str]().union(*(section_names(name, sms.translation) for name in later))
    following = next((section for section in node.sections if is_called(section.title, names)), None)
    said = sms.translation.finding(RULE.id, guidance(title))
    heading = f"{'#' * (following.level if following else 2)} {wanted}\n\n<!-- {said} -->\n"
    if following:
        place = Location(file, following.start, following.start)
        return Fix(f"add the section `{wanted}`", (TextEdit(place, f"{heading}\n"),))
    end = len(file.text.rstrip())
    return Fix(
        f"add the section `{wanted}`", (TextEdit(Location(file, end, len(file.text)), f"\n\n{heading}"),)
    )
