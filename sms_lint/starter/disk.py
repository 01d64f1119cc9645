"""Writing what was worked out: new files, and one text in place of another. Asked for by a door only."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import PlainFiles, create_file, given, read_plain, replace_all, write_file


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


def replace_texts(root: Path, before: Mapping[str, str | None], after: Mapping[str, str | None]) -> None:
    """Put texts in place of others, all or none; None is no file. Raises SmsError where one was changed meanwhile."""
    there = PlainFiles(root)
    with _none_written():
        for path in after:
            held = read_plain(root, path) if there.is_file(path) else None
            if held != _bytes(before.get(path)):
                raise SmsError(f"{path} was changed while it was being read; nothing was changed")
        replace_all(root, {path: _bytes(text) for path, text in after.items()})


def put_all(root: Path, files: Mapping[str, bytes | None]) -> None:
    """Write files, and remove those whose content is None: all, or none. Raises SmsError where the disk refuses."""
    with _none_written():
        replace_all(root, files)


@contextmanager
def _none_written() -> Iterator[None]:
    """Say of a fault of the disk that nothing was changed."""
    try:
        yield
    except OSError as error:
        place = error.filename2 or error.filename  # a move names where from first
        raise SmsError(f"{place} cannot be written: {error.strerror}; nothing was changed") from None


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode()
