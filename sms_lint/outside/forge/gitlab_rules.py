"""The rules of a branch on GitLab.

The export is one JSON object: `project` is what `glab api projects/ID` prints, `protected_branches`, `approval_rules`
and `approvals` what the addresses of these names below it print. A tier without approval rules answers
with nothing for them: null.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import partial
from typing import Any
from urllib.parse import quote

from sms_lint.outside.forge.protection import (
    Ask,
    BranchAsked,
    BranchRule,
    Enforcement,
    Enforcements,
    enforced,
    groups,
    not_enforced,
    part,
    unknown,
)


def read(export: Mapping[str, Any], asked: BranchAsked) -> Enforcements:
    """What is enforced on the branch; where several protections reach it, the most permissive one counts."""
    return {
        **dict(_of_branch(export, asked)),
        **dict(_of_project(export)),
        "review": _review(export, asked.branch),
    }


def questions(ask: Ask, name: str, branch: str) -> Mapping[str, Callable[[], Any]]:  # noqa: ARG001 - all are listed
    """How each part of the export is asked for."""
    place = f"projects/{quote(name, safe='')}"
    return {
        "project": lambda: ask(place),
        **{
            key: partial(ask, f"{place}/{key}")
            for key in ("protected_branches", "approval_rules", "approvals")
        },
    }


_OF_BRANCH: tuple[BranchRule, ...] = (
    "proposals", "code owners", "history kept", "branch kept", "no exceptions",
)  # fmt: skip


def _of_branch(export: Mapping[str, Any], asked: BranchAsked) -> Iterator[tuple[BranchRule, Enforcement]]:
    if "protected_branches" not in export:
        yield from ((rule, unknown("`protected_branches`")) for rule in _OF_BRANCH)
        return
    reached = [
        each
        for each in groups(export["protected_branches"])
        if fnmatchcase(asked.branch, str(each.get("name")))
    ]
    if not reached:
        yield from (
            (rule, not_enforced(f"the branch `{asked.branch}` is not protected")) for rule in _OF_BRANCH
        )
        return
    yield from _of_protected(reached, asked)


def _of_protected(
    reached: Sequence[Mapping[str, Any]], asked: BranchAsked
) -> Iterator[tuple[BranchRule, Enforcement]]:
    """What the protections say that reach the branch."""
    pushers = sorted(
        {said for each in reached for said in _who(each.get("push_access_levels"))} - set(asked.excepted)
    )
    owners = all(each.get("code_owner_approval_required") is True for each in reached)
    forced = any(each.get("allow_force_push") is not False for each in reached)
    yield (
        "proposals",
        (
            not_enforced(f"{', '.join(pushers)} may push to the branch without a merge request")
            if pushers
            else enforced("nobody may push to the branch")
        ),
    )
    yield (
        "code owners",
        (
            enforced("an approval of code owners is required")
            if owners
            else not_enforced("no approval of code owners is required, so CODEOWNERS asks and binds nobody")
        ),
    )
    yield (
        "history kept",
        (not_enforced("force pushes are allowed") if forced else enforced("force pushes are refused")),
    )
    yield "branch kept", enforced("a protected branch is not deleted by a push")
    yield (
        "no exceptions",
        (
            not_enforced(f"{', '.join(pushers)} may pass by all that a merge request has to go through")
            if pushers
            else enforced("nobody may pass by the merge request")
        ),
    )


def _who(levels: Any) -> Iterator[str]:
    """Those who may push: everybody but `no one`."""
    if not isinstance(levels, list):
        yield "somebody who is not named"
    for level in groups(levels):
        named = any(level.get(key) for key in ("user_id", "group_id", "deploy_key_id"))
        if named or level.get("access_level") != 0:
            yield str(level.get("access_level_description") or f"access level {level.get('access_level')}")


def _of_project(export: Mapping[str, Any]) -> Iterator[tuple[BranchRule, Enforcement]]:
    project = export.get("project")
    if not isinstance(project, dict):
        rules: tuple[BranchRule, ...] = ("check", "up to date", "judge")
        yield from ((rule, unknown("`project`")) for rule in rules)
        return
    required = project.get("only_allow_merge_if_pipeline_succeeds") is True
    skipped = project.get("allow_merge_on_skipped_pipeline") is True
    yield (
        "check",
        (
            not_enforced("a merge request may be merged though its pipeline was skipped")
            if required and skipped
            else enforced("a merge request needs a pipeline that succeeded")
            if required
            else not_enforced("a merge request may be merged though its pipeline failed")
        ),
    )
    trains = project.get("merge_trains_enabled") is True
    yield (
        "up to date",
        (
            enforced("a merge request is judged with the newest state of the branch")
            if trains or project.get("merge_method") in ("ff", "rebase_merge")
            else not_enforced(
                "a merge request may be merged that was judged with an older state of the branch"
            )
        ),
    )
    path = str(project.get("ci_config_path") or ".gitlab-ci.yml")
    yield (
        "judge",
        (
            enforced(f"the pipeline comes from `{path}`")
            if "@" in path or path.startswith("https://")
            else not_enforced(
                f"the pipeline comes from `{path}` of the proposal itself, which can replace it"
            )
        ),
    )


def _review(export: Mapping[str, Any], branch: str) -> Enforcement:
    if "approval_rules" not in export or "approvals" not in export:
        return unknown("both `approval_rules` and `approvals`")
    rules = [rule for rule in groups(export["approval_rules"]) if _reaches(rule, branch)]
    if not any(
        isinstance(rule.get("approvals_required"), int) and rule["approvals_required"] >= 1 for rule in rules
    ):
        return not_enforced("no approval is required")
    lacks = [lack for (key, wanted), lack in _WANTED.items() if part(export["approvals"], key) is not wanted]
    return (
        not_enforced("; ".join(lacks))
        if lacks
        else enforced("an approval of the last state by somebody else is required")
    )


_WANTED: Mapping[tuple[str, bool], str] = {
    ("merge_requests_author_approval", False): "authors may approve their own merge requests",
    ("merge_requests_disable_committers_approval", True): "those who committed may approve",
    ("reset_approvals_on_push", True): "an approval stays though something else was pushed since",
    (
        "disable_overriding_approvers_per_merge_request",
        True,
    ): "a merge request may change its own approval rules",
}


def _reaches(rule: Mapping[str, Any], branch: str) -> bool:
    branches = groups(rule.get("protected_branches"))
    everywhere = not branches or rule.get("applies_to_all_protected_branches") is True
    return everywhere or any(fnmatchcase(branch, str(each.get("name"))) for each in branches)
