"""Writing files: below a folder, never through a link, and whole or not at all where others may read meanwhile."""

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk.places import given, refuse_links

_FLAGS = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def lay_out(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that is ours alone. Raises OSError where the disk refuses."""
    folders: set[str] = set()
    for path, content in files.items():
        above = path.rpartition("/")[0]
        if above not in folders:
            _make_folders(folder, path)
            folders.add(above)
        refuse_links(folder, path)
        _write(folder / path, content, os.O_TRUNC)


def create_file(root: Path, path: str, content: bytes) -> bool:
    """Write a file below `root` unless there is something of its name: whether it was written.

    Raises OSError where the disk refuses, SmsError where a link stands on the way.
    """
    _make_folders(root, path)
    try:
        _write(root / path, content, os.O_EXCL)
    except FileExistsError:
        return False
    return True


def write_file(root: Path, path: str, content: bytes) -> None:
    """Write a file below `root`: at any time there is the old one or the whole new one under its name.

    Raises OSError where the disk refuses, SmsError where a link stands on the way.
    """
    _make_folders(root, path)
    refuse_links(root, path)
    _replace(root / path, (content,))


def write_given(path: Path, pieces: Iterable[bytes], root: Path | None = None) -> None:
    """Write a file that somebody names on the command line, whole or not at all. Raises SmsError otherwise."""
    place = given(path, root)
    place = place.resolve() if place.is_symlink() else place
    if place.exists() and not place.is_file():
        _write_through(place, pieces)
        return
    try:
        _replace(place, pieces)
    except OSError as error:
        raise SmsError(f"{path} cannot be written: {error.strerror}; nothing was changed") from None


def make_parent(path: Path, root: Path | None = None) -> None:
    """Make the folder of a file that somebody names on the command line. Raises SmsError where that cannot be done."""
    folder = given(path, root).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SmsError(f"{folder} cannot be made: {error.strerror}") from None


def _write_through(place: Path, pieces: Iterable[bytes]) -> None:
    """Into a pipe or a device, such as that of the screen: there is nothing to put in its place."""
    try:
        with place.open("wb") as stream:
            stream.writelines(pieces)
    except OSError as error:
        raise SmsError(f"{place} cannot be written: {error.strerror}") from None


def create_all(root: Path, files: Mapping[str, bytes]) -> bool:
    """Write new files below `root`, all or none; False where somebody else has written the first of them.

    The first name is taken by one run only. Where a later one is there already, another run has seen the first and has
    completed it. Raises OSError where the disk refuses; nothing is left then.
    """
    done: list[Path] = []
    with _prepared(root, files) as prepared:
        try:
            for path, fresh in prepared.items():
                os.link(fresh, root / path)
                done.append(root / path)
        except FileExistsError:
            return bool(done)
        except BaseException:
            for place in done:
                place.unlink()
            raise
    return True


@contextmanager
def _prepared(root: Path, files: Mapping[str, bytes]) -> Iterator[Mapping[str, Path]]:
    """The contents of files on the disk under other names, whole; those names are gone at the end."""
    places: dict[str, Path] = {}
    try:
        for path, content in files.items():
            _make_folders(root, path)
            places[path] = _beside(root / path)
            _write_whole(places[path], (content,))
        yield places
    finally:
        for place in places.values():
            place.unlink(missing_ok=True)


def remove_file(root: Path, path: str) -> None:
    """Remove a file below `root` where it is there. Raises SmsError where a link stands on the way."""
    if (root / path).parent.is_dir():
        refuse_links(root, path)
        (root / path).unlink(missing_ok=True)


def same_file(folder: Path, target: Path, path: str) -> None:
    """Have a file of one folder of ours in another, too, or a copy of it where the disk cannot do that."""
    _make_folders(target, path)
    try:
        (target / path).hardlink_to(folder / path)
    except OSError:
        copy_file(folder, target, path)


def copy_file(folder: Path, target: Path, path: str) -> None:
    """Copy a file of one folder of ours into another, with its times; a link is copied as a link."""
    _make_folders(target, path)
    shutil.copy2(folder / path, target / path, follow_symlinks=False)


def make_folder(root: Path, path: str) -> None:
    """Make a folder below `root` where it is not there; an empty path is the root itself.

    Raises OSError where the disk refuses, SmsError where the path leads out or a link stands on the way.
    """
    if path:
        refuse_links(root, path)
    (root / path).mkdir(parents=True, exist_ok=True)


def _make_folders(root: Path, path: str) -> None:
    """Make the folders that a file lies in, one below the other, so that none is made behind a link."""
    make_folder(root, path.rpartition("/")[0])


def _write(place: Path, content: bytes, how: int) -> None:
    with os.fdopen(os.open(place, _FLAGS | how, 0o666), "wb") as stream:
        stream.write(content)


def _beside(place: Path) -> Path:
    return place.with_name(f".{place.name[:100]}.{secrets.token_hex(8)}.part")


def _replace(place: Path, pieces: Iterable[bytes]) -> None:
    fresh = _beside(place)
    try:
        _write_whole(fresh, pieces)
        with suppress(FileNotFoundError):
            fresh.chmod(place.stat().st_mode & 0o777)
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)


def _write_whole(place: Path, pieces: Iterable[bytes]) -> None:
    with os.fdopen(os.open(place, _FLAGS | os.O_EXCL, 0o666), "wb") as stream:
        stream.writelines(pieces)
        stream.flush()
        os.fsync(stream.fileno())


def replace_all(root: Path, files: Mapping[str, bytes | None]) -> None:
    """Write files below `root`, and remove those whose content is None: all, or none.

    Where one cannot be put in its place, the others return to what they were. Raises OSError where the disk refuses,
    SmsError where a link stands on the way.
    """
    for path in files:
        refuse_links(root, path)
    before = {path: (root / path).read_bytes() if (root / path).is_file() else None for path in files}
    with _prepared(root, {path: new for path, new in files.items() if new is not None}) as prepared:
        try:
            for path, fresh in prepared.items():
                with suppress(FileNotFoundError):
                    fresh.chmod((root / path).stat().st_mode & 0o777)
                fresh.replace(root / path)
            for path in files.keys() - prepared.keys():
                (root / path).unlink(missing_ok=True)
        except BaseException:
            for path, content in before.items():
                _restore(root / path, content)
            raise


def _restore(place: Path, content: bytes | None) -> None:
    if content is None:
        if place.is_file():
            place.unlink()
    elif not place.is_file() or place.read_bytes() != content:
        _replace(place, (content,))
