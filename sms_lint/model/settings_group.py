"""The base class of every group of settings."""

from pydantic import BaseModel, ConfigDict


class Settings(BaseModel):
    """A group of settings; unknown settings are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
