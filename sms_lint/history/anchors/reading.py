"""Certificates of timestamp authorities as a commit holds them."""

import hashlib
from collections.abc import Iterable

from sms_lint.ground.errors import SmsError
from sms_lint.outside.git import PLAIN_MODES, Repository


def certificates_at(
    repository: Repository, commit: str, named: Iterable[tuple[str, str]]
) -> tuple[bytes, ...]:
    """The certificates (PEM) that a commit holds, named by their paths and by the SHA-256 that they have to have.

    Raises SmsError where there is no such file, or where it is another one.
    """
    tree = repository.tree(commit)
    found = []
    for path, digest in named:
        mode, identity = tree.get(path, ("", ""))
        raw = repository.blobs([identity]).get(identity) if mode in PLAIN_MODES else None
        if raw is None:
            raise SmsError(
                f"trust.yml names `{path}` for a timestamp authority, but there is no such file; commit it first"
            )
        if hashlib.sha256(raw).hexdigest() != digest:
            raise SmsError(
                f"`{path}` is not the file whose SHA-256 trust.yml names for a timestamp authority"
            )
        found.append(raw)
    return tuple(found)
