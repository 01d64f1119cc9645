"""The mappings and words that come with the program, as texts."""

from functools import cache
from importlib.resources import files


@cache
def mapping_names() -> tuple[str, ...]:
    """The names of the mappings, in order."""
    found = (entry.name for entry in files("sms_lint").joinpath("model", "mapping", "data").iterdir())
    return tuple(sorted(name.removesuffix(".yml") for name in found if name.endswith(".yml")))


@cache
def data_text(folder: str, name: str) -> str:
    """The text of a file of `data` or `words`."""
    place = files("sms_lint").joinpath("model", "mapping", folder, f"{name}.yml")
    return place.read_text(encoding="utf-8")
