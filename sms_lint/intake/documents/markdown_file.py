"""Markdown from elsewhere: its text stays as it is written, but for the levels of its headings."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from sms_lint.ground.hidden_characters import HIDDEN
from sms_lint.ground.output.markdown_document import line_text
from sms_lint.ground.output.markdown_runs import Run
from sms_lint.ground.text import front_matter, parsed
from sms_lint.ground.text.edits import Edit, edited
from sms_lint.ground.text.prose import Element
from sms_lint.intake.documents.from_tree import titled
from sms_lint.intake.documents.html_file import decoded
from sms_lint.intake.documents.html_in_markdown import without_html
from sms_lint.intake.documents.labels import labelled
from sms_lint.intake.documents.source_document import Aside, SourceDocument, read_by_people

_HIDDEN = re.compile(f"[{HIDDEN}]")
_LINE_END = re.compile(r"\r\n?")
_MARKS = re.compile(r" {0,3}(#{1,6})")
# `{: .note }` and `{.note}`; `{#name}` is ours too.
_CLASSES = re.compile(r"[ \t]*\{:?[ \t]*(?:[.]|(?<=:)[\w-])[^{}\n]*\}")
_COMMENTED = re.compile(r"^\s*#\s?")


def read_markdown(raw: bytes, name: str) -> SourceDocument:
    """A text in Markdown, or one without any marks."""
    text = _HIDDEN.sub("", _LINE_END.sub("\n", decoded(raw)))
    start, end = front_matter(text)
    before = text[start:end].splitlines() if start else []
    body = text[text.index("\n", end) + 1 if "\n" in text[end:] else len(text) :] if start else text
    passages = [line for line in read_by_people(body).split("\n") if line.strip()]
    body, marks = _without_marks(without_html(body))
    tree = parsed(body)
    facts = {**labelled(tree.children, []), **labelled([], before)}
    title, text = _under_title(
        body, tree, [facts.get("title", ""), PurePosixPath(name).stem.replace("_", " ")]
    )
    aside = [
        Aside("the block before the text", said)
        for line in before
        if (said := _COMMENTED.sub("", line).strip())
    ]
    return SourceDocument(title, text, passages, [*aside, *marks], facts)


def _without_marks(body: str) -> tuple[str, list[Aside]]:
    """The text without what other builders read in braces: classes and the like, which are no words."""
    found = [Aside("a mark of another program", match.group().strip()) for match in _CLASSES.finditer(body)]
    return _CLASSES.sub("", body), found


def _under_title(body: str, tree: Element, hints: Sequence[str]) -> tuple[str, str]:
    """The title, and the text with that title as its first heading and all others below it."""
    title, kept = titled(tree.children, hints)
    moved = {block.start: block.level for block in kept if block.kind == "heading"}
    edits: list[Edit] = []
    for head in (block for block in tree.children if block.kind == "heading"):
        level = moved.get(head.start)
        new = "" if level is None else _heading(body, head, level)
        edits.append(Edit(head.start, head.end, new))
    text = edited(body, edits).strip("\n")
    return title, f"# {line_text([Run(title)], heading=True)}\n\n{text}\n" if text else f"# {title}\n"


def _heading(body: str, head: Element, level: int) -> str:
    """A heading at another level, its words as they are written."""
    source = body[head.start : head.end]
    marks = _MARKS.match(source)
    if marks:
        return source[: marks.start(1)] + "#" * level + source[marks.end(1) :]
    lines = source.rstrip("\n").split("\n")
    return f"{'#' * level} {' '.join(line.strip() for line in lines[:-1])}\n"
