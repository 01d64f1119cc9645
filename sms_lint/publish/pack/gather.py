"""What a pack of a period is made of, read from one commit: nothing comes from the files on the disk."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sms_lint.ground.errors import SmsError
from sms_lint.history.approvals import Approvals
from sms_lint.load import load
from sms_lint.load.earlier import as_it_stood
from sms_lint.model.finding import Result
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.model.statement import digests
from sms_lint.model.trust import TRUST_FILE
from sms_lint.outside.git import MISSING, PLAIN_MODES, Commits, Repository, bundle, opened
from sms_lint.publish.pack.packed_branch import PackedBranch, branch_of
from sms_lint.publish.pack.stages import AuditStage
from sms_lint.rules import checks_for
from sms_lint.rules.lint import lint
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.sms import Sms

RECORDS = "records"


@dataclass(frozen=True)
class PackPeriod:
    """The first and the last day that a pack is about; days are those of UTC."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day is in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class PackedText:
    """The bytes of a document or of the trust settings, and git's own id of them."""

    blob: str
    raw: bytes


@dataclass(frozen=True)
class Gathered:
    """Everything as it was at the end of the period.

    `files` are the records and the settings, by their paths; `left_out` are paths of records that are no files.
    `texts` are those that documents and trust settings ever had on the branch, by their SHA-256. `bundle` is the
    whole repository, empty where it is left out. `prefix` leads from its top to the folder with the settings.
    `branch` says which branch was packed; `stage` is the stage of an audit that the pack is for, if it is for one.
    """

    period: PackPeriod
    commit: str
    sms: Sms
    approvals: Approvals
    result: Result
    files: Mapping[str, bytes]
    left_out: tuple[str, ...]
    texts: Mapping[str, PackedText]
    bundle: bytes
    branch: PackedBranch
    prefix: str = ""
    stage: AuditStage | None = None


def accepted_branch(sms: Sms, approvals: Approvals) -> str:
    """The branch whose texts count: that of the trust settings, or of the settings where there are none."""
    return approvals.chain.current.branch if approvals.chain.current else sms.config.branch


def gather(
    root: Path,
    period: PackPeriod,
    say: Callable[[str], None],
    *,
    with_repository: bool = True,
    branch: PackedBranch | None = None,
    stage: AuditStage | None = None,
) -> Gathered:
    """Read everything that belongs in the pack of a period; `say` reports each step.

    `branch` is what is known of it already: a repository out of a pack cannot tell. Raises SmsError where the history
    is missing, or was not begun by the end of the period.
    """
    say(f"Finding the commit that the branch ended at on {period.last}")
    with as_it_stood(root, period.last) as earlier:
        say(f"Reading everything as it was at {earlier.commit[:12]}")
        sms = load(earlier.folder, today=period.last, with_history=True, earlier=earlier)
        approvals = approvals_of(sms)
        if approvals is None or not approvals.branch.commits.complete:
            raise SmsError(f"the change history cannot be read completely; {MISSING}")
        say("Checking it")
        result = lint(sms, checks_for(sms))
    with opened(root) as repository:
        if repository is None:
            raise SmsError(f"{root} is not a git repository any more")
        say("Collecting texts and records")
        judging = (*sms.config.own_rules, *sms.config.own_catalogues, *sms.config.text.published)
        files, left_out = _files(repository, earlier.commit, judging)
        texts = dict(_texts(repository, approvals.branch.commits))
        known = branch or branch_of(repository, earlier.commit, accepted_branch(sms, approvals))
        if with_repository:
            say("Packing the repository")
        whole = bundle(repository, earlier.commit, known.name) if with_repository else b""
        prefix = repository.prefix
    return Gathered(
        period, earlier.commit, sms, approvals, result, files, left_out, texts, whole, known, prefix, stage
    )


def _files(
    repository: Repository, commit: str, own_files: Sequence[str]
) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
    """The files that are allowed into a pack, and the paths of what is not a file there."""
    allowed = {
        path: about
        for path, about in repository.tree(commit).items()
        if path in (SETTINGS_FILE, *own_files) or path.startswith(f"{RECORDS}/")
    }
    plain = {path: identity for path, (mode, identity) in allowed.items() if mode in PLAIN_MODES}
    found = repository.blobs(plain.values())
    if lost := [path for path, identity in plain.items() if identity not in found]:
        raise SmsError(f"git cannot read `{lost[0]}` of {commit[:12]}; {MISSING}")
    return {path: found[blob] for path, blob in plain.items()}, tuple(sorted(allowed.keys() - plain.keys()))


def _texts(repository: Repository, commits: Commits) -> Iterator[tuple[str, PackedText]]:
    ids = {
        change.after
        for commit in commits.line()
        for change in commits.first_parent_changes(commit)
        if change.after and (change.path.endswith(".md") or change.path == TRUST_FILE)
    }
    for blob, raw in repository.blobs(ids).items():
        yield digests(raw)[0], PackedText(blob, raw)
