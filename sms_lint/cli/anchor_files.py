"""The files of anchors on the disk: read, and written whole or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import PlainFiles, create_all, refuse_links

if TYPE_CHECKING:
    from sms_lint.history.anchors import AnchorEntry, Entries

# Certificates of an authority may be many; everything else here is far smaller.
MOST_BYTES = 1024 * 1024 + 1


def on_disk(root: Path, *, outside: bool = False) -> "Entries":
    """The anchors below a root, or in a folder outside that holds them itself. A link or folder counts as empty.

    Raises SmsError where one cannot be read.
    """
    from sms_lint.history.anchors import FOLDER, read_entries

    refuse_links(root, FOLDER)
    folder = root / FOLDER
    if outside and not folder.is_dir():
        folder = root
    plain, found = PlainFiles(folder), {}
    try:
        for path in folder.iterdir() if folder.is_dir() else ():
            counts = plain.is_file(path.name) and not path.name.startswith(".")
            found[f"{FOLDER}/{path.name}"] = _beginning(plain, path.name) if counts else b""
    except OSError as error:
        raise SmsError(f"{folder} cannot be read: {error.strerror}") from None
    return read_entries(found)


def _beginning(plain: PlainFiles, name: str) -> bytes:
    with plain.open(name) as stream:
        return stream.read(MOST_BYTES)


def written(root: Path, entry: "AnchorEntry") -> bool:
    """Keep an anchor, with its token where it has one; False where somebody else has taken its number.

    Where the anchor is ours already, another run has seen it there and has added a token, as good as this.
    Raises SmsError where the disk refuses; nothing is left then.
    """
    files = {entry.path: entry.raw} | ({entry.token_path: entry.token} if entry.token is not None else {})
    return _created(root, files)


def _created(root: Path, files: dict[str, bytes]) -> bool:
    try:
        return create_all(root, files)
    except OSError as error:
        raise SmsError(
            f"the anchor cannot be written below {root}: {error.strerror}; nothing was added"
        ) from None


def outside_copy(folder: Path) -> "Entries":
    """The anchors that somebody keeps elsewhere. Raises SmsError where there is no such folder."""
    if not folder.is_dir():
        raise SmsError(f"there is no folder {folder}")
    return on_disk(folder, outside=True)


def keep_token(root: Path, entry: "AnchorEntry") -> None:
    """Put the token of an anchor beside it. Raises SmsError where it has one already, or the disk refuses."""
    if not _created(root, {entry.token_path: entry.token or b""}):
        raise SmsError(f"anchor {entry.number} has a token already")
