"""Links and pictures of documents that come in: each leads to where things are now, or becomes words."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import dirname, normpath, relpath
from urllib.parse import unquote

from sms_lint.ground.text import links, parsed, scheme, sections
from sms_lint.ground.text.directives import harmless
from sms_lint.ground.text.edits import Edit, edited
from sms_lint.intake.documents.source_document import SourceDocument

_NOT_SHOWN = (".emf", ".wmf", ".tif", ".tiff", ".bmp")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s>]+)>?[^\n]*\n?", re.M)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", *_NOT_SHOWN)


@dataclass(frozen=True)
class Incoming:
    """A document that was read: the path by which it was named, its bytes' digest, and what it says."""

    path: str
    digest: str
    document: SourceDocument


@dataclass
class Place:
    """What is decided about one document before links between the documents can be written."""

    incoming: Incoming
    kind: str
    id: str
    path: str


def with_links(
    place: Place, known: Mapping[str, Place], beside: Callable[[str, str], bytes | None]
) -> tuple[str, dict[str, bytes], list[str]]:
    """The text with its links led to where things are now, its pictures, and the targets that are nowhere."""
    text = harmless(place.incoming.document.text)
    pictures: dict[str, bytes] = {}
    dropped: list[str] = []
    pieces: list[str] = []
    done = 0
    anchors = {section.anchor for section in sections(text)}
    for link in links(text):
        new = _led(place, link.target, known, beside, pictures, anchors)
        if new is None:
            dropped.append(link.target)
        pieces += [text[done : link.start], link.target if new is None else new]
        done = link.end
    changed = "".join([*pieces, text[done:]])
    return (_without_targets(changed, set(dropped)) if dropped else changed), pictures, dropped


def _led(
    place: Place,
    target: str,
    known: Mapping[str, Place],
    beside: Callable[[str, str], bytes | None],
    pictures: dict[str, bytes],
    anchors: Collection[str],
) -> str | None:
    """Where a link leads from the new place of its document; None where it leads nowhere."""
    said = place.incoming.document
    if scheme(target):
        return target if scheme(target) in ("http", "https", "mailto", "tel") else None
    path, _, anchor = unquote(target).partition("#")
    if not path:
        return target if anchor in anchors else None
    other = known.get(normpath(f"{dirname(place.incoming.path)}/{path}"))
    here = dirname(place.path)
    if other is not None:
        return relpath(other.path, here)
    raw = said.pictures.get(path) or said.pictures.get(target)
    raw = raw if raw is not None else beside(place.incoming.path, path)
    if raw is None or not path.casefold().endswith(_PICTURES):
        return None
    stem, ending = place.path.rpartition("/")[2].removesuffix(".md"), path.rpartition(".")[2].lower()
    name = f"pictures/{stem}-{len(pictures) + 1}.{ending}"
    same = next((kept for kept, bytes_ in pictures.items() if bytes_ == raw), None)
    pictures.setdefault(same or f"{here}/{name}", raw)
    return relpath(same, here) if same else name


def _without_targets(text: str, dropped: Collection[str]) -> str:
    """The text with the words of links that lead nowhere, without their marks."""
    edits = [Edit(*match.span(), "") for match in _DEFINITION.finditer(text) if match[1] in dropped]
    for part in parsed(text).walk():
        if part.kind in ("link", "picture") and not part.bare:
            source = text[part.start : part.end]
            start = part.children[0].start if part.children else part.start
            end = part.children[-1].end if part.children else part.start
            if any(target in source[end - part.start :] for target in dropped):
                edits.append(Edit(part.start, part.end, text[start:end]))
    return edited(text, edits)


def without_remote_pictures(text: str) -> tuple[str, list[str]]:
    """The text with links in place of pictures that another host would have to show, and their addresses."""
    edits, found = [], []
    for part in parsed(text).walk():
        if part.kind == "picture" and scheme(part.target):
            found.append(part.target)
            edits.append(Edit(part.start, part.start + 1, "" if part.children else "["))
            if not part.children:
                edits.append(Edit(part.start + 1, part.start + 2, "picture"))
    return edited(text, edits), found


def of_links(dropped: Sequence[str]) -> Iterator[str]:
    """What people should do about links that lead nowhere."""
    if dropped:
        some = ", ".join(dropped[:3]) + (" …" if len(dropped) > 3 else "")
        yield f"links that lead nowhere here are words now ({some}); the report lists them"


def of_pictures(remote: Sequence[str], pictures: Mapping[str, bytes]) -> Iterator[str]:
    """What people should do about pictures that readers would not see."""
    for address in remote:
        yield f"the picture {address} lies on another host, so a link stands in its place; save it beside the document"
    for path in pictures:
        if path.endswith(_NOT_SHOWN):
            yield f"no browser shows {path}; save the picture as PNG, and name that in the text"
