"""The texts that each document had on the branch, one after the other, with the files that each showed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from sms_lint.ground.text import body_start
from sms_lint.history.branch import ShownFile, TextVersion
from sms_lint.model.approved_part import approved_part
from sms_lint.model.control_data import control_days
from sms_lint.model.controlled_files import MOST_BYTES, is_prose
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Document
from sms_lint.model.shown_files import shown_files
from sms_lint.model.statement import digests
from sms_lint.model.text_values import kept_text_values

_FIELDS = ("id", "kind", "version", "lifecycle", "owner", "approver", "effective")


@dataclass(frozen=True)
class HeldText:
    """A file of the evidence as a step of the branch held it; `blob` is empty where it was gone."""

    position: int
    path: str
    blob: str


class ShownChange(NamedTuple):
    """That a step of the branch brought another state of a file, as `ShownFile` has it."""

    position: int
    path: str
    state: str


class _Said(NamedTuple):
    """What a document says of itself, and the files that it shows, by their targets."""

    values: Mapping[str, Any]
    shown: Mapping[str, str]


# Gives the changes of some files, in the order of the steps.
ShownChanges = Callable[[frozenset[str]], Iterable[ShownChange]]


def text_versions(
    held: Iterable[HeldText],
    texts: Mapping[str, bytes],
    line: tuple[str, ...],
    changes: ShownChanges,
    *,
    long: bool,
) -> Mapping[str, tuple[TextVersion, ...]]:
    """The texts of each document by its id; `long` says that git's ids are, since content is followed by them.

    A step that changes what a text shows makes another text of the same bytes.
    """
    prose = [file for file in held if is_prose(file.path)]
    read = _read(prose, texts, long=long)
    shown = frozenset(path for said in read.values() if said for path in said.shown.values())
    of_step: dict[int, tuple[list[ShownChange], list[HeldText]]] = {}
    for change in changes(shown):
        of_step.setdefault(change.position, ([], []))[0].append(change)
    for file in prose:
        of_step.setdefault(file.position, ([], []))[1].append(file)
    telling = _Telling(line)
    for position in sorted(of_step):
        changed, files = of_step[position]
        telling.states.update((change.path, change.state) for change in changed)
        for file in files:
            telling.put(position, file.path, read.get((file.path, file.blob)))
        telling.shown_changed(position, {change.path for change in changed})
    raws = {said.values["sha256"]: texts[blob] for (_, blob), said in read.items() if said}
    return {id_: tuple(_comparable(every, raws)) for id_, every in telling.found.items()}


def _read(
    prose: Iterable[HeldText], texts: Mapping[str, bytes], *, long: bool
) -> Mapping[tuple[str, str], _Said | None]:
    """What each file said of a document, by its path and git's id; None where it is none."""
    by_blob: dict[str, Mapping[str, Any] | None] = {}
    found: dict[tuple[str, str], _Said | None] = {}
    for path, blob in dict.fromkeys((file.path, file.blob) for file in prose if file.blob in texts):
        if blob not in by_blob:
            by_blob[blob] = _version(path, texts[blob], long=long)
        values = by_blob[blob]
        found[path, blob] = _Said(values, shown_files(path, texts[blob].decode("utf-8"))) if values else None
    return found


@dataclass
class _Telling:
    """The branch as far as it was told: the document at each path, the states of what is shown, the texts so far."""

    line: tuple[str, ...]
    states: dict[str, str] = field(default_factory=dict)
    there: dict[str, _Said] = field(default_factory=dict)
    found: dict[str, list[TextVersion]] = field(default_factory=dict)

    def put(self, position: int, path: str, said: _Said | None) -> None:
        """What a path holds from a step on; None where that is no document."""
        self.there.pop(path, None)
        if said is None:
            return
        self.there[path] = said
        commit = self.line[position] if position < len(self.line) else ""
        files = (
            ShownFile(target, led, self.states.get(led, "")) for target, led in sorted(said.shown.items())
        )
        text = TextVersion(**said.values, path=path, position=position, commit=commit, shown=tuple(files))
        every = self.found.setdefault(text.id, [])
        if not every or every[-1].content != text.content:
            every.append(text)
        else:  # the same text under another name
            every[-1] = replace(every[-1], path=path, shown=text.shown)

    def shown_changed(self, position: int, paths: set[str]) -> None:
        """A step changed some files: whatever shows them is another text."""
        for path, said in list(self.there.items()) if paths else ():
            if not paths.isdisjoint(said.shown.values()):
                self.put(position, path, said)


def _comparable(every: list[TextVersion], raws: Mapping[str, bytes]) -> Iterator[TextVersion]:
    """The texts of one document; those that share their version with others, with the digest of what is approved."""
    by_version: dict[str, set[str]] = {}
    for text in every:
        by_version.setdefault(text.version, set()).add(text.sha256)
    for text in every:
        if len(by_version[text.version]) < 2:
            yield text
            continue
        part = approved_part(text.path, raws[text.sha256].decode("utf-8"))
        yield replace(text, approved_part=digests(part.encode())[0] if part is not None else "")


def _version(path: str, raw: bytes, *, long: bool) -> Mapping[str, Any] | None:
    """What makes a text a version, but for where it lies; None where it is no document, or not read by the loader."""
    if len(raw) > MOST_BYTES:
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    values = kept_text_values(path, text).values or {}
    said = {name: value if isinstance(value := values.get(name), str) else "" for name in _FIELDS}
    model = kinds().get(said["kind"])
    if not said["id"] or model is None or not issubclass(model, Document):
        return None  # kinds of the organization's own are records
    sha256, blob = digests(raw, long=long)
    empty = not text[body_start(text) :].strip()
    days = tuple(control_days(values).items())
    return {**said, "sha256": sha256, "blob": blob, "is_empty": empty, "control_days": days}
