"""A system on an earlier day: the files of that day's commit, laid out in a folder of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import lay_out
from sms_lint.outside.git import MISSING, Repository, opened, read_commits


class Earlier(NamedTuple):
    """The commit that the branch ended at, the folder with its files, and the repository that they come from."""

    commit: str
    folder: Path
    repository: Path


@contextmanager
def as_it_stood(root: Path, day: date) -> Iterator[Earlier]:
    """What the branch held at the end of a day (UTC), by the dates of its commits.

    No commit counts as older than the one before it on the branch. Raises SmsError where there was none yet, or where
    that cannot be told.
    """
    with opened(root) as repository:
        if repository is None:
            raise SmsError(
                f"{root} is not a git repository, or has no commit yet, so nothing earlier can be shown"
            )
        commit = _commit_on(repository, day)
        files = repository.files(commit)
    with TemporaryDirectory(prefix="sms-lint-earlier-") as place:
        folder = Path(place).resolve()
        lay_out(folder, files)
        yield Earlier(commit, folder, root)


def _commit_on(repository: Repository, day: date) -> str:
    commits = read_commits(repository, ())
    if not commits.complete:
        raise SmsError(f"the clone is shallow, so the state on {day} cannot be determined; {MISSING}")
    found, latest = "", datetime.fromtimestamp(0, UTC)
    for commit in commits.line():
        latest = max(latest, commits.by_id[commit].committed or latest)
        if latest.date() > day:
            break
        found = commit
    if not found:
        first = commits.by_id[commits.line()[0]].committed
        raise SmsError(f"nothing was on the branch on {day}; its first commit says {first:%Y-%m-%d}")
    return found
