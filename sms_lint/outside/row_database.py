"""The database that reads files with rows: in memory, without a network, and with nothing else of the disk in reach."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sms_lint.ground.sql import literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MEMORY = "1GB"
_THREADS = 2


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


def parquet_columns(connection: "DuckDBPyConnection", path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names and the types of a Parquet file's columns. Raises duckdb.Error where it is damaged."""
    found = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({literal(path)})").fetchall()
    return tuple(str(row[0]) for row in found), tuple(str(row[1]) for row in found)
