"""`sms-lint kpi --freeze`, `--restate` and `--check`: results are kept, and computed again."""

import csv
import io
from pathlib import Path

import pytest

from sms_lint.cli import main
from tests.cli.test_citing import REPORT
from tests.cli.test_measuring import KPIS, ROWS, system

__all__ = ["system"]

FROZEN = "records/results/kpi-result-2026.csv"


@pytest.fixture
def frozen(system: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run(system, capsys, "--freeze") == (0, [f"{FROZEN}: 2 results frozen"])
    return system


def run(system: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[str]]:
    code = main(["kpi", "--root", str(system), *options])
    return code, capsys.readouterr().out.splitlines()


def rows(system: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((system / FROZEN).read_text("utf-8"))))


def change(system: Path, path: str, before: str, after: str) -> None:
    text = (system / path).read_text("utf-8")
    assert before in text
    (system / path).write_text(text.replace(before, after), "utf-8")


def later(system: Path) -> None:
    """A later export, and the day after the month."""
    change(system, "records/incidents.yml", "exported: 2026-04-01", "exported: 2026-05-01")
    change(system, "sms.yml", "as_of: 2026-04-15", "as_of: 2026-05-02")


def findings(system: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    main(["check", "--root", str(system), "--format", "concise"])
    return [line for line in capsys.readouterr().out.splitlines() if ": kpi-" in line]


def test_a_result_says_what_it_rests_on(frozen: Path) -> None:
    february, march = rows(frozen)
    assert march["id"] == "KPR-INC-2026-03"
    assert (march["numerator"], march["denominator"], march["value"], march["target"]) == (
        "2",
        "2",
        "100",
        "60",
    )
    assert (march["status"], march["sample"], march["frozen_at"]) == ("met", "2", "2026-04-15")
    assert (march["data_until"], march["engine"], march["note"]) == ("2026-04-01", "duckdb", "")
    assert february["definition"] == march["definition"]
    assert february["status"] == "missed"


def test_what_is_frozen_stays_and_what_is_lacking_comes(
    frozen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (frozen / FROZEN).read_bytes()
    assert run(frozen, capsys, "--freeze") == (0, ["Every period that is over has its results"])
    assert (frozen / FROZEN).read_bytes() == before
    later(frozen)
    assert run(frozen, capsys, "--freeze")[1] == [f"{FROZEN}: 1 result frozen"]
    assert (frozen / FROZEN).read_bytes().startswith(before)
    assert rows(frozen)[-1]["status"] == "no data"
    assert "exported: 2026-05-02" in (frozen / FROZEN.replace(".csv", ".yml")).read_text("utf-8")


def test_a_group_that_was_asked_for_once_goes_on(frozen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(frozen, capsys, "--freeze", "--by", "priority", "KPI-INC")
    later(frozen)
    run(frozen, capsys, "--freeze")
    assert {(row["period"], row["group"]) for row in rows(frozen) if row["by"]} == {
        (f"2026-0{month}", group) for month in (2, 3, 4) for group in ("P1", "P2")
    }
    assert findings(frozen, capsys) == []


def test_a_month_is_not_frozen_before_its_records_are_there(
    frozen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(frozen, capsys, "--freeze", "--today", "2026-05-02") == (
        0,
        [
            "incident: the records are known up to 2026-04-01; bring in later ones, so that 2026-04 can be frozen"
        ],
    )


def test_sound_results_are_silent(frozen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(frozen, capsys, "--check") == (
        0,
        ["0 cited figures compared with the records", "2 frozen results computed again"],
    )
    assert findings(frozen, capsys) == []


def test_records_that_changed_are_told_from_a_row_that_was_altered(
    frozen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(frozen, FROZEN, "2026-03,,,2,2,100", "2026-03,,,3,3,100")
    code, said = run(frozen, capsys, "--check")
    assert code == 1
    assert said[1] == (
        f"{FROZEN}:3: KPI-INC 2026-03 is frozen as numerator 3, now 2 and denominator 3, now 2; "
        "the records are those it was frozen from"
    )
    change(frozen, FROZEN, "2026-03,,,3,3,100", "2026-03,,,2,2,100")
    change(frozen, "records/incidents.csv", ROWS.splitlines()[3], ROWS.splitlines()[3].replace("yes", "no"))
    code, said = run(frozen, capsys, "--check")
    assert code == 1
    assert said[1] == (
        f"{FROZEN}:3: KPI-INC 2026-03 is frozen as numerator 2, now 1, value 100, now 50 and status met, now missed; "
        "the records have changed since"
    )


def test_a_restated_result_keeps_the_earlier_one(frozen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (frozen / FROZEN).read_bytes()
    change(frozen, "records/incidents.csv", ROWS.splitlines()[3], ROWS.splitlines()[3].replace("yes", "no"))
    assert run(frozen, capsys, "--restate", "INC-2026-003 was late")[1] == [f"{FROZEN}: 1 result restated"]
    assert (frozen / FROZEN).read_bytes().startswith(before)
    last = rows(frozen)[-1]
    assert (last["id"], last["supersedes"]) == ("KPR-INC-2026-03-R2", "KPR-INC-2026-03")
    assert (last["value"], last["status"], last["note"]) == ("50", "missed", "INC-2026-003 was late")
    assert run(frozen, capsys, "--check")[0] == 0
    assert findings(frozen, capsys) == []
    assert run(frozen, capsys, "--restate", "Once more")[1] == ["No result differs"]
    change(frozen, FROZEN, "INC-2026-003 was late", "")
    assert ["kpi-restated-silently" in line for line in findings(frozen, capsys)] == [True]


def test_another_definition_needs_a_day_or_a_reason(frozen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(frozen, "records/kpi.yml", "made_sla = 'yes'", "made_sla <> 'no'")
    assert ["kpi-definition-changed" in line for line in findings(frozen, capsys)] == [True]
    code, said = run(frozen, capsys, "--freeze", "--today", "2026-05-02")
    assert code == 1
    assert said[0].startswith("KPI-INC: the definition is another than that of 2026-03, which is frozen")
    change(frozen, "records/kpi.yml", "targets: [{from: 2026-01-01, value: 60}]", SINCE)
    assert findings(frozen, capsys) == []
    later(frozen)
    assert run(frozen, capsys, "--freeze")[0] == 0
    code, said = run(frozen, capsys, "--check")
    assert (
        said[-1]
        == "1 frozen result computed again; 2 results of an earlier definition or another engine cannot be"
    )


SINCE = "targets: [{from: 2026-01-01, value: 60}]\n    since: 2026-04-01"


@pytest.mark.parametrize(
    ("path", "before", "after", "said"),
    [
        (FROZEN, "2,2,100,%", "2,2,98,%", "says 98, and what was counted comes to 100"),
        (FROZEN, "60,,,met", "60,,,missed", "says `missed`, and by its figures it is `met`"),
        (FROZEN, "100,%,60", "100,%,50", "has 50; for 2026-03 KPI-INC has 60"),
        ("records/kpi.yml", "value: 60", "value: 70", "KPI-INC has 70"),
        (FROZEN, "2026-04-01,", "2026-03-20,", "rests on records up to 2026-03-20, before 2026-03 was over"),
        (FROZEN, "KPR-INC-2026-02,KPI-INC,2026-02", "KPR-INC-2026-01,KPI-INC,2026-01", "for 2026-02"),
    ],
)
def test_a_figure_that_does_not_fit_is_found_without_the_records(
    frozen: Path, capsys: pytest.CaptureFixture[str], path: str, before: str, after: str, said: str
) -> None:
    change(frozen, path, before, after)
    found = findings(frozen, capsys)
    assert found
    assert any(said in line for line in found)


def test_a_table_of_another_form_is_added_to_in_its_form(
    frozen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = frozen / FROZEN
    path.write_text(
        path.read_text("utf-8").replace(",", ";").replace("value;", "result;").rstrip("\n"), "utf-8"
    )
    change(frozen, FROZEN.replace(".csv", ".yml"), "source:", "columns: {value: result}\nsource:")
    later(frozen)
    assert run(frozen, capsys, "--freeze")[0] == 0
    added = path.read_text("utf-8").splitlines()
    assert len(added) == 4
    assert added[-1].startswith("KPR-INC-2026-04;KPI-INC;2026-04;;;;;;%;60;;;no data;0;")


def test_a_table_without_a_column_is_not_written(frozen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(frozen, FROZEN, "sample,", "samples,")
    later(frozen)
    before = (frozen / FROZEN).read_bytes()
    assert main(["kpi", "--root", str(frozen), "--freeze"]) == 2
    assert "has no column `sample`; add it to the first line and every row" in capsys.readouterr().err
    assert (frozen / FROZEN).read_bytes() == before


def test_a_kpi_without_a_result_is_missing_once_others_have_one(
    frozen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = KPIS.split("entries:\n")[1].split("  - id: KPI-HAND")[0].replace("KPI-INC", "KPI-NEW")
    change(frozen, "records/kpi.yml", "  - id: KPI-HAND", f"{other}  - id: KPI-HAND")
    (missing,) = findings(frozen, capsys)
    assert "KPI-NEW has no frozen result for 2026-02, which is over" in missing
    run(frozen, capsys, "--freeze")
    assert findings(frozen, capsys) == []


def test_a_report_that_said_what_was_frozen_then_is_told_and_not_wrong(
    frozen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = frozen / "records" / "report.md"
    report.write_text(f"{REPORT.split('In March')[0]}In time were [100 %](KPI-INC@2026-03).\n", "utf-8")
    assert run(frozen, capsys, "--check")[0] == 0
    change(frozen, "records/incidents.csv", ROWS.splitlines()[3], ROWS.splitlines()[3].replace("yes", "no"))
    assert run(frozen, capsys, "--check")[0] == 1
    run(frozen, capsys, "--restate", "INC-2026-003 was late")
    code, said = run(frozen, capsys, "--check")
    assert code == 0
    assert said[0] == (
        "records/report.md:15: KPI-INC@2026-03 says 100 %, and the records give 50 (1 of 2); "
        "it was right until KPR-INC-2026-03 was restated"
    )
    change(frozen, "records/report.md", "100 %", "99 %")
    assert run(frozen, capsys, "--check")[0] == 1
