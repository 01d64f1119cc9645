"""The database that reads the data files: in memory, without a network, and with nothing else of the disk in reach."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sms_lint.load.table_data import DataFile
from sms_lint.model.columns import literal
from sms_lint.outside.disk import lay_out

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_MEMORY = "1GB"
_THREADS = 2


@contextmanager
def laid_out(files: Sequence[DataFile]) -> Iterator[Sequence[DataFile]]:
    """The same files, each where the database can read it: those that are not on the disk in a temporary folder."""
    if not any(file.path in file.contents.overlay for file in files):
        yield files
        return
    with TemporaryDirectory(prefix="sms-lint-rows-") as place:
        yield [_laid_out(file, Path(place), str(number)) for number, file in enumerate(files)]


def _laid_out(file: DataFile, folder: Path, name: str) -> DataFile:
    if file.path not in file.contents.overlay:
        return file
    lay_out(folder, {name: b"".join(file.contents.blocks(file.path))})
    return replace(file, full=str(folder / name))


@contextmanager
def database(files: Sequence[DataFile]) -> "Iterator[DuckDBPyConnection]":
    """A connection that can read `files` and nothing else. What does not fit in memory goes to a temporary folder."""
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
            paths = ", ".join(literal(file.full) for file in files)
            connection.execute(f"SET allowed_paths = [{paths}]")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET enable_progress_bar = false")
            connection.execute("SET TimeZone = 'UTC'")  # so that a time without an offset counts as UTC
            connection.execute("SET python_enable_replacements = false")
            connection.execute("SET lock_configuration = true")
            yield connection


def parquet_columns(
    connection: "DuckDBPyConnection", data: DataFile
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names and the types of a Parquet file's columns. Raises duckdb.Error where it is damaged."""
    found = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({literal(data.full)})").fetchall()
    return tuple(str(row[0]) for row in found), tuple(str(row[1]) for row in found)
