"""Every call of git. Nothing that a repository holds or configures is allowed to run."""

from sms_lint.outside.git.bundle import bundle, unbundled
from sms_lint.outside.git.commits import Change, Commit, Identity, Past, read_past
from sms_lint.outside.git.file_changes import MOST_COMPARED, History, Revision, history_of
from sms_lint.outside.git.repository import MISSING, Repository, opened

__all__ = [
    "MISSING",
    "MOST_COMPARED",
    "Change",
    "Commit",
    "History",
    "Identity",
    "Past",
    "Repository",
    "Revision",
    "bundle",
    "history_of",
    "opened",
    "read_past",
    "unbundled",
]
