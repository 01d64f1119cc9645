"""No text of an organisation steers what shows it: every command is run on one that tries to, in every format.

What is printed or written is read back by readers of its own, and has the form that it has with harmless texts.
"""

import json
import re
import tarfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sms_lint.cli import main
from sms_lint.evidence.coverage import COVERAGE_FORMATS, coverage
from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.publish.site import view_for
from sms_lint.publish.site.calendar import calendar_files
from sms_lint.publish.site.csv_files import csv_files
from sms_lint.starter.plan_formats import PLAN_FORMATS
from sms_lint.starter.schedule import plan_of
from tests.cli.hostile_organisation import OWN_RULE, organisation
from tests.evidence.judged import found
from tests.ground.output.hostile import ALL_AT_ONCE, has_hidden, is_steered
from tests.ground.output.test_annotations import runner
from tests.ground.output.test_calendar_lines import content_lines
from tests.ground.output.test_csv_rows import read as csv_rows
from tests.ground.output.test_markdown_page import shapes
from tests.history.approvals.company import Company

TODAY = date(2026, 10, 31)
DAY = ("--today", TODAY.isoformat())


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Company:
    return organisation(tmp_path_factory.mktemp("hostile"), ALL_AT_ONCE)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Company:
    return organisation(tmp_path_factory.mktemp("harmless"), "plain words")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a command prints; nothing on either channel may steer anything."""

    def ran(company: Company, *words: str) -> str:
        assert main([*words, "--root", str(company.root)]) in (0, 1)
        out, err = capsys.readouterr()
        assert not is_steered(err), err
        assert is_steered(out) == ("github" in words), out
        return out

    return ran


def test_every_format_of_the_findings_says_the_same(hostile: Company, run: Callable[..., str]) -> None:
    report = json.loads(run(hostile, "check", *DAY, "--format", "json"))
    found = report["findings"]
    assert {OWN_RULE, "raw-html", "schema", "unknown-kind"} <= {finding["rule"] for finding in found}
    [said] = [finding for finding in found if finding["rule"] == OWN_RULE]
    assert "\n::error::x" in said["message"]
    told = sarif_results(run(hostile, "check", *DAY, "--format", "sarif"))
    assert told == [(finding["rule"], finding["line"], finding["column"]) for finding in found]
    lines = run(hostile, "check", *DAY, "--format", "github").splitlines()
    counted = [finding for finding in found if not finding["suppressed"]]
    commands = [runner(line) for line in lines if line.startswith("::")]
    # What one slip brings about in many places is told once to people, and each place to programs.
    assert {properties["title"] for _, properties, _ in commands} == {one["rule"] for one in counted}
    assert {name for _, properties, _ in commands for name in properties} == {
        "file", "line", "col", "endLine", "endColumn", "title",
    }  # fmt: skip
    assert not is_steered("\n".join(line for line in lines if not line.startswith("::")))
    lines = run(hostile, "check", *DAY, "--format", "concise", "--notes").splitlines()
    accepted = len(found) - len(counted)
    assert len(lines) == len(commands) + accepted + 1 + len(report["unchecked"])
    full = run(hostile, "check", *DAY, "--notes")
    assert len(re.findall(r"^ *= sms-lint explain ", full, re.M)) == len(commands) + accepted


def test_comments_reports_and_reminders_hold_no_mark_of_the_texts(
    hostile: Company, run: Callable[..., str], tmp_path: Path
) -> None:
    comment = run(hostile, "check", *DAY, "--format", "markdown")
    assert not has_hidden(comment)
    assert all(re.match(r"#|- |$|As of |\[Show", line) for line in comment.splitlines()), comment
    issues = json.loads(run(hostile, "check", *DAY, "--format", "gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) > 10
    assert not has_hidden(run(hostile, "remind", *DAY, "--suspect"))
    settings = (hostile.root / "sms.yml").read_text("utf-8")
    mail = '{"reminders": {"mail": {"sender": "sms@example.invalid", "others": "all@example.invalid"}}, '
    (hostile.root / "sms.yml").write_text(settings.replace("{", mail, 1), "utf-8")
    try:
        run(hostile, "remind", *DAY, "--letters", str(tmp_path / "letters"))
    finally:
        (hostile.root / "sms.yml").write_text(settings, "utf-8")
    letters = list((tmp_path / "letters").iterdir())
    assert letters
    for letter in letters:
        assert re.fullmatch(r"[\w. -]+\.eml", letter.name)
        heads = letter.read_bytes().split(b"\r\n\r\n")[0]
        names = {head.split(b":")[0] for head in heads.split(b"\r\n") if not head.startswith(b" ")}
        assert names <= {
            b"From", b"To", b"Subject", b"Date", b"Auto-Submitted", b"X-Sms-Lint-Digest", b"Content-Type",
            b"Content-Transfer-Encoding", b"MIME-Version",
        }  # fmt: skip


def sarif_results(text: str) -> list[tuple[str, int, int]]:
    """Rule, line and column of each result; what SARIF would fill in or link is refused."""
    [one] = json.loads(text)["runs"]
    found = []
    for result in one["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"(?:[A-Za-z0-9/._~-]|%[0-9A-F]{2})+", place["artifactLocation"]["uri"])
        assert not re.search(r"(?<!\\)\]\(|(?<!\{)\{\d+\}", result["message"]["text"])
        assert one["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        found.append((result["ruleId"], place["region"]["startLine"], place["region"]["startColumn"]))
    return found


def test_a_name_that_is_no_text_is_led_to_by_its_bytes(hostile: Company, run: Callable[..., str]) -> None:
    [one] = json.loads(run(hostile, "check", *DAY, "--format", "sarif"))["runs"]
    places = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in one["results"]
    ]
    assert [place for place in places if place.startswith("records/%0A%0D") and place.endswith(".yml%80.yml")]


def test_coverage_and_plan_have_the_form_of_harmless_ones(
    hostile: Company, harmless: Company, run: Callable[..., str]
) -> None:
    tables = []
    systems = [load(company.root, today=TODAY) for company in (hostile, harmless)]
    # Of the rules only what became of them: what they find in hostile texts, they do not find in harmless ones.
    judged = [(sms, replace(found(sms), findings=())) for sms in systems]
    everything: list[tuple[Any, list[Any]]] = [
        (COVERAGE_FORMATS, [coverage(sms, result, "8.7") for sms, result in judged]),
        (PLAN_FORMATS, [replace(plan_of(sms, result), target=TODAY) for sms, result in judged]),
    ]
    for formats, seen in everything:
        made = {name: [form(one) for one in seen] for name, form in formats.items()}
        assert not [name for name, (shown, _) in made.items() if is_steered(shown)]
        assert shapes(made["markdown"][0]) == shapes(made["markdown"][1])
        assert len(made["text"][0].splitlines()) == len(made["text"][1].splitlines())
        assert keys(json.loads(made["json"][0])) == keys(json.loads(made["json"][1]))
        tables += made.get("csv", [])
    assert [set(map(len, csv_rows(table))) for table in tables] == [{8}, {8}, {9}, {9}]
    assert run(hostile, "coverage", *DAY, "--clause", "8.7", "--format", "csv") == tables[0]


def keys(value: object) -> object:
    """A value of JSON without its texts."""
    if isinstance(value, dict):
        return {name: keys(part) for name, part in value.items()}
    return list(map(keys, value)) if isinstance(value, list) else None


def test_downloads_have_the_form_of_harmless_ones(hostile: Company, harmless: Company) -> None:
    forms = []
    for company in (hostile, harmless):
        view = view_for(load(company.root, today=TODAY), Result((), (), TODAY.isoformat()), {}, "auditor")
        form: dict[str, object] = {}
        for download in (*csv_files(view), *calendar_files(view)):
            assert not has_hidden(download.content)
            read = csv_rows if download.path.endswith(".csv") else content_lines
            rows = read(download.content)
            form[download.path] = (
                [len(row) for row in rows] if read is csv_rows else [name for name, _ in rows]
            )
        forms.append(form)
    assert forms[0] == forms[1]
    assert len(forms[0]) > 30
    assert {Path(name).suffix for name in forms[0]} == {".csv", ".ics"}


def test_what_git_tells_is_shown_line_by_line(
    hostile: Company, harmless: Company, run: Callable[..., str]
) -> None:
    for words in (
        ["owners"],
        ["history", "RSK-2026-07"],
        ["in-force"],
        ["verify-history"],
        ["rules"],
        ["explain", OWN_RULE],
    ):
        shown = [run(company, *words).splitlines() for company in (hostile, harmless)]
        assert shown[0], words
        if words[0] != "explain":  # it wraps what is longer
            assert len(shown[0]) == len(shown[1]), words
    assert all(line.count("\t") == 1 for line in run(hostile, "owners").splitlines())


def test_a_pack_has_the_form_of_a_harmless_one(
    hostile: Company, harmless: Company, run: Callable[..., str], tmp_path: Path
) -> None:
    pages = []
    for number, company in enumerate((hostile, harmless)):
        target = tmp_path / f"{number}.tar"
        run(company, "pack", "--from", "2026-01-01", "--to", "2026-01-31", "--output", str(target))
        with tarfile.open(target) as pack:
            members = {Path(one.name).name: one for one in pack.getmembers()}
            texts = {
                name: pack.extractfile(members[name]).read().decode()  # type: ignore[union-attr]  # files
                for name in ("index.md", "VERIFY.txt", "bag-info.txt", "findings.json", "changes.json")
            }
        assert not [name for name, text in texts.items() if is_steered(text)]
        pages.append(texts)
    for name in ("VERIFY.txt", "bag-info.txt"):
        assert len(pages[0][name].splitlines()) == len(pages[1][name].splitlines())
    changes = [json.loads(page["changes.json"]) for page in pages]
    assert [len(one["files"]) for one in changes] == [len(changes[0]["files"])] * 2
    assert keys(changes[0]["commits"][0]).keys() == keys(changes[1]["commits"][0]).keys()  # type: ignore[attr-defined]
    assert shapes(pages[0]["index.md"]) == shapes(pages[1]["index.md"])


def test_where_everything_is_hostile_each_fault_is_one_line(tmp_path: Path, run: Callable[..., str]) -> None:
    company = organisation(tmp_path, ALL_AT_ONCE, everywhere=True)
    found = json.loads(run(company, "check", *DAY, "--format", "json"))["findings"]
    assert len(found) > 100
    assert len(run(company, "check", *DAY, "--format", "concise", "--notes").splitlines()) == len(found) + 2
    assert len(sarif_results(run(company, "check", *DAY, "--format", "sarif"))) == len(found)


@pytest.mark.parametrize(
    "words",
    [
        ["check", "x\n::error::x"],
        ["check", "--format", "x\n::error::x"],
        ["explain", "x\n::error::x"],
        ["coverage", "--clause", "\n::error::x"],
        ["coverage", "--today", "\n##[error]x"],
        ["new", "risk\n::error::x"],
        ["verify", "x\n::error::x\x1b[2J"],
        ["in-force", "\n::error::x"],
        ["\n::error::x"],
    ],
    ids=lambda words: words[0].strip(),
)
def test_an_argument_that_is_repeated_steers_nothing(
    words: list[str], harmless: Company, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(harmless.root)
    with suppress(SystemExit):
        assert main(words) in (1, 2)
    out, err = capsys.readouterr()
    assert "<U+000A>" in out + err or "\\n" in out + err
    assert not is_steered(out)
    assert not is_steered(err)


def test_a_fault_of_ours_is_shown_without_being_obeyed(
    harmless: Company, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("x\n::error::y\x1b[2J")

    monkeypatch.setattr("sms_lint.cli.publishing.root_of", broken)
    assert main(["owners"]) == 3
    err = capsys.readouterr().err
    assert "<U+003A>:error::y<U+001B>[2J" in err
    assert not is_steered(err)
