"""Engines that an organization keeps its records on: a connection that reads, and nothing else.

Each kind of engine has a module of its own, which is imported where it is asked for. Its `connected` takes the address
and gives a function that runs one query and returns all rows; times are in UTC.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from sms_lint.ground.errors import SmsError

Ask = Callable[[str], list[tuple[Any, ...]]]
# The longest that one query may take, in seconds.
PATIENCE = 600
# The package that each kind of engine needs, and what to install it by.
_PACKAGES: Mapping[str, str] = {"postgresql": "psycopg", "clickhouse": "chdb", "spark": "pyspark"}


@contextmanager
def engine(kind: str, variable: str, environment: Mapping[str, str]) -> Iterator[Ask]:
    """Ask an engine whose address is in a variable of the environment. Raises SmsError where that cannot be."""
    address = environment.get(variable, "")
    if not address:
        raise SmsError(f"the environment variable {variable} holds no address of an engine")
    try:
        module = import_module(f"sms_lint.outside.engines.{kind}")
    except ModuleNotFoundError as error:
        if error.name != _PACKAGES[kind]:
            raise
        raise SmsError(
            f"{kind} needs the package {error.name}; install it with `pip install 'sms-lint[{kind}]'`"
        ) from None
    with module.connected(address) as ask:
        yield ask


def refused(kind: str, error: Exception) -> SmsError:
    """What an engine said, in one line; where it may repeat the address, only its sort."""
    said = (str(error).strip() or type(error).__name__).splitlines()[0]
    return SmsError(f"{kind} cannot answer: {said[:300]}")
