"""Questions to an authority, and the check of its answers (RFC 3161) in this process."""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from warnings import catch_warnings

from cryptography.x509 import (
    InvalidVersion,
    Name,
    load_der_x509_certificate,
    load_pem_x509_certificates,
)
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    Verifier,
    VerifierBuilder,
    decode_timestamp_response,
)

from sms_lint.outside.timestamp.der import (
    TimestampError,
    TokenContent,
    damaged,
    in_order,
    is_about,
    read_answer,
)

# What the library says where the certificate of who signed does not lead to one that is trusted.
_STRANGE = (
    "unable to get local issuer certificate",
    "unable to get issuer certificate",
    "self signed certificate",
    "self-signed certificate",
    "unable to verify the first certificate",
)
_REASONS = (
    ("certificate has expired", "the authority's certificate had expired at the time that it states"),
    ("certificate is not yet valid", "the authority's certificate was not valid yet at the time that it states"),
    ("certificate purpose", "it was signed with a certificate that is not for timestamps"),
    ("EKU extension", "it was signed with a certificate that is not for timestamps"),
    ("ee key too small", "the authority's key is too weak"),
)  # fmt: skip
# By whom a certificate was issued, and its number there: two of them never have both alike.
_Name = tuple[Name, int]
_SAID = re.compile(r'(?:reason: "|Verify error: )([^"]+)"')


def query(data: bytes) -> bytes:
    """What is sent to an authority for a timestamp over bytes; of these it holds their digest (SHA-256) alone."""
    builder = TimestampRequestBuilder(data, HashAlgorithm.SHA256, nonce=False, cert_req=True)
    return builder.build().as_bytes()


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
    if not is_about(data, token_content):
        raise TimestampError("the timestamp is for other bytes: they were changed, or it is another file's")
    verifier, names = _verifier(authority_pem), _names(token_content)
    try:
        answer = decode_timestamp_response(token_content.granted)
        verifier.verify(answer, token_content.digest)
    except VerificationError as error:
        raise _refusal(str(error)) from None
    except ValueError:
        raise damaged() from None
    _refuse_exchanged_signer(answer, token_content, names)
    return token_content.time


@lru_cache(maxsize=16)
def _verifier(authority_pem: bytes) -> Verifier:
    """What checks answers against the certificates that are trusted."""
    if not authority_pem.strip():
        raise TimestampError("there is no certificate of an authority to check it with", unknown=True)
    try:
        trusted = load_pem_x509_certificates(authority_pem)
    except ValueError:
        raise TimestampError(
            "the file kept as the authority's certificate is not a certificate (PEM)", unknown=True
        ) from None
    return VerifierBuilder(roots=list(dict.fromkeys(trusted))).build()


def _names(token_content: TokenContent) -> tuple[_Name, ...]:
    """How the certificates of an answer are called; one that the library would only warn of is refused."""
    with catch_warnings(action="error", category=UserWarning):
        try:
            return tuple(map(_name, token_content.certificates))
        except (ValueError, InvalidVersion, UserWarning):
            raise damaged() from None


@lru_cache(maxsize=16)
def _name(raw: bytes) -> _Name:
    certificate = load_der_x509_certificate(raw)
    return certificate.issuer, certificate.serial_number


def _refuse_exchanged_signer(
    answer: TimeStampResponse, token_content: TokenContent, names: Iterable[_Name]
) -> None:
    """An authority signs by which certificate it signs (RFC 5816): another one with the same key does not count."""
    if token_content.signer is None:
        raise TimestampError("it does not say by which certificate it was signed, as the standard asks for")
    hash_, digest = token_content.signer
    [signer] = answer.signed_data.signer_infos
    for raw, name in zip(token_content.certificates, names, strict=True):
        if name == (signer.issuer, signer.serial_number) and hashlib.new(hash_, raw).digest() == digest:
            return
    raise TimestampError("its certificate is not the one that the authority signed it with")


def _refusal(said: str) -> TimestampError:
    """Why an answer does not count, out of what the library says of it."""
    if any(phrase in said for phrase in _STRANGE):
        return TimestampError(
            "it is from an authority that is not trusted, so it cannot be checked", unknown=True
        )
    why = next((sentence for reason, sentence in _REASONS if reason in said), "")
    reasons = _SAID.findall(said) or [said]
    return TimestampError(why or f"its signature does not hold: {reasons[-1][:200]}")
