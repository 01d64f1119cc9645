"""Exports in the shape that the forges write, with invented accounts."""

import json
from typing import Any

HEAD, OLD, MERGE = "a" * 40, "b" * 40, "c" * 40


def user(login: str, kind: str = "User") -> dict[str, Any]:
    address = f"https://api.github.example/users/{login}"
    return {"login": login, "id": 583231, "node_id": "MDQ6VXNlcjU4MzIzMQ==", "url": address, "type": kind,
            "user_view_type": "public", "site_admin": False}  # fmt: skip


def review(
    login: str | None, state: str = "APPROVED", commit: str | None = HEAD, at: str = "2026-02-03T10:00:00Z"
) -> dict[str, Any]:
    return {"id": 80, "node_id": "MDE3OlB1bGxSZXF1ZXN0UmV2aWV3ODA=", "user": user(login) if login else None, "body": "",
            "state": state, "html_url": "https://example.invalid/sms/pull/7#pullrequestreview-80",
            "author_association": "MEMBER", "submitted_at": at, "commit_id": commit}  # fmt: skip


def written(
    login: str | None, message: str = "Change", email: str = "p-0001@example.invalid"
) -> dict[str, Any]:
    person = {"name": "P-0001", "email": email, "date": "2026-02-02T09:00:00Z"}
    who = user(login) if login else None
    return {"sha": HEAD, "node_id": "x", "author": who, "committer": who, "parents": [],
            "commit": {"message": message, "author": person, "committer": person, "tree": {"sha": OLD},
                       "verification": {"verified": False, "reason": "unsigned"}}}  # fmt: skip


def pages(items: list[dict[str, Any]], size: int = 100) -> list[dict[str, Any]]:
    """A list in the pages that the job on GitLab exports: at least one, and the last one leads nowhere."""
    last = max(-(-len(items) // size), 1)
    return [
        {
            "page": number,
            "next": str(number + 1) if number < last else "",
            "items": items[(number - 1) * size : number * size],
        }
        for number in range(1, last + 1)
    ]


def github(
    *reviews: dict[str, Any],
    commits: list[dict[str, Any]] | None = None,
    commits_count: int | None = None,
    **said: Any,
) -> bytes:
    request: dict[str, Any] = {"number": 7, "html_url": "https://example.invalid/sms/pull/7", "state": "closed", "merged": True,
               "merged_at": "2026-02-04T12:00:00Z", "merge_commit_sha": MERGE, "user": user("p-0001"), "draft": False,
               "head": {"sha": HEAD, "ref": "work"}, "base": {"sha": OLD, "ref": "main"}}  # fmt: skip
    request.update(said)
    if commits_count is None:  # the last commit is where the change ends
        *earlier, last = commits or [written("p-0001")]
        commits = [*earlier, {**last, "sha": request["head"]["sha"]}]
    shas = {commit["sha"] for commit in commits or []}
    request.setdefault("commits", len(shas) if commits_count is None else commits_count)
    export = {
        "pull_request": request,
        "reviews": list(reviews),
        "reviews_total": len(reviews),
        "commits": commits,
    }
    return json.dumps(export).encode()


def approval(name: str | None, at: str | None = "2026-02-03T10:00:00.123Z") -> dict[str, Any]:
    who = {
        "id": 5,
        "username": name,
        "name": "X",
        "state": "active",
        "web_url": f"https://gitlab.example/{name}",
    }
    return {"user": who if name else None, "approved_at": at}


def gitlab(
    *approvals: dict[str, Any], pushed: str = "2026-02-02T09:00:00.000Z", head: str = HEAD, **said: Any
) -> bytes:
    request = {"id": 1, "iid": 9, "web_url": "https://example.invalid/sms/-/merge_requests/9", "state": "merged",
               "merged_at": "2026-02-04T12:00:00.000Z", "merge_commit_sha": MERGE, "squash_commit_sha": None, "sha": HEAD, "target_branch": "main",
               "author": {"id": 4, "username": "p-0001"}}  # fmt: skip
    export = {
        "merge_request": {**request, **said},
        "approvals": {"iid": 9, "approved": True, "approvals_required": 1, "approved_by": list(approvals)},
        "versions": [{"id": 2, "head_commit_sha": head, "base_commit_sha": OLD, "created_at": pushed},
                     {"id": 1, "head_commit_sha": OLD, "base_commit_sha": OLD, "created_at": "2026-02-01T09:00:00.000Z"}],
        "commits": pages([{"id": HEAD, "author_email": "p-0001@example.invalid",
                           "committer_email": "p-0001@example.invalid", "message": "Change", "title": "Change"}]),
    }  # fmt: skip
    return json.dumps(export).encode()
