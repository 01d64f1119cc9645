"""Output formats: always valid, whatever the text; nothing a file holds can steer a terminal or a build service."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sms_lint.ground.source import Location, SourceFile
from sms_lint.model.finding import KIND_PAGE, Finding, Related, Result, Rule, RuleRun, Suppression, Unchecked
from sms_lint.report import FORMATS, Style
from sms_lint.report.sarif import SCHEMA as SARIF_SCHEMA

FILE = SourceFile("records/registers/risk.yml", "kind: risk\nid: REG-RISK\ntitle: Risks\n")
RULE = Rule("x.overdue_review", "A review is late.\n\nBecause.", severity="error", clauses=("20000-1:7.5.2",))
STYLE = Style("1.2.3", {"overdue-review": RULE})


def finding(**changes: object) -> Finding:
    given_values = {
        "rule": "overdue-review",
        "severity": "error",
        "at": Location(FILE, 15, 23),
        "message": "REG-RISK was due",
        "node": "REG-RISK",
        "clauses": ("20000-1:7.5.2",),
        "help": "review it",
        "related": (Related(Location(FILE, 0, 4), "see here"),),
    }
    return Finding(**{**given_values, **changes})  # type: ignore[arg-type]  # fields of a finding


def result(*findings: Finding) -> Result:
    return Result(findings, (Unchecked("1 file", "could not be read"),), "2026-10-31")


def test_full_shows_the_line_a_caret_and_what_to_do() -> None:
    text = FORMATS["full"](result(finding()), STYLE)
    assert text.split("\n")[:9] == [
        "error: overdue-review  REG-RISK was due",
        "  --> records/registers/risk.yml:2:5",
        "   |",
        "2  | id: REG-RISK",
        "   |     ^^^^^^^^",
        "   = see here: records/registers/risk.yml:1:1",
        "   = clause 20000-1:7.5.2 · review it",
        "   = sms-lint explain overdue-review",
        "",
    ]
    assert "1 error (as of 2026-10-31)" in text
    assert "not checked: 1 file: could not be read" in text


def test_people_read_the_worst_first_and_notes_only_counted() -> None:
    note = finding(rule="empty-section", severity="note", message="says nothing")
    warning = finding(severity="warning", message="may be late")
    several = result(note, warning, note, finding())
    counted = Style("1.2.3", STYLE.rules, notes=False)
    assert concise_lines(several, counted)[:6] == [
        "records/registers/risk.yml:2:5: error: overdue-review: REG-RISK was due",
        "records/registers/risk.yml:2:5: warning: overdue-review: may be late",
        "2 notes, counted by rule; --notes shows each:",
        "      2  empty-section",
        "",
        "1 error, 1 warning, 2 notes (as of 2026-10-31)",
    ]
    each = concise_lines(several, STYLE)
    assert [line.split(": ")[1] for line in each[:4]] == ["error", "warning", "note", "note"]
    assert not any("counted by rule" in line for line in each)


def test_a_note_that_is_accepted_is_shown() -> None:
    accepted = finding(severity="note", suppressed=Suppression("agreed", "2026-12-31"))
    first = concise_lines(result(accepted), Style("1.2.3", notes=False))[0]
    assert first == "records/registers/risk.yml:2:5: suppressed note: overdue-review: REG-RISK was due"


def test_statistics_say_how_often_each_rule_speaks() -> None:
    others = [finding(rule="empty-section", severity="warning") for _ in range(3)]
    lines = concise_lines(result(*others, finding()), Style("1.2.3", STYLE.rules, statistics=True))
    at = lines.index("findings by rule:")
    assert lines[at + 1 : at + 3] == ["      3  empty-section", "      1  overdue-review  A review is late."]
    nothing = concise_lines(result(), Style("1.2.3", statistics=True))
    assert nothing[0] == "no findings (as of 2026-10-31)"


def concise_lines(found: Result, style: Style) -> list[str]:
    return FORMATS["concise"](found, style).split("\n")


def test_concise_is_one_line() -> None:
    first = FORMATS["concise"](result(finding()), STYLE).split("\n")[0]
    assert first == "records/registers/risk.yml:2:5: error: overdue-review: REG-RISK was due"


def test_json_keeps_its_contract() -> None:
    accepted = finding(severity="note", suppressed=Suppression("agreed", "2026-12-31"))
    report = json.loads(FORMATS["json"](result(finding(), accepted), STYLE))
    assert set(report) == {"version", "tool", "today", "preset", "findings", "summary", "unchecked"}
    assert report["preset"] is None
    assert report["version"] == 1
    assert report["tool"] == {"name": "sms-lint", "version": "1.2.3"}
    assert report["summary"] == {"error": 1, "warning": 0, "note": 0, "suppressed": 1}
    assert report["unchecked"] == [{"what": "1 file", "why": "could not be read"}]
    assert report["findings"][0] == {
        "rule": "overdue-review",
        "severity": "error",
        "message": "REG-RISK was due",
        "path": "records/registers/risk.yml",
        "line": 2,
        "column": 5,
        "end_line": 2,
        "end_column": 13,
        "node": "REG-RISK",
        "clauses": ["20000-1:7.5.2"],
        "help": "review it",
        "page": None,
        "kind": None,
        "kind_page": None,
        "related": [{"path": "records/registers/risk.yml", "line": 1, "column": 1, "message": "see here"}],
        "suppressed": None,
    }
    assert report["findings"][1]["suppressed"] == {"reason": "agreed", "until": "2026-12-31"}


def test_sarif_names_rule_place_and_a_fingerprint_without_lines() -> None:
    moved = SourceFile(FILE.path, "\n\n" + FILE.text)
    reports = [
        json.loads(FORMATS["sarif"](result(shown), STYLE))["runs"][0]
        for shown in (finding(), finding(at=Location(moved, 17, 25)))
    ]
    assert reports[0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 2
    assert reports[1]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 4
    prints = [report["results"][0]["partialFingerprints"] for report in reports]
    assert prints[0] == prints[1]
    assert reports[0]["tool"]["driver"]["rules"][0]["id"] == "overdue-review"
    assert reports[0]["results"][0]["level"] == "error"


def test_sarif_knows_a_fault_again_whose_rule_has_another_id_now() -> None:
    whole = Rule("review-late", "A review is late.", severity="error", aliases=("overdue-review", "other"))
    before = json.loads(FORMATS["sarif"](result(finding()), STYLE))["runs"][0]
    renamed = result(finding(rule="review-late", formerly="overdue-review"))
    after = json.loads(FORMATS["sarif"](renamed, Style("1.2.3", {"review-late": whole})))["runs"][0]
    assert after["tool"]["driver"]["rules"][0]["deprecatedIds"] == ["overdue-review", "other"]
    assert "deprecatedIds" not in before["tool"]["driver"]["rules"][0]
    prints = [report["results"][0]["partialFingerprints"] for report in (before, after)]
    assert prints[0] == prints[1]


def test_github_puts_the_worst_first_and_leaves_out_what_is_accepted() -> None:
    findings = [finding(severity="note"), finding(), finding(suppressed=Suppression("x", "2026-12-31"))]
    lines = FORMATS["github"](result(*findings), STYLE).split("\n")
    assert lines[0].startswith(
        "::error file=records/registers/risk.yml,line=2,col=5,endLine=2,title=overdue-review"
    )
    assert lines[1].startswith("::notice ")
    assert not lines[2].startswith("::")


ANY = st.text(max_size=60)


@pytest.mark.parametrize("name", FORMATS)
@given(message=ANY, path=ANY, text=ANY, start=st.integers(0, 70), length=st.integers(0, 70))
def test_no_text_breaks_a_format(
    name: str, message: str, path: str, text: str, start: int, length: int
) -> None:
    file = SourceFile(path, text)
    end = min(start + length, len(text))
    sample = finding(
        at=Location(file, min(start, end), end),
        message=message,
        related=(Related(Location(file, 0, 0), message),),
    )
    told = FORMATS[name](result(sample), STYLE)
    told.encode("utf-8", "surrogatepass")
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069]", told.replace("\\u", "")
    )
    if name in {"json", "sarif"}:
        json.loads(told)
    if name == "jsonl":
        assert [json.loads(row)["type"] for row in told.splitlines()] == ["finding", "summary"]
    if name == "junit":
        (case,) = etree.fromstring(told.encode("ascii")).iterfind("testsuite/testcase")
        assert [part.tag for part in case] == ["failure"]
    if name == "github":
        assert len([line for line in told.split("\n") if line.startswith("::")]) == 1


def test_grouped_puts_the_findings_of_a_file_below_its_path() -> None:
    other = finding(at=Location(SourceFile("policies/a.md", "x"), 0, 1), severity="warning", message="odd")
    accepted = finding(at=Location(FILE, 0, 4), suppressed=Suppression("x", "2026-12-31"))
    assert FORMATS["grouped"](result(finding(), other, accepted), STYLE).split("\n")[:7] == [
        "policies/a.md",
        "  1:1  warning  overdue-review  odd",
        "",
        "records/registers/risk.yml",
        "  1:1  suppressed error  overdue-review  REG-RISK was due",
        "  2:5  error  overdue-review  REG-RISK was due",
        "",
    ]


def test_json_lines_are_the_json_report_in_parts() -> None:
    whole = json.loads(FORMATS["json"](result(finding(), finding(severity="note")), STYLE))
    *rows, summary = map(
        json.loads, FORMATS["jsonl"](result(finding(), finding(severity="note")), STYLE).splitlines()
    )
    assert [{"type": "finding", **row} for row in whole.pop("findings")] == rows
    assert {"type": "summary", **whole} == summary


def test_in_junit_only_a_rule_that_judged_and_found_nothing_has_passed() -> None:
    runs = (
        RuleRun("overdue-review", "judged"),
        RuleRun("empty-section", "judged"),
        RuleRun("id-prefix", "off", "id-prefix is switched off in the settings"),
        RuleRun("orphan-document", "judged"),
    )
    note = finding(rule="orphan-document", severity="note", message="stands alone")
    accepted = finding(rule="empty-section", suppressed=Suppression("x", "2026-12-31"))
    shown = replace(result(finding(), note, accepted), runs=runs)
    (suite,) = etree.fromstring(FORMATS["junit"](shown, STYLE).encode("ascii"))
    assert {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "4", "failures": "1", "errors": "0", "skipped": "1",
    }  # fmt: skip
    assert {case.get("name"): [part.tag for part in case] for case in suite.iterfind("testcase")} == {
        "empty-section": [],
        "id-prefix": ["skipped"],
        "orphan-document": ["system-out"],
        "overdue-review": ["failure"],
    }
    failure = suite.find("testcase/failure")
    assert failure.text == "records/registers/risk.yml:2: error: REG-RISK was due (review it)"
    assert suite.findtext("system-out") == "not checked: 1 file: could not be read"


def test_a_long_line_is_cut_around_the_place() -> None:
    file = SourceFile("a.yml", "x" * 5000 + "HERE" + "y" * 5000)
    text = FORMATS["full"](result(finding(at=Location(file, 5000, 5004))), STYLE)
    shown, caret = text.split("\n")[3:5]
    assert len(shown) < 200
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "HERE"


def test_every_format_for_people_says_that_a_preset_is_on() -> None:
    starting = replace(result(finding(severity="note")), preset="starter")
    for name in ("full", "concise", "github"):
        assert "preset `starter`: what is still missing is a note" in FORMATS[name](starting, STYLE)
    assert json.loads(FORMATS["json"](starting, STYLE))["preset"] == "starter"


SITE = replace(STYLE, handbook="https://sms.example.invalid/handbook")
OF_A_KIND = finding(help=f"fill it in; {KIND_PAGE} says what belongs there", kind="risk")


@pytest.mark.parametrize("name", FORMATS)
def test_without_a_site_nothing_leads_to_a_host(name: str) -> None:
    told = FORMATS[name](result(OF_A_KIND), STYLE).replace(SARIF_SCHEMA, "")
    assert "http" not in told


def test_a_terminal_names_the_command_that_prints_the_page_of_the_kind() -> None:
    for style in (STYLE, SITE):
        told = FORMATS["full"](result(OF_A_KIND), style)
        assert "fill it in; `sms-lint explain risk` says what belongs there" in told


def test_with_a_site_the_links_lead_to_its_pages() -> None:
    rule, kind = (f"{SITE.handbook}/{page}.html" for page in ("rules/overdue-review", "kinds/risk"))
    assert f"   = {rule}\n" in FORMATS["full"](result(OF_A_KIND), SITE)
    (found,) = json.loads(FORMATS["json"](result(OF_A_KIND), SITE))["findings"]
    assert (found["page"], found["kind"], found["kind_page"]) == (rule, "risk", kind)
    run = json.loads(FORMATS["sarif"](result(OF_A_KIND), SITE))["runs"][0]
    assert run["tool"]["driver"]["rules"][0]["helpUri"] == rule
    assert f"the page of the kind ({kind}) says" in run["results"][0]["message"]["text"]
    annotation = FORMATS["github"](result(OF_A_KIND), SITE).split("\n")[0]
    assert annotation.endswith(f"the page of the kind ({kind}) says what belongs there) {rule}")


def test_a_finding_without_a_kind_leads_to_no_page_of_a_kind() -> None:
    report = json.loads(FORMATS["json"](result(finding(help=f"see {KIND_PAGE}")), SITE))
    assert report["findings"][0]["kind_page"] is None
    assert f"see {KIND_PAGE}" in FORMATS["full"](result(finding(help=f"see {KIND_PAGE}")), SITE)
