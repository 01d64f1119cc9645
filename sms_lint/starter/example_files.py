"""Files out of the short form of an example: by kind and id, what differs from the sound example of the kind.

Only this module says what the short form means: which fields of the sound example stay, which item lies below which,
where a file is and how a register begins. The tests of rules, which also keep track of lines, use it.
"""

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from typing import Any, TypeVar

from sms_lint.ground.errors import SmsError
from sms_lint.ground.faults import nearest
from sms_lint.ground.fields import ID_PATTERN, ROLE_PATTERN
from sms_lint.ground.source import Quoted
from sms_lint.ground.text import front_matter
from sms_lint.model.example import example_text, example_values
from sms_lint.model.kinds import kinds as built_in_kinds
from sms_lint.model.node import Document, Kinds, Node

T = TypeVar("T")
_BARE = re.compile(r"true|false|null|[-+]?[0-9]+(?:\.[0-9]+)?")
_NAME = re.compile(rf"([a-z][a-z0-9-]*) ({ID_PATTERN}|{ROLE_PATTERN})")


def example_files(kinds: Kinds, entries: Mapping[str, Any]) -> dict[str, str]:
    """The files that an example stands for. Raises SmsError where a name is not of the form `risk RSK-01`."""
    files: dict[str, str] = {}
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for name, shown in entries.items():
        kind, id_ = kind_and_id(kinds, name)
        values = {"id": id_, **fitting(kinds[kind], kind, shown or {})}
        if issubclass(kinds[kind], Document):
            files[document_path(kinds[kind], id_)] = _document(kind, values)
        else:
            rows.setdefault(kind, []).append(values)
    for kind, entries_of_kind in rows.items():
        files[kinds[kind].KIND.register_file] = flow(
            {**register_header(kinds[kind]), "entries": entries_of_kind}
        )
    return files


def kind_and_id(kinds: Kinds, name: str) -> tuple[str, str]:
    """The two words of a name such as `risk RSK-01`. Raises SmsError where it is of another form."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise SmsError(f"`{name}` is not a kind with an id after it, such as `risk RSK-01`")
    if match[1] not in kinds:
        raise SmsError(f"there is no kind `{match[1]}`{nearest(match[1], sorted(kinds))}")
    return match[1], match[2]


def document_path(model: type[Node], id_: str) -> str:
    """The path of a document of an example."""
    return f"{model.KIND.folder}/{id_.lower()}.md"


def register_header(model: type[Node]) -> dict[str, Any]:
    """The fields with which the register of a kind begins in an example."""
    return {
        "kind": model.KIND.name,
        "id": model.KIND.register_id,
        "title": model.KIND.register,
        "owner": "head-of-service-management",
        "review": {"every": "12 months", "last": "2026-09-15"},
    }


def fitting(model: type[Node], kind: str, shown: Mapping[str, Any]) -> dict[str, Any]:
    """Fields laid over the sound example, without those of it that do not go with what is shown."""
    sound = dict(example_values(kind)) if kind in built_in_kinds() else {}
    sound.pop("id", None)

    def values(kept: Collection[str]) -> dict[str, Any]:
        return laid_over(shown, {name: value for name, value in sound.items() if name in kept})

    return values(going_with(model, shown.keys(), sound.keys(), values))


def going_with(
    model: type[Node],
    shown: Set[str],
    sound: Set[str],
    values: Callable[[Collection[str]], Mapping[str, Any]],
) -> Set[str]:
    """The fields of the sound example that go with what is shown: the kind finds no fault with them.

    `values` gives the fields of an entry that keeps some of those of the sound example.
    """
    kept = set(sound)
    while True:
        faults = model.read({"id": "X-1", **values(kept)})[1]
        strange = {fault.route[0] for fault in faults if fault.route}
        if not (left := kept & (strange - shown)):
            return kept
        kept -= left


def item_below(items: Sequence[T], index: int) -> T | None:
    """The item of the sound example that an item of a list is laid over: the last one serves all beyond it."""
    return items[min(index, len(items) - 1)] if items else None


def laid_over(shown: Mapping[str, Any], sound: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the sound example with those that are shown in their place; one without a value is taken away."""
    every = {
        name: _over(shown[name], sound.get(name)) if name in shown else sound[name]
        for name in {**sound, **shown}
    }
    return {name: value for name, value in every.items() if value is not None}


def _over(shown: Any, sound: Any) -> Any:
    if isinstance(shown, dict):
        return laid_over(shown, sound if isinstance(sound, Mapping) else {})
    if isinstance(shown, list) and any(isinstance(item, dict) for item in shown):
        below = [item for item in sound if isinstance(item, Mapping)] if isinstance(sound, list) else []
        return [_over(item, item_below(below, index)) for index, item in enumerate(shown)]
    return shown


def _document(kind: str, values: Mapping[str, Any]) -> str:
    """A document with the text of the sound example under its own title."""
    text = example_text(kind)
    body = text[front_matter(text)[1] :].partition("---\n")[2]
    title = str(values.get("title", ""))
    front = flow({"kind": kind, **values})
    return f"---\n{front}---\n" + re.sub(r"^# .*$", lambda _: f"# {title}", body, count=1, flags=re.M)


def flow(values: Mapping[str, Any]) -> str:
    """Values as YAML in one line: texts in quotes, and what stood without quotes and is no text to JSON as it stood."""
    return flow_value(values) + "\n"


def flow_value(value: Any) -> str:
    """One value as YAML in one line."""
    if isinstance(value, Mapping):
        pairs = (
            f"{json.dumps(str(key), ensure_ascii=False)}: {flow_value(item)}" for key, item in value.items()
        )
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow_value, value)) + "]"
    if value is None:
        return '""'
    bare = not isinstance(value, Quoted) and _BARE.fullmatch(value)
    return str(value) if bare else json.dumps(str(value), ensure_ascii=False)
