"""`sms-lint levels`: what agreements came to, and every reported result that is not what the records give."""

import json
from pathlib import Path

import pytest

from sms_lint.cli import main
from tests.measure.test_levels import KPI, SETTINGS, SLA

INCIDENT = """\
kind: incident
id: INC-2026-00{number}
opened_at: 2026-03-01T00:00
resolved_at: 2026-03-{day}T10:00
category: mail
priority: P2
status: resolved
sla: {sla}
made_sla: {made}
"""
ROWS = (("01", "SLA-A", "yes"), ("02", "SLA-A", "yes"), ("03", "SLA-A", "no"), ("04", "SLA-B", "no"))
CONTACTS = """\
kind: kpi
id: KPI-ALL
name: Incidents
question: How many?
process: PRC-INC
owner: incident-manager
type: count
source: incident
event: opened_at
unit: count
direction: lower
targets: [{from: 2026-01-01, value: 60}]
frequency: month
"""
RESULT = """\
kind: sla-result
id: SLR-2026-03
sla: SLA-A
target: in time
period: 2026-03
actual: 66.7
unit: "%"
met: no
workload_limit: 400
workload_actual: 3
workload_unit: incidents a month
cause: Holidays
"""


@pytest.fixture
def system(tmp_path: Path) -> Path:
    limit = "unit: incidents a month, computed: {kpi: KPI-ALL}}"
    files = {
        "sms.yml": SETTINGS,
        "records/kpi.yml": KPI,
        "records/all.yml": CONTACTS,
        "records/sla.yml": SLA.replace("@@", "").replace("unit: incidents a month}", limit),
        "records/result.yml": RESULT,
    }
    for number, (day, sla, made) in enumerate(ROWS):
        files[f"records/{number}.yml"] = INCIDENT.format(number=number, day=day, sla=sla, made=made)
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def reported(system: Path, old: str, new: str) -> None:
    path = system / "records/result.yml"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_it_is_said_in_words(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["levels", "--root", str(system), "--period", "2026-03"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "SLA-A: SVC-MAIL for CUS-A",
        "  in time: at least 95 %",
        "    2026-03  66.7 % (2 of 3): missed; 667 % of the error budget used",
        "  incidents: at most 400 incidents a month",
        "    2026-03  3 incidents a month: within the limit",
    ]


def test_a_period_that_runs_says_how_fast_the_budget_goes(
    system: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["levels", "SLA-A", "--root", str(system), "--period", "2026-03", "--today", "2026-03-10"]) == 0
    )
    assert "215 % of the error budget used, burn rate 6.67" in capsys.readouterr().out


def test_and_for_programs(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["levels", "--root", str(system), "--period", "2026-03", "--format", "json"]) == 0
    target, limit = json.loads(capsys.readouterr().out)
    assert (target["sla"], target["kpi"], target["value"], target["status"]) == (
        "SLA-A",
        "KPI-INC",
        "66.7",
        "missed",
    )
    assert (target["budget"], target["spent"], target["burn_rate"]) == ("0.15", "1", "6.6667")
    assert (limit["value"], limit["agreed"], limit["budget"]) == ("3", "400", "")
    assert main(["levels", "--root", str(system), "--period", "2026-03", "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("sla,service,customer,level,")


@pytest.mark.parametrize("command", ["levels", "kpi"])
def test_what_was_reported_and_is_so_is_silent(
    system: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main([command, "--root", str(system), "--check"]) == 0
    assert "1 reported service level compared with the records" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["levels", "kpi"])
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("actual: 66.7", "actual: 97.9", "records/result.yml:6: SLR-2026-03: `actual` is 97.9 %, and the records give 66.7 (2 of 3)"),
        ("workload_actual: 3", "workload_actual: 2", "`workload_actual` is 2 incidents a month, and the records give 3"),
        ("period: 2026-03", "period: 2026-04", "there is no record of 2026-04 to compute in time from"),
        ("period: 2026-03", "period: 2026-Q2", "there is no record of 2026-Q2 to compute in time from"),
    ],
)  # fmt: skip
def test_what_is_not_so_is_said_with_its_line(
    system: Path, capsys: pytest.CaptureFixture[str], command: str, old: str, new: str, said: str
) -> None:
    reported(system, old, new)
    assert main([command, "--root", str(system), "--check"]) == 1
    assert said in capsys.readouterr().out


def test_what_cannot_be_computed_is_named(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = system / "records/sla.yml"
    path.write_text(path.read_text("utf-8").replace('unit: "%"', "unit: h"), "utf-8")
    assert main(["levels", "--root", str(system)]) == 1
    assert "SLA-A: in time cannot be computed. `sms-lint check` says why" in capsys.readouterr().out
    assert main(["levels", "SLA-AA", "--root", str(system)]) == 2
    assert "there is no agreement SLA-AA; did you mean `SLA-A`?" in capsys.readouterr().err


def test_without_agreements_there_is_a_first_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sms.yml").write_text(SETTINGS, "utf-8")
    assert main(["levels", "--root", str(tmp_path)]) == 0
    assert "`sms-lint new sla` begins one" in capsys.readouterr().out
