"""Timestamps of an authority of our own: what counts, and what is refused."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.outside.timestamp import MOST_BYTES, TimestampError, check_token, query, tidied
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
    assert query(b"")


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


@pytest.mark.parametrize("pem", [b"", b"\n"])
def test_without_a_certificate_nothing_can_be_told(token: bytes, pem: bytes) -> None:
    assert refused(DATA, token, pem).unknown


def test_a_broken_certificate_file_is_said(token: bytes) -> None:
    error = refused(DATA, token, b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    assert str(error) == "the file kept as the authority's certificate is not a certificate (PEM)"
    assert error.unknown


def test_without_openssl_nothing_can_be_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, authority: Authority, token: bytes
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(DATA, token, authority.pem).unknown
    with pytest.raises(SmsError, match="`openssl` is not installed"):
        query(DATA)


def test_an_openssl_that_cannot_check_is_no_verdict(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, authority: Authority, token: bytes
) -> None:
    program = tmp_path / "openssl"
    program.write_text("#!/bin/sh\necho 'ts: Unknown option: -attime' >&2\nexit 1\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(DATA, token, authority.pem).unknown


def test_settings_of_openssl_have_no_say(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, authority: Authority, token: bytes
) -> None:
    (tmp_path / "openssl.cnf").write_text("openssl_conf = nonsense\n[nonsense]\nengines = x\n", "utf-8")
    monkeypatch.setenv("OPENSSL_CONF", str(tmp_path / "openssl.cnf"))
    check_token(DATA, token, authority.pem)


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
    for at in range(0, len(token), 1 if os.environ.get("SMS_LINT_NIGHTLY") else 23):
        changed = bytearray(token)
        changed[at] ^= 0x01
        try:
            assert check_token(DATA, bytes(changed), authority.pem) == right
        except TimestampError:
            continue
