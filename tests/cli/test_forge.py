"""The command on what the forge has to see to."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from sms_lint.cli import main
from sms_lint.outside.forge.code_owners import owners_of, read_owners
from sms_lint.starter.data import template
from tests.history.approvals.company import Company
from tests.outside.forge.settings_exports import github_protection, github_ruleset, gitlab


@pytest.fixture
def company(tmp_path: Path) -> Company:
    company = Company(tmp_path)
    company.write("requirements.txt", "sms-lint\n")
    company.write(".github/workflows/check.yml", template("github/check.yml"))
    company.write("schemas/settings.json", "{}")
    return company


def run(company: Company, *arguments: str) -> int:
    return main(["forge", "--root", str(company.root), *arguments])


def export(company: Company, what: dict[str, Any]) -> str:
    path = company.root.parent / "export.json"
    path.write_text(json.dumps(what), "utf-8")
    return str(path)


def test_it_says_what_is_needed(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(company) == 0
    said = capsys.readouterr().out
    assert said.count("\n- ") == 11
    assert "the check comes from the branch and not from the proposal" in said


@pytest.mark.parametrize("what", [github_protection(), github_ruleset()])
def test_sound_settings_pass(
    company: Company, what: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(company, "--write-owners") == 0
    assert run(company, "--export", export(company, what)) == 0
    assert "10 enforced, 0 not enforced, 0 cannot be told" in capsys.readouterr().out


def test_sound_settings_of_gitlab_pass(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    company.write(".gitlab-ci.yml", template("gitlab-ci.yml"))
    assert run(company, "--forge", "gitlab", "--write-owners") == 0
    assert run(company, "--forge", "gitlab", "--export", export(company, gitlab())) == 0
    assert "10 enforced" in capsys.readouterr().out


OWNERS = ".github/CODEOWNERS"
ASKED = "CODEOWNERS asks those who may approve each document, and nobody else"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", f"enforced: {ASKED}"),
        ("/policies/change.md @P-0002 @acme/approvers\n", f"enforced: {ASKED}"),
        ("/policies/change.md @p-0002 @p-0004\n", "@p-0004 is asked about POL-CHG and may not approve it"),
        ("/policies/change.md\n", "nobody is asked about POL-CHG"),
    ],
)
def test_where_a_review_is_the_approval_the_forge_asks_those_who_may_approve(
    company: Company, line: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    company.write("sms.yml", "organization: {name: Example}\napproval: {policy: E1}\n")
    assert run(company, "--write-owners") == 0
    company.write(OWNERS, (company.root / OWNERS).read_text("utf-8") + line)
    run(company, "--export", export(company, github_ruleset()))
    assert said in capsys.readouterr().out


def test_an_approver_without_an_account_cannot_be_asked(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    company.write("sms.yml", "organization: {name: Example}\napproval: {policy: E1}\n")
    text = (company.root / "trust.yml").read_text("utf-8")
    company.write("trust.yml", text.replace("    github: p-0002\n", "").replace("    github: p-0003\n", ""))
    assert run(company, "--write-owners") == 0
    assert run(company, "--export", export(company, github_ruleset())) == 1
    assert "nobody who may approve POL-CHG has an account in trust.yml" in capsys.readouterr().out


def test_declared_but_not_enforced_is_a_finding(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(company, "--write-owners") == 0
    assert run(company, "--export", export(company, github_ruleset(enforcement="evaluate"))) == 1
    said = capsys.readouterr().out
    assert "not enforced: code owners review what they own: the ruleset `main` declares it" in said
    assert "so anybody may accept new settings" in said


def test_what_cannot_be_told_passes_only_where_that_is_asked_for(company: Company) -> None:
    what = github_ruleset()
    del what["rulesets"][0]["bypass_actors"]
    assert run(company, "--write-owners") == 0
    assert run(company, "--export", export(company, what)) == 1
    assert run(company, "--export", export(company, what), "--allow-unknown") == 0


def test_a_robot_that_has_to_push_is_excepted_by_name(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    what = github_ruleset(
        bypass_actors=[{"actor_id": 7, "actor_type": "Integration", "bypass_mode": "always"}]
    )
    assert run(company, "--write-owners") == 0
    assert run(company, "--export", export(company, what)) == 1
    assert "the ruleset `main` does not bind Integration 7" in capsys.readouterr().out
    assert run(company, "--export", export(company, what), "--excepted", "Integration 7") == 0


def test_owners_are_written_from_roles_and_persons(company: Company) -> None:
    company.write("records/registers/risk.yml", "kind: risk\nid: REG-RISK\ntitle: Risks\nowner: writer\n"
                  "review: {every: 12 months, last: 2026-01-01}\nentries: []\n")  # fmt: skip
    assert run(company, "--write-owners") == 0
    text = (company.root / ".github/CODEOWNERS").read_text("utf-8")
    lines = tuple(read_owners(text, "github"))
    owners = ("@p-0001", "@p-0002")
    assert owners_of("policies/change.md", lines) == ("@p-0002", "@p-0003")
    assert owners_of("policies/new.md", lines) == owners
    assert owners_of("records/registers/risk.yml", lines) == ("@p-0004", *owners)
    assert owners_of("records/complaints/CMP-1.yml", lines) == ()
    for path in ("sms.yml", "trust.yml", "requirements.txt", "schemas/settings.json", ".github/workflows/check.yml",
                 ".github/CODEOWNERS"):  # fmt: skip
        assert owners_of(path, lines) == owners, path
    assert run(company, "--write-owners") == 0, "what the command wrote it may write again"


def test_owners_that_somebody_wrote_are_left_alone(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    company.write(".github/CODEOWNERS", "* @acme/all\n")
    assert run(company, "--write-owners") == 2
    assert "was written by somebody" in capsys.readouterr().err
    assert (company.root / ".github/CODEOWNERS").read_text("utf-8") == "* @acme/all\n"


def test_without_trust_settings_nobody_can_be_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(Company(tmp_path, with_trust=False), "--write-owners") == 2
    assert "trust.yml has to name its owners" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        (".github/CODEOWNERS", "/policies/ @p-0001\n", ".github/CODEOWNERS names nobody for .github/CODEOWNERS"),
        (".github/workflows/own.yml", "on: pull_request\njobs: {x: {name: Service management system}}\n",
         ".github/workflows/own.yml runs on `pull_request`, so that a proposal brings its own"),
        (".github/workflows/check.yml", "on: push\njobs: {x: {name: Service management system}}\n",
         ".github/workflows/check.yml does not run on proposals"),
        (".github/workflows/check.yml", "on: push\njobs: {x: {name: Other}}\n",
         "no workflow has a job called `Service management system`"),
    ],
)  # fmt: skip
def test_what_the_repository_lacks_itself(
    company: Company, path: str, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(company, "--write-owners") == 0
    company.write(path, text)
    assert run(company, "--export", export(company, github_protection())) == 1
    assert said in capsys.readouterr().out


def test_no_code_owners_at_all(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(company, "--export", export(company, github_protection())) == 1
    assert "there is no .github/CODEOWNERS" in capsys.readouterr().out


# Asking the forge itself: a server of our own stands for it.


class Answers(BaseHTTPRequestHandler):
    """Answers as a forge does, to whoever shows the token."""

    asked: list[str] = []  # noqa: RUF012 - emptied before each test
    detail = github_ruleset()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        Answers.asked.append(path)
        place, found = "/repos/acme/sms", None
        if self.headers["Authorization"] == "Bearer secret-token":
            found = {
                f"{place}/rules/branches/main": self.detail["rules"],
                f"{place}/rulesets": [{"id": 42, "name": "main"}],
                f"{place}/rulesets/42": self.detail["rulesets"][0],
                f"{place}/branches/main/protection": {"message": "Branch not protected", "status": "404"},
            }.get(path)
        if path.startswith("/repos/away"):
            self.send_response(302)
            self.send_header("Location", "/repos/acme/sms")
            self.end_headers()
            return
        self.send_response(404 if found is None or path.endswith("protection") else 200)
        self.end_headers()
        self.wfile.write(json.dumps(found or {"message": "Not Found"}).encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("GH_TOKEN", "secret-token")
    Answers.asked.clear()
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_the_forge_is_asked_where_that_is_wanted(
    company: Company, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(company, "--write-owners") == 0
    assert run(company, "--ask", "acme/sms", "--address", address) == 0
    assert "10 enforced" in capsys.readouterr().out
    assert "/repos/acme/sms/rulesets/42" in Answers.asked


def test_what_the_forge_does_not_show_cannot_be_told(
    company: Company, address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GH_TOKEN", "of-a-guest")
    assert run(company, "--ask", "acme/sms", "--address", address) == 1
    said = capsys.readouterr().out
    assert "cannot tell: nothing reaches the branch but by a proposal" in said
    assert "secret" not in said


@pytest.mark.parametrize(
    ("token", "where", "said"),
    [
        ("", "https://127.0.0.1:9", "a token is needed"),
        ("secret-token", "http://forge.example", "no address that begins with https://"),
        ("secret-token", "http://127.0.0.1:9", "cannot be reached"),
    ],
)
def test_a_token_goes_nowhere_without_need(
    company: Company, token: str, where: str, said: str,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    monkeypatch.setenv("GH_TOKEN", token)
    assert run(company, "--ask", "acme/sms", "--address", where) == 2
    assert said in capsys.readouterr().err


def test_no_redirect_is_followed(company: Company, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(company, "--ask", "away/sms", "--address", address) == 2
    assert "answers 302" in capsys.readouterr().err
    assert [path for path in Answers.asked if "acme" in path] == []


def test_nobody_is_asked_unless_that_is_wanted(company: Company, address: str) -> None:
    assert run(company) == 0
    assert run(company, "--export", export(company, github_protection())) == 1
    assert Answers.asked == []
