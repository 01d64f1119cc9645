"""What every OSCAL file is made of: ids, head, and texts in the forms that the schemas ask for."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

Group = Mapping[str, Any]

VERSION = "1.2.1"
# Properties of ours carry this, so that nobody takes them for OSCAL's own.
NAMESPACE = "urn:sms-lint:oscal"
_NO_TOKEN = re.compile(r"[^\w.-]")
_SPACE = re.compile(r"\s+")


def identity(*names: str) -> str:
    """A UUID that is the same for the same names in every run (RFC 9562, version 5)."""
    return str(uuid5(NAMESPACE_URL, "/".join((NAMESPACE, *names))))


def control_id(ref: str) -> str:
    """The id of a control or statement for the full id of a clause or obligation; a token begins with a letter."""
    return f"clause-{_NO_TOKEN.sub('_', ref)}"


def catalog_file(name: str) -> str:
    """What the file of a catalogue is called where other files refer to it."""
    return f"oscal-catalog-{name}.json"


def line(text: str) -> str:
    """A text on one line, as titles and values have to be."""
    return _SPACE.sub(" ", text).strip() or "-"


def moment(day: date) -> str:
    """The beginning of a day, with its time zone."""
    return f"{day.isoformat()}T00:00:00Z"


def head(title: str, version: str, day: date, remarks: str = "") -> Group:
    """The metadata of a file."""
    said: dict[str, Any] = {
        "title": line(title),
        "last-modified": moment(day),
        "version": line(version),
        "oscal-version": VERSION,
    }
    return {**said, "remarks": remarks} if remarks else said


def prop(name: str, value: str) -> Group:
    """A property of ours."""
    return {"name": name, "ns": NAMESPACE, "value": line(value)}


def filled(**lists: Sequence[Group]) -> Group:
    """The lists that hold something; OSCAL allows no empty ones. A `_` in a key stands for a hyphen."""
    return {key.replace("_", "-"): list(value) for key, value in lists.items() if value}
