"""What every group of settings has in common."""

from pydantic import BaseModel, ConfigDict


class Settings(BaseModel):
    """A group of settings; unknown ones are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
