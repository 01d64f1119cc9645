"""A page of the reference in the language that is spoken; what has no translation stays in English, as a whole."""

import re

from sms_lint.report.reference.blocks import (
    Block,
    Bullets,
    Code,
    Facts,
    Grid,
    Heading,
    Inline,
    Prose,
    ReferencePage,
)
from sms_lint.translation import explained, name, reference_texts, told

# Where a paragraph is parted into sentences.
_SENTENCE = re.compile(r"(?<=\.) (?=[A-Z`])")
# Where a condition is parted into its clauses.
_PART = ", "
# A title beside the name that files have for it: before it that of a field, behind it that of a kind or setting.
_NAMED = (
    re.compile(r"(?P<before>`[^`]*` )(?P<title>.+)(?P<after>)"),
    re.compile(r"(?P<before>)(?P<title>.+)(?P<after> \([\w.\[\]-]+\))"),
)


def in_language(page: ReferencePage) -> ReferencePage:
    """The page as people read it in the language that is spoken."""
    return ReferencePage(
        page.name, in_words(page.title), in_words(page.summary), tuple(map(_block, page.blocks))
    )


def in_words(text: str) -> str:
    """A title or a sentence: as a whole, else part by part where every part of it is known."""
    plain = " ".join(text.split())
    whole = reference_texts(told().code).sentences.get(plain) or name(plain)
    if whole != plain:
        return whole
    sentences = _SENTENCE.split(plain)
    if len(sentences) > 1:
        return _joined(sentences, " ") or text
    if (known := _known(plain)) is not None:
        return known
    for pattern in _NAMED:
        if (named := pattern.fullmatch(plain)) and (title := _known(named["title"])):
            return f"{named['before']}{title}{named['after']}"
    return _joined(plain.split(_PART), _PART) or text


def _joined(parts: list[str], between: str) -> str:
    """The translations of several parts; empty where one of them has none."""
    said = [_known(part) for part in parts]
    return "" if None in said else between.join(filter(None, said))


def _known(text: str) -> str | None:
    """The translation of a text; None where there is none. What is wholly code is the same in every language."""
    if re.fullmatch(r"[`,\s\d()]*(?:`[^`]*`(?:, )?)*", text):
        return text
    said = explained(text)
    if said != text:
        return said
    capital = f"{text[:1].upper()}{text[1:]}"  # a title that stands inside a list of what is done
    said = explained(capital)
    return said if said != capital else None


def _block(part: Block) -> Block:
    match part:
        case Heading(title):
            return Heading(in_words(title))
        case Prose(markdown):
            return Prose(in_words(markdown))
        case Bullets(items):
            return Bullets(tuple(map(_inline, items)))
        case Facts(pairs):
            return Facts(tuple((in_words(name), _inline(value)) for name, value in pairs))
        case Grid(name, heads, rows):
            cells = tuple(tuple(map(_inline, row)) for row in rows)
            return Grid(name, tuple(map(in_words, heads)), cells)
        case Code():
            return part


def _inline(value: Inline) -> Inline:
    return in_words(value) if isinstance(value, str) else value
