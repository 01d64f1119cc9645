"""What the theme of the builder brings along and no page reads: its own search, and maps for whoever develops it."""

import re
from pathlib import Path

from sms_lint.outside.disk import files_below, remove_file

_FOLDER = "assets"
_UNUSED = re.compile(
    r"assets/(?:javascripts/(?:lunr/|workers/search\.)|(?:javascripts|stylesheets)/.*\.map$)"
)


def leave_out_unused(folder: Path) -> None:
    """Remove such files from a site that was built: a third of what is sent with it, and of no use to its readers."""
    for path in files_below(folder, _FOLDER):
        if _UNUSED.match(path):
            remove_file(folder, path)
