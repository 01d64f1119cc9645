"""Commands that GitHub's workflows take out of a log and show as annotations."""

import re
from collections.abc import Mapping

from sms_lint.ground.output.characters import visible
from sms_lint.ground.output.printable import Printable, without_commands

_NAME = re.compile(r"[A-Za-z]+")


def annotation(command: str, properties: Mapping[str, str | int], message: str) -> Printable:
    """One command; only `command` and the names of the properties are ours. Raises ValueError where they are not."""
    if not all(map(_NAME.fullmatch, (command, *properties))):
        raise ValueError(f"{command!r} with {list(properties)!r} is not a workflow command")
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return Printable(f"::{command} {given}::{_data(message)}")


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return without_commands(visible(escaped))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
