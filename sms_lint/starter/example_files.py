"""Files out of the short form of an example: by kind and id, what differs from the sound example of the kind."""

import json
import re
from collections.abc import Mapping
from typing import Any

from sms_lint.ground.errors import SmsError
from sms_lint.ground.faults import nearest
from sms_lint.ground.fields import ID_PATTERN, ROLE_PATTERN
from sms_lint.ground.source import Quoted
from sms_lint.ground.text import front_matter
from sms_lint.model.example import example_text, example_values
from sms_lint.model.kinds import kinds as built_in_kinds
from sms_lint.model.node import Document, Kinds, Node

_BARE = re.compile(r"true|false|null|[-+]?[0-9]+(?:\.[0-9]+)?")
_NAME = re.compile(rf"([a-z][a-z0-9-]*) ({ID_PATTERN}|{ROLE_PATTERN})")


def example_files(kinds: Kinds, entries: Mapping[str, Any]) -> dict[str, str]:
    """The files that an example stands for. Raises SmsError where a name is not of the form `risk RSK-01`."""
    files: dict[str, str] = {}
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for name, shown in entries.items():
        kind, id_ = _kind_and_id(kinds, name)
        values = {"id": id_, **fitting(kinds[kind], kind, shown or {})}
        if issubclass(kinds[kind], Document):
            files[f"{kinds[kind].KIND.folder}/{id_.lower()}.md"] = _document(kind, values)
        else:
            rows.setdefault(kind, []).append(values)
    for kind, entries_of_kind in rows.items():
        files[kinds[kind].KIND.register_file] = flow(
            {**_header(kinds[kind], kind), "entries": entries_of_kind}
        )
    return files


def _kind_and_id(kinds: Kinds, name: str) -> tuple[str, str]:
    match = _NAME.fullmatch(name)
    if match is None:
        raise SmsError(f"`{name}` is no kind with an id behind it, such as `risk RSK-01`")
    if match[1] not in kinds:
        raise SmsError(f"there is no kind `{match[1]}`{nearest(match[1], sorted(kinds))}")
    return match[1], match[2]


def _header(model: type[Node], kind: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "id": f"REG-{kind.upper()}",
        "title": model.KIND.register,
        "owner": "head-of-service-management",
        "review": {"every": "12 months", "last": "2026-09-15"},
    }


def fitting(model: type[Node], kind: str, shown: Mapping[str, Any]) -> dict[str, Any]:
    """Fields laid over the sound example, without those of it that do not go with what is shown."""
    sound = dict(example_values(kind)) if kind in built_in_kinds() else {}
    sound.pop("id", None)
    while True:
        values = laid_over(shown, sound)
        faults = model.read({"id": "X-1", **values})[1]
        strange = {fault.route[0] for fault in faults if fault.route}
        if not (left := sound.keys() & strange - shown.keys()):
            return values
        sound = {name: value for name, value in sound.items() if name not in left}


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
        return [
            _over(item, below[min(index, len(below) - 1)] if below else None)
            for index, item in enumerate(shown)
        ]
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
