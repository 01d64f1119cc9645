"""Packs for tests, and keys that sign without starting a program."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sms_lint.outside.ssh_signature import Key, armoured
from sms_lint.publish.pack import NAMESPACE, PackRefused, bag, sealed, stamped

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


class Signer:
    """A key of Ed25519, and signatures by it in the form of OpenSSH."""

    def __init__(self, seed: str) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(sha256(seed.encode()).digest())
        raw = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.public = Key("ssh-ed25519", _string(b"ssh-ed25519") + _string(raw))

    def sign(self, message: bytes, namespace: str = NAMESPACE) -> bytes:
        from hashlib import sha512

        name = namespace.encode()
        signed = b"SSHSIG" + b"".join(map(_string, (name, b"", b"sha512", sha512(message).digest())))
        inner = _string(b"ssh-ed25519") + _string(self._key.sign(signed))
        fields = b"".join(map(_string, (self.public.blob, name, b"", b"sha512", inner)))
        return armoured(b"SSHSIG" + (1).to_bytes(4, "big") + fields)


def _string(value: bytes) -> bytes:
    return len(value).to_bytes(4, "big") + value


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
