"""Keys of OpenSSH and signatures by them, made without starting a program; byte for byte what `ssh-keygen` makes."""

import base64
from hashlib import sha512
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_ssh_private_key,
)

from sms_lint.outside.ssh_signature import Key, armoured

TYPE = "ssh-ed25519"


class Signer:
    """A key of Ed25519, and signatures by it in the form of OpenSSH."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.public = Key(TYPE, _string(TYPE.encode()) + _string(raw))

    def sign(self, message: bytes, namespace: str) -> bytes:
        name = namespace.encode()
        signed = b"SSHSIG" + b"".join(map(_string, (name, b"", b"sha512", sha512(message).digest())))
        inner = _string(TYPE.encode()) + _string(self._key.sign(signed))
        fields = b"".join(map(_string, (self.public.blob, name, b"", b"sha512", inner)))
        return armoured(b"SSHSIG" + (1).to_bytes(4, "big") + fields)


def _string(value: bytes) -> bytes:
    return len(value).to_bytes(4, "big") + value


def make_key(path: Path) -> None:
    """A new key in this file, and its public one beside it, as `ssh-keygen -t ed25519` makes them."""
    key = Ed25519PrivateKey.generate()
    path.touch(mode=0o600)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    public = base64.b64encode(Signer(key).public.blob).decode()
    path.with_name(f"{path.name}.pub").write_text(f"{TYPE} {public}\n", "utf-8")


def sign(message: bytes, key: Path, namespace: str) -> bytes:
    """The signature of some bytes with a key file."""
    private = load_ssh_private_key(key.read_bytes(), password=None)
    assert isinstance(private, Ed25519PrivateKey)
    return Signer(private).sign(message, namespace)
