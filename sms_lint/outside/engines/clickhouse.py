"""ClickHouse inside this process, over the folder of its tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chdb import dbapi

from sms_lint.outside.engines import PATIENCE, Ask, refused

_SETTINGS = (
    "SET session_timezone = 'UTC'",
    "SET join_use_nulls = 1",
    f"SET max_execution_time = {PATIENCE}",
    "SET max_query_size = 10000000",
    "SET readonly = 2",
)


@contextmanager
def connected(address: str) -> Iterator[Ask]:
    """Ask the tables in a folder. Raises SmsError where they cannot be read."""
    try:
        connection = dbapi.connect(address)
    except RuntimeError as error:
        raise refused("ClickHouse", error) from None
    try:
        cursor = connection.cursor()
        for setting in _SETTINGS:
            cursor.execute(setting)

        def ask(statement: str) -> list[tuple[Any, ...]]:
            try:
                cursor.execute(statement)
                return [tuple(row) for row in cursor.fetchall()]
            except RuntimeError as error:
                raise refused("ClickHouse", error) from None

        yield ask
    finally:
        connection.close()
