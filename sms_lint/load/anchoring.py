"""Adds to the `Branch` what its anchors prove, judged by the authorities in the trust settings in force."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache

from sms_lint.history.anchors import (
    FOLDER,
    Entries,
    anchors_ever_added,
    gap_of,
    judge,
    read_entries,
    stamped,
    tree_digests,
)
from sms_lint.history.approvals.trusted import trust_in_force
from sms_lint.history.branch import ANCHOR, Anchors, Branch, BranchMark
from sms_lint.outside.git import Repository


def with_anchors(branch: Branch, repository: Repository, files: Mapping[str, bytes]) -> Branch:
    """The same branch, with what its anchors prove. `files` are those of the system, by their paths."""
    kept = {path: raw for path, raw in files.items() if path.startswith(f"{FOLDER}/")}
    entries = read_entries(kept)
    if not entries.entries and not entries.flaws and not anchors_ever_added(branch.commits):
        return branch
    from sms_lint.outside.timestamp.checking import check_token

    authorities = _authorities(branch, files)
    once = cache(check_token)  # a token is asked for twice: for its anchor, and for the day of its step
    heads = [anchor.head for anchor in entries.entries]
    trees = tree_digests(repository, branch.commits, heads)
    judged = judge(entries, branch.commits, trees, authorities, once)
    return replace(
        branch,
        anchors=Anchors(judged, gap_of(entries, branch.commits), _newest(entries, branch)),
        timestamps=stamped(entries, branch.commits, authorities, once),
        marks=tuple(sorted((*branch.marks, *_marks(entries, branch)), key=lambda mark: mark.position)),
    )


def _authorities(branch: Branch, files: Mapping[str, bytes]) -> tuple[bytes, ...]:
    """The certificates that the trust settings name, where the files hold what these settings state."""
    trust = trust_in_force(branch)
    named = [
        (authority.sha256, files.get(authority.file)) for authority in (trust.authorities if trust else ())
    ]
    return tuple(
        raw for digest, raw in named if raw is not None and hashlib.sha256(raw).hexdigest() == digest
    )


def _marks(entries: Entries, branch: Branch) -> list[BranchMark]:
    at = {commit: position for position, commit in enumerate(branch.line)}
    return [
        BranchMark(f"{ANCHOR}{anchor.number}", at[anchor.head])
        for anchor in entries.entries
        if anchor.head in at
    ]


def _newest(entries: Entries, branch: Branch) -> datetime | None:
    """When the newest step was made that an anchor holds."""
    positions = [mark.position for mark in _marks(entries, branch)]
    return branch.moments[max(positions)] if positions else None
