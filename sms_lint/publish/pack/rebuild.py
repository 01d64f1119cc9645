"""Making a pack again from the repository in it: whether everything else in it is what follows from the history."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sms_lint.ground.errors import SmsError
from sms_lint.load.files import leads_out
from sms_lint.outside.disk import make_folder
from sms_lint.outside.git import opened, unbundled
from sms_lint.publish.pack.bag import DATA, INFO, TOKEN_LABEL, bag, read_info
from sms_lint.publish.pack.content import BUNDLE, STAGE_LABEL, info, payload
from sms_lint.publish.pack.gather import Gathered, PackPeriod, accepted_branch, gather
from sms_lint.publish.pack.listed import approvals_result, blobs_named, bundle_result, texts_result
from sms_lint.publish.pack.packed_branch import PackedBranch, branch_said
from sms_lint.publish.pack.stages import AuditStage, audit_stage
from sms_lint.publish.pack.verify import VerificationResult
from sms_lint.system.verification import Outcome, verification

_WHOLE = "the repository in it is whole"
_WHAT = "everything in it follows from the repository in it"
_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)")
_MAKER = re.compile(r"sms-lint (\S+)")


@dataclass(frozen=True)
class Rebuilt:
    """The steps of the verdict that the repository in a pack allows, and what its history proves: how often which."""

    steps: tuple[VerificationResult, ...]
    history: Mapping[Outcome, int]


@dataclass(frozen=True)
class _Asked:
    """What a pack says that it is of."""

    period: PackPeriod
    folder: str
    branch: PackedBranch
    stage: AuditStage | None


def rebuilt(files: Mapping[str, bytes], version: str, say: Callable[[str], None]) -> Rebuilt:
    """The further steps, for a pack whose other steps did not fail. `version` is that of this program."""
    said, raw = read_info(files), files.get(DATA + BUNDLE)
    approvals = approvals_result(files)
    if raw is None:
        absent = VerificationResult(_WHAT, "cannot tell", "there is no repository in it")
        return Rebuilt((approvals, absent), {})
    with TemporaryDirectory(prefix="sms-lint-rebuild-") as place:
        try:
            repository = unbundled(raw, Path(place).resolve())
        except SmsError as error:
            return Rebuilt((VerificationResult(_WHOLE, "fail", str(error)),), {})
        listed = (*_listed(files, said, repository), approvals)
        if any(step.outcome == "fail" for step in listed):
            return Rebuilt(listed, {})
        step, gathered = _again(files, repository, version, say)
    history = Counter(check.outcome for check in verification(gathered.sms)) if gathered else {}
    return Rebuilt((*listed, step), history)


def _listed(
    files: Mapping[str, bytes], said: Mapping[str, str], repository: Path
) -> Iterator[VerificationResult]:
    commit, branch = said.get("External-Identifier", ""), branch_said(said)
    name = branch.name if isinstance(branch, PackedBranch) else "main"
    yield bundle_result(files, commit, name, repository)
    with opened(repository) as held:
        yield texts_result(files, held.blobs(blobs_named(files)) if held else {})


def _again(
    files: Mapping[str, bytes], repository: Path, version: str, say: Callable[[str], None]
) -> tuple[VerificationResult, Gathered | None]:
    """The pack made again and compared, byte for byte."""
    said = read_info(files)
    maker = _MAKER.fullmatch(said.get("Bag-Software-Agent", ""))
    if maker is None or maker[1] != version:
        why = f"it was made by {said.get('Bag-Software-Agent') or 'nobody named'}; this is sms-lint {version}"
        remedy = (
            f": install sms-lint {maker[1]} from its own release, and verify it with that" if maker else ""
        )
        return VerificationResult(_WHAT, "cannot tell", why + remedy), None
    try:
        asked = _asked(said)
        gathered = _gathered(repository, asked, say)
        again = replace(gathered, bundle=files[DATA + BUNDLE])
        has_token = TOKEN_LABEL in said
        made = bag(payload(again, version, has_token=has_token), info(again, version, has_token=has_token))
    except SmsError as error:
        return VerificationResult(_WHAT, "fail", f"it cannot be built again: {error}"), None
    if gathered.commit != said.get("External-Identifier"):
        why = f"its repository ended at {gathered.commit[:12]} then, and the pack names another"
        return VerificationResult(_WHAT, "fail", why), gathered
    accepted = accepted_branch(gathered.sms, gathered.approvals)
    if accepted != asked.branch.accepted:
        why = f"it names `{asked.branch.accepted}` as the accepted branch, and its settings name `{accepted}`"
        return VerificationResult(_WHAT, "fail", why), gathered
    return _compared(files, made), gathered


def _compared(files: Mapping[str, bytes], made: Mapping[str, bytes]) -> VerificationResult:
    names = [name for name in sorted(files.keys() | made.keys()) if name.startswith(DATA)]
    for name in (*names, INFO):
        if made.get(name) != files.get(name):
            return VerificationResult(_WHAT, "fail", f"`{name}` comes out differently")
    return VerificationResult(_WHAT, "pass", f"{len(names) + 1:,} files were made again, and are the same")


def _asked(said: Mapping[str, str]) -> _Asked:
    """Raises SmsError where a pack does not say of what it is."""
    period, folder, branch = (
        _period(said.get("Period", "")),
        said.get("Folder", "").rstrip("/"),
        branch_said(said),
    )
    if period is None or leads_out(folder):
        raise SmsError(f"`{INFO}` names no period, or a folder that is not possible")
    if isinstance(branch, str):
        raise SmsError(branch)
    return _Asked(period, folder, branch, audit_stage(said[STAGE_LABEL]) if STAGE_LABEL in said else None)


def _period(text: str) -> PackPeriod | None:
    matched = _PERIOD.fullmatch(text)
    try:
        return PackPeriod(date.fromisoformat(matched[1]), date.fromisoformat(matched[2])) if matched else None
    except ValueError:
        return None


def _gathered(repository: Path, asked: _Asked, say: Callable[[str], None]) -> Gathered:
    try:
        make_folder(repository, asked.folder)
    except OSError as error:
        raise SmsError(f"the folder `{asked.folder}` cannot be made: {error.strerror}") from None
    return gather(
        repository / asked.folder,
        asked.period,
        say,
        with_repository=False,
        branch=asked.branch,
        stage=asked.stage,
    )
