"""From blocks to a document of ours: one title, sections below it, the rest as it was."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sms_lint.ground.hidden_characters import HIDDEN
from sms_lint.ground.output.markdown_document import document_text
from sms_lint.ground.output.markdown_runs import Run, element_of
from sms_lint.ground.text.prose import Element
from sms_lint.intake.documents.labels import labelled
from sms_lint.intake.documents.source_document import Aside, SourceDocument

_HIDDEN = re.compile(f"[{HIDDEN}]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_DEEPEST_HEADING = 6


def document_of(
    blocks: Sequence[Element],
    hints: Sequence[str],
    passages: Sequence[str],
    aside: Sequence[Aside],
    pictures: Mapping[str, bytes],
    remarks: Sequence[str] = (),
) -> SourceDocument:
    """A document out of blocks; `hints` are what it may be called, where no heading of its own says so."""
    clean = [_without_hidden(block) for block in blocks]
    facts = labelled(clean, [each.text for each in aside])
    title, body = titled(clean, [*hints[:-1], facts.get("title", ""), *hints[-1:]])
    text = document_text(Element("document", 0, 0, [element_of("heading", [Run(title)], 1), *body]))
    return SourceDocument(title, text, passages, aside, facts, pictures, remarks)


def titled(blocks: Sequence[Element], hints: Iterable[str]) -> tuple[str, list[Element]]:
    """The title of a document, and its blocks without that heading, whose other headings begin at the second level."""
    heads = [block for block in blocks if block.kind == "heading"]
    highest = [head for head in heads if head.level == 1]
    given = highest[0] if len(highest) == 1 and heads[0] is highest[0] else None
    said = [given.words if given else "", *(_TAG.sub("", hint) for hint in hints)]
    title = next((text for hint in said if (text := " ".join(hint.split()))), "Untitled")
    kept = [block for block in blocks if block is not given]
    levels = [head.level for head in heads if head is not given]
    shift = 2 - min(levels, default=2)
    return title, [_moved(block, shift) for block in kept]


def _moved(block: Element, shift: int) -> Element:
    if block.kind != "heading":
        return block
    return replace(block, level=min(max(block.level + shift, 2), _DEEPEST_HEADING))


def _without_hidden(element: Element) -> Element:
    children = [_without_hidden(child) for child in element.children]
    text = _HIDDEN.sub("", element.text) if element.text else ""
    return replace(element, children=children, text=text)
