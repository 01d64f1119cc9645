"""Detached signatures of OpenSSH (`ssh-keygen -Y sign`), checked without starting a program, and made by that one.

The form is that of `PROTOCOL.sshsig` in OpenSSH: an armoured blob that names its key, a namespace and a hash.
"""

import base64
import binascii
import hashlib
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa, utils
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm
from cryptography.hazmat.primitives.serialization import SSHPublicKeyTypes, load_ssh_public_key

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import read_given

_BEGIN, _END = b"-----BEGIN SSH SIGNATURE-----", b"-----END SSH SIGNATURE-----"
_MAGIC, _VERSION = b"SSHSIG", 1
_LINE = 70
# Far above what OpenSSH writes; a larger file is no signature and is not taken apart.
MOST_BYTES = 16 * 1024
_LEAST_RSA = 2048
_TYPES = frozenset({"ssh-ed25519", "ssh-rsa", *(f"ecdsa-sha2-nistp{size}" for size in (256, 384, 521))})
_CURVES: dict[str, HashAlgorithm] = {"nistp256": SHA256(), "nistp384": SHA384(), "nistp521": SHA512()}


class SignatureError(Exception):
    """Why a signature does not hold, in a sentence; `unknown` where this program cannot tell."""

    def __init__(self, why: str, *, unknown: bool = False) -> None:
        super().__init__(why)
        self.unknown = unknown


@dataclass(frozen=True)
class Key:
    """A public key: its type as OpenSSH names it, and the blob that identifies it."""

    type: str
    blob: bytes

    @property
    def fingerprint(self) -> str:
        """As `ssh-keygen -l` prints it, such as `SHA256:uNiVztksCsDhcc0u9e8BrQ…`."""
        digest = base64.b64encode(hashlib.sha256(self.blob).digest()).decode().removesuffix("=")
        return f"SHA256:{digest}"

    @property
    def line(self) -> str:
        """As it stands in a `.pub` file, without a comment."""
        return f"{self.type} {base64.b64encode(self.blob).decode()}"


def read_key(line: str) -> Key:
    """The key of a `.pub` file's line. Raises SignatureError where the line is none."""
    words = line.split()
    if len(words) < 2:
        raise SignatureError("this is not a public key: that is a type and a long word, as in a `.pub` file")
    try:
        blob = base64.b64decode(words[1], validate=True)
        name, _ = _text(blob, 0)
    except (binascii.Error, _ShortError):
        raise SignatureError("this is not a public key: its long word is not complete") from None
    if name != words[0].encode():
        raise SignatureError(f"the public key has another type than `{words[0]}`")
    return Key(words[0], blob)


def signer(message: bytes, signature: bytes, namespace: str) -> Key:
    """The key whose signature over `message` this is, made for `namespace`; it says nothing of whose key it is.

    Raises SignatureError where the signature does not hold.
    """
    parts = _read(signature)
    if parts.namespace != namespace:
        raise SignatureError(f"it was made for `{parts.namespace}`, not for `{namespace}`")
    fields = (namespace.encode(), b"", parts.hash.encode(), parts.digest(message))
    signed = _MAGIC + b"".join(map(_string, fields))
    _check(parts, signed)
    return parts.key


def key_in(signature: bytes) -> Key | None:
    """The key that a signature names, whether or not the signature holds; None where it is none of OpenSSH."""
    try:
        return _read(signature.rstrip(b"\n") + b"\n").key
    except SignatureError:
        return None


def sign(message: Path, key: Path, namespace: str) -> bytes:
    """The signature of a file's bytes. Raises SmsError where `ssh-keygen` is missing or refuses."""
    return sign_bytes(read_given(message), key, namespace)


def sign_bytes(message: bytes, key: Path, namespace: str) -> bytes:
    """The signature of some bytes, made by `ssh-keygen` with a key file, or with an agent's key by its `.pub`.

    Raises SmsError where the program is missing or refuses.
    """
    if not key.is_file():
        raise SmsError(f"there is no key {key}; name the file of your SSH key with --key")
    command = ["ssh-keygen", "-Y", "sign", "-q", "-n", namespace, "-f", str(key.resolve())]
    try:
        done = subprocess.run(command, input=message, capture_output=True, check=False)
    except FileNotFoundError:
        raise SmsError("`ssh-keygen` is not installed; install OpenSSH to sign") from None
    if done.returncode != 0 or not done.stdout.startswith(_BEGIN):
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SmsError(f"`ssh-keygen` did not sign with {key}: {said[-1] if said else 'it gave no reason'}")
    return done.stdout


@dataclass(frozen=True)
class _Parts:
    key: Key
    namespace: str
    hash: str
    algorithm: str
    raw: bytes

    def digest(self, message: bytes) -> bytes:
        return hashlib.new(self.hash, message).digest()


class _ShortError(Exception):
    """A field goes beyond the end."""


def _string(value: bytes) -> bytes:
    return len(value).to_bytes(4, "big") + value


def _text(data: bytes, at: int) -> tuple[bytes, int]:
    start = at + 4
    end = start + int.from_bytes(data[at:start], "big")
    if start > len(data) or end > len(data):
        raise _ShortError
    return data[start:end], end


def _unarmoured(signature: bytes) -> bytes:
    lines = signature.splitlines()
    if len(signature) > MOST_BYTES or len(lines) < 3 or lines[0] != _BEGIN or lines[-1] != _END:
        raise SignatureError("this is not a signature made by `ssh-keygen -Y sign`, or it is cut off")
    try:
        blob = base64.b64decode(b"".join(lines[1:-1]), validate=True)
    except binascii.Error:
        raise SignatureError("the signature is damaged") from None
    if armoured(blob) != signature:  # one form only: else bytes could be changed without any effect
        raise SignatureError("the signature is not in the form that `ssh-keygen` writes")
    return blob


