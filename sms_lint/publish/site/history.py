"""The list of changes of a file, from git, and what each changed in a document."""

import re
from collections.abc import Iterator

from sms_lint.ground.differences import (
    Difference,
    FieldChange,
    Piece,
    SectionChange,
    difference,
    stated_version,
)
from sms_lint.ground.sentences import plural
from sms_lint.ground.text import slug
from sms_lint.outside.git import FileChanges, Revision
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.forge_addresses import commit_address
from sms_lint.publish.site.html import bullets, folded, heading, link, paragraph
from sms_lint.publish.site.view import PageContext
from sms_lint.publish.site.wording import document_field
from sms_lint.translation import ours

_SHOWN = 8
_MOST_LINES = 120
SHALLOW = (
    "This copy of the repository is shallow: earlier changes are not shown, and the dates of changes "
    "cannot be relied on."
)


def changes(here: PageContext, path: str, of: str = "") -> Safe:
    """The section with the changes of a file, newest first; `of` tells several sections of one page apart."""
    title, anchor = (
        (text(ours(f"Changes: {of}")), f"sms-changes-{slug(of)}")
        if of
        else (Safe(ours("Changes")), "sms-changes")
    )
    return Safe(heading(2, title, anchor) + latest(here, path))


def latest(here: PageContext, path: str) -> Safe:
    """The changes of a file, newest first, the older ones folded."""
    history = here.sms.file_changes
    if history is None:
        return paragraph(
            Safe(ours("There is no change history: this is not a git repository, or it has no commit yet."))
        )
    warning = Safe("") if history.complete else paragraph(text(SHALLOW), "warning")
    revisions = [_revision(here, history, revision) for revision in history.revisions.get(path, ())]
    if not revisions:
        return Safe(warning + paragraph(Safe(ours("The file is not committed yet."))))
    shown, rest = revisions[:_SHOWN], revisions[_SHOWN:]
    more = folded(text(f"{plural(len(rest), 'earlier change')}"), bullets(rest)) if rest else Safe("")
    return Safe(f'{warning}<div class="sms-changes">\n{bullets(shown)}{more}</div>\n')


def _revision(here: PageContext, history: FileChanges, revision: Revision) -> Safe:
    who = f"{text(revision.author)}, {commit(here, revision.commit)}"
    said = f"<time>{text(revision.when[:10])}</time> {text(revision.subject)} — {who}"
    line = f"{said}{request(here, revision.subject)}"
    before, after = history.texts.get(revision.before), history.texts.get(revision.after)
    if not revision.before and history.complete:
        return Safe(ours(f"{line}. The first version of the file."))
    if before is None or after is None:
        return Safe(line)
    return Safe(line + compared(difference(before, after), stated_version(before), stated_version(after)))


def compared(found: Difference, old: str, new: str, *, is_open: bool = False) -> Safe:
    """What a change changed, on demand."""
    lines = [
        *(line for field_change in found.fields for line in _field(field_change)),
        *(line for section_change in found.sections for line in _section(section_change)),
    ]
    if not lines:
        return paragraph(Safe(ours("Only spaces or the order of lines changed.")))
    shown, rest = lines[:_MOST_LINES], len(lines) - _MOST_LINES
    more = paragraph(text(ours(f"and {plural(rest, 'more line')}"))) if rest > 0 else ""
    versions = ours(f"from version {old} to {new}" if old != new else f"within version {new}")
    summary = text(ours(f"What changed {versions}" if old and new else "What changed"))
    return folded(summary, Safe("".join(shown) + more), is_open=is_open)


def _field(field_change: FieldChange) -> Iterator[Safe]:
    name = f"<strong>{text(ours(document_field(field_change.name)))}</strong>:"
    if field_change.lines:
        yield paragraph(Safe(name), "difference")
        for line in field_change.lines:
            yield paragraph(Safe("".join(map(_piece, line))), "difference")
        return
    pieces = [Piece("removed", field_change.before), Piece("added", field_change.after)]
    said = " ".join(_piece(piece) for piece in pieces if piece.text)
    yield paragraph(Safe(f"{name} {said}"), "difference")


def _section(section_change: SectionChange) -> Iterator[Safe]:
    words = {"added": "New section: ", "removed": "Section removed: ", "same": ""}
    if section_change.title:
        yield paragraph(
            Safe(f"<strong>{words[section_change.change]}{text(section_change.title)}</strong>"), "difference"
        )
    for line in section_change.lines:
        yield paragraph(Safe("".join(map(_piece, line))), "difference")


def _piece(piece: Piece) -> Safe:
    if piece.change == "same":
        return text(piece.text)
    tag = "ins" if piece.change == "added" else "del"
    spoken = f'<span class="sms-unseen"> [{piece.change}: </span>', '<span class="sms-unseen">] </span>'
    words = piece.text.lstrip()
    space = " " if words != piece.text else ""
    return Safe(f"{space}<{tag}>{spoken[0]}{text(words)}{spoken[1]}</{tag}>")


def request(here: PageContext, subject: str) -> Safe:
    """A link to the pull or merge request that a subject names, where the repository is on a forge that is known."""
    repository = (here.sms.config.repository or "").rstrip("/")
    for host, pattern, place in _REQUESTS:
        matched = (
            pattern.search(subject) if repository.startswith("https://") and host in repository else None
        )
        if matched:
            return Safe(f", {link(f'{repository}/{place}/{matched[1]}', text(f'request {matched[1]}'))}")
    return Safe("")


# Part of the address, what a subject says that a forge wrote, and where its requests are.
_REQUESTS = (
    ("github", re.compile(r"(?:\(|pull request )#(\d{1,9})\b"), "pull"),
    ("gitlab", re.compile(r"(?:\(|merge request \S*)!(\d{1,9})\b"), "-/merge_requests"),
)


def commit(here: PageContext, identity: str) -> Safe:
    """A commit by its short id; a link where the repository is on the web."""
    short = Safe(f"<code>{text(identity[:9])}</code>")
    target = commit_address(here.sms.config, identity)
    return link(target, short) if target else short
