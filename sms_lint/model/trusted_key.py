"""A key that the organization trusts: how it is written, from when until when it counts, and what for."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from sms_lint.ground.fields import Date, wrong_shape
from sms_lint.model.settings_group import Settings
from sms_lint.outside.ssh_signature import Key, SignatureError, read_key

# What a key may sign: statements and commits; audit packs; what a forge recorded, and a robot's commits.
Purpose = Literal["approve", "pack", "robot"]


class PublicKey:
    """A public key of OpenSSH: the line of its `.pub` file."""

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> Any:
        return core_schema.no_info_plain_validator_function(_key_line)

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: Any) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": r"^(ssh|ecdsa|sk)-\S+ \S+",
            "x-form": "the line of a `.pub` file",
        }


def _key_line(value: object) -> Key:
    if not isinstance(value, str):
        raise wrong_shape(value, "must be a public key, such as `ssh-ed25519 AAAA…`")
    try:
        return read_key(value)
    except SignatureError as error:
        raise PydanticCustomError("impossible", "{text}", {"text": f"is not a key: {error}"}) from None


class TrustedKey(Settings):
    """A key that signs for somebody, for a time."""

    key: Annotated[Key, PublicKey()] = Field(title="Key", description="The line of the key's `.pub` file.")
    from_: Date = Field(alias="from", title="From", description="The first day the key counts.")
    to: Date | None = Field(
        None, title="To", description="The last day; also the day it was lost or withdrawn."
    )
    purposes: Annotated[tuple[Purpose, ...], Field(min_length=1)] | None = Field(
        None,
        title="Purposes",
        description=(
            "What it may sign. `approve`: statements, these settings and commits; `pack`: audit packs; `robot`: what a "
            "forge recorded, and a robot's commits. Left out: `approve` for a person, `robot` for a robot."
        ),
    )

    def valid(self, day: date) -> bool:
        """Whether it counts on a day."""
        return self.from_ <= day and (self.to is None or day <= self.to)
