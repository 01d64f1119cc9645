"""The files of anchors on the disk: read, and written whole or not at all."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.ground.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.history.anchors import AnchorEntry, Entries

# Certificates of an authority may be many; everything else here is far smaller.
_MOST_BYTES = 1024 * 1024


def read(path: Path) -> bytes:
    """What a file holds; of one that is far too large, its beginning. Raises SmsError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise SmsError(f"{path} cannot be read: {error.strerror}") from None


def on_disk(root: Path, *, outside: bool = False) -> "Entries":
    """The anchors below a root, or in a folder outside that holds them itself. A link or folder counts as empty.

    Raises SmsError where one cannot be read.
    """
    from sms_lint.history.anchors import FOLDER, read_entries

    folder = root / FOLDER
    if folder.is_symlink():
        raise SmsError(
            f"{folder} is a link to another place on the disk; anchors are kept in a folder of their own"
        )
    if outside and not folder.is_dir():
        folder = root
    found = {}
    try:
        for path in folder.iterdir() if folder.is_dir() else ():
            plain = path.is_file() and not path.is_symlink()
            found[f"{FOLDER}/{path.name}"] = read(path) if plain and not path.name.startswith(".") else b""
    except OSError as error:
        raise SmsError(f"{folder} cannot be read: {error.strerror}") from None
    return read_entries(found)


def written(root: Path, entry: "AnchorEntry") -> bool:
    """Keep an anchor, with its token where it has one; False where somebody else has taken its number.

    Raises SmsError where the disk refuses; nothing is left then.
    """
    files = {entry.path: entry.raw} | ({entry.token_path: entry.token} if entry.token is not None else {})
    with _fresh(root, files) as fresh:
        done: list[Path] = []
        try:
            for path, place in fresh.items():  # the anchor first: its number is taken by one run only
                os.link(place, root / path)
                done.append(root / path)
        except FileExistsError:
            # Where the anchor is ours already, another run has seen it there and has added a token, as good as this.
            return bool(done)
        except BaseException:
            for made in done:
                made.unlink()
            raise
    return True


@contextmanager
def _fresh(root: Path, files: Mapping[str, bytes]) -> Iterator[Mapping[str, Path]]:
    """The contents of files on the disk under other names, whole; those names are gone at the end."""
    places: dict[str, Path] = {}
    try:
        for path, content in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            places[path] = target.with_name(f".anchor-{secrets.token_hex(8)}")
            with places[path].open("xb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        yield places
    except OSError as error:
        raise SmsError(
            f"the anchor cannot be written below {root}: {error.strerror}; nothing was added"
        ) from None
    finally:
        for place in places.values():
            place.unlink(missing_ok=True)


def outside_copy(folder: Path) -> "Entries":
    """The anchors that somebody keeps elsewhere. Raises SmsError where there is no such folder."""
    if not folder.is_dir():
        raise SmsError(f"there is no folder {folder}")
    return on_disk(folder, outside=True)


def keep_token(root: Path, entry: "AnchorEntry") -> None:
    """Put the token of an anchor beside it. Raises SmsError where it has one already, or the disk refuses."""
    with _fresh(root, {entry.token_path: entry.token or b""}) as fresh:
        try:
            os.link(fresh[entry.token_path], root / entry.token_path)
        except FileExistsError:
            raise SmsError(f"anchor {entry.number} has a token already") from None
