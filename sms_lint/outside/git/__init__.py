"""Every call of git. Nothing that a repository holds or configures is allowed to run."""

from sms_lint.outside.git.branch_tips import BranchTips, default_branch, tips_of
from sms_lint.outside.git.bundle import bundle, bundle_head, stray_objects, unbundled
from sms_lint.outside.git.commits import Commit, Commits, Identity, read_commits
from sms_lint.outside.git.file_changes import MOST_COMPARED, FileChanges, Revision, file_changes_of
from sms_lint.outside.git.merging import merged_text
from sms_lint.outside.git.origins import Origin, origins_of
from sms_lint.outside.git.proposal import propose_files, refuse_uncommitted
from sms_lint.outside.git.repository import MISSING, PLAIN_MODES, Repository, opened
from sms_lint.outside.git.sides import FileChange, Side
from sms_lint.outside.git.witness import WITNESS_BRANCH, WitnessBranch, add_to_witness, witness_branch

__all__ = [
    "MISSING",
    "MOST_COMPARED",
    "PLAIN_MODES",
    "WITNESS_BRANCH",
    "BranchTips",
    "Commit",
    "Commits",
    "FileChange",
    "FileChanges",
    "Identity",
    "Origin",
    "Repository",
    "Revision",
    "Side",
    "WitnessBranch",
    "add_to_witness",
    "bundle",
    "bundle_head",
    "default_branch",
    "file_changes_of",
    "merged_text",
    "opened",
    "origins_of",
    "propose_files",
    "read_commits",
    "refuse_uncommitted",
    "stray_objects",
    "tips_of",
    "unbundled",
    "witness_branch",
]
