"""The rules of a branch on GitHub: its protection, and the rulesets that reach it.

The export is one JSON object. `protection` is what `gh api repos/OWNER/NAME/branches/BRANCH/protection` prints, null
where there is none; `rules` what `…/rules/branches/BRANCH` prints; `rulesets` the list of what
`…/rulesets/ID` prints for each of them; `codeowners_errors` what `…/codeowners/errors` prints.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple
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

_DORMANT = "the ruleset `{name}` declares it, and its enforcement is `{enforcement}`"
_ACTIONS = "Integration 15368"
_NOTHING: Mapping[BranchRule, str] = {
    "proposals": "nothing asks for a pull request: whoever may write can push to the branch",
    "review": "no review is asked for",
    "code owners": "no review of code owners is asked for, so CODEOWNERS asks and binds nobody",
    "check": "the check `{check}` is not required, or may be reported by any app",
    "up to date": "a proposal may be merged that was judged with an older state of the branch",
    "history kept": "force pushes are not refused",
    "branch kept": "its deletion is not refused",
}


class _Source(NamedTuple):
    """A protection or a ruleset: what it is called, what it enforces, and whom it excepts (None: not told)."""

    name: str
    rules: Mapping[BranchRule, str]
    excepted: tuple[str, ...] | None
    dormant: str = ""


def read(export: Mapping[str, Any], asked: BranchAsked) -> Enforcements:
    """What is enforced on the branch; a rule counts where the protection or one active ruleset enforces it."""
    sources = tuple(_sources(export, asked))
    known = "protection" in export and "rules" in export
    found: dict[BranchRule, Enforcement] = {}
    for rule, lack in _NOTHING.items():
        by = [source for source in sources if rule in source.rules and not source.dormant]
        dormant = next((source.dormant for source in sources if rule in source.rules and source.dormant), "")
        if by:
            found[rule] = enforced(by[0].rules[rule])
        elif dormant or known:
            found[rule] = not_enforced(dormant or lack.format(check=asked.check))
        else:
            found[rule] = unknown("both `protection` and `rules`")
    found["code owners"] = _with_errors(found["code owners"], export)
    found["no exceptions"] = _exceptions(found, sources)
    found["judge"] = _judge(export)
    return found


def questions(ask: Ask, name: str, branch: str) -> Mapping[str, Callable[[], Any]]:
    """How each part of the export is asked for."""
    place, at = f"repos/{name}", quote(branch, safe="")
    return {
        "protection": lambda: ask(f"{place}/branches/{at}/protection"),
        "rules": lambda: ask(f"{place}/rules/branches/{at}"),
        "rulesets": lambda: [
            ask(f"{place}/rulesets/{each['id']}") for each in groups(ask(f"{place}/rulesets"))
        ],
        "codeowners_errors": lambda: ask(f"{place}/codeowners/errors"),
    }


def _sources(export: Mapping[str, Any], asked: BranchAsked) -> Iterator[_Source]:
    protection = export.get("protection")
    if isinstance(protection, dict):
        bound = part(protection, "enforce_admins", "enabled") is True
        excepted = (
            *(() if bound else ("administrators",)),
            *_allowed(part(protection, "required_pull_request_reviews", "bypass_pull_request_allowances")),
        )
        yield _Source(
            "the protection of the branch",
            dict(_of_protection(protection, asked.check)),
            _unnamed(excepted, asked),
        )
    details = {ruleset.get("id"): ruleset for ruleset in groups(export.get("rulesets"))}
    active: dict[Any, list[dict[str, Any]]] = {}
    for rule in groups(export.get("rules")):
        active.setdefault(rule.get("ruleset_id"), []).append(rule)
    for number, rules in active.items():
        detail = details.get(number, {})
        name = str(detail.get("name", number))
        yield _Source(
            f"the ruleset `{name}`", dict(_of_rules(rules, asked.check)), _unnamed(_bypass(detail), asked)
        )
    for number, detail in details.items():
        enforcement = detail.get("enforcement")
        if number not in active and detail.get("target", "branch") == "branch" and enforcement != "active":
            name = str(detail.get("name", number))
            said = _DORMANT.format(name=name, enforcement=enforcement)
            yield _Source(name, dict(_of_rules(groups(detail.get("rules")), asked.check)), (), said)


def _of_protection(protection: Mapping[str, Any], check: str) -> Iterator[tuple[BranchRule, str]]:
    by = "the protection of the branch"
    reviews = protection.get("required_pull_request_reviews")
    if isinstance(reviews, dict):
        yield "proposals", f"{by} asks for a pull request"
        if _reviewed(reviews, "dismiss_stale_reviews"):
            yield "review", f"{by} asks for a review of the last state"
        if reviews.get("require_code_owner_reviews") is True:
            yield "code owners", f"{by} asks for a review of code owners"
    checks = protection.get("required_status_checks")
    pairs = [(each.get("context"), each.get("app_id")) for each in groups(part(checks, "checks"))]
    if _is_required(pairs, check):
        yield "check", f"{by} requires `{check}` from one app"
        if part(checks, "strict") is True:
            yield "up to date", f"{by} asks for proposals that are up to date"
    if part(protection, "allow_force_pushes", "enabled") is False:
        yield "history kept", f"{by} refuses force pushes"
    if part(protection, "allow_deletions", "enabled") is False:
        yield "branch kept", f"{by} refuses its deletion"


def _of_rules(rules: list[dict[str, Any]], check: str) -> Iterator[tuple[BranchRule, str]]:
    for rule in rules:
        kind, said = rule.get("type"), rule.get("parameters")
        if kind == "pull_request":
            yield from _of_reviews(said)
        elif kind == "required_status_checks":
            yield from _of_checks(said, check)
        elif kind == "workflows":
            yield "check", "a ruleset requires a workflow of its own"
        elif kind == "non_fast_forward":
            yield "history kept", "a ruleset refuses force pushes"
        elif kind == "deletion":
            yield "branch kept", "a ruleset refuses its deletion"


def _of_reviews(said: Any) -> Iterator[tuple[BranchRule, str]]:
    yield "proposals", "a ruleset asks for a pull request"
    if _reviewed(said, "dismiss_stale_reviews_on_push"):
        yield "review", "a ruleset asks for a review of the last state"
    if part(said, "require_code_owner_review") is True:
        yield "code owners", "a ruleset asks for a review of code owners"


def _of_checks(said: Any, check: str) -> Iterator[tuple[BranchRule, str]]:
    required = groups(part(said, "required_status_checks"))
    if _is_required([(each.get("context"), each.get("integration_id")) for each in required], check):
        yield "check", f"a ruleset requires `{check}` from one app"
        if part(said, "strict_required_status_checks_policy") is True:
            yield "up to date", "a ruleset asks for proposals that are up to date"


def _reviewed(said: Any, dismisses: str) -> bool:
    """Whether somebody else has to review, and what was pushed later has to be reviewed again."""
    count = part(said, "required_approving_review_count")
    again = part(said, dismisses) is True or part(said, "require_last_push_approval") is True
    return isinstance(count, int) and count >= 1 and again


def _is_required(pairs: list[tuple[Any, Any]], check: str) -> bool:
    """Whether the check is required, and only one app may report it: anybody who writes could report another."""
    return any(context == check and isinstance(app, int) and app > 0 for context, app in pairs)


def _allowed(allowances: Any) -> tuple[str, ...]:
    """Those who need no pull request."""
    named = [
        *groups(part(allowances, "users")),
        *groups(part(allowances, "teams")),
        *groups(part(allowances, "apps")),
    ]
    return tuple(f"`{each.get('login') or each.get('slug')}`" for each in named)


def _bypass(detail: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Those whom a ruleset does not bind; None where the one who asked may not see that."""
    actors = detail.get("bypass_actors")
    if not isinstance(actors, list):
        return None
    return tuple(f"{each.get('actor_type')} {each.get('actor_id') or ''}".strip() for each in groups(actors))


