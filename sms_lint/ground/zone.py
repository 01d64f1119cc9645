"""A time zone as a field."""

from typing import Annotated
from zoneinfo import ZoneInfo

from sms_lint.ground.fields import Form

# Names that lists of zones have beside the zones: of the machine itself, of other ways to count seconds, of none.
_NO_ZONES = frozenset({"factory", "localtime", "posixrules"})
_OTHER_LISTS = ("posix/", "right/")


def _zone(text: str) -> str:
    """A zone that is the same on every machine."""
    if text.casefold() in _NO_ZONES or text.casefold().startswith(_OTHER_LISTS):
        raise ValueError(f"{text} is not the same on every machine; name the place, such as Europe/Berlin")
    try:
        ZoneInfo(text)
    except (
        KeyError,
        OSError,
        ValueError,
    ):  # the first where it is in no list, the second for a folder of zones
        raise ValueError(f"there is no time zone {text}") from None
    return text


Zone = Annotated[str, Form(r"[A-Za-z][A-Za-z0-9_+/-]*", "a time zone such as Europe/Berlin", _zone)]
