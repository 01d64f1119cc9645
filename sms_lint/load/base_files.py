"""The files that a proposed change started from, next to those on the disk: only what differs is read of git."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.history.record_changes import HeldFile
from sms_lint.load.branch import is_evidence
from sms_lint.load.contents import Contents
from sms_lint.load.files import MODULES, Disk, PathForm, is_scanned, listed_disk, listed_entry
from sms_lint.load.held_files import LINK, LONG, held_on_disk
from sms_lint.model.accepted import BASELINE_FILE
from sms_lint.model.controlled_files import holds_entries
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.outside.git import MISSING, Repository

_REPOSITORY = "160000"


class BaseFiles(NamedTuple):
    """The files of the base, and the paths at which those of the change are others."""

    disk: Disk
    changed: frozenset[str]


def base_files(disk: Disk, repository: Repository, commit: str, named: Collection[str]) -> BaseFiles:
    """The files of a commit that are read for a system, beside those on the disk.

    `named` are files that settings name: schemas and own rules. Of files whose texts nobody reads it counts only
    whether they are there. Raises SmsError where git lacks one.
    """
    tree = {path: HeldFile(*held) for path, held in repository.tree(commit).items()}

    def is_read(path: str) -> bool:
        return (
            path in (SETTINGS_FILE, MODULES, BASELINE_FILE)
            or path in named
            or is_evidence(path)
            or holds_entries(path)
        )

    here = held_on_disk(_with_named(disk, named), is_read, long=len(commit) == LONG).files
    read = {path: held for path, held in tree.items() if is_read(path)}
    altered = {path for path in {*here, *read} if here.get(path) != read.get(path)}
    there = {path for path, held in tree.items() if is_scanned(path) and held.mode != LINK}
    changed = altered | {path for path in there ^ disk.paths if is_scanned(path)}
    texts = _texts(repository, read, {*changed, MODULES}, commit)
    contents = Contents(disk.root, texts, disk.contents)
    return BaseFiles(listed_disk(contents, list(_listed(tree))), frozenset(changed))


def _with_named(disk: Disk, named: Collection[str]) -> Disk:
    """The same files, with those that settings name and that lie elsewhere."""
    more = {path for path in (*named, MODULES) if disk.contents.is_file(path)}
    return Disk(disk.contents, disk.sources, disk.paths | more, disk.links)


def _texts(
    repository: Repository, read: Mapping[str, HeldFile], changed: Collection[str], commit: str
) -> Mapping[str, bytes | None]:
    """The text of each changed file at the base; None where it was not there, or was no plain file."""
    blobs = {path: held.blob for path in changed if (held := read.get(path)) and held.is_file}
    texts = repository.blobs(blobs.values())
    if lost := next((path for path, blob in blobs.items() if blob not in texts), ""):
        raise SmsError(f"git cannot read `{lost}` of {commit[:9]}; {MISSING}")
    return {path: texts[blobs[path]] if path in blobs else None for path in changed}


def _listed(tree: Mapping[str, HeldFile]) -> Iterator[tuple[str, PathForm]]:
    """What a walk through the folders of the commit would find, in its order."""
    for path in sorted(tree, key=lambda path: path.split("/")):
        mode = tree[path].mode
        entry = listed_entry(f"{path}/.git" if mode == _REPOSITORY else path)
        if is_scanned(path) and entry is not None:
            yield (entry[0], "link") if mode == LINK else entry
