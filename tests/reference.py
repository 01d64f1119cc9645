"""The reference system at the top of this repository, read once by each worker for all tests that only look at it."""

from functools import cache
from pathlib import Path

from sms_lint.load import load
from sms_lint.system.sms import Sms

ROOT = Path(__file__).parents[1]


@cache
def reference_system(*, with_history: bool = False) -> Sms:
    """The system as it is on the disk. The commits there are those of the tool."""
    return load(ROOT, with_history=with_history)
