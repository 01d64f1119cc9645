"""The base class and field types of every part of a catalogue."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

CatalogueName = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
CatalogueText = Annotated[str, Field(min_length=1)]


class Frozen(BaseModel):
    """A part of a catalogue: never changed, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def pairs(value: Any) -> Any:
    """A mapping as a sequence of pairs: a file reads well as a mapping, and a frozen value needs a sequence."""
    return tuple(value.items()) if isinstance(value, Mapping) else value
