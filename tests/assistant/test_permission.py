"""Whether an assistant may ask: the accepted branch says so, and nothing that is proposed or checked out."""

from pathlib import Path

import pytest

from sms_lint.assistant.permission import permission
from sms_lint.assistant.server import server
from sms_lint.ground.errors import SmsError
from tests.assistant.asking import AGENT, DRAFT, SCOPE, Model, add, asked, commit, edit, git, repository

TRUST = """\
version: 1
repository: https://example.invalid/sms
owners: {people: [P-001]}
adopted: 2026-01-01
people: [{person: P-001, emails: [p-001@example.org]}]
"""


def test_it_is_off_unless_the_settings_say_otherwise(tmp_path: Path) -> None:
    root = repository(tmp_path, "")
    with pytest.raises(SmsError, match=r"`assistant\.access` is `off` on main"):
        server(root)


def test_a_proposal_cannot_switch_it_on(tmp_path: Path) -> None:
    root = repository(tmp_path, "")
    git(root, "switch", "-q", "-c", "proposal")
    add(root / "sms.yml", DRAFT)
    commit(root, "Let it in")
    with pytest.raises(SmsError, match="is `off` on main"):
        permission(root)
    git(root, "switch", "-q", "main")
    add(root / "sms.yml", DRAFT)  # not committed
    with pytest.raises(SmsError, match="is `off` on main"):
        permission(root)


def test_a_proposal_cannot_name_another_branch_where_the_remote_shows_one(tmp_path: Path) -> None:
    origin = repository(tmp_path, "")
    git(tmp_path, "clone", "-q", str(origin), "clone")
    clone = tmp_path / "clone"
    git(clone, "switch", "-q", "-c", "mine")
    add(clone / "sms.yml", f"branch: mine\n{DRAFT}")
    commit(clone, "Another branch")
    with pytest.raises(SmsError, match="is `off` on origin/main"):
        permission(clone)


def test_nothing_can_be_told_without_a_branch(tmp_path: Path) -> None:
    root = repository(tmp_path)
    git(root, "branch", "-m", "main", "other")
    with pytest.raises(SmsError, match="there is no branch main"):
        permission(root)
    assert permission(root, "other").settings.email == AGENT


def test_who_may_read_has_no_tool_to_draft(tmp_path: Path) -> None:
    root = repository(tmp_path, "assistant: {access: read}\n")

    async def ask(model: Model) -> None:
        tools = (await model.client.list_tools()).tools
        assert {tool.name for tool in tools} == {"read", "search", "explain", "check", "coverage", "history"}
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
        assert (await model.told("read", id="POL-CHG"))["title"] == "Change management policy"

    asked(server(root), ask)


def test_what_is_switched_off_while_it_runs_is_off(tmp_path: Path) -> None:
    root = repository(tmp_path)
    before = (root / "sms.yml").read_text("utf-8")

    async def ask(model: Model) -> None:
        await model.told("read", id="POL-CHG")
        (root / "sms.yml").write_text(before.replace("access: draft", "access: read"), "utf-8")
        commit(root, "No drafts")
        assert "may draft here" in await model.refused("draft", **edit(SCOPE, "All changes."))
        (root / "sms.yml").write_text(before.replace("access: draft", "access: off"), "utf-8")
        commit(root, "Nothing any more")
        assert "is `off` on main" in await model.refused("read", id="POL-CHG")

    asked(server(root), ask)


@pytest.mark.parametrize(
    ("settings", "trust", "why"),
    [
        ("assistant: {access: draft}\n", "", "`assistant.email` is not set on main"),
        (DRAFT, TRUST, f"names no agent with the address {AGENT}"),
        (
            "assistant: {access: draft, email: p-001@example.org}\n",
            TRUST,
            "names no agent with the address p-001",
        ),
    ],
)
def test_what_could_not_be_marked_is_not_drafted(tmp_path: Path, settings: str, trust: str, why: str) -> None:
    root = repository(tmp_path, settings)
    if trust:
        (root / "trust.yml").write_text(trust, "utf-8")
        commit(root, "Trust")
    with pytest.raises(SmsError, match=why.replace(".", r"\.")):
        permission(root, wanted="draft").agent_email()


def test_an_agent_of_the_trust_settings_drafts(tmp_path: Path) -> None:
    root = repository(tmp_path)
    (root / "trust.yml").write_text(f"{TRUST}agents: [{{name: helper, emails: [{AGENT}]}}]\n", "utf-8")
    commit(root, "Trust")
    assert permission(root, wanted="draft").agent_email() == AGENT
