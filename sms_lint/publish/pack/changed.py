"""What was changed during a period: each commit, who made it, and what it did to each document and record."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sms_lint.history.branch import Branch
from sms_lint.model.trust import Trust
from sms_lint.outside.git import Commit, Identity
from sms_lint.publish.pack.gather import Gathered, PackPeriod


def commits_in(branch: Branch, period: PackPeriod) -> Mapping[str, date]:
    """The commits that became part of the branch during a period, each with its day, oldest first."""
    found = {
        commit: (position, branch.moments[position].date())
        for commit, position in branch.entered.items()
        if period.holds(branch.moments[position].date())
    }
    return {commit: day for commit, (_, day) in sorted(found.items(), key=lambda pair: (pair[1][0], pair[0]))}


def changes(gathered: Gathered) -> dict[str, Any]:
    """For `changes.json`: the commits of the period, and for each file of the folders what they did to it."""
    branch = gathered.approvals.branch
    commits = commits_in(branch, gathered.period)
    trust = gathered.approvals.chain.current
    files = {}
    for path, every in sorted(_revisions(gathered).items()):
        own = [
            {
                "commit": revision.commit,
                "what": _what(revision.before, revision.after),
                "before": revision.before,
                "after": revision.after,
            }
            for revision in reversed(every)
            if revision.commit in commits
        ]
        if own:
            node = gathered.sms.by_path.get(path)
            files[path] = {"id": node.id if node else None, "changes": own}
    return {
        "from": gathered.period.first.isoformat(),
        "to": gathered.period.last.isoformat(),
        "commits": [_commit(branch, commit, day, trust) for commit, day in commits.items()],
        "files": files,
    }


def _revisions(gathered: Gathered) -> Mapping[str, Any]:
    return gathered.sms.file_changes.revisions if gathered.sms.file_changes else {}


def _what(before: str, after: str) -> str:
    if before and after:
        return "changed"
    return "added" if after else "deleted"


def _commit(branch: Branch, identity: str, day: date, trust: Trust | None) -> dict[str, Any]:
    commit: Commit = branch.commits.by_id[identity]
    return {
        "commit": commit.id,
        "on_branch_with": branch.line[branch.entered[identity]],
        "day": day.isoformat(),
        "authored": commit.authored,
        "author": _who(commit.author, trust),
        "committer": _who(commit.committer, trust),
        "co_authors": [_who(who, trust) for who in commit.co_authors],
        "subject": commit.subject,
    }


def _who(identity: Identity, trust: Trust | None) -> dict[str, str | None]:
    """Whom the commit names; it is free text, so the person is who the trust settings say has that address."""
    known = trust.by_email(identity.email) if trust else None
    return {"known_as": known.who if known else None, "name": identity.name, "email": identity.email}
