"""The command that brings existing documents in."""

import argparse
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, normpath
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, FINDINGS, root_argument, root_of, say, tell, today_argument
from sms_lint.ground.errors import SmsError
from sms_lint.ground.sentences import plural
from sms_lint.translation import on_screen

if TYPE_CHECKING:
    from sms_lint.starter.adoption import Adopted
    from sms_lint.starter.adoption_links import Incoming
    from sms_lint.starter.adoption_report import KnownFile, Unread
    from sms_lint.system.sms import Sms

_MOST_OF_A_PICTURE = 16 * 1024 * 1024


@dataclass
class _Files:
    """The files that somebody names, by the paths by which they are known: the folder's name and the way below it."""

    roots: dict[str, Path] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)

    def add(self, given: Path) -> None:
        """A file, or everything below a folder. Raises SmsError for a link, and for what is not there."""
        from sms_lint.outside.disk import files_below
        from sms_lint.outside.disk import given as named

        place = named(given)
        if place.is_dir():
            self.roots[place.name] = self._own(place.name, place)
            self.paths += [
                f"{place.name}/{path}" for path in files_below(place, "") if "/." not in f"/{path}"
            ]
        elif place.is_file():
            self.roots[place.parent.name] = self._own(place.parent.name, place.parent)
            self.paths.append(f"{place.parent.name}/{place.name}")
        else:
            raise SmsError(f"there is no {given}")

    def _own(self, name: str, place: Path) -> Path:
        if self.roots.get(name, place) != place:
            raise SmsError(f"two folders are called {name}; bring them in one after the other")
        return place

    def below(self, root: Path, path: str) -> str:
        """The path of a file from a root; empty where it lies elsewhere."""
        name, _, rest = path.partition("/")
        place = self.roots[name] / rest
        return place.relative_to(root).as_posix() if place.is_relative_to(root) else ""

    def read(self, path: str, most: int) -> bytes:
        """The bytes of a file. Raises OSError where it is no plain file of these folders."""
        from sms_lint.outside.disk import PlainFiles

        name, _, below = path.partition("/")
        return PlainFiles(self.roots[name]).read(below, most)

    def beside(self, path: str, address: str) -> bytes | None:
        """The file that a document names by an address; None where there is none below the same folder."""
        target = normpath(f"{dirname(path)}/{address}")
        if target.split("/")[0] != path.split("/", maxsplit=1)[0] or target.startswith("/"):
            return None
        try:
            raw = self.read(target, _MOST_OF_A_PICTURE + 1)
        except (OSError, SmsError):
            return None
        return raw if len(raw) <= _MOST_OF_A_PICTURE else None


def adopt(options: argparse.Namespace) -> int:
    """Bring documents in as drafts (Word, HTML, Markdown), with a list of what is open; nothing is ever overwritten."""
    from sms_lint.load import load

    root = root_of(options)
    return _bring_in(root, load(root, today=options.today), options)


def _bring_in(root: Path, sms: "Sms", options: argparse.Namespace) -> int:
    from sms_lint.model.controlled_files import is_controlled
    from sms_lint.starter.adoption import Preference, adopted
    from sms_lint.starter.adoption_report import KnownFile

    files = _Files()
    for given in options.files:
        files.add(given)
    wanted = Preference(options.kind or "", options.owner or "", options.approver or "")
    _refuse_unknown(sms, wanted.kind, (wanted.owner, wanted.approver))
    known = _known(root)
    own = [path for path in files.paths if files.below(root, path) in sms.by_path]
    incoming, unread = _read(files, known, own)
    found = adopted(sms, incoming, wanted, files.beside)
    done = found if options.dry_run else _write(root, found)
    for each in done:
        tell(f"{each.source}: {each.path} ({each.id}), {plural(len(each.open), 'point')} open")
    for left in unread:
        say(f"{on_screen('left out')}: {left.path} {on_screen(left.reason)}")
    if not options.dry_run and done:
        day = sms.today
        ledger = (*known, *(KnownFile(each.source, each.digest, each.id, day.isoformat()) for each in done))
        report = _write_report(root, done, unread, day, ledger)
        for path in (files.below(root, each.source) for each in done):
            if is_controlled(path):
                tell(f"remove {path}: nothing reads it there")
        tell(f"{plural(len(done), 'document')} came in. Next: read {report}, then run sms-lint check")
    elif not done:
        tell("Nothing new came in")
    return CLEAN if all(left.is_in for left in unread) else FINDINGS


def _refuse_unknown(sms: "Sms", kind: str, roles: Sequence[str]) -> None:
    from sms_lint.ground.faults import nearest
    from sms_lint.model.node import Document

    kinds = [name for name, model in sms.kinds.items() if issubclass(model, Document)]
    if kind and kind not in kinds:
        raise SmsError(f"there is no kind of document `{kind}`{nearest(kind, sorted(kinds))}")
    if not sms.roles:
        raise SmsError(
            "there is no role yet, and a document needs an owner; enter roles in the role register first"
        )
    for role in filter(None, roles):
        if role not in sms.roles:
            raise SmsError(f"there is no role `{role}`{nearest(role, sorted(map(str, sms.roles)))}")


