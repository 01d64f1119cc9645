"""The database of rows is locked: nothing but its files, no network, no settings, no end without an end."""

import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from sms_lint.outside.row_database import answered, database


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("locked")
    (folder / "own.csv").write_text("a,b\n1,2\n", "utf-8")
    (folder / "other.csv").write_text("a,b\nsecret,2\n", "utf-8")
    with duckdb.connect(str(folder / "other.duckdb")) as other:
        other.execute("CREATE TABLE t AS SELECT 'secret' AS a")
    return folder


@pytest.fixture(scope="module")
def locked(own: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with database([str(own / "own.csv")]) as connection:
        yield connection


def test_the_own_file_is_read(locked: duckdb.DuckDBPyConnection, own: Path) -> None:
    assert answered(locked, f"SELECT * FROM read_csv('{own}/own.csv')") == [(1, 2)]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('{own}/other.csv')",
        "SELECT * FROM '{own}/other.csv'",
        "SELECT * FROM read_text('{own}/other.csv')",
        "SELECT * FROM read_blob('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_csv('{own}/own.csv/../other.csv')",
        "SELECT * FROM read_parquet('{own}/*.parquet')",
        "SELECT * FROM read_csv('https://example.invalid/x.csv')",
        "SELECT * FROM read_parquet('s3://example/x.parquet')",
        "SELECT * FROM sniff_csv('{own}/other.csv')",
        "ATTACH '{own}/other.duckdb' AS other",
        "ATTACH '{own}/new.duckdb' AS other",
        "COPY (SELECT 1) TO '{own}/out.csv'",
        "COPY (SELECT 1) TO '/dev/stdout'",
        "COPY x FROM '{own}/other.csv'",
        "EXPORT DATABASE '{own}/out'",
        "IMPORT DATABASE '{own}'",
        "INSTALL httpfs",
        "INSTALL httpfs FROM community",
        "LOAD httpfs",
        "LOAD '{own}/evil.duckdb_extension'",
        "INSTALL sqlite",
        "SET enable_external_access = true",
        "SET allowed_paths = ['{own}/other.csv']",
        "SET allowed_directories = ['/']",
        "SET lock_configuration = false",
        "SET memory_limit = '100GB'",
        "SET threads = 64",
        "SET temp_directory = '/'",
        "SET TimeZone = 'Europe/Berlin'",
        "SET GLOBAL autoinstall_known_extensions = true",
        "RESET memory_limit",
        "PRAGMA enable_external_access = true",
        "PRAGMA memory_limit = '100GB'",
        "PRAGMA enable_logging",
        "CREATE SECRET (TYPE s3, KEY_ID 'a', SECRET 'b')",
        "SELECT * FROM pandas_frame",
        "SELECT getenv('HOME')",
    ],
)
def test_what_reaches_out_is_refused(
    locked: duckdb.DuckDBPyConnection, own: Path, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pandas_frame = [("secret",)]  # what Python holds is no table
    assert pandas_frame
    before = sorted(path.name for path in own.iterdir())
    with pytest.raises(duckdb.Error):
        answered(locked, statement.format(own=own))
    assert sorted(path.name for path in own.iterdir()) == before


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT count(*) FROM range(10000000000) a, range(10000000000) b",
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t",
        "SELECT sum(CAST(a.range AS DOUBLE) * b.range) FROM range(10000000) a, range(10000000) b WHERE a.range <> b.range",
    ],
)
def test_what_does_not_end_is_stopped(locked: duckdb.DuckDBPyConnection, statement: str) -> None:
    begun = time.monotonic()
    with pytest.raises(duckdb.Error):
        answered(locked, statement, 0.3)
    assert time.monotonic() - begun < 30
    assert answered(locked, "SELECT 1") == [(1,)], "and the next one is answered"


def test_what_takes_too_much_memory_is_stopped(locked: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error):
        answered(locked, "SELECT len(list(range)) FROM range(2000000000)", 5.0)