def armoured(blob: bytes) -> bytes:
    """The text form of a signature, byte for byte as OpenSSH writes it."""
    body = base64.b64encode(blob)
    lines = [body[at : at + _LINE] for at in range(0, len(body), _LINE)]
    return b"\n".join((_BEGIN, *lines, _END, b""))


def _read(signature: bytes) -> _Parts:
    blob = _unarmoured(signature)
    if not blob.startswith(_MAGIC) or int.from_bytes(blob[6:10], "big") != _VERSION:
        raise SignatureError("the signature has an unknown form")
    try:
        fields, at = [], 10
        for _ in range(5):
            field, at = _text(blob, at)
            fields.append(field)
        key, namespace, reserved, digest, inner = fields
        type_, _ = _text(key, 0)
        algorithm, end = _text(inner, 0)
        raw, end = _text(inner, end)
        rest = inner[end:]
    except _ShortError:
        raise SignatureError("the signature is cut off") from None
    if at != len(blob) or reserved:
        raise SignatureError("the signature contains more than it should")
    if digest not in (b"sha512", b"sha256"):
        raise SignatureError("the signature names a hash that is not allowed")
    name = type_.decode("ascii", "replace")
    if name.startswith("sk-"):  # a security key signs its counter too
        return _Parts(Key(name, key), _plain(namespace), digest.decode(), _plain(algorithm), raw + rest)
    if rest:
        raise SignatureError("the signature contains more than it should")
    return _Parts(Key(name, key), _plain(namespace), digest.decode(), _plain(algorithm), raw)


def _plain(value: bytes) -> str:
    return value.decode("utf-8", "replace")


@lru_cache(maxsize=256)  # few keys sign all statements
def _public_key(key: Key) -> SSHPublicKeyTypes:
    return load_ssh_public_key(key.line.encode())


def _check(parts: _Parts, signed: bytes) -> None:
    wrong = SignatureError(
        "the signature does not belong to these bytes: they were changed, or it is the signature of something else"
    )
    if parts.key.type.startswith("sk-"):
        _check_security_key(parts, signed, wrong)
        return
    if parts.key.type not in _TYPES:
        raise SignatureError(f"keys of the type `{parts.key.type}` cannot be checked", unknown=True)
    try:
        key = _public_key(parts.key)
    except (ValueError, NotImplementedError, UnsupportedAlgorithm):
        raise SignatureError("the key in the signature is damaged") from None
    try:
        if isinstance(key, ed25519.Ed25519PublicKey) and parts.algorithm == "ssh-ed25519":
            key.verify(parts.raw, signed)
        elif isinstance(key, rsa.RSAPublicKey) and parts.algorithm in _RSA and key.key_size >= _LEAST_RSA:
            key.verify(parts.raw, signed, padding.PKCS1v15(), _RSA[parts.algorithm])
        elif isinstance(key, ec.EllipticCurvePublicKey) and parts.algorithm == parts.key.type:
            key.verify(_as_der(parts.raw), signed, ec.ECDSA(_CURVES[parts.algorithm.rpartition("-")[2]]))
        else:
            raise SignatureError(f"a key of the type `{parts.key.type}` may not sign by `{parts.algorithm}`")
    except (InvalidSignature, ValueError):
        raise wrong from None


_RSA: dict[str, HashAlgorithm] = {"rsa-sha2-256": SHA256(), "rsa-sha2-512": SHA512()}


def _as_der(raw: bytes) -> bytes:
    """The two numbers of an ECDSA signature, which OpenSSH writes one after the other."""
    try:
        first, at = _text(raw, 0)
        second, end = _text(raw, at)
    except _ShortError:
        raise ValueError from None
    if end != len(raw):
        raise ValueError
    return utils.encode_dss_signature(int.from_bytes(first, "big"), int.from_bytes(second, "big"))


def _check_security_key(parts: _Parts, signed: bytes, wrong: SignatureError) -> None:
    """A FIDO key (`sk-…`) signs the hash of its application, its flags and counter, and the hash of the message."""
    raw, tail = parts.raw[:-5], parts.raw[-5:]
    try:
        name, at = _text(parts.key.blob, 0)
        if name.startswith(b"sk-ssh-ed25519"):
            point, at = _text(parts.key.blob, at)
            application, _ = _text(parts.key.blob, at)
        else:
            _, at = _text(parts.key.blob, at)
            point, at = _text(parts.key.blob, at)
            application, _ = _text(parts.key.blob, at)
        data = hashlib.sha256(application).digest() + tail + hashlib.sha256(signed).digest()
        if parts.algorithm != parts.key.type or not tail[0] & 1:  # bit 1: somebody touched the key
            raise wrong
        if name.startswith(b"sk-ssh-ed25519"):
            ed25519.Ed25519PublicKey.from_public_bytes(point).verify(raw, data)
        else:
            elliptic = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
            elliptic.verify(_as_der(raw), data, ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError, IndexError, _ShortError):
        raise wrong from None


def allowed_signers(keys: dict[str, tuple[Key, ...]], namespace: str) -> str:
    """The file that `ssh-keygen -Y verify -f` takes: a line for each key of each person or robot."""
    lines = [
        f'{who} namespaces="{namespace}" {key.line}' for who, every in sorted(keys.items()) for key in every
    ]
    return "".join(f"{line}\n" for line in lines)
