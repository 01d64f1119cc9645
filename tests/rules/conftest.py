"""One copy of the small sound system for all examples."""

import shutil
from pathlib import Path

import pytest

from sms_lint.load.read_files import ReadFiles
from tests.rules.minimal import Minimal
from tests.rules.notation import MINIMAL


@pytest.fixture(scope="session")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> Minimal:
    """The copy, and what was read of it so far."""
    return Minimal(Path(shutil.copytree(MINIMAL, tmp_path_factory.mktemp("minimal") / "system")), ReadFiles())
