"""What an authority's answer says, read strictly: one form only, so that no two programs read it differently.

The form is that of RFC 3161 (`TimeStampResp`) in DER.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

# Far above what an authority answers, with a chain of certificates in it.
MOST_BYTES = 64 * 1024
_INTEGER, _OCTETS, _OID, _TIME, _SEQUENCE, _SET = 0x02, 0x04, 0x06, 0x18, 0x30, 0x31
_FIRST = 0xA0  # the tag [0]
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_TST_INFO = bytes.fromhex("2a864886f70d0109100104")
_HASHES = {
    bytes.fromhex(f"60864801650304020{last}"): name
    for last, name in enumerate(("sha256", "sha384", "sha512"), start=1)
}
# What an authority signs to say by which certificate (RFC 3161 by SHA-1, RFC 5816 by any hash).
_SIGNING_CERTIFICATE = bytes.fromhex("2a864886f70d010910020c")
_SIGNING_CERTIFICATE_V2 = bytes.fromhex("2a864886f70d010910022f")
_GRANTED = bytes.fromhex("3003020100")
_MOMENT = re.compile(rb"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{1,6}))?Z")


class TimestampError(Exception):
    """Why a timestamp does not count, in a sentence; `unknown` where this cannot be told."""

    def __init__(self, why: str, *, unknown: bool = False) -> None:
        super().__init__(why)
        self.unknown = unknown


@dataclass(frozen=True)
class TokenContent:
    """What an answer says: which hash was used, the digest of the bytes, the time (UTC).

    `certificates` are those that it brings along, in their order; `certificates_at` is where they begin. `signer` is
    the hash and the digest of the certificate that it was signed with, as the authority says; None where it does not.
    `granted` is the answer in its plainest form: what surrounds the token is not signed, and proves nothing.
    """

    hash: str
    digest: bytes
    time: datetime
    certificates: tuple[bytes, ...]
    certificates_at: int
    signer: tuple[str, bytes] | None
    granted: bytes


def read_answer(token: bytes) -> TokenContent:
    """What an authority's answer says; only its form is checked.

    Raises TimestampError where it is none, is cut off, or is in a form that can be read in more than one way.
    """
    if len(token) > MOST_BYTES:
        raise TimestampError("the file is too large for a timestamp")
    status, *rest = _inside(_only(_Part(token, 0, 0, len(token)), _SEQUENCE), least=1)
    first, *_ = _inside(_of(status, _SEQUENCE), least=1)
    if _of(first, _INTEGER).content not in (b"\x00", b"\x01"):
        raise TimestampError("the authority refused: its answer contains no timestamp")
    if len(rest) != 1:
        raise damaged()
    kind, explicit = _inside(_of(rest[0], _SEQUENCE), 2)
    if _of(kind, _OID).content != _SIGNED_DATA:
        raise damaged()
    _, _, encapsulated, *others = _inside(_only(_of(explicit, _FIRST), _SEQUENCE), least=4)
    certificates = next((part for part in others if part.tag == _FIRST), None)
    hash_, digest, time = _info(encapsulated)
    every = _inside(certificates) if certificates else []
    return TokenContent(
        hash_,
        digest,
        time,
        tuple(part.whole for part in every),
        every[0].at if every else 0,
        _signer(_only(others[-1], _SEQUENCE)),
        _granted(rest[0]),
    )


def in_order(token_content: TokenContent) -> bool:
    """Whether the certificates stand in the order that DER asks for; else some programs refuse the answer."""
    return list(token_content.certificates) == sorted(token_content.certificates)


def covers(data: bytes, token: bytes) -> bool:
    """Whether an answer is about these bytes, whether it counts or not. Raises TimestampError where it is none."""
    return is_about(data, read_answer(token))


def is_about(data: bytes, token_content: TokenContent) -> bool:
    """The same of an answer that was read."""
    return hashlib.new(token_content.hash, data).digest() == token_content.digest


def tidied(token: bytes) -> bytes:
    """The same answer with its certificates in order; their order is no part of what is signed.

    Raises TimestampError where it is no answer of an authority.
    """
    token_content = read_answer(token)
    ordered = b"".join(sorted(token_content.certificates))
    return (
        token[: token_content.certificates_at]
        + ordered
        + token[token_content.certificates_at + len(ordered) :]
    )


class _Part(NamedTuple):
    """One element: its tag, and where it and its content begin and end in the whole."""

    data: bytes
    at: int
    start: int
    end: int

    @property
    def tag(self) -> int:
        return self.data[self.at]

    @property
    def content(self) -> bytes:
        return self.data[self.start : self.end]

    @property
    def whole(self) -> bytes:
        return self.data[self.at : self.end]


def _info(encapsulated: _Part) -> tuple[str, bytes, datetime]:
    """Out of what the authority signed: hash, digest and time."""
    kind, explicit = _inside(_of(encapsulated, _SEQUENCE), 2)
    if _of(kind, _OID).content != _TST_INFO:
        raise TimestampError("the authority signed something else than a timestamp")
    info = _only(_only(_of(explicit, _FIRST), _OCTETS), _SEQUENCE)
    _, _, imprint, _, moment, *_ = _inside(info, least=5)
    algorithm, digest = _inside(_of(imprint, _SEQUENCE), 2)
    return _hash(algorithm), _of(digest, _OCTETS).content, _moment(_of(moment, _TIME).content)


def _hash(algorithm: _Part) -> str:
    name, *_ = _inside(_of(algorithm, _SEQUENCE), least=1)
    hash_ = _HASHES.get(_of(name, _OID).content)
    if hash_ is None:
        raise TimestampError(
            "the timestamp is over a hash that is not allowed; SHA-256, 384 or 512 may be used"
        )
    return hash_


def _signer(info: _Part) -> tuple[str, bytes] | None:
    """Out of what is said of the signature: hash and digest of the certificate; the authority signed these, too."""
    attributes = next((part for part in _inside(info, least=5) if part.tag == _FIRST), None)
    for attribute in _inside(attributes) if attributes else ():
        kind, values = _inside(_of(attribute, _SEQUENCE), 2)
        if (name := _of(kind, _OID).content) in (_SIGNING_CERTIFICATE, _SIGNING_CERTIFICATE_V2):
            every, *_ = _inside(_only(_of(values, _SET), _SEQUENCE), least=1)
            first, *_ = _inside(_of(every, _SEQUENCE), least=1)
            return _named(first, "sha1" if name == _SIGNING_CERTIFICATE else "sha256")
    return None


def _named(certificate: _Part, usual: str) -> tuple[str, bytes]:
    """Hash and digest of a certificate; the hash is left out where it is the usual one."""
    first, *others = _inside(_of(certificate, _SEQUENCE), least=1)
    if first.tag == _OCTETS:
        return usual, first.content
    return _hash(first), _of(others[0] if others else first, _OCTETS).content


def _granted(token: _Part) -> bytes:
    """An answer that says nothing but that the token was granted."""
    content = _GRANTED + token.whole
    size = len(content)
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((_SEQUENCE, *((0x80 + len(length),) if size >= 0x80 else ()), *length)) + content


def _moment(raw: bytes) -> datetime:
    wrong = TimestampError("the timestamp names a time that does not exist")
    matched = _MOMENT.fullmatch(raw)
    if matched is None:
        raise wrong
    try:
        year, month, day, hour, minute, second = map(int, matched.groups()[:6])
        whole = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        raise wrong from None
    return whole + timedelta(microseconds=int((matched[7] or b"0").ljust(6, b"0")))


def damaged() -> TimestampError:
    """That an answer cannot be read."""
    return TimestampError(
        "this is not an answer of a timestamp authority (RFC 3161, DER), or it is cut off or damaged"
    )


def _of(part: _Part, tag: int) -> _Part:
    if part.tag != tag:
        raise damaged()
    return part


def _only(part: _Part, tag: int) -> _Part:
    """The one element inside another."""
    return _of(_inside(part, 1)[0], tag)


def _inside(part: _Part, number: int = 0, *, least: int = 0) -> list[_Part]:
    """The elements inside another, which they fill: `number` of them, or `least`. Raises TimestampError otherwise."""
    parts, at = [], part.start
    while at < part.end:
        element = _element(part.data, at, part.end)
        parts.append(element)
        at = element.end
    if len(parts) < least or (number and len(parts) != number):
        raise damaged()
    return parts


def _element(data: bytes, at: int, end: int) -> _Part:
    """The element at a place: one byte of tag, a length in its shortest form, and the content."""
    if at + 2 > end or data[at] & 0x1F == 0x1F:
        raise damaged()
    length, start = data[at + 1], at + 2
    if length >= 0x80:
        size = length - 0x80
        start += size
        length = int.from_bytes(data[at + 2 : start], "big")
        if not 1 <= size <= 3 or start > end or length < 0x80 or data[at + 2] == 0:
            raise damaged()
    if start + length > end:
        raise damaged()
    return _Part(data, at, start, start + length)
