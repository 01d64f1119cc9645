"""The payload of an audit pack: every file by its name, the same bytes for the same commit and period."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sms_lint.evidence.coverage import COVERAGE_FORMATS, coverage
from sms_lint.ground.output.characters import words_of
from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.printable import line
from sms_lint.history.approvals.held import TextHeld, held_in
from sms_lint.model.statement import NAMESPACE
from sms_lint.model.trust import Trust
from sms_lint.outside.ssh_signature import Key, allowed_signers
from sms_lint.publish.pack.bag import DATA, INFO, TOKEN, TOKEN_LABEL
from sms_lint.publish.pack.changed import changes
from sms_lint.publish.pack.commands import PackRepository
from sms_lint.publish.pack.gather import RECORDS, Gathered
from sms_lint.publish.pack.history import anchors, closed_records
from sms_lint.publish.pack.in_force import register
from sms_lint.publish.pack.index import exceptions, page, title
from sms_lint.publish.pack.instructions import instructions
from sms_lint.publish.pack.names import name_fault
from sms_lint.publish.pack.page import as_html, as_markdown
from sms_lint.publish.pack.stage_view import stage_points
from sms_lint.report import FORMATS, Style
from sms_lint.rules import checks_for

BUNDLE, BLOBS = "repository.bundle", "blobs.txt"
STAGE_LABEL = "Audit-Stage"
_COMMIT = re.compile(rb"^External-Identifier: ([0-9a-f]{40}|[0-9a-f]{64})$", re.M)


def payload(gathered: Gathered, version: str, *, has_token: bool = False) -> Mapping[str, bytes]:
    """Every file of the pack. `version` is that of this program; `has_token` that a timestamp will follow."""
    held = held_in(gathered.approvals, gathered.period)
    texts = dict(_texts(held))
    places = {sha256: name for name, sha256 in texts.items()}
    kept, renamed = _in_place(_kept(gathered))
    changed = changes(gathered)
    blocks = list(page(gathered, held, changed, places))
    about = PackRepository(DATA + BUNDLE, gathered.commit, DATA + BLOBS) if gathered.bundle else None
    found = {
        "index.md": as_markdown(title(gathered), blocks).encode(),
        "index.html": as_html(title(gathered), blocks).encode(),
        "VERIFY.txt": instructions(title(gathered), about, has_token=has_token).encode(),
        "in-force.json": _json(register(gathered, held, places)),
        "changes.json": _json(changed),
        "exceptions.json": _json(exceptions(gathered)),
        "closed-records.json": _json(closed_records(gathered)),
        "anchors.json": _json(anchors(gathered)),
        **({"stage.json": _json(stage_points(gathered, held, places))} if gathered.stage else {}),
        "names.json": _json(renamed),
        BLOBS: _blobs(gathered, texts),
        **{name: gathered.texts[sha256].raw for name, sha256 in texts.items()},
        **_findings(gathered, version),
        **_coverage(gathered),
        **dict(_trust(gathered)),
        **kept,
    }
    return {**found, BUNDLE: gathered.bundle} if gathered.bundle else found


def info(gathered: Gathered, version: str, *, has_token: bool = False) -> Mapping[str, str]:
    """What `bag-info.txt` says of the pack."""
    named = line(words_of(gathered.sms.config.organization.name))
    name = "".join(mark for mark in named if mark.isprintable())
    said = {
        "Source-Organization": name or "not named",
        "Period": f"{gathered.period.first} to {gathered.period.last}",
        "External-Description": "Audit pack of a service management system",
        "External-Identifier": gathered.commit,
        "Bag-Software-Agent": f"sms-lint {version}",
    }
    said |= gathered.branch.said
    if gathered.prefix:
        said["Folder"] = gathered.prefix
    if gathered.stage:
        said[STAGE_LABEL] = gathered.stage.id
    return {**said, TOKEN_LABEL: TOKEN} if has_token else said


def repository_in(files: Mapping[str, bytes]) -> PackRepository | None:
    """Where a pack holds its repository, and of which commit; None where it holds none."""
    commit = _COMMIT.search(files.get(INFO, b""))
    if DATA + BUNDLE not in files or commit is None:
        return None
    return PackRepository(DATA + BUNDLE, commit[1].decode(), DATA + BLOBS)


def _json(value: Any) -> bytes:
    return json_text(value, sort_keys=True).encode()


def _texts(held: Iterable[TextHeld]) -> Iterator[tuple[str, str]]:
    """The name in the pack of each text, with its SHA-256."""
    for text_in_force in held:
        text = text_in_force.judged.text
        name = f"texts/{text.id}/{text.version}-{text.sha256[:12]}.md"
        plain = text.id.isupper() and not name_fault(
            (DATA + name,)
        )  # else two ids could be one on some systems
        yield (name if plain else f"texts/other/{text.sha256}.md"), text.sha256


def _blobs(gathered: Gathered, texts: Mapping[str, str]) -> bytes:
    """What the commands read: git's id of each text, and its path."""
    lines = (f"{gathered.texts[sha256].blob} {DATA}{name}\n" for name, sha256 in sorted(texts.items()))
    return "".join(lines).encode()


