"""How a value is written in YAML: as plain as any reader takes it, otherwise in quotes or as a block."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from sms_lint.ground.source import Quoted
from sms_lint.ground.text.yaml_subset import read_yaml

SHORT = 60
_WHOLE = re.compile(r"[-+]?[0-9]+").fullmatch


@dataclass(frozen=True)
class Written:
    """A text to be written, and whether its field takes texts: what looks like a number is put in quotes there."""

    text: str
    is_text: bool = True


# What a value may be: one text, several, a group of keys, or several groups.
Value = Written | Sequence["Value"] | Mapping[str, "Value"]


def scalar(value: Written, like: str = "", *, column: int = 0, flow: bool = False) -> str:
    """One text, written as the one `like` it was, where that can be; `column` is where the lines of a block begin."""
    text = value.text
    if "\n" in text:
        block = _block(text, column)
        return quoted(text) if flow or block is None or like[:1] in ("'", '"') else block
    if like[:1] in ("'", '"'):
        return _like_quotes(text, like[0])
    if is_plain(value, flow=flow):
        return text
    return _like_quotes(text, '"')


def quoted(text: str) -> str:
    """The text in double quotes: the form that takes every text."""
    written: str = yaml.dump(text, default_style='"', allow_unicode=True, width=10**9)
    return written.removesuffix("\n")


def is_plain(value: Written, *, flow: bool = False) -> bool:
    """Whether a text needs no quotes: it is read as itself, and in a text field as nothing else by other readers."""
    text = value.text
    if text != text.strip() or "\n" in text or not text:
        return False
    parsed = read_yaml(f"[{text}]" if flow else f"k: {text}")
    wanted: Any = [text] if flow else {"k": text}
    if parsed.flaws or not parsed.whole or parsed.values != wanted:
        return False
    held = parsed.values[0] if flow else parsed.values["k"]
    misread = value.is_text and (parsed.plain or _WHOLE(text))
    return not isinstance(held, Quoted) and not misread


def _like_quotes(text: str, mark: str) -> str:
    """In these quotes, or in the others where the text would need escapes in them."""
    if not text.isprintable():
        return quoted(text)
    single = f"'{text.replace(chr(39), chr(39) * 2)}'"
    if mark == "'":
        return single
    return single if '"' in text or "\\" in text else f'"{text}"'


def _block(text: str, column: int) -> str | None:
    """As a block of lines; None for a text that a block would not keep."""
    lines = text.split("\n")
    if any(line != line.rstrip() or not line.isprintable() for line in lines) or lines[0][:1] in ("", " "):
        return None
    end = len(text) - len(text.rstrip("\n"))
    chomp = "-" if not end else "" if end == 1 else "+"
    indent = " " * column
    return f"|{chomp}\n" + "\n".join(
        f"{indent}{line}" if line else "" for line in text.rstrip("\n").split("\n")
    )


def field(key: str, value: Value, column: int) -> str:
    """A key and its value as lines of a block: the first without indent, the others at `column` or further right."""
    if isinstance(value, Written):
        return f"{key}: {scalar(value, column=column + 2)}"
    if is_short(value):
        return f"{key}: {in_brackets(value)}"
    if isinstance(value, Mapping):
        return f"{key}:\n{_indented(group(value, column + 2), column + 2)}"
    items = [_indented(item(part, column + 2), column + 2) for part in value]
    return f"{key}:\n" + "\n".join(items)


def group(values: Mapping[str, Value], column: int) -> str:
    """A group of keys as lines of a block, the first without indent."""
    return f"\n{' ' * column}".join(field(key, value, column) for key, value in values.items())


def item(value: Value, column: int) -> str:
    """An item of a list in a block, its dash at `column`, which is not written itself."""
    if isinstance(value, Written):
        return f"- {scalar(value, column=column + 2)}"
    if is_short(value) or not isinstance(value, Mapping):
        return f"- {in_brackets(value)}"
    return f"- {group(value, column + 2)}"


def in_brackets(value: Value) -> str:
    """A value on one line, in brackets where it is a list or a group."""
    if isinstance(value, Written):
        return scalar(value, flow=True)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {in_brackets(part)}' for key, part in value.items())}}}"
    return f"[{', '.join(map(in_brackets, value))}]"


def is_short(value: Value) -> bool:
    """Whether a list or group is written on one line: texts only, and few."""
    if isinstance(value, Written):
        return False
    parts = list(value.values()) if isinstance(value, Mapping) else list(value)
    texts = [part.text for part in parts if isinstance(part, Written)]
    return (
        len(texts) == len(parts)
        and sum(len(text) + 2 for text in texts) < SHORT
        and "\n" not in "".join(texts)
    )


def plain_value(value: Value) -> Any:
    """What our reader makes of it once it is written."""
    if isinstance(value, Written):
        return value.text
    if isinstance(value, Mapping):
        return {key: plain_value(part) for key, part in value.items()}
    return [plain_value(part) for part in value]


def _indented(text: str, column: int) -> str:
    return f"{' ' * column}{text}"
