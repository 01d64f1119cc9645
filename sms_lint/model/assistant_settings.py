"""Settings for language models that ask: whether they may, and what of the system they get to see."""

from typing import Literal

from pydantic import Field

from sms_lint.ground.fields import Text
from sms_lint.model.settings_group import Settings

Access = Literal["off", "read", "draft"]
Classification = Literal["public", "internal", "confidential"]


class AssistantSettings(Settings):
    """What a language model may do by `sms-lint mcp`. Those of the accepted branch count, never those of a proposal."""

    access: Access = Field(
        "off",
        title="Access",
        description="`off`: nothing; `read`: read and search; `draft`: propose changes on branches of their own, too.",
    )
    reads: Classification = Field(
        "internal",
        title="Reads",
        description=(
            "The highest classification that it gets to see. Records whose register states none are shown to nobody "
            "below `confidential`."
        ),
    )
    name: Text = Field(
        "assistant", title="Name", description="What it is called in the commits that it drafted."
    )
    email: Text | None = Field(
        None,
        title="E-mail address",
        description="The address that marks what it drafted, an agent's in `trust.yml`; without it nothing is drafted.",
    )
