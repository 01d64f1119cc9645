"""From git to the `Branch`: step by step, with what is on disk and not committed yet as the step to come."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial

from sms_lint.ground.errors import SmsError
from sms_lint.ground.text import read_yaml
from sms_lint.history.anchors import FOLDER as ANCHORS
from sms_lint.history.approvals.trusted import trust_in_force
from sms_lint.history.branch import (
    TRUST_ID,
    Branch,
    BranchMark,
    LevelsAsked,
    StoredStatement,
    TrustText,
)
from sms_lint.load.text_versions import HeldText, ShownChange, text_versions
from sms_lint.model.controlled_files import is_controlled, is_prose
from sms_lint.model.settings import SETTINGS_FILE, read_config
from sms_lint.model.statement import FOLDER, digests
from sms_lint.model.trust import TRUST_FILE, Trust, read_trust
from sms_lint.outside.git import MISSING, Commits, FileChange, Repository, origins_of

_STATEMENT, _SIGNATURE = ".json", ".sig"

# Where the trust settings are, and the statements about them.
TRUST_PATHS = (TRUST_FILE, f"{FOLDER}/{TRUST_ID}")


def read_branch(
    repository: Repository,
    commits: Commits,
    on_disk: Mapping[str, bytes] | None = None,
    *,
    base: str = "",
    with_texts: bool = False,
    now: datetime | None = None,
    only: Callable[[str], bool] | None = None,
    shown_on_disk: Callable[[str], str] | None = None,
) -> Branch:
    """The branch up to the head of `commits`, with all evidence that it holds.

    `on_disk` are documents, statements and trust settings as they are on the disk; where they differ from the head,
    they count as a step to come, as do the states of what texts show (`shown_on_disk`). All that came after `base`
    counts as one step, whatever its commits are: the trust settings of the base judge it. `now` is the end of the day
    that is shown, where that is not today; `only` says which paths are read. Raises SmsError for what is missing.
    """
    line, held = _line(commits, base, only)
    texts = _texts_of(repository, held)
    coming, new = _coming(held, texts, on_disk, len(line)) if on_disk is not None else ([], {})
    held, texts = held + coming, {**texts, **new}
    shown = partial(_shown_changes, commits, len(line), repository.prefix, shown_on_disk)
    trusts = tuple(_trusts(held, texts))
    judged = only is None and trusts
    return Branch(
        commits=commits,
        line=line,
        versions=text_versions(held, texts, line, shown, long=commits.has_long_ids),
        stored_statements=tuple(_statements(held, texts)),
        trusts=trusts,
        tricks=repository.tricks,
        marks=_marks(repository, line),
        texts=dict(_readable(held, texts)) if with_texts else {},
        now=max(filter(None, (datetime.now(UTC), now))),
        shown=now or datetime.now(UTC),
        origins=origins_of(commits.sides, repository.blobs) if judged else {},
        proposed_from=line.index(base) + 1 if base in line else None,
        levels=tuple(_levels(repository, commits)) if judged else (),
    )


def _levels(repository: Repository, commits: Commits) -> Iterator[LevelsAsked]:
    """What each version of the settings asked for; one that cannot be read is passed over, as its judges do.

    The version of a merged line comes before that of the merge.
    """
    path = repository.prefix + SETTINGS_FILE
    held = [
        (position, blob, is_merged)
        for position, commit in enumerate(commits.line())
        for at, side in enumerate(commits.sides[commit])
        for change in side
        if change.path == path
        for blob, is_merged in ((change.before, True), (change.after, False))
        if at or not is_merged
    ]
    texts = repository.blobs(blob for _, blob, _ in held if blob)
    for position, blob, is_merged in held:
        parsed = read_yaml(texts.get(blob, b"").decode("utf-8", "replace"))
        if parsed.whole and isinstance(parsed.values, dict):
            yield LevelsAsked(position, read_config(parsed.values)[0].approval, is_merged)


def _marks(repository: Repository, line: tuple[str, ...]) -> tuple[BranchMark, ...]:
    """The tags on the line of the branch."""
    tags = repository.tags()
    return tuple(BranchMark(name, line.index(commit)) for name, commit in tags if commit in line)


def trust_of(repository: Repository, commits: Commits) -> Trust | None:
    """The trust settings in force at the head of `commits`; None where there are none."""
    return trust_in_force(read_trust_branch(repository, commits))


def read_trust_branch(repository: Repository, commits: Commits) -> Branch:
    """The branch with the evidence about the trust settings alone, which nothing else has a say in."""
    return read_branch(repository, commits, only=is_about_trust)


def is_about_trust(path: str) -> bool:
    """Whether a file is the trust settings, or a statement about them or the signature of one."""
    return path == TRUST_FILE or path.startswith(f"{FOLDER}/{TRUST_ID}/")


def _line(
    commits: Commits, base: str, only: Callable[[str], bool] | None
) -> tuple[tuple[str, ...], list[HeldText]]:
    """The steps of the branch, all after `base` as one, and the files as each step held them."""
    steps = commits.line()
    first = steps.index(base) + 1 if base in steps else len(steps)
    line = (*steps[:first], *steps[first:][-1:])
    held = [
        file
        for position, commit in enumerate(steps)
        for file in _held(min(position, len(line) - 1), commits.first_parent_changes(commit))
        if only is None or only(file.path)
    ]
    return line, held


def _texts_of(repository: Repository, held: Iterable[HeldText]) -> dict[str, bytes]:
    """The bytes of each file version, by git's id. Raises SmsError where git does not have them."""
    texts = dict(repository.blobs(file.blob for file in held if file.blob))
    if lost := next((file.path for file in held if file.blob and file.blob not in texts), ""):
        raise SmsError(f"git cannot read an earlier text of `{lost}`; {MISSING}")
    return texts


