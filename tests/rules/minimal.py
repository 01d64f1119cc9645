"""The small sound system that examples are laid over; what did not change is read once."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sms_lint.load import load
from sms_lint.load.read_files import ReadFiles
from sms_lint.system.sms import Sms


class Minimal(NamedTuple):
    """A copy of it outside of this repository, which nobody changes."""

    root: Path
    read: ReadFiles

    def with_files(self, files: Mapping[str, str | None]) -> Sms:
        """The system with these texts by their paths; None: without the file."""
        return load(self.root, overlay=files, read=self.read)
