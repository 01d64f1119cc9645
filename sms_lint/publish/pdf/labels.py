"""Links inside a PDF: each leads to a label that is there once, because the typesetter refuses any other."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def with_sound_links(documents: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The same documents: of a label that stands there twice the first is kept, and a link to none is its words."""
    labels = set(_labels(documents))
    seen: set[str] = set()
    return [_sound(document, labels, seen) for document in documents]


def _labels(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if value.get("label"):
            yield value["label"]
        for item in value.values():
            yield from _labels(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _labels(item)


def _sound(value: Any, labels: set[str], seen: set[str]) -> Any:
    if isinstance(value, Mapping):
        found = {key: _sound(item, labels, seen) for key, item in value.items() if key != "label"}
        if "label" in value:
            found["label"] = "" if value["label"] in seen else value["label"]
            seen.add(value["label"])
        return found
    if not isinstance(value, list | tuple):
        return value
    if _is_lost(value, labels):
        return ["s", _sound(value[2], labels, seen)]
    return [_sound(item, labels, seen) for item in value]


def _is_lost(value: Sequence[Any], labels: set[str]) -> bool:
    """Whether it is a link to a label that is not there."""
    is_link = len(value) == 3 and value[0] == "a" and isinstance(value[1], str)
    return is_link and value[1].startswith("#") and value[1][1:] not in labels
