"""Folders that are ours: each carries a mark, and no other folder is ever emptied or removed."""

import shutil
from pathlib import Path

from sms_lint.ground.errors import SmsError

# What says that a folder is ours, so that it may be removed and replaced.
MARK = ".sms-lint-site"
_SAID = "Made by sms-lint; replaced whenever the site is built.\n"


def is_ours(folder: Path) -> bool:
    """Whether a folder carries the mark."""
    mark = folder / MARK
    return folder.is_dir() and not folder.is_symlink() and mark.is_file() and not mark.is_symlink()


def refuse_foreign(folder: Path) -> None:
    """Raise SmsError where there is something at this place that is not ours. An empty folder is nobody's."""
    if folder.is_symlink():
        raise SmsError(f"{folder} is a link to another place; remove it, or name another folder")
    if folder.exists() and not is_ours(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise SmsError(
            f"{folder} holds something that is not a site made by sms-lint (there is no file {MARK} in it); "
            "name another folder, or empty it"
        )


def removed(folder: Path) -> None:
    """Remove a folder of ours; the mark goes last, so that a run that is cut short can be taken up again.

    Raises SmsError where it is not ours, OSError where the disk refuses.
    """
    refuse_foreign(folder)
    if not folder.exists():
        return
    for entry in folder.iterdir():
        if entry.name == MARK:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    (folder / MARK).unlink(missing_ok=True)
    folder.rmdir()


def made_anew(folder: Path) -> Path:
    """Make an empty folder of ours, in place of the one that was there.

    Raises SmsError where that is not ours, OSError where the disk refuses.
    """
    removed(folder)
    folder.mkdir(parents=True)
    with (folder / MARK).open("x", encoding="utf-8") as stream:
        stream.write(_SAID)
    return folder


def take_place(target: Path, fresh: Path) -> None:
    """Put a folder of ours in the place of an older one, which is removed."""
    old = target.with_name(f".{target.name}.old")
    removed(old)
    refuse_foreign(target)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    if old.exists() and not is_ours(old):
        old.rmdir()  # it was empty
    removed(old)
