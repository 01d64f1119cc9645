"""A document in Markdown out of a tree: what the one parser reads of it is the tree again.

Texts stay texts. What a word processor can say and Markdown cannot (marks that end in the middle of a word, beside a
full stop) is written without its marks rather than without its words.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import quote

from sms_lint.ground.output.markdown_runs import MARKS, STRIKE, Run, runs_of, tidied
from sms_lint.ground.text.prose import Element, parsed

_ESCAPED = re.compile(
    r"[\\`*~\[]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # one between letters is no mark
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)"
    r"|!(?=\[|\Z)"
)
_ALL_MARKS = re.compile(r"[!-/:-@\[-`{-~]")
_START = re.compile(r"(?P<mark>[-+>#]|=(?==*\s*\Z))|(?P<number>\d{1,9})(?P<behind>[.)])(?=\s|\Z)")
_BARE = re.compile(r"https?://[^\s<>\[\]\\`*]+|mailto:[^\s<>\[\]\\`*]+")
_PLAIN_TARGET = re.compile(r"[^\s<>()\\]+")


def document_text(root: Element) -> str:
    """The text of a document; it ends with a line end, and is empty where there is nothing to say."""
    text = _blocks(root.children)
    return f"{text}\n" if text else ""


def line_text(runs: Iterable[Run], *, cell: bool = False, heading: bool = False) -> str:
    """The text of a paragraph, of a heading, or of a cell of a table."""
    pieces = tidied(
        replace(run, text=" ", form="text") if heading and run.form == "break" else run for run in runs
    )
    pieces = tidied(_struck_apart(pieces))
    wanted = _plain(pieces)
    bare = tidied(replace(run, marks=frozenset()) for run in pieces)
    plainer = ((pieces, _ESCAPED), (bare, _ESCAPED))
    for tried, escaped in plainer:
        text = _guarded(_line(tried, cell=cell, escaped=escaped), cell=cell, heading=heading)
        if _read_again(text, cell=cell, heading=heading) == wanted:
            return text
    return _guarded(_line(bare, cell=cell, escaped=_ALL_MARKS), cell=cell, heading=heading)


def _struck_apart(pieces: Sequence[Run]) -> Iterator[Run]:
    """The pieces, struck out only where the forges see the marks: not between a word and a sign inside them."""
    for _, group in groupby(enumerate(pieces), key=lambda numbered: STRIKE in numbered[1].marks):
        together = list(group)
        first, last = together[0][0], together[-1][0]
        before = pieces[first - 1].text if first else ""
        behind = pieces[last + 1].text if last + 1 < len(pieces) else ""
        seen = _flanks(before[-1:], pieces[first].text[:1]) and _flanks(behind[:1], pieces[last].text[-1:])
        for _, piece in together:
            yield piece if seen else replace(piece, marks=piece.marks - {STRIKE})


def _flanks(outside: str, inside: str) -> bool:
    """Whether a mark between two signs is seen as one."""
    return inside.isalnum() or not outside.isalnum()


def _guarded(text: str, *, cell: bool, heading: bool) -> str:
    """A line whose beginning opens no block, and whose end is none of a heading's."""
    if cell:
        return text
    safe = "\\\n".join(_safe_start(line) for line in text.split("\\\n"))
    if heading:
        safe = re.sub(r"(#+)\Z", r"\\\1", safe)
        safe = re.sub(r"\{(?=[^{}]*\}\Z)", r"\\{", safe)
    return safe


def _read_again(text: str, *, cell: bool, heading: bool) -> str:
    source = f"| {text} |\n| --- |\n" if cell else f"# {text}\n" if heading else f"{text}\n"
    body = parsed(source)
    while body.children and body.kind not in ("paragraph", "heading", "cell"):
        if len(body.children) > 1 and body.kind == "document":
            return "\0"  # it came apart
        body = body.children[0]
    return "".join(_shown(part) for part in body.children)


def _shown(part: Element) -> str:
    if part.kind in ("text", "code"):
        return part.text
    if part.kind == "html":
        return part.text.replace("<br>", "\n")
    if part.kind == "break":
        return "\n"
    if part.kind == "footnote_reference":
        return f"[^{part.text}]"
    if part.kind == "soft_break":
        return " "
    return "".join(_shown(child) for child in part.children)


def _plain(runs: Iterable[Run]) -> str:
    signs = {"break": "\n"}
    return "".join(
        f"[^{run.text}]" if run.form == "footnote_reference" else signs.get(run.form, run.text)
        for run in runs
    )


def _line(runs: Sequence[Run], *, cell: bool, escaped: re.Pattern[str] = _ESCAPED) -> str:
    parts: list[str] = []
    for target, group in groupby(runs, key=lambda run: run.target):
        within = list(group)
        text = "".join(run.text for run in within)
        bare = all(run.form == "text" and not run.marks for run in within) and _BARE.fullmatch(target)
        if target and bare and target.removeprefix("mailto:") == text and "&" not in target:
            parts.append(f"<{text}>")
            continue
        inner = _marked(within, tuple(MARKS), cell=cell, escaped=escaped, linked=bool(target))
        parts.append(f"[{inner}]({target_text(target)})" if target else inner)
    return "".join(parts)


