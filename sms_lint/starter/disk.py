"""Writing what was worked out: new files, and one text in place of another. Asked for by a door only."""

from collections.abc import Mapping
from pathlib import Path

from sms_lint.ground.errors import SmsError


def write_new(folder: Path, files: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Write the files that are not there yet: the paths written, and those left as they are.

    Raises SmsError where a file cannot be written, or would land outside the folder.
    """
    written: list[str] = []
    left: list[str] = []
    try:
        if folder.is_symlink():
            raise SmsError(f"{folder} is a link to another place; name the folder itself")
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            (written if _write_new(folder, path, text) else left).append(path)
    except OSError as error:
        raise SmsError(f"{error.filename or folder} cannot be written: {error.strerror}") from None
    return written, left


def _write_new(folder: Path, path: str, text: str) -> bool:
    """Write one file unless there is something of its name. No link is followed on the way."""
    target, below = folder.joinpath(path), folder
    for part in Path(path).parent.parts:
        below = below / part
        if below.is_symlink():
            raise SmsError(f"{below} is a link to another place, so nothing was written through it")
        below.mkdir(exist_ok=True)
    try:
        with target.open("x", encoding="utf-8", newline="") as stream:
            stream.write(text)
    except FileExistsError:
        return False
    return True


def replace_text(path: Path, before: str, after: str) -> None:
    """Put one text in place of another, in one step; not where somebody has changed it meanwhile."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        if path.is_symlink() or path.read_bytes().decode("utf-8") != before:
            raise SmsError(f"{path} was changed while it was read; run the command again")
        with fresh.open("x", encoding="utf-8", newline="") as stream:
            stream.write(after)
        fresh.chmod(path.stat().st_mode)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise SmsError(f"{path} cannot be written: {error.strerror}") from None
