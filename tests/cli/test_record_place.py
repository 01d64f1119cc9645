"""`sms-lint kpi --engine`: the same figures from a table of an engine as from the files."""

from pathlib import Path

import psycopg
import pytest

from sms_lint.cli import main
from tests.cli.test_measuring import KPIS, SETTINGS, TABLE

ROWS = """\
number;priority;opened_at;resolved_at;status;category;in time
INC-2026-001;P1;2026-02-27T10:00;2026-02-28T23:59:59Z;closed;mail;no
INC-2026-002;P2;2026-03-01T00:00;2026-03-01T00:30+02:00;closed;mail;no
INC-2026-003;P1;2026-03-01T00:00;2026-03-31T12:00;closed;mail;yes
INC-2026-004;P1;2026-03-02T00:00;;new;mail;
INC-2026-005;P3;2026-03-02T00:00;2026-03-31T23:59:59;closed;mail;no
"""
ENGINE = """\
engines:
  - name: warehouse
    kind: postgresql
    address: WAREHOUSE
    tables:
      - kind: incident
        table: itsm.tickets
        columns: {made_sla: "in_time", id: number}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {"sms.yml": SETTINGS + ENGINE, "records/kpi.yml": KPIS}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def filled(address: str, rows: str) -> None:
    """The rows of the file as a table of texts, as a tool writes one."""
    lines = [line.split(";") for line in rows.splitlines()]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS itsm CASCADE")
        connection.execute("CREATE SCHEMA itsm")
        connection.execute(
            "CREATE TABLE itsm.tickets (number text, priority text, opened_at timestamptz, resolved_at timestamptz, "
            "status text, category text, in_time text)"
        )
        for line in lines[1:]:
            moments = [f"{cell}Z" if len(cell) in (16, 19) else cell or None for cell in line[2:4]]
            given = [*line[:2], *moments, *line[4:]]
            connection.execute("INSERT INTO itsm.tickets VALUES (%s, %s, %s, %s, %s, %s, %s)", given)


def test_an_engine_says_what_the_files_say(
    root: Path, postgresql_address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(postgresql_address, ROWS)
    (root / "records" / "incidents.yml").write_text(TABLE, "utf-8")
    (root / "records" / "incidents.csv").write_text(ROWS, "utf-8")
    monkeypatch.setenv("WAREHOUSE", postgresql_address)
    asked = ["kpi", "KPI-INC", "--root", str(root), "--format", "csv"]
    assert main(asked) == 0
    here = capsys.readouterr().out
    assert main([*asked, "--engine", "warehouse"]) == 0
    assert capsys.readouterr().out == here
    assert "2026-03,,50,%" in here


def test_results_are_frozen_from_an_engine_and_compared_there(
    root: Path, postgresql_address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(postgresql_address, ROWS)
    monkeypatch.setenv("WAREHOUSE", postgresql_address)
    asked = ["kpi", "--root", str(root)]
    assert main([*asked, "--freeze", "--engine", "warehouse"]) == 0
    text = (root / "records/results/kpi-result-2026.csv").read_text("utf-8")
    assert "KPR-INC-2026-03,KPI-INC,2026-03,,,1,2,50,%,60,,,missed,2," in text
    assert ",2026-04-15,,postgresql," in text
    assert main([*asked, "--check", "--engine", "warehouse"]) == 0
    assert "2 frozen results computed again" in capsys.readouterr().out
    assert main([*asked, "--check"]) == 0
    assert "2 results of an earlier definition or another engine cannot be" in capsys.readouterr().out
    filled(postgresql_address, ROWS.replace("mail;yes", "mail;no"))
    assert main([*asked, "--check", "--engine", "warehouse"]) == 1
    assert (
        "numerator 1, now 0 and value 50, now 0; the records may have changed since"
        in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("address", "engine", "said"),
    [
        ("", "warehouse", "the environment variable WAREHOUSE holds no address"),
        ("host=/nowhere password=secret", "warehouse", "PostgreSQL cannot be reached"),
        ("postgresql://user:secret@[", "warehouse", "PostgreSQL cannot be reached"),
        ("", "warehose", "names no engine warehose; did you mean `warehouse`?"),
    ],
)
def test_what_keeps_an_engine_from_answering_is_said(
    root: Path,
    address: str,
    engine: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("WAREHOUSE", address)
    assert main(["kpi", "KPI-INC", "--root", str(root), "--engine", engine]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert "secret" not in told.out + told.err


def test_a_kind_without_a_table_is_said(
    root: Path, postgresql_address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kpis = KPIS.replace("type: ratio\n    source: incident", "type: ratio\n    source: change").replace(
        "made_sla = 'yes'", "filled(title)"
    )
    (root / "records" / "kpi.yml").write_text(
        kpis.replace("event: resolved_at", "event: requested_at"), "utf-8"
    )
    monkeypatch.setenv("WAREHOUSE", postgresql_address)
    main(["kpi", "KPI-INC", "--root", str(root), "--engine", "warehouse"])
    told = capsys.readouterr()
    assert "has no table of change" in told.err + told.out


@pytest.mark.parametrize(
    "address", ["postgresql://user:secret@host/name", "host=db password=secret", "warehouse", "", "A B"]
)
def test_an_address_in_the_settings_is_refused_and_not_repeated(
    root: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = (root / "sms.yml").read_text("utf-8").replace("address: WAREHOUSE", f'address: "{address}"')
    (root / "sms.yml").write_text(settings, "utf-8")
    assert main(["check", "--root", str(root), "--format", "json"]) == 1
    assert "the name of a variable in capitals" in capsys.readouterr().out


@pytest.mark.parametrize(
    "table",
    [
        'itsm.tickets"; DROP TABLE x; --',
        "(SELECT 1)",
        "a b",
        "pg_read_file('/etc/passwd')",
        "a.b.c.d",
        "`x`",
        "parquet.`/x`",
    ],
)
def test_a_name_of_a_table_is_nothing_but_a_name(
    root: Path, table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = (
        (root / "sms.yml").read_text("utf-8").replace("table: itsm.tickets", f"table: >-\n          {table}")
    )
    (root / "sms.yml").write_text(settings, "utf-8")
    assert main(["check", "--root", str(root)]) == 1
    assert "the name of a table such as itsm.incident" in capsys.readouterr().out
