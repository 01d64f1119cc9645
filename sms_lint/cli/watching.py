"""Doing something again whenever a file changes."""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, complain, tell
from sms_lint.ground.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.load.read_files import ReadFiles


def watched(root: Path, once: "Callable[[ReadFiles], object]") -> int:
    """Do it now and after every change below `root`, until somebody stops it; only what changed is read again."""
    from threading import Event

    from sms_lint.load.read_files import ReadFiles
    from sms_lint.publish.site.serve import watch

    gc.enable()  # this runs for hours
    read = ReadFiles()

    def again() -> None:
        try:
            once(read)
        except SmsError as error:
            complain(f"sms-lint cannot run: {error}")
        tell("Waiting for a change (stop with Ctrl+C)")

    watch(root, again, Event())
    return CLEAN
