"""One anchor: which commit the branch had, what it held, and which anchor came before. One byte form is allowed."""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property

FOLDER = "records/anchors"
# How the files are named: by the number, six digits long.
ANCHOR_FILE = re.compile(r"(\d{6})\.(json|tsr)")
MOST_BYTES = 64 * 1024
MOST_ENTRIES = 999_999
_FORMAT = "sms-lint-anchor-1"
# In the order of the alphabet, as they are written.
_FIELDS = ("branch", "format", "head", "number", "previous", "repository", "tree")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FORMS = (
    ("head", re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}"), False),
    ("previous", _SHA256, True),
    ("tree", _SHA256, False),
)


class AnchorError(Exception):
    """Why these bytes are no anchor, in a sentence."""


@dataclass(frozen=True)
class AnchorEntry:
    """The anchor for a commit, `head`.

    `tree` is the digest of all files of that commit (see `trees`), `previous` the SHA-256 of the entry before, empty
    for the first. `repository` and `branch` are what the trust settings call them; empty where there are none.
    `token` is what an authority answered for these bytes; None where there is no answer.
    """

    number: int
    head: str
    tree: str
    previous: str
    repository: str = ""
    branch: str = ""
    token: bytes | None = None

    @property
    def path(self) -> str:
        """The path of the anchor, from the root."""
        return f"{FOLDER}/{self.number:06}.json"

    @property
    def token_path(self) -> str:
        """The path of its token, from the root."""
        return f"{FOLDER}/{self.number:06}.tsr"

    @cached_property
    def raw(self) -> bytes:
        """The anchor in bytes, as it is kept."""
        return entry_bytes(self)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its bytes, by which the next anchor names it."""
        return hashlib.sha256(self.raw).hexdigest()


def entry_bytes(entry: AnchorEntry) -> bytes:
    """The anchor in its canonical form: keys in order, no spaces, UTF-8, a line end at the end."""
    whole = {name: _FORMAT if name == "format" else getattr(entry, name) for name in _FIELDS}
    return (json.dumps(whole, separators=(",", ":"), ensure_ascii=False) + "\n").encode()


def read_entry(raw: bytes, token: bytes | None = None) -> AnchorEntry:
    """Read an anchor from bytes. Raises AnchorError where they are something else, or in another form."""
    if len(raw) > MOST_BYTES:
        raise AnchorError("the file is too large for an anchor")
    try:
        whole = json.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise AnchorError("the file is not JSON in UTF-8, or it is cut off") from None
    _exactly(whole)
    if whole["format"] != _FORMAT:
        raise AnchorError("this is an anchor of another type, or of a newer version of this program")
    number = whole["number"]
    if type(number) is not int or not 1 <= number <= MOST_ENTRIES:
        raise AnchorError(f"`number` is not a whole number from 1 to {MOST_ENTRIES}")
    texts = {name: whole[name] for name in _FIELDS if name not in ("format", "number")}
    if wrong := [name for name, value in texts.items() if not isinstance(value, str) or not _plain(value)]:
        raise AnchorError(f"`{wrong[0]}` is not plain text")
    for name, form, empty in _FORMS:
        if not form.fullmatch(texts[name]) and not (empty and not texts[name]):
            raise AnchorError(f"`{name}` does not have the expected form: `{texts[name][:80]}`")
    anchor = AnchorEntry(number=number, token=token, **texts)
    if anchor.raw != raw:
        raise AnchorError(
            "the file is not in the only allowed form: it has a key twice, spaces or another order"
        )
    return anchor


def _plain(value: str) -> bool:
    return len(value) <= 1000 and value.isprintable()


def _exactly(whole: object) -> None:
    if not isinstance(whole, dict):
        raise AnchorError("the file is not a group of fields")
    for name in whole:
        if name not in _FIELDS:
            raise AnchorError(f"it has an unknown field: `{str(name)[:80]}`")
    for name in _FIELDS:
        if name not in whole:
            raise AnchorError(f"it has no `{name}`")
