"""The files with rows where the database can read them: what was read of them once, laid out in a temporary folder."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sms_lint.load.contents import MOST_ROWS_BYTES
from sms_lint.load.table_data import DataFile
from sms_lint.outside.disk import lay_out


@contextmanager
def laid_out(files: Sequence[DataFile]) -> Iterator[Sequence[DataFile]]:
    """The same files, each with the bytes that were read of it, whatever has become of it since.

    One that is too large to be kept is read again from its place.
    """
    if all(_too_large(file) for file in files):
        yield files
        return
    with TemporaryDirectory(prefix="sms-lint-rows-") as place:
        yield [_laid_out(file, Path(place), str(number)) for number, file in enumerate(files)]


def _too_large(file: DataFile) -> bool:
    return file.path not in file.contents.overlay and file.size > MOST_ROWS_BYTES


def _laid_out(file: DataFile, folder: Path, name: str) -> DataFile:
    if _too_large(file):
        return file
    lay_out(folder, {name: b"".join(file.contents.blocks(file.path))})
    return replace(file, full=str(folder / name))
