"""Mail: a message as a file, or handed to a server. What a header holds is one line, whatever it is made of."""

import re
import smtplib
import ssl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple

from sms_lint.ground.errors import SmsError

USER, PASSWORD = "SMS_LINT_SMTP_USER", "SMS_LINT_SMTP_PASSWORD"
_SECONDS = 30
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*", re.ASCII)


class Server(NamedTuple):
    """Where mail is handed over: host, port, and `starttls`, `tls` or `none` for a server of this machine."""

    host: str
    port: int
    security: str


class Letter(NamedTuple):
    """What is written to whom; `digest` tells one text from another."""

    to: str
    subject: str
    text: str
    digest: str


def message_of(letter: Letter, sender: str, moment: datetime) -> EmailMessage:
    """The message for a letter. Raises SmsError where an address is none."""
    for address in (sender, letter.to):
        if not _ADDRESS.fullmatch(address):
            raise SmsError(f"`{address}` is no address of mail, such as changes@example.org")
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, letter.to
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(moment)
    message["Auto-Submitted"] = "auto-generated"  # so that no absence assistant answers (RFC 3834)
    message["X-Sms-Lint-Digest"] = letter.digest
    message.set_content(letter.text)
    return message


def send(server: Server, messages: Iterable[EmailMessage], environment: Mapping[str, str]) -> Iterator[str]:
    """Hand messages over one after the other, and give the address of each that was taken.

    User and password come from the environment, and are sent over an encrypted connection only. Raises SmsError where
    the server cannot be reached, or refuses.
    """
    try:
        with _connected(server, environment) as connection:
            for message in messages:
                connection.send_message(message)
                yield str(message["To"])
    except smtplib.SMTPAuthenticationError as error:
        raise SmsError(
            f"{server.host} does not accept the user and password in {USER} and {PASSWORD} ({error.smtp_code})"
        ) from None
    except smtplib.SMTPException as error:
        raise SmsError(f"{server.host} did not take the mail: {error}") from None
    except OSError as error:
        raise SmsError(f"{server.host}:{server.port} cannot be reached: {error}") from None


@contextmanager
def _connected(server: Server, environment: Mapping[str, str]) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if server.security == "tls":
        opened: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=context)
    else:
        opened = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
    with opened as connection:
        if server.security == "starttls":
            connection.starttls(context=context)
        user = environment.get(USER, "")
        if user and server.security != "none":
            connection.login(user, environment.get(PASSWORD, ""))
        yield connection
