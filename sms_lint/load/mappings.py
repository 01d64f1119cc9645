"""Mappings for imports: from the files in `imports/` to values that were checked against their kinds."""

from collections.abc import Iterator
from typing import NamedTuple

from sms_lint.ground.source import Origin
from sms_lint.ground.text import character_flaws, conflict_flaws, places, read_yaml
from sms_lint.load.fault_fixes import fix_of
from sms_lint.load.files import Disk, decode
from sms_lint.load.nodes import flaw_faults
from sms_lint.model.controlled_files import IMPORTS
from sms_lint.model.finding import ReadingFault
from sms_lint.model.node import Kinds
from sms_lint.system.imports import OwnMapping


class MappingsRead(NamedTuple):
    """The organisation's mappings, and what is wrong with their files."""

    mappings: tuple[OwnMapping, ...]
    reading_faults: tuple[ReadingFault, ...]


def mapping_paths(disk: Disk) -> Iterator[str]:
    """The files that hold mappings: YAML, straight below the folder."""
    for path in sorted(disk.paths):
        folder, _, name = path.rpartition("/")
        if folder == IMPORTS and name.endswith((".yml", ".yaml")):
            yield path


def own_mappings(disk: Disk, kinds: Kinds) -> MappingsRead:
    """Every mapping that the organisation keeps, by the name of its file."""
    found, faults = [], []
    for path in mapping_paths(disk):
        mapping, wrong = _mapping(disk, path, kinds)
        found += [mapping] if mapping else []
        faults += wrong
    return MappingsRead(tuple(found), tuple(faults))


def _mapping(disk: Disk, path: str, kinds: Kinds) -> tuple[OwnMapping | None, list[ReadingFault]]:
    from sms_lint.model.mapping import read_mapping  # most repositories have none, and start faster without

    text = decode(disk, path)
    if text.file is None:
        return None, list(text.reading_faults)
    file, parsed = text.file, read_yaml(text.file.text)
    flaws = (*character_flaws(file.text), *(conflict_flaws(file.text) or parsed.flaws))
    faults = [*text.reading_faults, *flaw_faults(file, flaws)]
    if not parsed.whole:
        return None, faults
    origin = Origin(file, places)
    read = read_mapping(parsed.values, kinds)
    for fault in read.faults:
        at = origin.at_key(*fault.route) if fault.on_key else origin.at(*fault.route)
        at = at if fault.route else origin.heading()
        fix = fix_of(fault, at, parsed.values)
        faults.append(ReadingFault("import-mapping", at, fault.message, fix=fix))
    name = path.rpartition("/")[2].rpartition(".")[0]
    return (OwnMapping(name, read.mapping, origin) if read.mapping else None), faults
