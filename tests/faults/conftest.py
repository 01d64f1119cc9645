"""One copy of the reference system for every fault."""

import pytest

from tests.faults.planting import Reference, copy_reference


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    """The copy, and what was read of it so far."""
    return Reference(copy_reference(tmp_path_factory.mktemp("reference")))
