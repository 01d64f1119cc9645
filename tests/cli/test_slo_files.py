"""`sms-lint export --to openslo` and `sms-lint import`: there and back, and what others wrote."""

from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.load import load
from sms_lint.model.kinds.agreement import ServiceLevelAgreement, ServiceLevelTarget
from tests.intake.slo.test_reading import RATIO
from tests.measure.test_levels import KPI, SETTINGS, SLA

SECOND = """\
  - name: by hand
    metric: Share of what was asked
    value: 12.5
    unit: "%"
    direction: lower
    measurement: "Counted: by us, # each month"
workload_limits"""
REGISTER = """\
kind: sla
id: REG-SLA
title: Agreements
owner: incident-manager
review: {every: 12 months, last: 2026-03-01}
entries:
"""


@pytest.fixture
def system(tmp_path: Path) -> Path:
    entry = SLA.replace("kind: sla\n", "").replace("@@", ", over: service, filter: priority = 'P1'")
    entry = entry.replace("workload_limits", SECOND, 1)
    lines = "".join(f"    {line}\n" for line in entry.splitlines())
    files = {"sms.yml": SETTINGS, "records/kpi.yml": KPI, "records/sla.yml": f"{REGISTER}  - {lines[4:]}"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def targets(system: Path) -> tuple[ServiceLevelTarget, ...]:
    (agreement,) = load(system).all(ServiceLevelAgreement)
    return agreement.targets


def run(system: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main([*arguments, "--root", str(system)])
    told = capsys.readouterr()
    return code, told.out + told.err


@pytest.mark.parametrize("name", ["SLA-A", "REG-SLA", "sla"])
def test_what_went_out_comes_back_as_it_was(
    system: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    before, file = (system / "records/sla.yml").read_text("utf-8"), str(system / "out.yaml")
    assert run(system, capsys, "export", name, "--to", "openslo", "--output", file) == (
        0,
        f"{file}: 2 objectives\n",
    )
    assert run(system, capsys, "import", file, "--write") == (0, "The file changes nothing.\n")
    assert (system / "records/sla.yml").read_text("utf-8") == before


def test_targets_that_were_lost_come_back_with_all_they_said(
    system: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, file, wanted = system / "records/sla.yml", str(system / "out.yaml"), targets(system)
    run(system, capsys, "export", "SLA-A", "--to", "openslo", "--output", file)
    text = path.read_text("utf-8")
    start, end = text.index("      - name: in time"), text.index("    workload_limits")
    kept = "      - {name: other, metric: M, value: 1, unit: h, direction: lower, measurement: M}\n"
    path.write_text(text[:start] + kept + text[end:], "utf-8")
    code, said = run(system, capsys, "import", file)
    assert code == 0
    assert "SLA-A: `in time` is new: 95 %, higher is better" in said
    assert "Nothing was written; add --write to write it" in said
    assert len(targets(system)) == 1
    assert run(system, capsys, "import", file, "--write")[0] == 0
    assert targets(system)[1:] == wanted


def test_a_value_that_others_changed_is_taken_and_the_words_stay(
    system: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = system / "out.yaml"
    run(system, capsys, "export", "SLA-A", "--to", "openslo", "--output", str(file))
    text = (
        file.read_text("utf-8").replace("target: 0.95}", "target: 0.975}").replace("Ticket system", "Guessed")
    )
    file.write_text(text, "utf-8")
    before = (system / "records/sla.yml").read_text("utf-8")
    code, said = run(system, capsys, "import", str(file), "--write")
    assert code == 0
    assert said.startswith("SLA-A: `in time`: `value` 95 becomes 97.5\nWritten to 1 file")
    assert (system / "records/sla.yml").read_text("utf-8") == before.replace("value: 95", "value: 97.5")


def test_objectives_of_others_go_where_somebody_says(
    system: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = system / "slo.yaml"
    file.write_text(RATIO, "utf-8")
    code, said = run(system, capsys, "import", str(file))
    assert (code, "say with --sla to which one it belongs" in said) == (2, True)
    code, said = run(system, capsys, "import", str(file), "--sla", "SLA-B")
    assert (code, "there is no agreement SLA-B; did you mean `SLA-A`?" in said) == (2, True)
    assert run(system, capsys, "import", str(file), "--sla", "SLA-A", "--write")[0] == 0
    assert targets(system)[-1].name == "Checkout works"
    assert str(targets(system)[-1].value) == "99.5"


def test_a_faulty_file_changes_nothing(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = system / "slo.yaml"
    file.write_text(RATIO.replace("0.995", "99"), "utf-8")
    before = (system / "records/sla.yml").read_text("utf-8")
    code, said = run(system, capsys, "import", str(file), "--sla", "SLA-A", "--write")
    assert code == 1
    assert said.startswith("slo.yaml:7: `target` of `checkout` is 99, and has to be from 0 to below 1")
    assert "Nothing was written" in said
    assert (system / "records/sla.yml").read_text("utf-8") == before


def test_what_would_not_be_read_any_more_is_refused(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = system / "out.yaml"
    run(system, capsys, "export", "SLA-A", "--to", "openslo", "--output", str(file))
    text = (
        file.read_text("utf-8")
        .replace("over: service", "over: planet")
        .replace("displayName: in time", "displayName: new")
    )
    file.write_text(text, "utf-8")
    code, said = run(system, capsys, "import", str(file), "--write")
    assert (code, "records/sla.yml would be wrong" in said) == (2, True)


def test_an_export_needs_something_to_export(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(system, capsys, "export", "SLA-B", "--to", "openslo")[0] == 2
    assert run(system, capsys, "export", "KPI-B", "--to", "osi")[0] == 2
    code, said = run(system, capsys, "export", "KPI-INC", "--to", "osi")
    assert (code, '"name": "KPI-INC"' in said) == (0, True)
