"""Questions to an authority, and the check of its answers, by the program `openssl`."""

import hashlib
import os
import subprocess
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.x509 import load_pem_x509_certificates

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import lay_out, read_plain
from sms_lint.outside.timestamp.der import TimestampError, covers, in_order, read_answer

_SECONDS = 30
# What `openssl` says where the certificate of who signed does not lead to one that is trusted.
_STRANGE = (
    "unable to get local issuer certificate",
    "unable to get issuer certificate",
    "self signed certificate",
    "self-signed certificate",
    "unable to verify the first certificate",
)
_REASONS = (
    ("message imprint mismatch", "the timestamp is for other bytes: they were changed, or it is another file's"),
    ("certificate has expired", "the authority's certificate had expired at the time that it states"),
    ("certificate is not yet valid", "the authority's certificate was not valid yet at the time that it states"),
    ("certificate purpose", "it was signed with a certificate that is not for timestamps"),
    ("ee key too small", "the authority's key is too weak"),
)  # fmt: skip


def query(data: bytes) -> bytes:
    """What is sent to an authority for a timestamp over bytes; it holds their digest (SHA-256), nothing else of them.

    Raises SmsError where `openssl` is missing or refuses.
    """
    digest = hashlib.sha256(data).hexdigest()
    with TemporaryDirectory(prefix="sms-lint-timestamp-") as folder:
        asked = Path(folder) / "query.tsq"
        try:
            done = _openssl("-query", "-sha256", "-digest", digest, "-no_nonce", "-cert", "-out", str(asked))
        except FileNotFoundError:
            raise SmsError("`openssl` is not installed; install OpenSSL to ask for a timestamp") from None
        except subprocess.TimeoutExpired:
            raise SmsError(f"`openssl` did not answer within {_SECONDS} seconds") from None
        if done.returncode != 0 or not asked.is_file():
            raise SmsError(f"`openssl` made no query: {_last(done)}")
        return read_plain(Path(folder), asked.name)


def check_token(data: bytes, token: bytes, authority_pem: bytes) -> datetime:
    """The time (UTC) at which an authority vouches for bytes by its answer `token`.

    `authority_pem` are the certificates that are trusted. They have to be valid at that time, not today: a timestamp
    keeps its worth after the certificate has run out. Raises TimestampError where the answer does not count.
    """
    token_content = read_answer(token)
    if not in_order(token_content):
        raise TimestampError(
            "its certificates are not in the order that the standard asks for, so not every program accepts it; "
            "`sms-lint anchor --token` puts them in order"
        )
    if not covers(data, token):
        raise TimestampError(_REASONS[0][1])
    _refuse_unreadable(authority_pem)
    with TemporaryDirectory(prefix="sms-lint-timestamp-") as folder:
        try:
            done = _verify(Path(folder), data, token, authority_pem, token_content.time)
        except FileNotFoundError:
            raise TimestampError(
                "`openssl` is not installed, so no timestamp can be checked", unknown=True
            ) from None
        except subprocess.TimeoutExpired:
            raise TimestampError(
                f"`openssl` did not answer within {_SECONDS} seconds", unknown=True
            ) from None
    if done.returncode != 0 or b"Verification: OK" not in done.stdout + done.stderr:
        raise _refusal(done)
    return token_content.time


def _refuse_unreadable(authority_pem: bytes) -> None:
    if not authority_pem.strip():
        raise TimestampError("there is no certificate of an authority to check it with", unknown=True)
    try:
        load_pem_x509_certificates(authority_pem)
    except ValueError:
        raise TimestampError(
            "the file kept as the authority's certificate is not a certificate (PEM)", unknown=True
        ) from None


def _verify(
    folder: Path, data: bytes, token: bytes, authority_pem: bytes, at: datetime
) -> "subprocess.CompletedProcess[bytes]":
    files = {"data": data, "token.tsr": token, "authority.pem": authority_pem}
    lay_out(folder, files)
    named = [str(folder / name) for name in files]
    return _openssl(
        "-verify",
        "-data",
        named[0],
        "-in",
        named[1],
        "-CAfile",
        named[2],
        "-attime",
        str(int(at.timestamp())),
    )


def _openssl(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
    """Start the program without anybody's settings: these may name others to be started."""
    kept = {
        name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ
    }
    return subprocess.run(
        ["openssl", "ts", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=_SECONDS,
        env={**kept, "OPENSSL_CONF": os.devnull, "LC_ALL": "C"},
    )


def _refusal(done: "subprocess.CompletedProcess[bytes]") -> TimestampError:
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    if any(phrase in said for phrase in _STRANGE):
        return TimestampError(
            "it is from an authority that is not trusted, so it cannot be checked", unknown=True
        )
    if "Verification: FAILED" not in said:
        return TimestampError(f"`openssl` did not check it: {_last(done)}", unknown=True)
    why = next((sentence for reason, sentence in _REASONS if reason in said), "")
    return TimestampError(why or f"its signature does not hold: {_last(done)}")


def _last(done: "subprocess.CompletedProcess[bytes]") -> str:
    """The reason in the last line of what `openssl` said, without the numbers around it."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    parts = [part for part in (lines[-1] if lines else "").split(":") if part.strip()]
    reasons = [part for part in parts if " " in part.strip() and "routines" not in part]
    return (reasons[-1] if reasons else parts[-1] if parts else "it gave no reason").strip()[:200]