def _shown_changes(
    commits: Commits, end: int, prefix: str, on_disk: Callable[[str], str] | None, wanted: frozenset[str]
) -> Iterator[ShownChange]:
    """What became of some files that texts show, step by step, and on the disk as the step to come (`end`)."""
    last: dict[str, str] = {}
    for position, commit in enumerate(commits.line() if wanted else ()):
        for change in commits.sides[commit][0]:
            path = change.path.removeprefix(prefix)
            if path in wanted and change.path.startswith(prefix):
                last[path] = _shown_state(change)
                yield ShownChange(min(position, end - 1), path, last[path])
    for path in sorted(wanted) if on_disk else ():
        if on_disk and (state := on_disk(path)) != last.get(path, ""):
            yield ShownChange(end, path, state)


def _shown_state(change: FileChange) -> str:
    """The state of a file, as `ShownFile` has it; a folder of another repository is none."""
    if change.new_mode.startswith("12"):
        return f"link {change.after}"
    return change.after if change.new_mode.startswith("100") else ""


def _trusts(held: Iterable[HeldText], texts: Mapping[str, bytes]) -> Iterator[TrustText]:
    for file in held:
        if file.path == TRUST_FILE and file.blob in texts:
            yield TrustText(file.position, read_trust(texts[file.blob]))


def _readable(held: Iterable[HeldText], texts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    shown = (file for file in held if is_prose(file.path) or file.path == TRUST_FILE)
    for blob in dict.fromkeys(file.blob for file in shown if file.blob in texts):
        yield digests(texts[blob])[0], texts[blob].decode("utf-8", "replace")


@cache
def is_evidence(path: str) -> bool:
    """Whether a file is a text in Markdown, a statement, an anchor, or the trust settings."""
    kept = is_prose(path) or path.startswith((FOLDER + "/", ANCHORS + "/"))
    return path == TRUST_FILE or (kept and is_controlled(path))


def _held(position: int, changes: tuple[FileChange, ...]) -> Iterator[HeldText]:
    for change in changes:
        if is_evidence(change.path):
            plain = change.new_mode.startswith("100")  # a link is no text
            yield HeldText(position, change.path, change.after if plain else "")


def _coming(
    held: list[HeldText], texts: Mapping[str, bytes], on_disk: Mapping[str, bytes], position: int
) -> tuple[list[HeldText], Mapping[str, bytes]]:
    """The files on disk that differ from the head, and their bytes. A name of our own replaces git's id of each."""
    last = {file.path: file.blob for file in held}
    new = {
        path: raw
        for path, raw in on_disk.items()
        if is_evidence(path) and texts.get(last.get(path, "")) != raw
    }
    gone = [path for path, blob in last.items() if blob and path not in on_disk]
    coming = [HeldText(position, path, f"disk:{path}") for path in new]
    coming += [HeldText(position, path, "") for path in gone]
    return coming, {f"disk:{path}": raw for path, raw in new.items()}


def _statements(held: list[HeldText], texts: Mapping[str, bytes]) -> Iterator[StoredStatement]:
    """Each pair of a statement and its signature, from the step that had both until one of them changed or went."""
    there: dict[str, str] = {}
    open_: dict[str, StoredStatement] = {}
    for file in held:
        if not file.path.startswith(FOLDER + "/"):
            continue
        there[file.path] = file.blob
        path = file.path.removesuffix(_SIGNATURE)
        if not path.endswith(_STATEMENT):
            continue
        before = open_.pop(path, None)
        if before is not None and before.position < file.position:
            yield replace(before, gone=file.position)
        statement, signature = there.get(path, ""), there.get(path + _SIGNATURE, "")
        if statement:
            open_[path] = StoredStatement(
                path, texts.get(statement, b""), texts.get(signature), file.position
            )
    yield from open_.values()
