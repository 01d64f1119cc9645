"""A rule of the organization's own from its first line to the site: written, tried, listed, explained, judged, accepted."""

import json
import shutil
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.load import load
from sms_lint.model.kinds import kinds
from sms_lint.publish.site import build_pages
from sms_lint.publish.site.build import read_handbook
from sms_lint.rules import checks_for
from sms_lint.rules.lint import lint
from sms_lint.starter.example_files import example_files

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
RULE = """risk-without-service:
  summary: An open risk names no service.
  why: Nobody can tell whose service is at risk.
  about: risk
  when: [status is open, service is empty]
  at: status
  say: "{id} is open and names no service"
  severity: error
  clauses: ["20000-1:6.1.2"]
  remedy: name the service
  examples:
    bad: {risk RSK-01: {status: open, service: }}
    good: {risk RSK-01: {status: open, service: SVC-MAIL}}
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(MINIMAL, tmp_path / "system")
    monkeypatch.chdir(tmp_path / "system")
    return tmp_path / "system"


@pytest.fixture
def ruled(root: Path) -> Path:
    """The system with a rule of its own, and an entry that it speaks of."""
    (root / "rules.yml").write_text(RULE, "utf-8")
    settings(root, "own_rules: [rules.yml]\n")
    shown = {"risk RSK-1": {"status": "open", "closed_at": None, "service": None}}
    for path, text in example_files(kinds(), shown).items():
        (root / path).write_text(text, "utf-8")
    return root


def settings(root: Path, more: str) -> None:
    with (root / "sms.yml").open("a", encoding="utf-8") as stream:
        stream.write(more)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit code of a command, and what it prints."""
    capsys.readouterr()
    code = main(arguments)
    return code, capsys.readouterr().out


def test_the_first_rule_is_written_tried_listed_and_explained(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (root / "sms.yml").read_text("utf-8")
    code, text = said(capsys, "new", "rule", "--about", "policy")
    name = text.partition(":")[0]
    assert (code, f"{name}: written to rules.yml" in text) == (0, True)
    assert (root / "sms.yml").read_text("utf-8") == f"{before.rstrip()}\nown_rules: [rules.yml]\n"
    assert said(capsys, "rules", "--test") == (0, "1 rule with 2 examples: all behave as they say\n")
    assert f"\n{name} " in said(capsys, "rules")[1]
    assert f"{name}: A policy says" in said(capsys, "explain", name)[1]
    assert said(capsys, "check", "--select", "own-rules")[0] == 0


def test_a_rule_without_a_kind_to_be_about_is_not_written(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "rule"]) == 2
    assert "say which kind the rule is about, such as --about risk" in capsys.readouterr().err
    assert not (root / "rules.yml").exists()


def test_its_finding_has_a_place_a_remedy_and_its_severity(
    ruled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = said(capsys, "check", "--select", "risk-without-service", "--format", "json")
    (finding,) = json.loads(text)["findings"]
    assert code == 1
    assert finding["message"] == "RSK-1 is open and names no service"
    assert (finding["rule"], finding["severity"]) == ("risk-without-service", "error")
    assert "name the service" in json.dumps(finding)
    assert "20000-1:6.1.2" in json.dumps(finding)


def test_it_is_accepted_for_a_time_or_switched_off(ruled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accepted = (
        "suppressions: [{rule: risk-without-service, node: RSK-1, reason: To come, until: 2026-12-31}]\n"
    )
    only = ("check", "--select", "risk-without-service", "--format", "json")
    settings(ruled, accepted)
    code, text = said(capsys, *only)
    assert code == 0
    assert [one["suppressed"] for one in json.loads(text)["findings"]] != [None]
    assert said(capsys, *only, "--today", "2027-01-01")[0] == 1
    settings(ruled, "rules: {risk-without-service: off}\n")
    assert json.loads(said(capsys, *only, "--today", "2027-01-01")[1])["findings"] == []


def test_a_slip_in_a_name_of_the_settings_is_told(ruled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings(ruled, "rules: {risk-without-servce: off}\n")
    assert "risk-without-service" in said(capsys, "check", "--select", "settings")[1]


def test_examples_that_do_not_behave_are_told_at_their_line(
    ruled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ruled / "rules.yml"
    path.write_text(RULE.replace("[status is open,", "[status is closed,"), "utf-8")
    code, text = said(capsys, "rules", "--test")
    assert code == 1
    assert text.startswith("rules.yml:12: a bad example of `risk-without-service`: the rule says nothing: ")
    assert "nothing meets `status is closed`" in text
    path.write_text(RULE.replace("service: SVC-MAIL", "servce: SVC-MAIL"), "utf-8")
    assert "did you mean `service`?" in said(capsys, "rules", "--test")[1]


def test_the_site_has_its_page_and_its_finding(ruled: Path) -> None:
    sms = load(ruled)
    pages = build_pages(sms, lint(sms, checks_for(sms)), read_handbook(ruled)).pages
    page = pages["handbook/rules/risk-without-service.md"]
    assert "An open risk names no service." in page
    assert "Nobody can tell whose service is at risk." in page
    assert "risk-without-service" in pages["handbook/rules/index.md"]
    for path in ("findings.md", "registers/risk.md", "clauses/20000-1/6.1.2.md"):
        assert "is open and names no service" in pages[path]
