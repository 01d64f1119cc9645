"""Where a path leads: whether a link stands on its way, and whether it stays below a folder."""

import os
from pathlib import Path

from sms_lint.ground.errors import SmsError


def link_on_the_way(root: Path, path: str) -> str:
    """The first part of a path below `root` that is a symbolic link; empty where there is none.

    Where the link leads does not matter: what it leads to today can be another thing tomorrow.
    """
    place = str(root)
    parts = path.split("/")
    for count, part in enumerate(parts, 1):
        place = f"{place}/{part}"
        if os.path.islink(place):  # noqa: PTH114 - asked for every file of a run
            return "/".join(parts[:count])
    return ""


def refuse_links(root: Path, path: str) -> None:
    """Raise SmsError where a path below `root` leads out of it, or a link stands on its way."""
    if path.startswith("/") or ".." in path.split("/"):
        raise SmsError(f"`{path}` leads out of {root}")
    if link := link_on_the_way(root, path):
        raise SmsError(f"{root / link} is a link to another place; put a folder or file of its own there")


def given(path: Path, root: Path | None = None) -> Path:
    """The place that somebody names on the command line.

    Below `root` no part of it may be a link: those who propose a change to the repository choose what lies there.
    Elsewhere links are those of the machine, and of whoever types. Without a root the place itself is none. Raises
    SmsError otherwise.
    """
    place = Path(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow the links
    if root is None:
        if place.is_symlink():
            raise SmsError(f"{place} is a link to another place; name the place itself")
    elif (below := _below(place, root)) is not None:
        refuse_links(root, below)
    return place


def _below(place: Path, root: Path) -> str | None:
    """The path from the root, by whichever name the root was reached; None where it lies elsewhere."""
    for folder in place.parents:
        try:
            if folder.samefile(root):
                return place.relative_to(folder).as_posix()
        except OSError:  # not there yet
            continue
    return None