def _marked(
    runs: Sequence[Run], marks: Sequence[str], *, cell: bool, escaped: re.Pattern[str], linked: bool
) -> str:
    if not marks:
        return "".join(_leaf(run, cell=cell, escaped=escaped, linked=linked) for run in runs)
    parts: list[str] = []
    for is_marked, group in groupby(runs, key=lambda run: marks[0] in run.marks):
        inner = _marked(list(group), marks[1:], cell=cell, escaped=escaped, linked=linked)
        core = inner.strip(" ")
        if is_marked and core:
            before, _, after = inner.partition(core)
            sign = MARKS[marks[0]]
            inner = f"{before}{sign}{core}{sign}{after}"
        parts.append(inner)
    return "".join(parts)


def escaped_text(text: str, *, cell: bool = False, linked: bool = False) -> str:
    """A text with a backslash before what would be a mark."""
    return _escaped(text, _ESCAPED, cell=cell, linked=linked)


def _leaf(run: Run, *, cell: bool, escaped: re.Pattern[str], linked: bool) -> str:
    match run.form:
        case "break":
            return "<br>" if cell else "\\\n"
        case "footnote_reference":
            return f"[^{run.text}]"
        case "picture":
            return f"![{_escaped(run.text, escaped, cell=cell, linked=True)}]({target_text(run.source)})"
        case "code":
            return _code(run.text, cell=cell)
        case _:
            return _escaped(run.text, escaped, cell=cell, linked=linked)


def _escaped(text: str, marks: re.Pattern[str], *, cell: bool, linked: bool) -> str:
    safe = marks.sub(lambda match: f"\\{match.group()}", text)
    if linked and marks is _ESCAPED:
        safe = safe.replace("]", "\\]")
    return safe.replace("|", "\\|") if cell and marks is _ESCAPED else safe


def _code(text: str, *, cell: bool) -> str:
    ticks = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    space = (
        " "
        if text.startswith("`") or text.endswith("`") or (text[:1] == text[-1:] == " " and text.strip())
        else ""
    )
    code = f"{ticks}{space}{text}{space}{ticks}"
    return code.replace("|", "\\|") if cell else code


def target_text(target: str) -> str:
    """The address of a link or picture as it is written in brackets."""
    if _PLAIN_TARGET.fullmatch(target):
        return target
    return "<" + quote(target, safe="/#:?&=%+,;@()!$'*~ ") + ">"


def _safe_start(line: str) -> str:
    match = _START.match(line)
    if match is None:
        return line
    if match["mark"]:
        return f"\\{line}"
    return f"{match['number']}\\{line[match.end('number') :]}"


def _blocks(elements: Sequence[Element], *, tight: bool = False) -> str:
    texts: list[str] = []
    before: Element | None = None
    flip = False
    for element in elements:
        beside = before is not None and before.kind == element.kind == "list"
        flip = beside and not flip
        text = block_text(element, flip=flip)
        if text:
            texts.append(text)
            before = element
    return ("\n" if tight else "\n\n").join(texts)


def block_text(element: Element, *, flip: bool = False) -> str:
    """The text of one block, without a line end after it."""
    write = _WRITERS.get(element.kind)
    if element.kind == "list":
        return _list(element, flip=flip)
    return write(element) if write else _blocks(element.children)


def _heading(element: Element) -> str:
    text = line_text(runs_of(element), heading=True)
    return f"{'#' * element.level} {text}" if text else ""


def _quote(element: Element) -> str:
    inner = _blocks(element.children)
    return "\n".join(f"> {line}".rstrip() for line in inner.split("\n")) if inner else ""


def _list(element: Element, *, flip: bool) -> str:
    tight = all(_is_short(item) for item in element.children)
    items: list[str] = []
    for number, item in enumerate(element.children, max(element.level, 0)):
        marker = ("*" if flip else "-") if element.level < 0 else f"{number}{')' if flip else '.'}"
        inner = _blocks(item.children, tight=tight)
        items.append(f"{marker} {_indented(inner, len(marker) + 1)}".rstrip())
    return ("\n" if tight else "\n\n").join(items)


def _is_short(item: Element) -> bool:
    """Whether an item is one paragraph, with lists below it that need no empty line before them."""
    lists = [child for child in item.children if child.kind == "list"]
    return len(item.children) - len(lists) <= 1 and all(child.level in (-1, 1) for child in lists)


def _indented(text: str, width: int) -> str:
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"{' ' * width}{line}" if line else "" for line in rest)])


def _code_block(element: Element) -> str:
    text = "".join(child.text for child in element.children).removesuffix("\n")
    ticks = "`" * max(3, max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    return f"{ticks}{element.text}\n{text}\n{ticks}"


def _table(element: Element) -> str:
    rows = [[line_text(runs_of(cell), cell=True) for cell in row.children] for row in element.children]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


_WRITERS: Mapping[str, Callable[[Element], str]] = {
    "heading": _heading,
    "paragraph": lambda element: line_text(runs_of(element)),
    "quote": _quote,
    "code_block": _code_block,
    "table": _table,
    "rule": lambda _: "---",
    "footnote": lambda element: f"[^{element.text}]: {_indented(_blocks(element.children), 4)}",
}
