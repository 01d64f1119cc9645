"""A link leads to a file that does not exist.

The published page would show a dead link, and a reader under pressure loses time with it. Links are written from the
file they are in: `../processes/incident-management.md`.

Bad:

```markdown
---
kind: policy
id: POL-CHG
---
We follow the [policy](servicemanagement.md). <!-- <- broken-link -->
```

Good:

```markdown
---
kind: policy
id: POL-CHG
---
We follow the [policy](service-management.md) and the [law](https://example.org/law).
```
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from posixpath import basename, dirname, relpath
from typing import NamedTuple
from urllib.parse import quote

from sms_lint.ground.faults import closest
from sms_lint.ground.source import Link, Location
from sms_lint.ground.text import link_target
from sms_lint.model.finding import Finding, Rule
from sms_lint.model.fix import Fix, RuleFix, TextEdit
from sms_lint.model.node import Node
from sms_lint.system.sms import Sms

RULE = Rule(
    __name__,
    __doc__,
    severity="error",
    clauses=("20000-1:7.5.3.1",),
    help="write the path as it is from this file, or remove the link",
    fix=RuleFix("writes the path of the file that was moved, or of the one with the nearest name", "some"),
)

# Comparing names is slow, so a suggestion is sought for the first findings, among so many names.
MOST_SUGGESTIONS = 50
MOST_COMPARED = 500
TOO_OFTEN_FOR_A_SLIP = 3
MOVED = "give the file its old name again, or write its new path in all places"


class BrokenLink(NamedTuple):
    """A link whose target is not among the files; no path where it leads out of the repository."""

    node: Node
    link: Link
    path: str | None


class FileNames(NamedTuple):
    """The files by other names than their own: without regard to capitals, by folder, and by name alone."""

    folded: Mapping[str, str]
    folders: frozenset[str]
    named: Mapping[str, list[str]]


def check(sms: Sms) -> Iterator[Finding]:
    """Look up every relative link; a link to a folder or to anything but a plain file is left alone."""
    broken = list(_broken(sms))
    if not broken:
        return
    files = _files(sms)
    counts = Counter(broken_link.path for broken_link in broken)
    in_use = frozenset(_targets(sms)) if max(counts.values()) >= TOO_OFTEN_FOR_A_SLIP else frozenset()
    known = files.folders.union(fault.at.path for fault in sms.reading_faults)
    judged = [
        broken_link for broken_link in broken if broken_link.path is None or broken_link.path not in known
    ]
    for number, broken_link in enumerate(judged):
        # What is missing often was renamed or deleted: it is not a file that other links already name.
        often = counts[broken_link.path] >= TOO_OFTEN_FOR_A_SLIP
        excluded = in_use | {broken_link.node.path} if often else frozenset()
        near = _near(broken_link, files, excluded if number < MOST_SUGGESTIONS else None)
        yield (
            RULE.finding(
                broken_link.node.text_at(broken_link.link),
                _message(broken_link, files, near),
                node=broken_link.node.id,
                help=MOVED if often else "",
            )
            .because_of(broken_link.path or "")
            .with_fix(_fix(broken_link, files, near))
        )


def _broken(sms: Sms) -> Iterator[BrokenLink]:
    for node in sms.nodes:
        for link in node.links:
            target = link_target(node.path, link.target)
            if target is not None and (target.path is None or target.path not in sms.paths):
                yield BrokenLink(node, link, target.path)


def _targets(sms: Sms) -> Iterator[str]:
    for node in sms.nodes:
        for link in node.links:
            target = link_target(node.path, link.target)
            if target is not None and target.path is not None:
                yield target.path


def _files(sms: Sms) -> FileNames:
    named: dict[str, list[str]] = {}
    folders = {"."}
    for path in sorted(sms.paths):
        named.setdefault(basename(path), []).append(path)
        folder = dirname(path)
        while folder and folder not in folders:
            folders.add(folder)
            folder = dirname(folder)
    return FileNames({path.casefold(): path for path in sms.paths}, frozenset(folders), named)


def _near(broken: BrokenLink, files: FileNames, excluded: Collection[str] | None) -> str:
    """The path from the root that was probably meant; none of `excluded`, and none at all where that is None."""
    if broken.path is None:
        return ""
    other = files.folded.get(broken.path.casefold())
    return other or ("" if excluded is None else _suggestion(broken.path, files, excluded))


def _fix(broken: BrokenLink, files: FileNames, near: str) -> Fix | None:
    """The path that was meant: certain for a file that moved, which is the only one of its name, and for capitals."""
    place = broken.node.text_at(broken.link)
    if not near or broken.path is None or place.file.text[place.start : place.end] != broken.link.target:
        return None
    path, mark, anchor = broken.link.target.partition("#")
    written = quote(relpath(near, dirname(broken.node.path) or "."))
    moved = basename(near) == basename(broken.path) and len(files.named[basename(near)]) == 1
    certain = moved or near.casefold() == broken.path.casefold()
    edit = TextEdit(Location(place.file, place.start, place.start + len(path)), written)
    return Fix(f"write `{written}{mark}{anchor}`", (edit,), safe=certain)


def _message(broken: BrokenLink, files: FileNames, near: str) -> str:
    """The sentence, with a suggestion where there is one."""
    written = broken.link.target
    if written.startswith("/"):
        return f"the link `{written}` begins with `/`; write the path from this file"
    if broken.path is None:
        return f"the link `{written}` leads out of the repository, where no reader can follow it"
    here = dirname(broken.node.path)
    other = files.folded.get(broken.path.casefold())
    if other:
        return (
            f"the link `{written}` differs from the file's name in capitals; write `{relpath(other, here)}`"
        )
    hint = f"; did you mean `{relpath(near, here)}`?" if near else ""
    top = broken.path.partition("/")[0]
    if top not in files.folders and not hint:
        return f"the link `{written}` leads to `{top}`, which is not among the documents and records"
    return f"the link `{written}` leads to a file that does not exist{hint}"


def _suggestion(path: str, files: FileNames, excluded: Collection[str]) -> str:
    """The file of that name in another folder, or one of nearly that name."""
    name, folder = basename(path), dirname(path)
    allowed = {other: [p for p in paths if p not in excluded] for other, paths in files.named.items()}
    named = {other: paths for other, paths in allowed.items() if paths}
    beside = [other for other, paths in named.items() if any(dirname(p) == folder for p in paths)]
    for names in ([name] if name in named else [], beside, list(named)):
        close = closest(name, names[:MOST_COMPARED])
        if close:
            paths = named[close]
            return next((p for p in paths if dirname(p) == folder), paths[0])
    return ""
