"""Keys of the invented persons and robots, and what these sign. Everybody can make them, so they prove nothing."""

import hashlib

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sms_lint.model.statement import NAMESPACE
from sms_lint.outside.ssh_signature import Key, armoured, read_key

_CURVE = ec.SECP256R1()
# The order of that curve, by SEC 2; private keys are smaller.
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def _seed(name: str) -> bytes:
    return hashlib.sha256(f"example key of {name}".encode()).digest()


def signing_key(name: str) -> Ed25519PrivateKey:
    """The key with which somebody in the example signs."""
    return Ed25519PrivateKey.from_private_bytes(_seed(name))


def public_key(name: str) -> Key:
    """Its public half, as it stands in trust.yml."""
    raw = signing_key(name).public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    return read_key(raw.decode())


def authority_key(name: str) -> ec.EllipticCurvePrivateKey:
    """The key of a timestamp authority in the example; such keys have another form than those of persons."""
    return ec.derive_private_key(int.from_bytes(_seed(name), "big") % (_ORDER - 1) + 1, _CURVE)


def signature(name: str, message: bytes) -> bytes:
    """What `ssh-keygen -Y sign` writes for a statement, made without starting it (`PROTOCOL.sshsig` of OpenSSH)."""
    namespace, hash_name = NAMESPACE.encode(), b"sha512"
    digest = hashlib.sha512(message).digest()
    signed = b"SSHSIG" + b"".join(map(_string, (namespace, b"", hash_name, digest)))
    own = _string(b"ssh-ed25519") + _string(signing_key(name).sign(signed))
    fields = (public_key(name).blob, namespace, b"", hash_name, own)
    return armoured(b"SSHSIG" + (1).to_bytes(4, "big") + b"".join(map(_string, fields)))


def _string(value: bytes) -> bytes:
    return len(value).to_bytes(4, "big") + value
