"""Every call of git. Nothing that a repository holds or configures is allowed to run."""

from sms_lint.outside.git.bundle import bundle, unbundled
from sms_lint.outside.git.commits import Commit, Commits, FileChange, Identity, read_commits
from sms_lint.outside.git.file_changes import MOST_COMPARED, FileChanges, Revision, file_changes_of
from sms_lint.outside.git.repository import MISSING, Repository, opened

__all__ = [
    "MISSING",
    "MOST_COMPARED",
    "Commit",
    "Commits",
    "FileChange",
    "FileChanges",
    "Identity",
    "Repository",
    "Revision",
    "bundle",
    "file_changes_of",
    "opened",
    "read_commits",
    "unbundled",
]
