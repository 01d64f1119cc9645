"""A link leads to a section that does not exist.

The page opens at its top, and the reader has to search for what was meant. The anchor of a section is its heading
in small letters with hyphens for spaces, or the name that the heading gives itself: `## Roles {: #roles }`.

Bad:

```markdown
---
kind: policy
id: POL-CHG
---
Who does what is said [below](#responsibility). <!-- <- broken-anchor -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
---
Who does what is said [below](#responsibilities).

## Responsibilities
```
"""

from collections.abc import Iterator
from typing import NamedTuple

from sms_lint.ground.faults import closest, same_but_for_form
from sms_lint.ground.source import Link, Location
from sms_lint.ground.text import link_target
from sms_lint.model.finding import Finding, Related, Rule
from sms_lint.model.fix import Fix, RuleFix, TextEdit
from sms_lint.model.node import Node
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="write the anchor of the section as its heading has it",
    fix=RuleFix("writes the anchor that is nearest", "some"),
)


class Pointer(NamedTuple):
    """A link to a section: its place, the document it leads to, and the anchor."""

    node: Node
    link: Link
    document: Node
    anchor: str


def check(sms: Sms) -> Iterator[Finding]:
    """Look up each anchor in the document that the link leads to; the sections of other files are not known."""
    anchors: dict[str, frozenset[str]] = {}
    for pointer in _pointers(sms):
        path = pointer.document.path
        if path not in anchors:
            anchors[path] = frozenset(section.anchor for section in pointer.document.sections)
        if pointer.anchor not in anchors[path]:
            yield _finding(pointer, sorted(anchors[path]))


def _pointers(sms: Sms) -> Iterator[Pointer]:
    for node in sms.nodes:
        for link in node.links:
            target = link_target(node.path, link.target) if "#" in link.target else None
            if target is None or not target.anchor or target.path is None:
                continue
            document = sms.by_path.get(target.path)
            if document is not None and target.path.endswith(".md"):
                yield Pointer(node, link, document, target.anchor)


def _finding(pointer: Pointer, known: list[str]) -> Finding:
    node, link, document, anchor = pointer
    where = "this document" if document is node else f"`{document.id}`"
    near = (closest(f"#{anchor}", [f"#{name}" for name in known]) or "").removeprefix("#")
    hint = f"; did you mean `#{near}`?" if near else ""
    at = node.text_at(link)
    return RULE.finding(
        at,
        f"{where} has no section `#{anchor}`{hint}",
        node=node.id,
        related=() if document is node else (Related(document.place(), "the link leads to this document"),),
    ).with_fix(_fix(at, anchor, near))


def _fix(at: Location, anchor: str, near: str) -> Fix | None:
    """The nearest anchor behind the `#` of the link; certain where only its form differs."""
    if not near or at.file.text[at.start : at.end].count("#") != 1:
        return None
    place = Location(at.file, at.file.text.index("#", at.start) + 1, at.end)
    return Fix(f"write `#{near}`", (TextEdit(place, near),), safe=same_but_for_form(anchor, near))
