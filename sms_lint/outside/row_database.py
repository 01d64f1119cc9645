"""The database that reads files with rows: in memory, without a network, and with nothing else of the disk in reach."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import TYPE_CHECKING, Any

from sms_lint.ground.sql import literal
from sms_lint.outside.disk import lay_out, read_plain

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MEMORY = "1GB"
_THREADS = 2
# The longest that one query may take, in seconds.
PATIENCE = 600.0


@contextmanager
def database(paths: Sequence[str]) -> "Iterator[DuckDBPyConnection]":
    """A connection that can read the files at `paths` and nothing else.

    What does not fit in memory goes to a temporary folder.
    """
    import duckdb

    with TemporaryDirectory(prefix="sms-lint-") as spill:
        settings: dict[str, Any] = {
            "allow_community_extensions": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": _MEMORY,
            "temp_directory": spill,
            "threads": str(_THREADS),
        }
        with duckdb.connect(":memory:", config=settings) as connection:
            connection.execute(f"SET allowed_paths = [{', '.join(map(literal, paths))}]")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET enable_progress_bar = false")
            connection.execute("SET TimeZone = 'UTC'")  # so that a time without an offset counts as UTC
            connection.execute("SET python_enable_replacements = false")
            connection.execute("SET lock_configuration = true")
            yield connection


def answered(
    connection: "DuckDBPyConnection", statement: str, patience: float = PATIENCE
) -> list[tuple[Any, ...]]:
    """All rows of a query. Raises duckdb.Error where it fails, and InterruptException where it takes too long."""
    timer = Timer(patience, connection.interrupt)
    timer.start()
    try:
        return connection.execute(statement).fetchall()
    finally:
        timer.cancel()


def parquet_columns(connection: "DuckDBPyConnection", path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names and the types of a Parquet file's columns. Raises duckdb.Error where it is damaged."""
    found = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({literal(path)})").fetchall()
    return tuple(str(row[0]) for row in found), tuple(str(row[1]) for row in found)


def as_parquet(rows_csv: bytes, columns: Sequence[str]) -> bytes:
    """Rows in CSV, with a first line that names the columns, as the bytes of a Parquet file in which all are texts."""
    names = [f"c{number}" for number in range(len(columns))]
    types = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
    shown = ", ".join(f'{name} AS "{column}"' for name, column in zip(names, columns, strict=True))
    with TemporaryDirectory(prefix="sms-lint-") as folder:
        source, target = Path(folder) / "rows.csv", Path(folder) / "rows.parquet"
        lay_out(Path(folder), {source.name: rows_csv})
        with database([str(source), str(target)]) as connection:
            connection.execute(
                f"COPY (SELECT {shown} FROM read_csv({literal(str(source))}, auto_detect = false, header = true, "
                f"columns = {{{types}}}, quote = '\"', escape = '\"', nullstr = '', encoding = 'utf-8')) "
                f"TO {literal(str(target))} (FORMAT parquet, COMPRESSION zstd)"
            )
        return read_plain(Path(folder), target.name)


def parquet_rows(path: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The names of the columns of a Parquet file of ours, and its rows as texts. Raises duckdb.Error where damaged."""
    with database([path]) as connection:
        names, _ = parquet_columns(connection, path)
        shown = ", ".join(f"coalesce(c{number}::VARCHAR, '')" for number in range(len(names)))
        raw = ", ".join(f"c{number}" for number in range(len(names)))
        query = f"SELECT {shown} FROM read_parquet({literal(path)}) AS raw({raw})"
        return names, connection.execute(query).fetchall()
