"""Writing what was worked out: new files, and one text in place of another. Asked for by a door only."""

from collections.abc import Mapping
from pathlib import Path

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import create_file, given, read_plain, remove_file, write_file


def write_new(folder: Path, files: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Write the files that are not there yet: the paths written, and those left as they are.

    Raises SmsError where a file cannot be written, or would land outside the folder.
    """
    written: list[str] = []
    left: list[str] = []
    place = given(folder)
    try:
        for path, text in files.items():
            (written if create_file(place, path, text.encode()) else left).append(path)
    except OSError as error:
        raise SmsError(f"{error.filename or folder} cannot be written: {error.strerror}") from None
    return written, left


def replace_text(root: Path, path: str, before: str, after: str) -> None:
    """Put one text in place of another, in one step; not where somebody has changed it meanwhile."""
    try:
        if read_plain(root, path) != before.encode():
            raise SmsError(f"{root / path} was changed while it was being read; run the command again")
        write_file(root, path, after.encode())
    except OSError as error:
        raise SmsError(f"{root / path} cannot be written: {error.strerror}") from None


def move_text(root: Path, path: str, target: str, text: str) -> None:
    """Put a text under another name, and remove it under the old one. Raises SmsError where the new one is taken."""
    _, left = write_new(root, {target: text})
    if left:
        raise SmsError(f"{target} already exists; {path} keeps its name")
    try:
        remove_file(root, path)
    except OSError as error:
        raise SmsError(f"{root / path} cannot be removed: {error.strerror}") from None
