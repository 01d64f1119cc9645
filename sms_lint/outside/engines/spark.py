"""Spark: a session on the cluster at an address, or on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from sms_lint.outside.engines import Ask, refused


@contextmanager
def connected(address: str) -> Iterator[Ask]:
    """Ask the tables of a cluster, whose address is such as spark://host:7077 or local[2]. Raises SmsError."""
    session = (
        SparkSession.builder.master(address)
        .appName("sms-lint")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    try:

        def ask(statement: str) -> list[tuple[Any, ...]]:
            try:
                return [tuple(row) for row in session.sql(statement).collect()]
            except PySparkException as error:
                raise refused("Spark", error) from None

        yield ask
    finally:
        session.stop()
