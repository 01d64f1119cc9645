"""What another standard or a newer edition would still ask for: nothing is ready that nobody compared or completed."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.evidence import judged_obligations
from sms_lint.evidence.towards import TOWARDS_FORMATS, Towards, said_of, towards
from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.publish.site import build_pages
from sms_lint.rules import checks_for
from sms_lint.rules.lint import lint
from sms_lint.system.sms import Sms

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
OLDER = """prefix: acme
standard: Acme
edition: "2025"
title: What Acme asks
documented_information:
  - {id: acme-policy, name: Policy, kind: document, explicit_in: ["1"], shown_by: [policy]}
clauses:
  - {id: "1", title: Policy, summary: A policy., obligations: [{id: 1-a, text: Have one., shown: [{document: acme-policy}]}]}
  - {id: "2", title: Reports, summary: Reports., obligations: [{id: 2-a, text: Send them., shown: [{document: acme-policy}]}]}
  - {id: "3", title: Logs, summary: Logs., obligations: [{id: 3-a, text: Keep them., shown: [{records: incident}]}]}
"""
NEWER = """extends: catalogues/older.yml
prefix: acme-2026
edition: "2026"
reword: {"2": Reports with figures.}
clauses:
  - {id: "4", title: Climate, summary: Climate., obligations: [{id: 4-a, text: Think., shown: [{judged_by: internal auditor, every: 12 months}]}]}
transition:
  until: 2029-09-30
  unchanged: ["1"]
  steps:
    - {by: 2027-06-30, what: The rest, clauses: ["3", "4"]}
    - {by: 2026-01-31, what: Figures, clauses: ["2", "1"]}
    - {by: 2025-12-31, what: Policy, clauses: ["1"]}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "system"
    shutil.copytree(MINIMAL, root)
    (root / "catalogues").mkdir()
    (root / "catalogues" / "older.yml").write_text(OLDER, "utf-8")
    (root / "catalogues" / "newer.yml").write_text(NEWER, "utf-8")
    with (root / "sms.yml").open("a", encoding="utf-8") as settings:
        settings.write("catalogues: [catalogues/older.yml, catalogues/newer.yml]\n")
    policy = root / "policies" / "service-management.md"
    head, _, rest = policy.read_text("utf-8").partition("\n---\n")
    lines = [line for line in head.splitlines() if not line.startswith(("satisfies:", "provides:"))]
    lines += ["satisfies: [acme:1-a, acme:2-a]", "provides: [acme-policy]"]
    policy.write_text("\n".join(lines) + f"\n---\n{rest}", "utf-8")
    return root


def judged(root: Path) -> tuple[Sms, Result]:
    sms = load(root, today=date(2026, 11, 1))
    return sms, lint(sms, checks_for(sms))


def seen(root: Path, name: str = "newer") -> Towards:
    sms, result = judged(root)
    return towards(sms, judged_obligations(sms, result), name)


def test_a_sound_transition_gives_no_finding(root: Path) -> None:
    _, result = judged(root)
    assert [found for found in result.findings if found.rule in ("clause-catalogue", "unknown-clause")] == []


def test_a_clause_is_ready_only_where_one_that_asks_for_no_less_is_complete(root: Path) -> None:
    found = {each.clause.number: (each.readiness, each.change) for each in seen(root).clauses}
    assert found == {
        "1": ("ready", "unchanged"),
        "2": ("related", "changed"),
        "3": ("new", "not compared"),
        "4": ("new", "new"),
    }


def test_a_draft_makes_nothing_ready(root: Path) -> None:
    policy = root / "policies" / "service-management.md"
    policy.write_text(policy.read_text("utf-8").replace("lifecycle: active", "lifecycle: draft"), "utf-8")
    assert {each.clause.number: each.readiness for each in seen(root).clauses}["1"] == "begun"


def test_what_names_the_edition_before_counts_for_the_clauses_that_stayed_the_same_alone(root: Path) -> None:
    sms, result = judged(root)
    grades = judged_obligations(sms, result)
    assert [item.node.id for item in grades["acme-2026:1-a"].evidence if item.why.endswith("the same)")] == [
        "POL-SMS"
    ]
    assert not any("the same)" in item.why for item in grades["acme-2026:2-a"].evidence)


