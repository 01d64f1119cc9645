"""The changes of each file, for its page: who, when, what was said, and the texts before and after."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sms_lint.outside.git.commits import Commits
from sms_lint.outside.git.repository import Repository
from sms_lint.outside.git.sides import FileChange

# Of how many changes of a text, the newest ones, it is read what was written before and after.
MOST_COMPARED = 8


@dataclass(frozen=True)
class Revision:
    """One change of one file: the commit, who wrote it, when (ISO 8601), and the first line of what was said.

    `before` and `after` are git's ids of what the file held; empty where there was no file.
    """

    commit: str
    author: str
    when: str
    subject: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class FileChanges:
    """The revisions of each path, newest first. `complete` is False where the clone is shallow.

    `texts` are what the newest revisions of documents (`MOST_COMPARED` of each) changed, by git's ids.
    """

    head: str
    complete: bool
    revisions: Mapping[str, tuple[Revision, ...]]
    texts: Mapping[str, str] = field(default_factory=dict)


def file_changes_of(repository: Repository, commits: Commits) -> FileChanges:
    """The revisions of every file of a past, and the texts that its pages compare."""
    found: dict[str, list[Revision]] = {}
    for commit, change in _own_changes(commits):
        details = commits.by_id[commit]
        revision = Revision(
            commit, details.author.name, details.authored, details.subject, change.before, change.after
        )
        found.setdefault(change.path, []).append(revision)
    revisions = {path: tuple(every) for path, every in found.items()}
    texts = repository.blobs(_compared(revisions))
    return FileChanges(
        commits.head,
        commits.complete,
        revisions,
        {identity: raw.decode("utf-8", "replace") for identity, raw in texts.items()},
    )


def _own_changes(commits: Commits) -> Iterator[tuple[str, FileChange]]:
    """What each commit changed itself: of a merge, only what none of its parents held."""
    for commit, sides in commits.changes.items():
        if len(sides) == 1:
            yield from ((commit, change) for change in sides[0])
            continue
        others = [{change.path for change in side} for side in sides[1:]]
        yield from ((commit, change) for change in sides[0] if all(change.path in side for side in others))


def _compared(revisions: Mapping[str, tuple[Revision, ...]]) -> Iterable[str]:
    newest = (
        revision
        for path, every in revisions.items()
        if path.endswith(".md")
        for revision in every[:MOST_COMPARED]
    )
    return {
        blob for revision in newest for blob in (revision.before, revision.after) if blob and revision.before
    }
