"""Packs for tests, and keys that sign without starting a program."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sms_lint.publish.pack import NAMESPACE, PackRefused, bag, sealed, stamped
from tests import ssh_keys

PAYLOAD = {
    "index.md": b"# A pack\n",
    "texts/POL-CHG/1.0.md": b"---\nid: POL-CHG\n---\nEvery change is approved.\n",
    "texts/POL-CHG/1.1.md": b"---\nid: POL-CHG\n---\nEvery change is approved before it is made.\n",
    "records/registers/change.yml": b"entries: []\n",
    "records/empty.yml": b"",
    "repository.bundle": bytes(range(256)) * 5,
}
INFO = {
    "Bagging-Date": "2026-12-31", "Source-Organization": "Example",
    "Branch": "main", "Accepted-Branch": "main", "Branch-State": "accepted", "Branch-Reason": "on it",
}  # fmt: skip


class Signer(ssh_keys.Signer):
    """A key that is always the same for a seed, and signs packs where nothing else is said."""

    def __init__(self, seed: str) -> None:
        super().__init__(Ed25519PrivateKey.from_private_bytes(sha256(seed.encode()).digest()))

    def sign(self, message: bytes, namespace: str = NAMESPACE) -> bytes:
        return super().sign(message, namespace)


OWNER, STRANGER = Signer("owner"), Signer("stranger")
TRUSTED = {"P-0001": (OWNER.public,)}
MOMENT = datetime(2026, 12, 31, 12, tzinfo=UTC)


def token_of(data: bytes) -> bytes:
    """What stands for the token of an authority in tests of the pack itself."""
    return b"token over " + sha256(data).hexdigest().encode()


def check_token(data: bytes, token: bytes) -> datetime | PackRefused:
    return MOMENT if token == token_of(data) else PackRefused("it covers something else")


def pack(
    payload: Mapping[str, bytes] = PAYLOAD, *, by: Signer = OWNER, token: bool = False
) -> dict[str, bytes]:
    """A signed pack, with a timestamp if asked for."""
    said = {**INFO, "Timestamp-Token": "tagmanifest-sha256.txt.sig.tsr"} if token else INFO
    signed = sealed(bag(payload, said), by.sign)
    return dict(stamped(signed, token_of(signed["tagmanifest-sha256.txt.sig"])) if token else signed)
