"""PostgreSQL: one transaction that reads, so that all figures are of the same moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from sms_lint.ground.errors import SmsError
from sms_lint.outside.engines import PATIENCE, Ask, refused


@contextmanager
def connected(address: str) -> Iterator[Ask]:
    """Ask the database at an address such as postgresql://user:password@host/name. Raises SmsError."""
    try:
        connection = psycopg.connect(address, connect_timeout=30)
    except psycopg.Error as error:
        # What the driver says of an address that it cannot read may repeat the password.
        raise SmsError(f"PostgreSQL cannot be reached: {type(error).__name__}") from None
    with connection:
        connection.read_only = True
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        _set(connection, "TimeZone", "UTC")
        _set(connection, "statement_timeout", f"{PATIENCE}s")

        def ask(statement: str) -> list[tuple[Any, ...]]:
            try:
                with connection.transaction():
                    # Made from checked parts alone; no value of a record is in it.
                    return connection.execute(statement).fetchall()
            except psycopg.Error as error:
                raise refused("PostgreSQL", error) from None

        yield ask


def _set(connection: "psycopg.Connection[Any]", name: str, value: str) -> None:
    connection.execute("SELECT set_config(%s, %s, false)", (name, value))
