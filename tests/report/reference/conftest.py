"""All that can be explained of the built-in rules and kinds."""

import pytest

from sms_lint.model.kinds import kinds
from sms_lint.report.reference import Reference
from sms_lint.rules import checks


@pytest.fixture(scope="session")
def reference() -> Reference:
    return Reference(tuple(check.rule for check in checks()), kinds())
