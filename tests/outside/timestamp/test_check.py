"""Timestamps of an authority of our own: what counts, and what is refused."""

import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.outside.timestamp import MOST_BYTES, TimestampError, tidied
from sms_lint.outside.timestamp.checking import check_token, query
from sms_lint.outside.timestamp.der import read_answer
from tests.authority import Authority

DATA = b"what is vouched for\n"
MOMENT = datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def token(authority: Authority) -> bytes:
    return authority.answer(query(DATA))


def refused(data: bytes, token: bytes, pem: bytes) -> TimestampError:
    with pytest.raises(TimestampError) as caught:
        check_token(data, token, pem)
    return caught.value


def test_an_honest_timestamp_counts(authority: Authority, token: bytes) -> None:
    found = check_token(DATA, token, authority.pem)
    assert abs(datetime.now(UTC) - found) < timedelta(minutes=10)


def test_a_timestamp_of_long_ago_keeps_its_worth_when_the_certificate_has_run_out(tmp_path: Path) -> None:
    old = Authority(tmp_path, end=datetime(2026, 3, 2, tzinfo=UTC))
    assert check_token(DATA, old.answer(query(DATA), MOMENT), old.pem) == MOMENT


def test_a_forger_with_the_name_of_the_authority_is_refused(tmp_path: Path) -> None:
    real, forger = (Authority(tmp_path / name, name="Example root") for name in ("real", "forger"))
    assert not refused(DATA, forger.answer(query(DATA)), real.pem).unknown


def test_one_of_several_trusted_authorities_is_enough(
    tmp_path: Path, authority: Authority, token: bytes
) -> None:
    other = Authority(tmp_path)
    check_token(DATA, token, other.pem + authority.pem)


def test_a_query_says_nothing_but_the_digest() -> None:
    assert query(DATA) == query(DATA) != query(DATA + b" ")
    assert DATA not in query(DATA)


