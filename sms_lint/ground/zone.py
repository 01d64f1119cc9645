"""A time zone as a field."""

from typing import Annotated
from zoneinfo import ZoneInfo

from sms_lint.ground.fields import Form


def _zone(text: str) -> str:
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