def test_steps_are_done_by_what_is_complete_and_overdue_after_their_day(root: Path) -> None:
    steps = [(step.by.isoformat(), step.done, step.of, step.overdue) for step in seen(root).steps]
    assert steps == [("2025-12-31", 1, 1, False), ("2026-01-31", 1, 2, True), ("2027-06-30", 0, 2, False)]


def test_it_says_what_nobody_compared_and_when_the_transition_ends(root: Path) -> None:
    said = said_of(seen(root))
    assert "1 were not compared with the edition before" in said
    assert "The transition ends on 2029-09-30." in said


@pytest.mark.parametrize("form", TOWARDS_FORMATS)
def test_every_format_has_every_clause(root: Path, form: str) -> None:
    text = str(TOWARDS_FORMATS[form](seen(root)))
    for number in "1234":
        assert f"acme-2026:{number}" in text
    assert form != "json" or json.loads(text)["until"] == "2029-09-30"


def test_a_standard_that_is_not_in_use_is_seen_through_the_crosswalks(root: Path) -> None:
    (root / "sms.yml").write_text((MINIMAL / "sms.yml").read_text("utf-8"), "utf-8")
    found = {each.clause.number: each for each in seen(root, "iso-iec-27001-2022").clauses}
    assert found["7.2"].here[0].startswith("the same as 20000-1:7.2 (0 of ")
    assert (found["7.2"].readiness, found["A.8.24"].readiness) == ("begun", "new")
    assert not any(each.change for each in found.values())
    assert seen(root, "iso-iec-27001-2022").until is None


def test_an_unknown_name_is_refused_with_the_nearest(root: Path) -> None:
    with pytest.raises(SmsError, match="no catalogue `iso-9001-2016`; did you mean `iso-9001-2015`"):
        seen(root, "iso-9001-2016")


def test_the_site_has_a_page_of_the_transition(root: Path) -> None:
    sms, result = judged(root)
    pages = dict(build_pages(sms, result, {}).pages)
    assert "not compared" in pages["clauses/acme-2026/transition.md"]
    assert "clauses/acme/transition.md" not in pages


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('unchanged: ["1"]', 'unchanged: ["9"]', "has no `9`"),
        ('unchanged: ["1"]', 'unchanged: ["2"]', "`2` is said to be unchanged, and changed above"),
        ('["3", "4"]', '["3", "5"]', "there is no clause `5`"),
        ("prefix: acme-2026\n", "", "has a `prefix` of its own"),
        ("until: 2029-09-30", "until: 2029-09-31", "2029-09-31 is not a day of the calendar"),
    ],
)
def test_a_slip_in_a_transition_is_found(root: Path, before: str, after: str, said: str) -> None:
    newer = root / "catalogues" / "newer.yml"
    newer.write_text(newer.read_text("utf-8").replace(before, after), "utf-8")
    _, result = judged(root)
    messages = [found.message for found in result.findings if found.rule == "clause-catalogue"]
    assert any(said in message for message in messages), messages


def test_the_form_of_a_newer_edition_is_sound_and_compares_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    (root / "sms.yml").write_text((MINIMAL / "sms.yml").read_text("utf-8"), "utf-8")
    arguments = ["new", "catalogue", "--extends", "iso-9001-2015", "--edition", "2026", "--id", "9001-2026"]
    assert main(arguments) == 0
    assert main(["check", "--select", "clause-catalogue"]) == 0
    capsys.readouterr()
    assert main(["coverage", "--towards", "catalogues/9001-2026.yml", "--format", "json"]) == 0
    clauses = json.loads(capsys.readouterr().out)["clauses"]
    assert {each["change"] for each in clauses} == {"not compared"}
    written = (root / "catalogues" / "9001-2026.yml").read_text("utf-8")
    assert all(f"# {each['id'].partition(':')[2]} " in written for each in clauses)
