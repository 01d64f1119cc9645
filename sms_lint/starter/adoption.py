"""Documents from elsewhere as documents of this system: what each is called, where it goes, and what is still open."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import basename, dirname, normpath, relpath
from typing import Any
from urllib.parse import unquote

from sms_lint.ground.fields import ID_PATTERN
from sms_lint.ground.language_words import words
from sms_lint.ground.plain_names import file_name, named_id, numbered_id
from sms_lint.ground.text import links, parsed, scheme, sections
from sms_lint.ground.text.directives import harmless
from sms_lint.ground.text.edits import Edit, edited
from sms_lint.intake.documents.labels import as_classification, as_day, as_version, kind_spoken_for
from sms_lint.intake.documents.source_document import Aside, SourceDocument, read_by_people, unplaced
from sms_lint.model.node import Document
from sms_lint.starter.entry import usual_folder, usual_role
from sms_lint.starter.ids import all_ids
from sms_lint.starter.yaml_text import yaml_text
from sms_lint.system.sms import Sms

# What a document is taken for where nothing speaks for another kind. A process needs its activities as data, which no
# text gives: it comes in as a procedure.
_USUAL_KIND = "procedure"
_KIND_INSTEAD = {"process": "procedure", "external": "procedure"}
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s>]+)>?[^\n]*\n?", re.M)
_NUMBER = re.compile(r"^\s*[\d.]+[.)]?\s+(?=\S)")
_NOT_SHOWN = (".emf", ".wmf", ".tif", ".tiff", ".bmp")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", *_NOT_SHOWN)


@dataclass(frozen=True)
class Incoming:
    """A document that was read: the path by which it was named, what it says, and its bytes' digest."""

    path: str
    digest: str
    document: SourceDocument


@dataclass(frozen=True)
class Preference:
    """What whoever brings documents in has decided for all of them; empty where each is to speak for itself."""

    kind: str = ""
    owner: str = ""
    approver: str = ""


@dataclass(frozen=True)
class Adopted:
    """A document to be written, with its pictures; what is open in it, and what of the file has no place in it."""

    source: str
    digest: str
    id: str
    path: str
    text: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    open: Sequence[str] = ()
    aside: Sequence[Aside] = ()


@dataclass
class _Place:
    """What is decided about one document before links between the documents can be written."""

    incoming: Incoming
    kind: str
    id: str
    path: str


def adopted(
    sms: Sms, incoming: Sequence[Incoming], wanted: Preference, beside: Callable[[str, str], bytes | None]
) -> list[Adopted]:
    """Each document as one of this system. `beside` gives the file that a document names by a relative address."""
    ids, paths = set(all_ids(sms)), {path.casefold() for path in sms.paths}
    places = [_placed(sms, each, wanted, ids, paths) for each in incoming]
    known = {normpath(place.incoming.path): place for place in places}
    return [_written(sms, place, known, wanted, beside) for place in places]


def _placed(sms: Sms, incoming: Incoming, wanted: Preference, ids: set[str], paths: set[str]) -> _Place:
    said = incoming.document
    kind = wanted.kind or _kind(incoming)
    model = sms.kinds[kind]
    own = said.labelled.get("id", "").upper()
    name = own if re.fullmatch(ID_PATTERN, own) and own not in ids else ""
    title = _NUMBER.sub("", said.title)
    name = name or named_id(model.KIND.prefix, _without_kind(title, model.KIND.title), ids)
    name = name or named_id(model.KIND.prefix, basename(incoming.path).rpartition(".")[0], ids)
    name = name or numbered_id(model.KIND.prefix, ids)
    folder = usual_folder((node for node in sms.documents if node.kind == kind), model.KIND.files_folder)
    stem = file_name(title) or name.lower()
    path = f"{folder}/{stem}.md"
    number = 2
    while path.casefold() in paths:
        path, number = f"{folder}/{stem}-{number}.md", number + 1
    ids.add(name)
    paths.add(path.casefold())
    return _Place(incoming, kind, name, path)


def _kind(incoming: Incoming) -> str:
    stem = basename(incoming.path).rpartition(".")[0]
    kind = kind_spoken_for(incoming.document.title, stem, basename(dirname(incoming.path))) or _USUAL_KIND
    return _KIND_INSTEAD.get(kind, kind)


def _without_kind(title: str, kind: str) -> str:
    """A title without the word for its kind at its end, which the id begins with: POL-BACKUP for Backup policy."""
    shorter = re.sub(rf"\W+{re.escape(kind)}\s*$", "", title, flags=re.I)
    return shorter if words(shorter) else title


def _written(
    sms: Sms,
    place: _Place,
    known: Mapping[str, _Place],
    wanted: Preference,
    beside: Callable[[str, str], bytes | None],
) -> Adopted:
    said = place.incoming.document
    text, pictures, dropped = _with_links(place, known, beside)
    text, remote = _without_remote_pictures(text)
    values, notes, open_ = _front_matter(sms, place, wanted)
    model = sms.kinds[place.kind]
    front = "".join(f"# {note}\n" for note in notes)
    whole = f"---\n{yaml_text(values, model)}{front}---\n{text}"
    lost = [Aside("in the text", passage) for passage in unplaced(said.passages, read_by_people(text))]
    return Adopted(
        place.incoming.path,
        place.incoming.digest,
        place.id,
        place.path,
        whole,
        pictures,
        (
            *open_,
            *_missing_sections(model, text),
            *said.remarks,
            *_of_links(dropped),
            *_of_pictures(remote, pictures),
        ),
        (*said.aside, *lost, *(Aside("where a link led", target) for target in dropped)),
    )


