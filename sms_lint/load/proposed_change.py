"""A proposed change, judged by what it starts from: no change can choose its judge.

The settings, the schemas of own kinds and the own rules of the revision decide. Those of the change are checked
themselves, and decide once it is merged.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from posixpath import normpath
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.ground.source import SourceFile
from sms_lint.ground.text import read_yaml
from sms_lint.history.approvals.reviewed import ProposalReviews
from sms_lint.load import load
from sms_lint.load.accepted import as_before, comments_in, only_shrunk, read_baseline
from sms_lint.load.base_files import base_files
from sms_lint.load.contents import Contents
from sms_lint.load.earlier import Earlier
from sms_lint.load.files import Disk, leads_out, scan
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.accepted import BASELINE_FILE
from sms_lint.model.finding import Unchecked
from sms_lint.model.settings import MAY_DIFFER, SETTINGS_FILE, Config, read_config
from sms_lint.model.trust import TRUST_FILE, Trust, read_trust
from sms_lint.outside.forge import read_open_export
from sms_lint.outside.git import PLAIN_MODES, Repository, opened, read_commits
from sms_lint.system.sms import Sms

# What forges say of a branch that was not there before.
_NO_COMMIT = re.compile(r"0{40}|0{64}")


class _Judge(NamedTuple):
    """What judges a change: the files of the revision that decide, and its settings."""

    files: Disk
    config: Config
    missing: tuple[str, ...]
    older: bool


@dataclass(frozen=True)
class Proposal:
    """A proposed change: the system with it, and the paths at which files differ from what it started from.

    `base` reads the system that it started from, as the same judge sees it on the same day; None where there was
    nothing to judge by yet.
    """

    sms: Sms
    changed: frozenset[str]
    base: Callable[[], Sms | None]


@contextmanager
def proposal(
    root: Path, revision: str, today: date | None, reviews: bytes | None = None
) -> Iterator[Proposal]:
    """The system below `root` as a change to a revision, whose settings, kinds, rules and trust judge it.

    Where the revision has no settings yet, there is nothing to judge by but those of the change, which is said.
    `reviews` is what the forge recorded so far, as it gives it. The base can be read as long as this is open. Raises
    SmsError where there is no such revision, or what is checked out does not continue it.
    """
    with _opened_at(root, revision) as (repository, commit):
        left = _where_it_left(repository, commit, revision)
        judge = _judge(repository, commit, root)
        reviewed = _reviewed(repository, reviews) if reviews is not None else None
        disk, read = scan(root), ReadFiles(repository)
        by = partial(load, root, today=today, judged_by=judge.files if judge else None, read=read)
        sms = (
            _accepted_before(by(base=left, overlay=disk), repository, commit)
            if judge
            else by(base=left, overlay=disk)
        )
        named = {*sms.config.judging_files, *sms.written_config.judging_files}
        there = base_files(disk, repository, left, {normpath(path) for path in named if not leads_out(path)})

        def base() -> Sms | None:
            if judge is None:
                return None
            found = by(earlier=Earlier(left, root, root), overlay=there.disk)
            return replace(found, today=sms.today)  # midnight may have passed in between

        unchecked = (*sms.unchecked, *_not_yet(sms, judge, revision))
        yield Proposal(replace(sms, unchecked=unchecked, reviews=reviewed), there.changed, base)


def _accepted_before(sms: Sms, repository: Repository, commit: str) -> Sms:
    """The change, in which only that is accepted which its base accepts: no change accepts its own faults."""
    paths = {comment.at.path for comment in sms.ignores}
    texts = _texts(repository, repository.tree(commit), {*paths, BASELINE_FILE})
    files = {path: SourceFile(path, text) for path, text in texts.items() if text is not None}
    before = [comment for path in paths if path in files for comment in comments_in(files[path])]
    base = read_baseline(files[BASELINE_FILE]).baseline if BASELINE_FILE in files else None
    return replace(sms, ignores=as_before(sms.ignores, before), baseline=only_shrunk(sms.baseline, base))


def proposed(root: Path, revision: str, today: date | None, reviews: bytes | None = None) -> Sms:
    """The system below `root` as a change to a revision, without what it started from."""
    with proposal(root, revision, today, reviews) as found:
        return found.sms


class Base(NamedTuple):
    """A revision that changes are proposed for: its commit, its settings, and its trust settings where it has any."""

    commit: str
    config: Config
    trust: Trust | None


def base_of(root: Path, revision: str) -> Base:
    """What a revision says of those who may propose. Raises SmsError where its settings were never to be read."""
    with _opened_at(root, revision) as (repository, commit):
        tree = repository.tree(commit)
        found = next(_settings(repository, commit, tree), None)
        if found is None:
            raise SmsError(f"{revision} has no {SETTINGS_FILE} that can be read")
        text = _texts(repository, tree, (TRUST_FILE,))[TRUST_FILE]
        return Base(commit, found[1], read_trust(text.encode()).trust if text is not None else None)


def _reviewed(repository: Repository, raw: bytes) -> ProposalReviews:
    """The reviews of a proposal, with the files of each reviewed commit that is here.

    Raises SmsError where they are of another proposal than the one that is checked out.
    """
    proposal = read_open_export(raw)
    if proposal.head not in repository.ancestors(repository.head):
        raise SmsError(
            f"the export of the reviews is of proposal {proposal.number}, which ends at {proposal.head[:9]}, and that "
            "is not part of what is checked out"
        )
    commits = {review.commit for review in proposal.approved}
    there = repository.blobs(commits)
    files = {
        commit: {path: blob for path, (_, blob) in repository.tree(commit).items()}
        for commit in sorted(there)
    }
    return ProposalReviews(proposal, files)


def pushed(root: Path, before: str, today: date | None) -> Sms:
    """The system below `root`, judged by its own settings, which has to go on from where the branch ended before.

    A revision of zeros says that the branch was not there before. Raises SmsError where the line was replaced.
    """
    if not _NO_COMMIT.fullmatch(before):
        with _opened_at(root, before) as (repository, commit):
            if commit not in repository.ancestors(repository.head, first_parents=True):
                raise SmsError(
                    f"the branch ended at {commit[:9]}, and what is checked out does not go on from there: another "
                    "history took its place. Put the branch back (`git push --force-with-lease`, with "
                    f"{commit[:9]}), and bring the change as a proposal"
                )
    return load(root, today=today)


@contextmanager
def _opened_at(root: Path, revision: str) -> Iterator[tuple[Repository, str]]:
    """The repository, and the commit that a name means in it. Raises SmsError where there is none."""
    with opened(root) as repository:
        if repository is None:
            raise SmsError(
                f"`{revision}` is not a revision: this is not a git repository, or it has no commit yet"
            )
        yield repository, repository.resolve(revision)


def _not_yet(sms: Sms, judge: _Judge | None, revision: str) -> Iterator[Unchecked]:
    """What the change would have decide, and does not decide yet; and what of the revision could not be taken."""
    if judge is None:
        yield Unchecked(
            "the change by an earlier judge", f"{revision} has no {SETTINGS_FILE} that can be read"
        )
        return
    why = f"a change is judged by what {revision} says; it counts after the merge"
    written = sms.written_config
    for name in Config.model_fields:
        if name not in MAY_DIFFER and getattr(written, name) != getattr(judge.config, name):
            yield Unchecked(f"the new `{name}` of {SETTINGS_FILE}", why)
    for path in sms.proposed.altered if sms.proposed else ():
        yield Unchecked(f"the new text of {path}", why)
    for path in judge.missing:
        yield Unchecked(f"what {path} says", f"{revision} names this file and does not hold it")
    if judge.older:
        yield Unchecked(
            f"the {SETTINGS_FILE} of {revision}", "it cannot be read; the last one that could be read judges"
        )


def _where_it_left(repository: Repository, commit: str, revision: str) -> str:
    """The newest commit of the revision's own line of first parents that what is checked out builds on.

    It has to be a step of that, too: else a merge the other way round could put any history in the place of the line.
    """
    reached = frozenset(repository.ancestors(repository.head))
    left = next((step for step in repository.ancestors(commit, first_parents=True) if step in reached), "")
    if not left:
        raise SmsError(
            f"{revision} and what is checked out have no commit in common; has the whole history been fetched?"
        )
    if left not in repository.ancestors(repository.head, first_parents=True):
        raise SmsError(
            f"what is checked out took in {left[:9]} of {revision} by a merge from the other side, so that it would "
            f"take the place of {revision} instead of continuing it. Put the change on top with "
            f"`git rebase {revision}`, or check out {revision} and merge the change into that, as a forge does "
            "(`git merge --no-ff`); then check the result"
        )
    return left


def _judge(repository: Repository, commit: str, root: Path) -> _Judge | None:
    """The settings, schemas and rules of a commit; None where no settings before it could ever be read."""
    tree = repository.tree(commit)
    found = next(_settings(repository, commit, tree), None)
    if found is None:
        return None
    text, config, older = found
    texts = _texts(repository, tree, config.judging_files)
    missing = tuple(path for path, known in texts.items() if known is None and not leads_out(path))
    files = Disk(Contents(root, {**texts, SETTINGS_FILE: text}), (), frozenset())
    return _Judge(files, config, missing, older)


def _texts(
    repository: Repository, tree: Mapping[str, tuple[str, str]], paths: Iterable[str]
) -> Mapping[str, str | None]:
    """The text of each file of a commit; None where it is not there, or a link."""
    plain = {path: tree.get(normpath(path), ("", "")) for path in paths}
    blobs = {path: blob for path, (mode, blob) in plain.items() if mode in PLAIN_MODES}
    raw = repository.blobs(blobs.values())
    found = {path: raw[blob].decode("utf-8", "replace") for path, blob in blobs.items() if blob in raw}
    return {path: found.get(path) for path in plain}


def _settings(
    repository: Repository, commit: str, tree: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, Config, bool]]:
    """The settings of a commit where they can be read, then earlier ones: their text, and whether they are older.

    Who breaks the settings does not get rid of them: the last that could be read go on judging.
    """
    at_hand = _texts(repository, tree, (SETTINGS_FILE,))[SETTINGS_FILE]
    if at_hand is not None and (config := _config(at_hand)):
        yield at_hand, config, False
        return
    commits = read_commits(repository, (SETTINGS_FILE,), commit)
    steps = (change for step in reversed(commits.line()) for change in commits.first_parent_changes(step))
    blobs = [
        change.after for change in steps if change.path == SETTINGS_FILE and change.new_mode in PLAIN_MODES
    ]
    raw = repository.blobs(blobs)
    for text in (raw[blob].decode("utf-8", "replace") for blob in blobs if blob in raw):
        if config := _config(text):
            yield text, config, True


def _config(text: str) -> Config | None:
    """The settings that a text holds; None where it cannot be read to the end."""
    parsed = read_yaml(text)
    return read_config(parsed.values)[0] if parsed.whole and isinstance(parsed.values, dict) else None
