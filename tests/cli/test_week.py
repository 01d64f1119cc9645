"""`sms-lint week`: each topic in words, for minutes, for programs and for spreadsheets, and packs for meetings."""

import csv
import io
import json
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.cli.week import TOPICS
from sms_lint.measure.week.at_risk import names_at_risk
from sms_lint.report.meeting import last_quarter, meeting_sections, meetings
from tests.measure.test_levels import KPI, SLA
from tests.reference import reference_system
from tests.weekly import entry, minutes, system_of

TABLE = "| Action | Owner | Date |\n|---|---|---|\n| offer to CUS-A | nobody-known | 2026-04-10 |\n"


REQUESTS = """\
kind: service-request
id: TAB-REQUESTS
title: Requests
owner: service-owner
review: {every: 3 months, last: 2026-04-01}
classification: internal
retention: 3 years
data: requests.csv
source: {system: Desk, exported: 2026-04-15}
"""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The arguments that name a small system with an agreement that is computed from incidents."""
    root = tmp_path_factory.mktemp("week")
    texts = {
        "records/requests.yml": REQUESTS,
        "records/requests.csv": "id,service,opened_at,status\nREQ-1,SVC-MAIL,2026-04-01,new\n",
        "records/kpi.yml": KPI,
        "records/sla.yml": SLA,
        "records/minutes.md": minutes("RPT-A", TABLE),
        "sms.yml": "organization: {name: Ours}\nas_of: 2026-04-15\n",
    }
    opened = [(month, number) for month in range(1, 5) for number in range(4)]
    tickets = [
        entry(
            "incident", f"INC-{month}-{number}", service="SVC-MAIL", category="mail", made_sla="yes", sla="SLA-A",
            opened_at=f"2026-0{month}-10T08:00", resolved_at=f"2026-0{month}-10T09:00",
        )
        for month, number in opened
    ]  # fmt: skip
    system_of(root, entry("customer", "CUS-A", services=["SVC-MAIL"]), *tickets, texts=texts)
    return ["--root", str(root)]


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["week", *arguments]) == 0
    return capsys.readouterr().out


def test_all_topics_at_once(here: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    sections = json.loads(said(capsys, "--format", "json", *here))
    assert {"actions", "recurring", "changes", "freezes", "to-decide", "ageing", "at-risk"} <= {
        section["name"] for section in sections
    }
    assert all(section["method"] and section["sample"] for section in sections)
    ages = next(section for section in sections if section["name"] == "ageing")
    open_ = {row["kind"]: (row["open"], row["oldest ones"]) for row in ages["rows"]}
    assert open_["service-request"] == ("1", "REQ-1"), "rows of tables count as well"
    assert set(TOPICS) == {
        "actions",
        "recurring",
        "changes",
        "board",
        "ageing",
        "at-risk",
        "reconfirm",
        "acknowledged",
    }


def test_csv_holds_one_table(here: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(said(capsys, "actions", "--format", "csv", *here))))
    assert [(row["State"], row["Owner"], row["Agreed in"]) for row in rows] == [
        ("overdue", "nobody-known", "RPT-A")
    ]
    assert main(["week", "changes", "--format", "csv", *here]) == 2
    assert "changes, freezes" in capsys.readouterr().err
    assert said(capsys, "changes", "--format", "csv", "--table", "changes", *here).startswith("Begins,")


def test_a_pack_in_words_and_as_a_page(here: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    page = said(capsys, "meeting", "CUS-A", "--format", "markdown", *here)
    assert page.startswith("# The week\n")
    assert "offer to CUS-A" in page
    pack = Path(here[1]) / "pack.pdf"
    assert main(["week", "meeting", "CUS-A", "--pdf", str(pack), *here]) == 0
    assert pack.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    "wrong",
    [
        ["meeting"],
        ["meeting", "CUS-B"],
        ["actions", "CUS-A"],
        ["--days", "0"],
        ["actions", "--table", "acts"],
        ["meeting", "CUS-A", "--period", "soon"],
    ],
)
def test_what_cannot_be_asked_is_a_sentence(
    here: list[str], capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    assert main(["week", *wrong, *here]) == 2
    assert capsys.readouterr().err.startswith("sms-lint cannot run: ")


def test_each_meeting_of_the_example_has_its_own_actions_and_results() -> None:
    sms = reference_system()
    packs = {whom: meeting_sections(sms, whom, last_quarter(sms)) for whom in meetings(sms)}
    assert {"CUS-ALDER", "OTH-SOC", "management-review"} <= packs.keys()
    actions = {whom: {row[-1] for row in pack[-1].rows} for whom, pack in packs.items()}
    assert "RPT-REVIEW-ALDER-2026-10" in actions["CUS-ALDER"]
    assert "RPT-REVIEW-BIRCH-2026-10" not in actions["CUS-ALDER"]
    assert actions["CUS-ALDER"] | actions["OTH-SOC"] <= actions["management-review"]
    for whom in sms.by_id("customer"):
        (results,) = (part for part in packs[whom] if part.name == "results")
        assert results.rows
        assert {sms.by_id("sla")[row[1]].text("customer") for row in results.rows} == {whom}
    risks = next(part for part in packs["management-review"] if part.name == "at-risk")
    assert list(names_at_risk(risks)) == ["SLA-ALDER-01: incidents in target"]
