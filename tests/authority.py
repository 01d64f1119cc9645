"""A timestamp authority of one's own, made with OpenSSL in a temporary folder."""

import subprocess
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_SETTINGS = """[tsa]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
_BEGIN, _END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 1, 1, tzinfo=UTC)


class Authority:
    """`pem` is the certificate that others trust; `answer` is what it says to a query.

    `begin` and `end` are the days of the certificate it signs with, `purpose` is what that one is for. `chain` puts
    the root into the answers too; `name` is that of the root. `names_certificate` says that its answers of another
    time name the certificate they are signed with, as they have to.
    """

    def __init__(
        self,
        folder: Path,
        *,
        begin: datetime = _BEGIN,
        end: datetime = _END,
        chain: bool = False,
        name: str = "",
        purpose: x509.ObjectIdentifier = ExtendedKeyUsageOID.TIME_STAMPING,
        names_certificate: bool = True,
    ) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        name = name or f"Example root {folder}"[-60:]
        root = _certificate(name, name, root_key, root_key, _BEGIN, _END, None)
        self.renewed = partial(_certificate, "Example authority", name, key, root_key, begin, end, purpose)
        self.own = self.renewed()
        self.names_certificate = names_certificate
        self.pem = root.public_bytes(Encoding.PEM)
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        files = {"root.pem": self.pem, "own.pem": self.own.public_bytes(Encoding.PEM), "own.key": private}
        files |= {"serial": b"01\n", "tsa.cnf": _SETTINGS.format(folder=folder).encode()}
        for name, content in files.items():
            (folder / name).write_bytes(content)
        self._chain = str(folder / "root.pem") if chain else ""

    def answer(self, query: bytes, at: datetime | None = None) -> bytes:
        """The answer to a query, now or as if it were given at another time."""
        if at is not None:
            return self._answer_at(query, at)
        (self.folder / "query.tsq").write_bytes(query)
        self._openssl("ts", "-reply", "-config", "tsa.cnf", "-section", "tsa", "-queryfile", "query.tsq", "-signer",
                      "own.pem", "-inkey", "own.key", *self._with("-chain"), "-out", "answer.tsr")  # fmt: skip
        return (self.folder / "answer.tsr").read_bytes()

    def _answer_at(self, query: bytes, at: datetime) -> bytes:
        """`openssl ts` knows the present only, so what is signed is written here."""
        imprint = query[5 : 7 + query[6]]
        moment = at.astimezone(UTC).strftime("%Y%m%d%H%M%S").encode()
        if at.microsecond:
            moment += f".{at.microsecond:06}".rstrip("0").encode()
        moment += b"Z"
        info = _der(
            0x30, b"\x02\x01\x01", b"\x06\x04\x2a\x03\x04\x01", imprint, b"\x02\x01\x07", _der(0x18, moment)
        )
        (self.folder / "info.der").write_bytes(info)
        named = ["-cades"] if self.names_certificate else []
        self._openssl("cms", "-sign", *named, "-binary", "-nodetach", "-md", "sha256", "-outform", "DER",
                      "-econtent_type", "1.2.840.113549.1.9.16.1.4", "-in", "info.der", "-signer", "own.pem",
                      "-inkey", "own.key", *self._with("-certfile"), "-out", "token.der")  # fmt: skip
        return _der(0x30, b"\x30\x03\x02\x01\x00", (self.folder / "token.der").read_bytes())

    def _with(self, option: str) -> list[str]:
        return [option, self._chain] if self._chain else []

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)


def _der(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 + len(length))) + length + content


def _certificate(
    subject: str,
    issuer: str,
    key: ec.EllipticCurvePrivateKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    begin: datetime,
    end: datetime,
    purpose: x509.ObjectIdentifier | None,
) -> x509.Certificate:
    def name(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    builder = (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=purpose is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if purpose is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    return builder.sign(issuer_key, hashes.SHA256())
