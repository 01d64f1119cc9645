"""The files of one starter, made once for all tests that begin with it."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from sms_lint.starter.files import Answers, starter_files

TODAY = date(2026, 11, 26)


@cache
def harbour() -> Mapping[str, str]:
    """The starter of a small organisation with one service."""
    return starter_files(Answers("Harbour IT", ("Mail",)))