def test_the_query_is_that_of_openssl(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(DATA)
    asked = ["openssl", "ts", "-query", "-sha256", "-data", "data", "-no_nonce", "-cert", "-out", "query.tsq"]
    subprocess.run(asked, cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "query.tsq").read_bytes() == query(DATA)


@pytest.mark.parametrize("data", [b"", DATA[:-1], DATA + b" "])
def test_other_bytes_are_refused(authority: Authority, token: bytes, data: bytes) -> None:
    error = refused(data, token, authority.pem)
    assert str(error) == "the timestamp is for other bytes: they were changed, or it is another file's"
    assert not error.unknown


def test_another_authority_cannot_be_told(tmp_path: Path, token: bytes) -> None:
    error = refused(DATA, token, Authority(tmp_path).pem)
    assert str(error) == "it is from an authority that is not trusted, so it cannot be checked"
    assert error.unknown


@pytest.mark.parametrize("at", [datetime(2026, 3, 3, tzinfo=UTC), datetime(2026, 2, 27, tzinfo=UTC)])
def test_a_certificate_that_was_not_valid_when_it_signed_is_refused(tmp_path: Path, at: datetime) -> None:
    short = Authority(tmp_path, begin=datetime(2026, 2, 28, tzinfo=UTC), end=datetime(2026, 3, 2, tzinfo=UTC))
    error = refused(DATA, short.answer(query(DATA), at), short.pem)
    assert str(error).startswith("the authority's certificate ")
    assert not error.unknown


def test_a_certificate_for_something_else_is_refused(tmp_path: Path) -> None:
    mail = Authority(tmp_path, purpose=ExtendedKeyUsageOID.EMAIL_PROTECTION)
    error = refused(DATA, mail.answer(query(DATA), MOMENT), mail.pem)
    assert not error.unknown


def test_a_fraction_of_a_second_is_kept(authority: Authority) -> None:
    moment = MOMENT.replace(microsecond=120000)
    assert check_token(DATA, authority.answer(query(DATA), moment), authority.pem) == moment


def test_an_answer_that_was_granted_with_changes_counts(authority: Authority, token: bytes) -> None:
    status = bytes.fromhex("3003020100")
    granted = token[: token.index(status)] + bytes.fromhex("3003020101") + token[token.index(status) + 5 :]
    assert check_token(DATA, granted, authority.pem) == check_token(DATA, token, authority.pem)


def test_an_answer_that_does_not_name_its_certificate_is_refused(tmp_path: Path) -> None:
    careless = Authority(tmp_path, names_certificate=False)
    error = refused(DATA, careless.answer(query(DATA), MOMENT), careless.pem)
    assert str(error).startswith("it does not say by which certificate it was signed")
    assert not error.unknown


def test_another_certificate_with_the_same_key_is_refused(authority: Authority, token: bytes) -> None:
    exchanged = token
    while exchanged == token:  # numbers and signatures vary in length
        renewed = authority.renewed()
        if len(_der(renewed)) == len(_der(authority.own)) and len(_number(renewed)) == len(
            _number(authority.own)
        ):
            exchanged = token.replace(_der(authority.own), _der(renewed))
            exchanged = exchanged.replace(_number(authority.own), _number(renewed))
    error = refused(DATA, exchanged, authority.pem)
    assert str(error) == "its certificate is not the one that the authority signed it with"
    assert not error.unknown


def _der(certificate: Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


def _number(certificate: Certificate) -> bytes:
    return certificate.serial_number.to_bytes(20, "big").lstrip(b"\0")


@pytest.mark.parametrize("pem", [b"", b"\n"])
def test_without_a_certificate_nothing_can_be_told(token: bytes, pem: bytes) -> None:
    assert refused(DATA, token, pem).unknown


def test_a_broken_certificate_file_is_said(token: bytes) -> None:
    error = refused(DATA, token, b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    assert str(error) == "the file kept as the authority's certificate is not a certificate (PEM)"
    assert error.unknown


def test_certificates_out_of_order_are_refused_and_can_be_put_in_order(tmp_path: Path) -> None:
    authority = Authority(tmp_path, chain=True)
    token = tidied(authority.answer(query(DATA)))
    check_token(DATA, token, authority.pem)
    said = read_answer(token)
    at, ordered = said.certificates_at, b"".join(said.certificates)
    turned = token[:at] + b"".join(reversed(said.certificates)) + token[at + len(ordered) :]
    error = refused(DATA, turned, authority.pem)
    assert str(error).startswith("its certificates are not in the order that the standard asks for")
    assert not error.unknown
    assert tidied(turned) == token


def test_a_refusal_of_the_authority_is_no_timestamp(authority: Authority) -> None:
    error = refused(DATA, bytes.fromhex("30053003020102"), authority.pem)
    assert str(error) == "the authority refused: its answer contains no timestamp"
    assert not refused(DATA, bytes.fromhex("30053003020100"), authority.pem).unknown


@pytest.mark.parametrize("token", [b"", b"\x30", b"<html></html>", b"\x00" * 40, b"\x30\x80\x00\x00", b"\x30" * (MOST_BYTES + 1)])  # fmt: skip
def test_what_is_no_answer_is_refused(authority: Authority, token: bytes) -> None:
    assert not refused(DATA, token, authority.pem).unknown


def test_a_token_without_the_answer_around_it_is_refused(authority: Authority, token: bytes) -> None:
    inner = token[token.index(bytes.fromhex("06092a864886f70d010702")) - 4 :]
    assert "not an answer of a timestamp authority" in str(refused(DATA, inner, authority.pem))


def test_cut_off_or_longer_is_refused(authority: Authority, token: bytes) -> None:
    for end in range(0, len(token), 7):
        assert not refused(DATA, token[:end], authority.pem).unknown
    assert not refused(DATA, token + b"\x00", authority.pem).unknown


@given(raw=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    for start in (b"", b"\x30\x82\x00\x80\x30\x03\x02\x01\x00"):
        with pytest.raises(TimestampError):
            read_answer(start + raw)


def test_a_changed_byte_is_never_another_time(authority: Authority, token: bytes) -> None:
    right = check_token(DATA, token, authority.pem)
    for changed in _changed(token):
        try:
            assert check_token(DATA, changed, authority.pem) == right
        except TimestampError:
            continue


def test_what_counts_here_counts_for_openssl(authority: Authority, token: bytes, tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(DATA)
    (tmp_path / "authority.pem").write_bytes(authority.pem)
    counted = 0
    for changed in (token, *_changed(token)):
        try:
            check_token(DATA, changed, authority.pem)
        except TimestampError:
            continue
        counted += 1
        (tmp_path / "token.tsr").write_bytes(changed)
        subprocess.run(["openssl", "ts", "-verify", "-data", "data", "-in", "token.tsr", "-CAfile", "authority.pem"],
                       cwd=tmp_path, check=True, capture_output=True)  # fmt: skip
    assert 1 <= counted < len(token) // 20


def _changed(token: bytes) -> Iterator[bytes]:
    """The token with one byte of it changed: every byte at night, one in 23 by day."""
    for at in range(0, len(token), 1 if os.environ.get("SMS_LINT_NIGHTLY") else 23):
        for bits in (0x01, 0x80, 0xFF) if os.environ.get("SMS_LINT_NIGHTLY") else (0x01,):
            yield token[:at] + bytes((token[at] ^ bits,)) + token[at + 1 :]