def _front_matter(sms: Sms, place: _Place, wanted: Preference) -> tuple[dict[str, Any], list[str], list[str]]:
    """The fields, what is noted below them, and what somebody has to decide."""
    said, open_, notes = place.incoming.document.labelled, [], []
    version = as_version(said.get("version", ""))
    if not version or version not in said.get("version", ""):
        open_.append(_open("version", said, "version", version or "0.1"))
    reviewed, effective = as_day(said.get("reviewed", "")), as_day(said.get("effective", ""))
    if reviewed is None or reviewed > sms.today:
        open_.append(_open("review.last", said, "reviewed", "nothing"))
        reviewed = None
    if "effective" in said:
        shown = effective.isoformat() if effective else said["effective"]
        notes.append(
            f"The file says that it is in force from {shown}; set effective when lifecycle is active."
        )
    classification = as_classification(said.get("classification", "")) or "internal"
    if "classification" in said and not as_classification(said["classification"]):
        open_.append(_open("classification", said, "classification", classification))
    open_.append(_open("retention", said, "", "7 years"))
    owner, approver, doubts = _roles(sms, place.kind, said, wanted)
    values: dict[str, Any] = {
        "kind": place.kind,
        "id": place.id,
        "title": harmless(place.incoming.document.title),
        "version": version or "0.1",
        "lifecycle": "draft",
        "owner": owner,
        "approver": approver,
        "review": {"every": "12 months", **({"last": reviewed.isoformat()} if reviewed else {})},
        "classification": classification,
        "retention": "7 years",
    }
    return values, notes, [*doubts, *open_]


def _open(name: str, said: Mapping[str, str], label: str, proposed: str) -> str:
    """What to decide about a field that the file leaves open."""
    if label in said:
        return f"{name}: the file says “{said[label]}”; {proposed} is proposed"
    return f"{name}: the file does not say it; {proposed} is proposed"


def _roles(sms: Sms, kind: str, said: Mapping[str, str], wanted: Preference) -> tuple[str, str, list[str]]:
    """Owner and approver, and what is doubtful about them. Both are roles, so a person's name is not taken over."""
    doubts = []
    alike = [node for node in sms.documents if node.kind == kind] or list(sms.documents)
    owner = wanted.owner or _role_called(sms, said.get("owner", ""))
    if not owner:
        owner = usual_role(sms, [node.owner for node in alike]) or next(iter(sorted(sms.roles)), "")
        doubts.append(_open("owner", said, "owner", owner))
    approver = wanted.approver or _role_called(sms, said.get("approver", ""))
    if not approver or approver == owner:
        others = [node.approver for node in alike if node.approver != owner]
        left = sorted(role for role in sms.roles if role != owner)
        approver = usual_role(sms, others) or next(iter(left), owner)
        doubts.append(_open("approver", said, "approver", approver))
    return owner, approver, doubts


def _role_called(sms: Sms, said: str) -> str:
    """The role whose id or title a text is."""
    wanted = words(said)
    names = {words(str(role)): str(role) for role in sms.roles}
    names |= {words(node.title): node.id for node in sms.of_kind("role") if hasattr(node, "title")}
    return names.get(wanted, "") if wanted else ""


def _missing_sections(model: type[Any], text: str) -> Iterator[str]:
    """The sections that the kind asks for and no heading is."""
    if not issubclass(model, Document):
        return
    there = {re.sub(r"^[\d.]+\s+", "", section.title).casefold() for section in sections(text)}
    for title in model.SECTIONS:
        if title.casefold() not in there:
            yield f"section “{title}” is missing: name the heading that it is, or write it"


def _with_links(
    place: _Place, known: Mapping[str, _Place], beside: Callable[[str, str], bytes | None]
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
    place: _Place,
    target: str,
    known: Mapping[str, _Place],
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


def _without_remote_pictures(text: str) -> tuple[str, list[str]]:
    """The text with links in place of pictures that another host would have to show, and their addresses."""
    edits, found = [], []
    for part in parsed(text).walk():
        if part.kind == "picture" and scheme(part.target):
            found.append(part.target)
            edits.append(Edit(part.start, part.start + 1, "" if part.children else "["))
            if not part.children:
                edits.append(Edit(part.start + 1, part.start + 2, "picture"))
    return edited(text, edits), found


def _of_links(dropped: Sequence[str]) -> Iterator[str]:
    if dropped:
        some = ", ".join(dropped[:3]) + (" …" if len(dropped) > 3 else "")
        yield f"links that lead nowhere here are words now ({some}); the report lists them"


def _of_pictures(remote: Sequence[str], pictures: Mapping[str, bytes]) -> Iterator[str]:
    for address in remote:
        yield f"the picture {address} lies on another host, so a link stands in its place; save it beside the document"
    for path in pictures:
        if path.endswith(_NOT_SHOWN):
            yield f"no browser shows {path}; save the picture as PNG, and name that in the text"
