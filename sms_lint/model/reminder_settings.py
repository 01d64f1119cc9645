"""The settings for reminders of what comes due, and for the mail that takes them out."""

from typing import Annotated, Literal

from pydantic import Field

from sms_lint.ground.fields import Between, Count, Text
from sms_lint.model.settings_group import Settings


class MailSettings(Settings):
    """How mail goes out, and to which address for each role. User and password are never settings."""

    sender: Text = Field(title="Sender", description="The address that mail comes from.")
    host: Text | None = Field(
        None, title="Host", description="The server that takes the mail; left out where files are enough."
    )
    port: Annotated[int, Between(1, 65535, whole=True)] = Field(
        587, title="Port", description="The port of the server."
    )
    security: Literal["starttls", "tls", "none"] = Field(
        "starttls",
        title="Security",
        description="How the connection is encrypted. `none` is for a server on this machine, and sends no password.",
    )
    to: dict[str, Text] = Field(
        {}, title="To", description="The address of each role, such as `change-manager: changes@example.org`."
    )
    others: Text | None = Field(
        None, title="Others", description="The address for all roles that have none of their own."
    )


class ReminderSettings(Settings):
    """What owners are reminded of, and how."""

    days: Count = Field(
        14, title="Days", description="How many days ahead owners are told of what comes due."
    )
    mail: MailSettings | None = Field(None, title="Mail", description="How reminders go out as mail.")
