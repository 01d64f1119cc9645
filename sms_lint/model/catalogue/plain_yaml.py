"""The YAML files of this package: their names, their texts, and the plain values in them."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import yaml


def packaged_names(folder: str) -> tuple[str, ...]:
    """The names of the files in a folder of this room, without their ending, in order."""
    found = (entry.name for entry in files("sms_lint").joinpath("model", "catalogue", folder).iterdir())
    return tuple(sorted(name.removesuffix(".yml") for name in found if name.endswith(".yml")))


def packaged_text(folder: str, name: str) -> str:
    """The text of one of them."""
    return files("sms_lint").joinpath("model", "catalogue", folder, f"{name}.yml").read_text(encoding="utf-8")


def plain_tree(text: str) -> Any:
    """Lists, mappings and texts from YAML: libyaml's events, read once; twice as fast as its node tree."""
    events = yaml.parse(text, yaml.CBaseLoader)
    return next(_value(events, event) for event in events if isinstance(event, yaml.CollectionStartEvent))


def _value(events: Iterator[yaml.Event], event: yaml.Event) -> Any:
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if not isinstance(event, yaml.CollectionStartEvent):
        raise TypeError(f"a catalogue has no use for a {type(event).__name__}")
    children = []
    for child in events:
        if isinstance(child, yaml.CollectionEndEvent):
            break
        children.append(_value(events, child))
    if isinstance(event, yaml.SequenceStartEvent):
        return children
    return dict(zip(children[::2], children[1::2], strict=True))
