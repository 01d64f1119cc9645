"""The sentences that commands say, read from the program itself: what is given to its doors, with the holes filled."""

import ast
import re
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

import sms_lint

# What is given to these is said in the language of the organisation.
DOORS = frozenset({"tell", "warn", "on_screen", "SmsError"})
_PACKAGE = Path(sms_lint.__file__).parent
# What a language model is told, and gives on in whatever language it is asked in.
_TO_A_MODEL = _PACKAGE / "assistant"
# A hole may hold a name or a number.
_FILLINGS = ("Q{}", "7")


def said_by_commands() -> Mapping[str, tuple[str, ...]]:
    """Each sentence that is given to a door, by where it stands, in the forms that it may take."""
    return {
        f"{path.relative_to(_PACKAGE.parent).as_posix()}: {forms[0]}": forms
        for path in sorted(_PACKAGE.rglob("*.py"))
        if not path.is_relative_to(_TO_A_MODEL)
        for call in _calls(path)
        for forms in _sentences(call.args[0])
        if re.search("[a-z]{3}", re.sub(r"`[^`]*`|Q\d|sha256", "", forms[0]))
    }


def _calls(path: Path) -> Iterator[ast.Call]:
    text = path.read_text("utf-8")
    if any(f"{door}(" in text for door in DOORS):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DOORS:
                yield node


def _sentences(given: ast.expr) -> Iterator[tuple[str, ...]]:
    match given:
        case ast.Constant(value=str(text)):
            yield (text,)
        case ast.JoinedStr():
            yield tuple(_filled(given, filling) for filling in _FILLINGS)
        case ast.IfExp():
            yield from _sentences(given.body)
            yield from _sentences(given.orelse)
        case ast.BinOp(op=ast.Add()):
            for before, after in product(_sentences(given.left), _sentences(given.right)):
                yield tuple(one + other for one, other in zip(before, after, strict=False))


def _filled(sentence: ast.JoinedStr, filling: str) -> str:
    parts = [
        str(part.value) if isinstance(part, ast.Constant) else _held(part, filling.format(number))
        for number, part in enumerate(sentence.values)
    ]
    return "".join(parts)


def _held(part: ast.expr, filling: str) -> str:
    """What a hole holds: of a number and a noun, both."""
    match part:
        case ast.FormattedValue(
            value=ast.Call(func=ast.Name(id="plural"), args=[_, ast.Constant(value=str(noun))])
        ):
            return f"7 {noun}s"
    return filling
