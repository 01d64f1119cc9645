"""The invented timestamp authority: its certificate, and its answers (RFC 3161) for any moment.

Nothing in it depends on when or where it runs: keys come from names, numbers from what is stamped, and the signatures
are the deterministic ones of RFC 6979.
"""

import hashlib
from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tooling.example_history.keys import authority_key

_ROOT, _SIGNER = "Fenmoor example timestamps, root", "Fenmoor example timestamps"
_BEGIN, _END = datetime(2025, 1, 1, tzinfo=UTC), datetime(2045, 1, 1, tzinfo=UTC)
_SEQUENCE, _SET, _OCTETS, _INTEGER, _OID, _NULL, _TIME = 0x30, 0x31, 0x04, 0x02, 0x06, 0x05, 0x18
_SIGNED_DATA = "2a864886f70d010702"
_TST_INFO = "2a864886f70d0109100104"
_CONTENT_TYPE, _MESSAGE_DIGEST = "2a864886f70d010903", "2a864886f70d010904"
_SIGNING_CERTIFICATE = "2a864886f70d010910022f"
_SHA256, _ECDSA_SHA256 = "608648016503040201", "2a8648ce3d040302"
_POLICY = "2a030401"  # 1.2.3.4.1, which the documentation of OpenSSL uses in examples


def certificates() -> bytes:
    """The certificate (PEM) that trust.yml names."""
    return _certificate(_ROOT).public_bytes(Encoding.PEM)


def token(message: bytes, at: datetime) -> bytes:
    """The answer of the authority to a query for these bytes, given at a moment."""
    imprint = _der(_SEQUENCE, _algorithm(_SHA256), _der(_OCTETS, hashlib.sha256(message).digest()))
    moment = at.astimezone(UTC).strftime("%Y%m%d%H%M%SZ").encode()
    number = int.from_bytes(hashlib.sha256(moment + message).digest()[:8], "big")
    info = _der(
        _SEQUENCE, _integer(1), _oid(_POLICY), imprint, _integer(number), _der(_TIME, moment)
    )  # fmt: skip
    kind = _der(_SEQUENCE, _oid(_SIGNED_DATA), _der(0xA0, _signed_data(info)))
    return _der(_SEQUENCE, _der(_SEQUENCE, _integer(0)), kind)


def _signed_data(info: bytes) -> bytes:
    signer = _certificate(_SIGNER)
    content = _der(_SEQUENCE, _oid(_TST_INFO), _der(0xA0, _der(_OCTETS, info)))
    every = _der(0xA0, signer.public_bytes(Encoding.DER))
    return _der(
        _SEQUENCE, _integer(3), _der(_SET, _algorithm(_SHA256)), content, every, _der(_SET, _signer_info(signer, info))
    )  # fmt: skip


def _signer_info(signer: x509.Certificate, info: bytes) -> bytes:
    digest = hashlib.sha256(signer.public_bytes(Encoding.DER)).digest()
    named = _der(_SEQUENCE, _der(_SEQUENCE, _der(_SEQUENCE, _der(_OCTETS, digest))))
    attributes = sorted((
        _attribute(_CONTENT_TYPE, _oid(_TST_INFO)),
        _attribute(_MESSAGE_DIGEST, _der(_OCTETS, hashlib.sha256(info).digest())),
        _attribute(_SIGNING_CERTIFICATE, named),
    ))  # fmt: skip
    signed = authority_key(_SIGNER).sign(
        _der(_SET, *attributes), ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
    )
    issuer = _der(_SEQUENCE, signer.issuer.public_bytes(), _integer(signer.serial_number))
    return _der(
        _SEQUENCE, _integer(1), issuer, _algorithm(_SHA256), _der(0xA0, *attributes),
        _der(_SEQUENCE, _oid(_ECDSA_SHA256)), _der(_OCTETS, signed),
    )  # fmt: skip


def _attribute(oid: str, value: bytes) -> bytes:
    return _der(_SEQUENCE, _oid(oid), _der(_SET, value))


def _algorithm(oid: str) -> bytes:
    return _der(_SEQUENCE, _oid(oid), _der(_NULL))


def _oid(content: str) -> bytes:
    return _der(_OID, bytes.fromhex(content))


def _integer(value: int) -> bytes:
    return _der(_INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 + len(length))) + length + content


@cache
def _certificate(subject: str) -> x509.Certificate:
    """The root, which signs itself, or the one that signs answers."""
    own = authority_key(subject)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(_ROOT))
        .public_key(own.public_key())
        .serial_number(int.from_bytes(hashlib.sha256(subject.encode()).digest()[:8], "big") >> 1)
        .not_valid_before(_BEGIN)
        .not_valid_after(_END)
        .add_extension(x509.BasicConstraints(ca=subject == _ROOT, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
    )
    if subject != _ROOT:
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
        )
    return builder.sign(authority_key(_ROOT), hashes.SHA256(), ecdsa_deterministic=True)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
