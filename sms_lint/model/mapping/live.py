"""Where a mapping fetches tickets from by itself: the tool's interface, its pages, and the name of the token."""

from typing import Annotated, Literal

from pydantic import Field

from sms_lint.ground.fields import Between, Form, Text
from sms_lint.ground.zone import Zone
from sms_lint.model.settings_group import Settings

Address = Annotated[
    str,
    Form(
        r"https://[^\s/?#@]+(?:/[^\s?#]*)?|http://(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]+)?(?:/[^\s?#]*)?",
        "an address that begins with https:// and holds no name or password",
    ),
]


class Pages(Settings):
    """How the interface hands out a long list."""

    by: Literal["offset", "page", "link", "cursor"] = Field(
        title="By",
        description="Whether a request states how many to skip, the number of a page, a word of the answer before; "
        "or whether the answer's header links to the next page.",
    )
    param: Text | None = Field(None, title="Parameter", description="The parameter that says so.")
    size_param: Text | None = Field(
        None, title="Size parameter", description="The parameter for the number of tickets in a page."
    )
    size: Annotated[int, Between(1, 10_000, whole=True)] = Field(
        100, title="Size", description="How many tickets a page holds."
    )
    first: Annotated[int, Between(0, 1, whole=True)] = Field(
        0, title="First", description="The number of the first page."
    )
    path: Text | None = Field(
        None, title="Path", description="Where the answer holds the word for the next page."
    )


class Since(Settings):
    """How to ask only for tickets that changed since the last time."""

    param: Text = Field(title="Parameter", description="The parameter that says so.")
    as_: Text = Field(
        alias="as", title="As", description="What it says; {} stands for the time, in the zone below."
    )
    form: Text = Field(
        "%Y-%m-%d %H:%M", title="Form", description="The form of the time, such as %Y-%m-%d %H:%M."
    )


class Live(Settings):
    """The interface of a tool."""

    url: Address | None = Field(
        None, title="Address", description="The address of the tool, such as https://example.service-now.com."
    )
    path: Text = Field(title="Path", description="The path of the list of tickets below that address.")
    token: (
        Annotated[str, Form(r"[A-Z][A-Z0-9_]*", "the name of a variable in capitals, such as JIRA_TOKEN")]
        | None
    ) = Field(
        None,
        title="Token",
        description="The name of the environment variable with the token; never the token itself.",
    )
    authorization: Text = Field(
        "Bearer {}",
        title="Authorization",
        description="What the header says; {} stands for the token. `basic`: the token is a user, a colon, a password.",
    )
    params: dict[str, Text] = Field({}, title="Parameters", description="What each request says.")
    pages: Pages = Field(title="Pages", description="How a long list is handed out.")
    since: Since | None = Field(None, title="Since", description="How to ask only for what changed.")
    zone: Zone = Field("UTC", title="Zone", description="The time zone of times that do not state one.")
