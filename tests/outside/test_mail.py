"""Mail: what is handed over is what was written, and nothing secret goes where it may be read."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.outside.mail import PASSWORD, USER, Letter, Server, message_of, send
from tests.outside.post_office import post_office

NOW = datetime(2026, 10, 31, 9, 20, tzinfo=UTC)
LETTER = Letter(
    "changes@example.invalid", "Due: change-manager (1 overdue)", "POL-CHG – Größe\n.\nEnd\n", "d1"
)
SECRETS = {USER: "robot", PASSWORD: "s3cret"}


def test_what_is_sent_arrives_as_it_was_written() -> None:
    with post_office() as office:
        server = Server("127.0.0.1", office.port, "none")
        message = message_of(LETTER, "sms@example.invalid", NOW)
        assert list(send(server, [message, message], {})) == ["changes@example.invalid"] * 2
    assert len(office.taken) == 2
    taken = office.taken[0]
    assert taken["Subject"] == LETTER.subject
    assert taken["From"] == "sms@example.invalid"
    assert taken["Auto-Submitted"] == "auto-generated"
    assert taken.get_payload(decode=True).decode().replace("\r\n", "\n") == LETTER.text  # type: ignore[union-attr]


@pytest.mark.parametrize("security", ["none", "starttls"])
def test_no_password_goes_over_a_connection_that_is_not_encrypted(security: str) -> None:
    with post_office() as office:
        server = Server("127.0.0.1", office.port, security)
        message = message_of(LETTER, "sms@example.invalid", NOW)
        if security == "starttls":
            with pytest.raises(SmsError, match="did not take the mail"):
                list(send(server, [message], SECRETS))
            assert office.taken == []
        else:
            list(send(server, [message], SECRETS))
    assert not any("AUTH" in line or "s3cret" in line for line in office.lines)


def test_what_is_refused_is_said() -> None:
    with post_office() as office:
        office.refused = "changes@"
        with pytest.raises(SmsError, match="did not take the mail"):
            list(
                send(
                    Server("127.0.0.1", office.port, "none"),
                    [message_of(LETTER, "sms@example.invalid", NOW)],
                    {},
                )
            )
    with pytest.raises(SmsError, match="cannot be reached"):
        list(
            send(
                Server("127.0.0.1", office.port, "none"), [message_of(LETTER, "sms@example.invalid", NOW)], {}
            )
        )


@given(st.text(), st.text())
def test_no_text_makes_another_header(subject: str, text: str) -> None:
    letter = LETTER._replace(subject=f"Due\r\nBcc: x@example.invalid {subject}", text=text)
    read = message_from_bytes(message_of(letter, "sms@example.invalid", NOW).as_bytes(), policy=SMTP)
    assert read["Bcc"] is None
    assert read["To"] == LETTER.to


@pytest.mark.parametrize(
    "address", ["a@example.invalid\r\nBcc: b@example.invalid", "", "nobody <", "a@b, c@d", "\x00@x"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    for letter, sender in ((LETTER._replace(to=address), "sms@example.invalid"), (LETTER, address)):
        with pytest.raises(SmsError, match="is no address of mail"):
            message_of(letter, sender, NOW)
