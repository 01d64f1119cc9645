"""Documents from elsewhere as documents of this system: what each is called, where it goes, and what is still open."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import basename, dirname, normpath
from typing import Any

from sms_lint.ground.fields import ID_PATTERN
from sms_lint.ground.language_words import words
from sms_lint.ground.plain_names import file_name, named_id, numbered_id
from sms_lint.ground.text import sections
from sms_lint.ground.text.directives import harmless
from sms_lint.ground.text.edits import Edit, edited
from sms_lint.intake.documents.labels import (
    as_classification,
    as_day,
    as_version,
    kind_spoken_for,
    section_meant,
)
from sms_lint.intake.documents.source_document import Aside, read_by_people, unplaced
from sms_lint.model.node import Document
from sms_lint.starter.adoption_links import (
    Incoming,
    Place,
    of_links,
    of_pictures,
    with_links,
    without_remote_pictures,
)
from sms_lint.starter.entry import usual_folder, usual_role
from sms_lint.starter.ids import all_ids
from sms_lint.starter.yaml_text import yaml_text
from sms_lint.system.sms import Sms

# What a document is taken for where nothing speaks for another kind. A process needs its activities as data, which no
# text gives: it comes in as a procedure.
_USUAL_KIND = "procedure"
_KIND_INSTEAD = {"process": "procedure", "external": "procedure"}
_NUMBER = re.compile(r"^\s*[\d.]+[.)]?\s+(?=\S)")


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


def adopted(
    sms: Sms, incoming: Sequence[Incoming], wanted: Preference, beside: Callable[[str, str], bytes | None]
) -> list[Adopted]:
    """Each document as one of this system. `beside` gives the file that a document names by a relative address."""
    ids, paths = set(all_ids(sms)), {path.casefold() for path in sms.paths}
    places = [_placed(sms, each, wanted, ids, paths) for each in incoming]
    known = {normpath(place.incoming.path): place for place in places}
    return [_written(sms, place, known, wanted, beside) for place in places]


def _placed(sms: Sms, incoming: Incoming, wanted: Preference, ids: set[str], paths: set[str]) -> Place:
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
    return Place(incoming, kind, name, path)


def _kind(incoming: Incoming) -> str:
    spoken = _spoken_kind(incoming) or _USUAL_KIND
    return _KIND_INSTEAD.get(spoken, spoken)


def _spoken_kind(incoming: Incoming) -> str:
    stem = basename(incoming.path).rpartition(".")[0]
    return kind_spoken_for(incoming.document.title, stem, basename(dirname(incoming.path)))


def _doubts_of_kind(place: Place, wanted: Preference) -> Iterator[str]:
    spoken = _spoken_kind(place.incoming)
    if wanted.kind or spoken == place.kind:
        return
    if spoken:
        yield f"kind: it seems to be a {spoken}, whose data no text gives; it came in as a {place.kind}"
    else:
        yield f"kind: nothing in its title or name says it; {place.kind} is proposed"


def _without_kind(title: str, kind: str) -> str:
    """A title without the word for its kind at its end, which the id begins with: POL-BACKUP for Backup policy."""
    shorter = re.sub(rf"\W+{re.escape(kind)}\s*$", "", title, flags=re.I)
    return shorter if words(shorter) else title


def _written(
    sms: Sms,
    place: Place,
    known: Mapping[str, Place],
    wanted: Preference,
    beside: Callable[[str, str], bytes | None],
) -> Adopted:
    said = place.incoming.document
    text, pictures, dropped = with_links(place, known, beside)
    text, remote = without_remote_pictures(text)
    text, missing, renamed = _with_sections(sms.kinds[place.kind], text)
    values, notes, open_ = _front_matter(sms, place, wanted)
    model = sms.kinds[place.kind]
    front = "".join(f"# {note}\n" for note in notes)
    whole = f"---\n{yaml_text(values, model)}{front}---\n{text}"
    known_titles = " ".join(each.text for each in renamed)
    placed = f"{read_by_people(text)}\n{known_titles}"
    lost = [Aside("in the text", passage) for passage in unplaced(said.passages, placed)]
    return Adopted(
        place.incoming.path,
        place.incoming.digest,
        place.id,
        place.path,
        whole,
        pictures,
        (
            *_doubts_of_kind(place, wanted),
            *open_,
            *missing,
            *said.remarks,
            *of_links(dropped),
            *of_pictures(remote, pictures),
        ),
        (*said.aside, *renamed, *lost, *(Aside("where a link led", target) for target in dropped)),
    )


def _front_matter(sms: Sms, place: Place, wanted: Preference) -> tuple[dict[str, Any], list[str], list[str]]:
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
            harmless(f"The file says that it is in force from {shown}; set effective when it is active.")
        )
    classification = as_classification(said.get("classification", ""))
    if not classification:
        open_.append(_open("classification", said, "classification", "internal"))
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
        "classification": classification or "internal",
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


def _with_sections(model: type[Any], text: str) -> tuple[str, list[str], list[Aside]]:
    """The text with its headings called as the kind asks for, what is still missing, and what the headings were.

    A renamed heading keeps the anchor that it had, so that links to it still lead there.
    """
    if not issubclass(model, Document):
        return text, [], []
    there = sections(text)
    titles = {_NUMBER.sub("", section.title).casefold() for section in there}
    edits, open_, aside = [], [], []
    for title in (wanted for wanted in model.SECTIONS if wanted.casefold() not in titles):
        meant = [section for section in there if section_meant(_NUMBER.sub("", section.title))[0] == title]
        if not meant:
            open_.append(f"section “{title}” is missing: name the heading that it is, or write it")
        elif section_meant(_NUMBER.sub("", meant[0].title))[1]:
            head = meant[0]
            edits.append(Edit(head.start, head.end, f"{'#' * head.level} {title} {{: #{head.anchor} }}"))
            aside.append(Aside(f"the heading that is “{title}” now", head.title))
        else:
            open_.append(
                f"section “{title}” is missing: is it the one called “{meant[0].title}”? Then rename it"
            )
    return edited(text, edits), open_, aside