def _kept(gathered: Gathered) -> Iterator[tuple[str, bytes]]:
    """Records and settings, and statements that were gone before the end."""
    for path, raw in gathered.files.items():
        yield (path if path.startswith(f"{RECORDS}/") else f"settings/{path}"), raw
    branch = gathered.approvals.branch
    for statement in branch.stored_statements:
        if statement.gone is not None and statement.gone < len(branch.line):
            folder = f"gone/{branch.line[statement.gone][:12]}"
            yield f"{folder}/{statement.path}", statement.raw
            if statement.signature is not None:
                yield f"{folder}/{statement.path}.sig", statement.signature


def _in_place(files: Iterable[tuple[str, bytes]]) -> tuple[dict[str, bytes], dict[str, str]]:
    """The files by their names in the pack; and where files are whose own names are not allowed there."""
    found: dict[str, bytes] = {}
    renamed: dict[str, str] = {}
    taken: dict[str, str] = {}
    for number, (path, raw) in enumerate(sorted(files)):
        parts = (DATA + path).split("/")
        levels = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
        ours = {level.lower(): level for level in levels[:-1]} | {levels[-1].lower(): f"{levels[-1]}:file"}
        clash = any(taken.get(key, level) != level for key, level in ours.items())
        if clash or levels[-1].lower() in taken or name_fault((levels[-1],)):
            name = f"renamed/{number:06}"
            renamed[path] = name
        else:
            taken.update(ours)
            name = path
        found[name] = raw
    return found, renamed


def _findings(gathered: Gathered, version: str) -> Mapping[str, bytes]:
    style = Style(version, {check.rule.id: check.rule for check in checks_for(gathered.sms)})
    forms = {"findings.json": "json", "findings.sarif": "sarif"}
    return {name: FORMATS[form](gathered.result, style).encode() for name, form in forms.items()}


def _coverage(gathered: Gathered) -> Mapping[str, bytes]:
    seen = coverage(gathered.sms, gathered.result)
    return {f"coverage.{form}": COVERAGE_FORMATS[form](seen).encode() for form in ("csv", "json")}


def _trust(gathered: Gathered) -> Iterator[tuple[str, bytes]]:
    """Each version of the trust settings in its order, and beside those that counted their keys for `ssh-keygen`."""
    adopted = {version.digest: version.trust for version in gathered.approvals.chain.adopted}
    for number, text in enumerate(gathered.approvals.branch.trusts, start=1):
        name = f"trust/{number:03}-{text.read.digest[:12]}"
        yield f"{name}.yml", gathered.texts[text.read.digest].raw
        if text.read.digest in adopted:
            yield f"{name}.signers.txt", allowed_signers(_keys(adopted[text.read.digest]), NAMESPACE).encode()


def _keys(trust: Trust) -> dict[str, tuple[Key, ...]]:
    """The keys for statements; those for packs alone are none of them."""
    return {
        signer.who: tuple(key.key for key in signer.keys if signer.USUAL in signer.purposes_of(key))
        for signer in trust.everybody
    }
