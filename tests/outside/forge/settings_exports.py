"""Settings of a repository in the shape in which the forges write them; the names are invented."""

from typing import Any

CHECK = "Service management system"
ACTIONS = 15368


def protection() -> dict[str, Any]:
    """GitHub, `branches/main/protection`."""
    place = "https://api.github.example/repos/acme/sms/branches/main/protection"
    return {
        "url": place,
        "required_status_checks": {
            "url": f"{place}/required_status_checks", "strict": True, "contexts": [CHECK],
            "contexts_url": f"{place}/required_status_checks/contexts",
            "checks": [{"context": CHECK, "app_id": ACTIONS}],
        },
        "required_pull_request_reviews": {
            "url": f"{place}/required_pull_request_reviews", "dismiss_stale_reviews": True,
            "require_code_owner_reviews": True, "require_last_push_approval": True, "required_approving_review_count": 1,
        },
        "required_signatures": {"url": f"{place}/required_signatures", "enabled": False},
        "enforce_admins": {"url": f"{place}/enforce_admins", "enabled": True},
        "required_linear_history": {"enabled": False},
        "allow_force_pushes": {"enabled": False},
        "allow_deletions": {"enabled": False},
        "block_creations": {"enabled": False},
        "required_conversation_resolution": {"enabled": False},
        "lock_branch": {"enabled": False},
        "allow_fork_syncing": {"enabled": False},
    }  # fmt: skip


def ruleset_rules() -> list[dict[str, Any]]:
    """The rules of a ruleset."""
    return [
        {"type": "deletion"},
        {"type": "non_fast_forward"},
        {"type": "pull_request", "parameters": {
            "required_approving_review_count": 1, "dismiss_stale_reviews_on_push": True, "required_reviewers": [],
            "require_code_owner_review": True, "require_last_push_approval": True,
            "required_review_thread_resolution": False, "allowed_merge_methods": ["merge", "squash", "rebase"]}},
        {"type": "required_status_checks", "parameters": {
            "strict_required_status_checks_policy": True, "do_not_enforce_on_create": False,
            "required_status_checks": [{"context": CHECK, "integration_id": ACTIONS}]}},
    ]  # fmt: skip


def ruleset(**said: Any) -> dict[str, Any]:
    """GitHub, `rulesets/42`."""
    return {
        "id": 42, "name": "main", "target": "branch", "source_type": "Repository", "source": "acme/sms",
        "enforcement": "active", "conditions": {"ref_name": {"exclude": [], "include": ["~DEFAULT_BRANCH"]}},
        "bypass_actors": [], "current_user_can_bypass": "never", "rules": ruleset_rules(), **said,
    }  # fmt: skip


def in_force(detail: dict[str, Any]) -> list[dict[str, Any]]:
    """GitHub, `rules/branches/main`: what of a ruleset is in force."""
    where = {"ruleset_source_type": "Repository", "ruleset_source": "acme/sms", "ruleset_id": detail["id"]}
    return [{**rule, **where} for rule in detail["rules"]] if detail["enforcement"] == "active" else []


def github_protection() -> dict[str, Any]:
    return {"protection": protection(), "rules": [], "rulesets": [], "codeowners_errors": {"errors": []}}


def github_ruleset(**said: Any) -> dict[str, Any]:
    detail = ruleset(**said)
    return {
        "protection": None,
        "rules": in_force(detail),
        "rulesets": [detail],
        "codeowners_errors": {"errors": []},
    }


def gitlab() -> dict[str, Any]:
    """GitLab: `projects/5`, and the addresses below it."""
    none = {"id": 1, "access_level": 0, "access_level_description": "No one", "deploy_key_id": None, "user_id": None,
            "group_id": None}  # fmt: skip
    maintainers = {**none, "id": 2, "access_level": 40, "access_level_description": "Maintainers"}
    return {
        "project": {
            "id": 5, "path_with_namespace": "acme/sms", "default_branch": "main", "merge_method": "rebase_merge",
            "only_allow_merge_if_pipeline_succeeds": True, "allow_merge_on_skipped_pipeline": False,
            "ci_config_path": ".gitlab-ci.yml@acme/judge", "merge_trains_enabled": False,
        },
        "protected_branches": [{
            "id": 100, "name": "main", "push_access_levels": [none], "merge_access_levels": [maintainers],
            "allow_force_push": False, "unprotect_access_levels": [], "code_owner_approval_required": True,
            "inherited": False}],
        "approval_rules": [{
            "id": 1, "name": "Four eyes", "rule_type": "any_approver", "eligible_approvers": [], "approvals_required": 1,
            "users": [], "groups": [], "contains_hidden_groups": False, "protected_branches": [],
            "applies_to_all_protected_branches": True}],
        "approvals": {
            "approvals_before_merge": 0, "reset_approvals_on_push": True, "selective_code_owner_removals": False,
            "disable_overriding_approvers_per_merge_request": True, "merge_requests_author_approval": False,
            "merge_requests_disable_committers_approval": True, "require_password_to_approve": False},
    }  # fmt: skip
