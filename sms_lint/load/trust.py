"""The trust settings on disk, and what is wrong with them and with the approval levels in the settings."""

from collections.abc import Iterator
from typing import NamedTuple

from sms_lint.ground.faults import nearest, together
from sms_lint.ground.source import Origin, SourceFile
from sms_lint.ground.text import character_flaws, conflict_flaws, places, read_yaml
from sms_lint.load.files import Disk, decode
from sms_lint.load.nodes import flaw_faults
from sms_lint.load.plain_values import plain_value_faults
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.finding import ReadingFault
from sms_lint.model.node import Document, Kinds
from sms_lint.model.settings import OTHER_KINDS, Config
from sms_lint.model.trust import TRUST_FILE, Trust, read_trust

_RULE = "trust-settings"


class TrustFile(NamedTuple):
    """The text of the trust settings; None where there is none that can be read."""

    file: SourceFile | None = None
    reading_faults: tuple[ReadingFault, ...] = ()


def trust_file(disk: Disk, kinds: Kinds, unsettled: frozenset[str], kept: ReadFiles) -> TrustFile:
    """Read the trust settings. `unsettled` are kinds that may still exist, `*` is any; `kept` was read before."""
    if TRUST_FILE not in disk.paths:
        return TrustFile()
    read = decode(disk, TRUST_FILE)
    if read.file is None:
        return TrustFile(None, read.reading_faults)
    file = read.file
    key = (file.text, kinds, unsettled)
    return kept.once("trust", key, lambda: TrustFile(file, tuple(_faults(file, kinds, unsettled))))


def _faults(file: SourceFile, kinds: Kinds, unsettled: frozenset[str]) -> Iterator[ReadingFault]:
    parsed = read_yaml(file.text)
    flaws = (*character_flaws(file.text), *(conflict_flaws(file.text) or parsed.flaws))
    yield from flaw_faults(file, flaws)
    yield from plain_value_faults(file, Trust, {}, parsed.plain)
    if not parsed.whole:
        return
    origin = Origin(file, places)
    read = read_trust(file.text.encode())
    if not parsed.flaws:  # those were named, each at its place
        for fault in together(read.faults):
            at = origin.at_key(*fault.route) if fault.on_key else origin.at(*fault.route)
            yield ReadingFault(
                _RULE, at, f"{fault.message}; until that is corrected, this version does not count"
            )
    if read.trust:
        yield from _owners(read.trust, origin)
        yield from _kinds(read.trust, origin, kinds, unsettled)


def _owners(trust: Trust, origin: Origin) -> Iterator[ReadingFault]:
    """Owners who cannot sign, so that the settings could never be changed again."""
    owners = trust.owners
    for index, person in enumerate(owners.people):
        known = trust.by_person.get(person)
        if known is None or not any("approve" in known.purposes_of(key) for key in known.keys):
            lack = "has no key here that may `approve`" if known else "is not among the people here"
            said = f"{person} is an owner and {lack}, so they cannot sign the next version"
            yield ReadingFault(_RULE, origin.at("owners", "people", index), said)
    if owners.signatures > len(set(owners.people)):
        said = f"{owners.signatures} owners have to sign the next version, but there are only {len(set(owners.people))}"
        yield ReadingFault(_RULE, origin.at("owners", "signatures"), said)


def _kinds(trust: Trust, origin: Origin, kinds: Kinds, unsettled: frozenset[str]) -> Iterator[ReadingFault]:
    for index, requirement in enumerate(trust.approvals):
        if said := _no_document(requirement.kind, kinds, unsettled):
            yield ReadingFault(_RULE, origin.at("approvals", index, "kind"), said)


def approval_faults(
    config: Config, origin: Origin, kinds: Kinds, unsettled: frozenset[str], *, trust: bool
) -> Iterator[ReadingFault]:
    """What is wrong with the approval levels in the settings: unknown kinds, or missing trust settings."""
    for kind in config.approval:
        if kind != OTHER_KINDS and (said := _no_document(kind, kinds, unsettled)):
            yield ReadingFault("settings", origin.at_key("approval", kind), said)
    if not trust and any(level != "E0" for level in config.approval.values()):
        said = f"approvals are required, but there is no {TRUST_FILE} that says whose approval counts"
        yield ReadingFault("settings", origin.at_key("approval"), said)


def _no_document(kind: str, kinds: Kinds, unsettled: frozenset[str]) -> str:
    """Why nothing of a kind could be approved; empty where it can be."""
    if kind in unsettled or "*" in unsettled:
        return ""
    documents = sorted(name for name, model in kinds.items() if issubclass(model, Document))
    if kind in documents:
        return ""
    what = "a kind of record; documents are approved" if kind in kinds else "no kind of document"
    return f"`{kind}` is {what}{'' if kind in kinds else nearest(kind, documents)}"
