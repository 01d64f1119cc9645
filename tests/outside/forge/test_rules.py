"""What the settings of a forge enforce: sound ones first, then each single weakening, then what cannot be told."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.outside.forge.protection import BranchAsked, Enforcements, read_settings
from tests.outside.forge.settings_exports import (
    ACTIONS,
    CHECK,
    github_protection,
    github_ruleset,
    gitlab,
    protection,
    ruleset_rules,
)

Change = Callable[[dict[str, Any]], object]


def read(forge: str, export: object, excepted: tuple[str, ...] = ()) -> Enforcements:
    return read_settings(forge, json.dumps(export).encode(), BranchAsked("main", CHECK, excepted))


def states(found: Enforcements, state: str) -> set[str]:
    return {rule for rule, enforcement in found.items() if enforcement.state == state}


@pytest.mark.parametrize("export", [github_protection(), github_ruleset()], ids=["protection", "ruleset"])
def test_sound_settings_of_github(export: dict[str, Any]) -> None:
    found = read("github", export)
    assert states(found, "not enforced") == set()
    assert states(found, "cannot tell") == {"judge"}, "the workflow in the repository says so"


def test_sound_settings_of_gitlab() -> None:
    found = read("gitlab", gitlab())
    assert len(found) == 9
    assert states(found, "enforced") == set(found)


PROTECTION: dict[str, tuple[Change, set[str]]] = {
    "no pull request": (
        lambda held: held.update(required_pull_request_reviews=None),
        {"proposals", "review", "code owners"},
    ),
    "no review": (
        lambda held: held["required_pull_request_reviews"].update(required_approving_review_count=0),
        {"review"},
    ),
    "stale review": (
        lambda held: held["required_pull_request_reviews"].update(
            dismiss_stale_reviews=False, require_last_push_approval=False
        ),
        {"review"},
    ),
    "no code owners": (
        lambda held: held["required_pull_request_reviews"].update(require_code_owner_reviews=False),
        {"code owners"},
    ),
    "some need no pull request": (
        lambda held: held["required_pull_request_reviews"].update(
            bypass_pull_request_allowances={"users": [{"login": "p-001"}], "teams": [], "apps": []}
        ),
        {"no exceptions"},
    ),
    "no check": (lambda held: held.update(required_status_checks=None), {"check", "up to date"}),
    "another check": (
        lambda held: held["required_status_checks"].update(checks=[{"context": "Tests", "app_id": ACTIONS}]),
        {"check", "up to date"},
    ),
    "the check of any app": (
        lambda held: held["required_status_checks"].update(checks=[{"context": CHECK, "app_id": None}]),
        {"check", "up to date"},
    ),
    "not up to date": (lambda held: held["required_status_checks"].update(strict=False), {"up to date"}),
    "force pushes": (lambda held: held["allow_force_pushes"].update(enabled=True), {"history kept"}),
    "deletion": (lambda held: held["allow_deletions"].update(enabled=True), {"branch kept"}),
    "not administrators": (lambda held: held["enforce_admins"].update(enabled=False), {"no exceptions"}),
}


@pytest.mark.parametrize("name", PROTECTION)
def test_each_weakening_of_a_protection_is_told(name: str) -> None:
    change, rules = PROTECTION[name]
    export = github_protection()
    change(export["protection"])
    assert states(read("github", export), "not enforced") == rules


def without(kind: str) -> list[dict[str, Any]]:
    return [rule for rule in ruleset_rules() if rule["type"] != kind]


def with_parameters(kind: str, **said: Any) -> list[dict[str, Any]]:
    rules = deepcopy(ruleset_rules())
    next(rule for rule in rules if rule["type"] == kind)["parameters"].update(said)
    return rules


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ({"rules": without("pull_request")}, {"proposals", "review", "code owners"}),
        ({"rules": with_parameters("pull_request", required_approving_review_count=0)}, {"review"}),
        ({"rules": with_parameters("pull_request", require_code_owner_review=False)}, {"code owners"}),
        ({"rules": without("required_status_checks")}, {"check", "up to date"}),
        ({"rules": with_parameters("required_status_checks", strict_required_status_checks_policy=False)}, {"up to date"}),
        ({"rules": with_parameters("required_status_checks", required_status_checks=[{"context": CHECK}])}, {"check", "up to date"}),
        ({"rules": without("non_fast_forward")}, {"history kept"}),
        ({"rules": without("deletion")}, {"branch kept"}),
        ({"bypass_actors": [{"actor_id": 5, "actor_type": "RepositoryRole", "bypass_mode": "always"}]}, {"no exceptions"}),
    ],
)  # fmt: skip
def test_each_weakening_of_a_ruleset_is_told(said: dict[str, Any], rules: set[str]) -> None:
    assert states(read("github", github_ruleset(**said)), "not enforced") == rules


@pytest.mark.parametrize("enforcement", ["evaluate", "disabled"])
def test_what_is_only_declared_is_not_enforced(enforcement: str) -> None:
    found = read("github", github_ruleset(enforcement=enforcement))
    said = f"the ruleset `main` declares it, and its enforcement is `{enforcement}`"
    declared = [enforcement for enforcement in found.values() if enforcement.why == said]
    assert {enforcement.state for enforcement in declared} == {"not enforced"}
    assert len(declared) == 7
    assert "no exceptions" in states(found, "not enforced")


def test_a_ruleset_for_other_branches_enforces_nothing_here() -> None:
    assert "proposals" in states(read("github", {**github_ruleset(), "rules": []}), "not enforced")


def test_one_source_is_enough_and_the_other_may_have_exceptions() -> None:
    weak = github_ruleset(
        bypass_actors=[{"actor_id": 5, "actor_type": "RepositoryRole", "bypass_mode": "always"}]
    )
    found = read("github", {**weak, "protection": protection()})
    assert states(found, "not enforced") == set()


def test_a_robot_that_is_excepted_knowingly_is_no_exception() -> None:
    robot = {"actor_id": None, "actor_type": "DeployKey", "bypass_mode": "always"}
    export = github_ruleset(bypass_actors=[robot])
    assert states(read("github", export), "not enforced") == {"no exceptions"}
    assert states(read("github", export, ("DeployKey",)), "not enforced") == set()
    export = github_ruleset(bypass_actors=[{**robot, "actor_type": "Integration", "actor_id": ACTIONS}])
    assert states(read("github", export, ("Integration 15368",)), "not enforced") == {"no exceptions"}
    other = gitlab()
    GITLAB["a deploy key pushes"][0](other)
    other["protected_branches"][0]["push_access_levels"][0]["access_level_description"] = "Anchors"
    assert states(read("gitlab", other), "not enforced") == {"proposals", "no exceptions"}
    assert states(read("gitlab", other, ("Anchors",)), "not enforced") == set()


def test_whom_a_ruleset_excepts_is_not_shown_to_everybody() -> None:
    export = github_ruleset()
    del export["rulesets"][0]["bypass_actors"]
    assert states(read("github", export), "cannot tell") == {"judge", "no exceptions"}


def test_a_workflow_that_the_organization_requires_settles_the_judge() -> None:
    required = {
        "type": "workflows",
        "parameters": {"workflows": [{"path": ".github/workflows/judge.yml", "repository_id": 1}]},
    }
    found = read("github", github_ruleset(rules=[*without("required_status_checks"), required]))
    assert found["judge"].state == "enforced"
    assert found["check"].state == "enforced"


def test_a_line_of_code_owners_that_github_cannot_read_asks_nobody() -> None:
    error = {"line": 3, "column": 1, "kind": "Unknown owner", "path": ".github/CODEOWNERS", "message": "…"}
    found = read("github", {**github_protection(), "codeowners_errors": {"errors": [error]}})
    assert found["code owners"] == (
        "not enforced",
        "GitHub cannot read .github/CODEOWNERS, line 3, so nobody is asked there",
    )


@pytest.mark.parametrize("lacking", ["protection", "rules"])
def test_what_was_not_asked_cannot_be_told(lacking: str) -> None:
    export: dict[str, Any] = {"protection": None, "rules": [], "rulesets": []}
    del export[lacking]
    assert {"proposals", "check", "history kept"} <= states(read("github", export), "cannot tell")


GITLAB: dict[str, tuple[Change, set[str]]] = {
    "not protected": (
        lambda held: held.update(protected_branches=[]),
        {"proposals", "code owners", "history kept", "branch kept", "no exceptions"},
    ),
    "maintainers push": (
        lambda held: held["protected_branches"][0]["push_access_levels"][0].update(access_level=40),
        {"proposals", "no exceptions"},
    ),
    "a deploy key pushes": (
        lambda held: held["protected_branches"][0]["push_access_levels"][0].update(deploy_key_id=1),
        {"proposals", "no exceptions"},
    ),
    "a wildcard is more permissive": (
        lambda held: held["protected_branches"].append(
            {"name": "ma*", "push_access_levels": [], "allow_force_push": True}
        ),
        {"code owners", "history kept"},
    ),
    "force pushes": (
        lambda held: held["protected_branches"][0].update(allow_force_push=True),
        {"history kept"},
    ),
    "no code owners": (
        lambda held: held["protected_branches"][0].update(code_owner_approval_required=False),
        {"code owners"},
    ),
    "no approval": (lambda held: held["approval_rules"][0].update(approvals_required=0), {"review"}),
    "an approval elsewhere": (
        lambda held: held["approval_rules"][0].update(
            applies_to_all_protected_branches=False, protected_branches=[{"name": "release"}]
        ),
        {"review"},
    ),
    "authors approve": (
        lambda held: held["approvals"].update(merge_requests_author_approval=True),
        {"review"},
    ),
    "committers approve": (
        lambda held: held["approvals"].update(merge_requests_disable_committers_approval=False),
        {"review"},
    ),
    "approvals stay": (lambda held: held["approvals"].update(reset_approvals_on_push=False), {"review"}),
    "overridden": (
        lambda held: held["approvals"].update(disable_overriding_approvers_per_merge_request=False),
        {"review"},
    ),
    "red pipelines": (
        lambda held: held["project"].update(only_allow_merge_if_pipeline_succeeds=False),
        {"check"},
    ),
    "skipped pipelines": (
        lambda held: held["project"].update(allow_merge_on_skipped_pipeline=True),
        {"check"},
    ),
    "not up to date": (lambda held: held["project"].update(merge_method="merge"), {"up to date"}),
    "own pipeline": (lambda held: held["project"].update(ci_config_path=""), {"judge"}),
}


@pytest.mark.parametrize("name", GITLAB)
def test_each_weakening_of_gitlab_is_told(name: str) -> None:
    change, rules = GITLAB[name]
    export = gitlab()
    change(export)
    assert states(read("gitlab", export), "not enforced") == rules


def test_nothing_asked_of_gitlab_tells_nothing() -> None:
    assert len(states(read("gitlab", {}), "cannot tell")) == 9


@pytest.mark.parametrize("forge", ["github", "gitlab"])
@pytest.mark.parametrize(
    "junk", [None, [], "x", 7, {"x": [1]}, [[], "x", {"name": 7, "type": 3, "parameters": "x"}]]
)
def test_odd_values_never_enforce_anything(forge: str, junk: Any) -> None:
    sound = github_ruleset() if forge == "github" else gitlab()
    found = read(forge, dict.fromkeys(sound, junk))
    assert states(found, "enforced") <= {"branch kept"}


@pytest.mark.parametrize("raw", [b"{", b"[]", b"\xff", b'"x"'])
def test_what_is_no_export_is_refused(raw: bytes) -> None:
    with pytest.raises(SmsError, match="the export"):
        read_settings("github", raw, BranchAsked("main", CHECK))
