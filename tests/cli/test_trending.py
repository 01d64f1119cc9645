"""`sms-lint trends`: in words, for a report and for programs, each with method, sample and what cannot be told."""

import json
from pathlib import Path

import pytest

from sms_lint.cli import main
from tests.measure.test_levels import SETTINGS, SLA

DEMAND = """\
kind: demand
id: DEM-{month}
service: SVC-MAIL
period: 2025-{month}
measure: incidents
unit: incidents a month
current: {value}
forecast: 1
consumption: 1
reported_to: [capacity-manager]
reported_at: 2026-01-05
"""


@pytest.fixture
def system(tmp_path: Path) -> Path:
    files = {"sms.yml": SETTINGS, "records/sla.yml": SLA.replace("    computed: {kpi: KPI-INC@@}\n", "")}
    for month in range(5, 13):
        files[f"records/{month}.yml"] = DEMAND.format(month=f"{month:02}", value=300 + 10 * month)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_it_is_said_in_words(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trends", "--root", str(system), "--period", "2025"]) == 0
    said = capsys.readouterr().out
    assert "SVC-MAIL: incidents  incidents a month  420     ≤ 400      SLA-A  8" in said
    assert "passed" in said
    assert "Method: the median slope" in said
    assert "Cannot be told: incident: 0 whole months with records, and a line needs 6." in said
    assert "They decide nothing" in said


def test_for_a_report_and_for_programs(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trends", "--root", str(system), "--format", "markdown"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("# Trends\n")
    assert "## What is left open" in said
    assert main(["trends", "--root", str(system), "--format", "json", "--period", "2025-Q4"]) == 0
    sections = json.loads(capsys.readouterr().out)
    assert [section["name"] for section in sections] == ["capacity", "backlog", "recurrence", "changes"]
    assert all(section["method"] and section["sample"] for section in sections)
    assert sections[0]["rows"][0]["newest"] == "420"


@pytest.mark.parametrize("options", [["--period", "soon"], ["--days", "0"]])
def test_what_cannot_be_asked_is_a_sentence(
    system: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert main(["trends", "--root", str(system), *options]) == 2
    assert capsys.readouterr().err.startswith("sms-lint cannot run: ")
