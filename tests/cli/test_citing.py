"""`sms-lint fill` and `sms-lint kpi --check`: figures in texts are those of the records."""

from pathlib import Path

import pytest

from sms_lint.cli import main
from tests.cli.test_measuring import system

__all__ = ["system"]

REPORT = """\
---
kind: report
id: RPT-Q1
title: Results
version: "1.0"
lifecycle: draft
owner: incident-manager
approver: incident-manager
review: {every: 12 months}
classification: internal
retention: 7 years
---
# Results

In March [](KPI-INC@2026-03) of the incidents were in time, in the quarter [55.0 (3 of 4)](KPI-INC@2026-Q1).
Before that nothing: [1](KPI-INC@2025). By hand: [3](KPI-HAND@2026-Q1).
"""


@pytest.fixture
def report(system: Path) -> Path:
    path = system / "records" / "report.md"
    path.write_text(REPORT, "utf-8")
    return path


def run(report: Path, capsys: pytest.CaptureFixture[str], *command: str) -> tuple[int, list[str]]:
    code = main([*command, "--root", str(report.parent.parent)])
    return code, capsys.readouterr().out.splitlines()


def test_figures_are_compared(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(report, capsys, "kpi", "--check") == (
        1,
        [
            "records/report.md:15: KPI-INC@2026-03 cites a figure and says none; `sms-lint fill` writes it",
            "records/report.md:15: KPI-INC@2026-Q1 says 55.0 (3 of 4), and the records give 50 (2 of 4)",
            "records/report.md:16: KPI-INC@2025 nothing is known of KPI-INC in 2025",
            "records/report.md:16: KPI-HAND@2026-Q1 cannot be computed; `sms-lint check` says why",
            "4 cited figures compared with the records",
        ],
    )


def test_figures_are_filled_in_and_nothing_else_changes(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(report, capsys, "fill")
    assert code == 1
    assert "2 figures written, 2 left as they were" in said
    assert report.read_text("utf-8") == REPORT.replace("[]", "[100 (2 of 2)]").replace(
        "55.0 (3 of 4)", "50 (2 of 4)"
    )
    code, said = run(report, capsys, "fill")
    assert "0 figures written, 4 left as they were" in said


def test_right_figures_are_silent(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report.write_text(REPORT.split("In March", maxsplit=1)[0] + "All [100 %](KPI-INC@2026-03).\n", "utf-8")
    assert run(report, capsys, "kpi", "--check") == (0, ["1 cited figure compared with the records"])
    assert run(report, capsys, "fill") == (0, ["0 figures written, 1 left as they were"])