def _read(
    files: _Files, known: Sequence["KnownFile"], own: Collection[str]
) -> "tuple[list[Incoming], list[Unread]]":
    """The documents among the files, and why each of the others did not come in."""
    from sms_lint.intake.documents.reading import read_document
    from sms_lint.intake.office_file import MOST_BYTES
    from sms_lint.starter.adoption_links import Incoming
    from sms_lint.starter.adoption_report import Unread

    incoming: list[Incoming] = []
    unread: list[Unread] = []
    seen: dict[str, str] = {}
    for path in _documents(files):
        if path in own:
            unread.append(Unread(path, "is a document of this system already", is_in=True))
            continue
        try:
            raw = files.read(path, MOST_BYTES + 1)
            digest = sha256(raw).hexdigest()
            if why := _is_in(path, digest, known, seen):
                unread.append(Unread(path, why, is_in=True))
                continue
            document = read_document(raw, path, _beside(files, path))
        except SmsError as reason:
            unread.append(Unread(path, str(reason)))
        except OSError as error:
            unread.append(Unread(path, f"cannot be read: {error.strerror}"))
        else:
            seen[digest] = path
            incoming.append(Incoming(path, digest, document))
    return incoming, unread


def _is_in(path: str, digest: str, known: Sequence["KnownFile"], seen: Mapping[str, str]) -> str:
    """Why a file need not come in; empty where it is new."""
    for each in known:
        if each.digest == digest:
            return f"is in already, as {each.id}"
        if each.source == path:
            return f"came in as {each.id} and has changed since; take the change over into that document"
    return f"is the same as {seen[digest]}" if digest in seen else ""


def _beside(files: _Files, path: str) -> Callable[[str], bytes | None]:
    return lambda address: files.beside(path, address)


def _documents(files: _Files) -> Iterator[str]:
    """The files that are documents by their names; pictures and the like belong to those."""
    from sms_lint.intake.documents.reading import READ, UNREAD, ending_of

    for path in dict.fromkeys(files.paths):
        if ending_of(path) in READ or ending_of(path) in UNREAD:
            yield path


def _known(root: Path) -> "tuple[KnownFile, ...]":
    from sms_lint.outside.disk import PlainFiles, read_plain
    from sms_lint.starter.adoption_report import LEDGER, known_files

    if not PlainFiles(root).is_file(LEDGER):
        return ()
    return known_files(read_plain(root, LEDGER).decode("utf-8", "replace"))


def _write(root: Path, found: Sequence["Adopted"]) -> list["Adopted"]:
    """Write each document with its pictures, all of them or none of it."""
    from sms_lint.outside.disk import create_all, given

    done = []
    for each in found:
        texts: Mapping[str, bytes] = {each.path: each.text.encode(), **each.pictures}
        try:
            if not create_all(given(root), texts):
                raise SmsError(f"{each.path} already exists; nothing of {each.source} was written")
        except OSError as error:
            raise SmsError(f"{error.filename or each.path} cannot be written: {error.strerror}") from None
        done.append(each)
    return done


def _write_report(
    root: Path,
    done: Sequence["Adopted"],
    unread: Sequence["Unread"],
    day: date,
    ledger: Sequence["KnownFile"],
) -> str:
    """Write the report under a name of its own, and the list for the next run."""
    from sms_lint.outside.disk import create_file, given, write_file
    from sms_lint.starter.adoption_report import FOLDER, LEDGER, ledger_text, report_page

    place, text = given(root), report_page(done, unread, day).encode()
    try:
        path, number = f"{FOLDER}/{day.isoformat()}.md", 2
        while not create_file(place, path, text):
            path, number = f"{FOLDER}/{day.isoformat()}-{number}.md", number + 1
        write_file(place, LEDGER, ledger_text(ledger).encode())
    except OSError as error:
        raise SmsError(f"{error.filename or FOLDER} cannot be written: {error.strerror}") from None
    return path


def adopt_arguments(command: argparse.ArgumentParser) -> None:
    """What comes in, and what is decided for all of it."""
    root_argument(command)
    today_argument(command)
    command.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="Word, HTML or Markdown files, or folders with such files",
    )
    command.add_argument(
        "--kind", metavar="KIND", help="the kind of all of them (default: as each one's title says)"
    )
    command.add_argument("--owner", metavar="ROLE", help="the role that owns them, whatever they say")
    command.add_argument("--approver", metavar="ROLE", help="the role that approves them, whatever they say")
    command.add_argument("--dry-run", action="store_true", help="write nothing; say what would come in")