def _unnamed(excepted: tuple[str, ...] | None, asked: BranchAsked) -> tuple[str, ...] | None:
    """The exceptions that nobody has named as wanted. GitHub Actions is never one: any branch can make a workflow."""
    wanted = {name for name in asked.excepted if name != _ACTIONS}
    return excepted and tuple(name for name in excepted if name.strip("`") not in wanted)


def _exceptions(found: Enforcements, sources: tuple[_Source, ...]) -> Enforcement:
    """Whether each rule that is enforced binds everybody, by one source or another."""
    hidden = ""
    for rule in (rule for rule, enforcement in found.items() if enforcement.state == "enforced"):
        by = [source for source in sources if rule in source.rules and not source.dormant]
        if any(source.excepted == () for source in by):
            continue
        told = [source for source in by if source.excepted]
        if told:
            return not_enforced(f"{told[0].name} does not bind {', '.join(told[0].excepted or ())}")
        hidden = by[0].name if by else hidden
    if hidden:
        return Enforcement("cannot tell", f"whom {hidden} excepts is shown to its administrators alone")
    if not any(enforcement.state == "enforced" for enforcement in found.values()):
        return not_enforced("nothing is enforced that could bind anybody")
    return enforced("what is enforced binds administrators, too")


def _with_errors(owners: Enforcement, export: Mapping[str, Any]) -> Enforcement:
    errors = groups(part(export.get("codeowners_errors"), "errors"))
    if not errors or owners.state != "enforced":
        return owners
    lines = ", ".join(sorted({str(error.get("line")) for error in errors}))
    return not_enforced(
        f"GitHub cannot read {errors[0].get('path', 'CODEOWNERS')}, line {lines}, so nobody is asked there"
    )


def _judge(export: Mapping[str, Any]) -> Enforcement:
    """Whether a ruleset takes the workflow from elsewhere; else the workflow in the repository says so."""
    if any(rule.get("type") == "workflows" for rule in groups(export.get("rules"))):
        return enforced("a ruleset takes the workflow from a place that a proposal cannot change")
    return Enforcement("cannot tell", "no ruleset requires a workflow of its own")
