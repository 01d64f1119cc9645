"""A change that a language model drafts: one commit on a branch of its own, marked as drafted, for a person to propose.

It starts from the accepted branch and is judged by that. Nothing that is checked out changes, and nothing is sent.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sms_lint.assistant.permission import Permission
from sms_lint.assistant.reading import is_shown
from sms_lint.assistant.refusing import lost, persons_words, refuse_place, refuse_suppressions, refuse_words
from sms_lint.ground.errors import SmsError
from sms_lint.ground.output.characters import words_of
from sms_lint.ground.plain_names import plain_words
from sms_lint.load import load
from sms_lint.load.earlier import Earlier
from sms_lint.model.finding import Finding
from sms_lint.model.node import Table
from sms_lint.outside.disk import PlainFiles, files_below, lay_out, read_plain
from sms_lint.outside.git import PLAIN_MODES, opened, propose_files, tips_of
from sms_lint.rules import checks_for
from sms_lint.rules.blame import blamed
from sms_lint.rules.lint import lint
from sms_lint.system.difference import Difference, difference
from sms_lint.system.sms import Sms

_LONGEST_TITLE, _WIDTH, _MOST_NAMES = 72, 72, 100
# Of findings in a refusal: enough to mend a draft by.
_MOST_TOLD = 20


class Change(NamedTuple):
    """A change of one file: `old`, which stands there once, becomes `new`; a new file where `old` is empty."""

    path: str
    old: str
    new: str


@dataclass(frozen=True)
class Draft:
    """The branch and commit of a draft, and what the rules say that it brought, short of errors."""

    branch: str
    commit: str
    findings: tuple[Finding, ...]


def draft(
    allowed: Permission, title: str, reason: str, changes: Sequence[Change], today: date | None = None
) -> Draft:
    """Make a draft of some changes on the accepted branch.

    Raises SmsError where a draft may not say or touch what this one does, or where it brings an error; nothing is
    left behind then.
    """
    email = allowed.agent_email()
    title, reason = words_of(title), words_of(reason)
    refuse_words(title, reason)
    if not title or len(title) > _LONGEST_TITLE or not reason or not changes:
        raise SmsError(
            f"a draft needs a title of at most {_LONGEST_TITLE} characters, a reason, and at least one change"
        )
    with _laid_out(allowed) as folder:
        texts = _texts(folder, changes)
        found = _judged(allowed, folder, texts, today)
    message = _message(title, reason, f"{allowed.settings.name} (language model) <{email}>")
    branch = _free_name(allowed.root, title)
    commit = propose_files(allowed.root, branch, texts, message, allowed.base.commit)
    return Draft(branch, commit, found)


@contextmanager
def _laid_out(allowed: Permission) -> Iterator[Path]:
    """The files of the accepted branch in a folder of their own: plain ones, nothing behind links."""
    with opened(allowed.root) as repository:
        if repository is None:
            raise SmsError("this is no git repository, so nothing can be proposed")
        tree = repository.tree(allowed.base.commit)
        plain = {path for path, (mode, _) in tree.items() if mode in PLAIN_MODES}
        files = {path: raw for path, raw in repository.files(allowed.base.commit).items() if path in plain}
    with TemporaryDirectory(prefix="sms-lint-draft-") as place:
        folder = Path(place).resolve()
        lay_out(folder, files)
        yield folder


def _texts(folder: Path, changes: Sequence[Change]) -> Mapping[str, str]:
    """The new text of each file. Raises SmsError where a change does not fit the accepted branch."""
    texts: dict[str, str] = {}
    for change in changes:
        refuse_place(change.path)
        before = texts.get(change.path)
        if before is None:
            before = _text(folder, change.path)
        texts[change.path] = _changed(before, change)
        refuse_suppressions(change.path, before or "", texts[change.path])
    return texts


def _text(folder: Path, path: str) -> str | None:
    there = PlainFiles(folder)
    if not there.is_file(path):
        above = path.split("/")[:-1]
        in_the_way = any(there.is_file("/".join(above[:end])) for end in range(1, len(above) + 1))
        if in_the_way or any(True for _ in files_below(folder, path)):
            raise SmsError(
                f"`{path}` cannot be a file: the accepted branch has a folder or a file in its place"
            )
        return None
    try:
        return read_plain(folder, path).decode("utf-8")
    except UnicodeDecodeError:
        raise SmsError(f"`{path}` is not written in UTF-8, so it cannot be changed in parts") from None


def _changed(before: str | None, change: Change) -> str:
    if before is None:
        if change.old:
            raise SmsError(f"the accepted branch has no `{change.path}`; leave `old` empty for a new file")
        return change.new
    if not change.old:
        raise SmsError(f"`{change.path}` is there already; give in `old` the text that `new` replaces")
    if (count := before.count(change.old)) != 1:
        raise SmsError(
            f"`old` stands {count} times in `{change.path}`, and has to stand there once; quote more of it"
        )
    return before.replace(change.old, change.new)


def _judged(
    allowed: Permission, folder: Path, texts: Mapping[str, str], today: date | None
) -> tuple[Finding, ...]:
    """What a draft brings, judged by the accepted branch. Raises SmsError where it may not be made."""
    earlier = Earlier(allowed.base.commit, folder, allowed.root)
    base = load(folder, today=today, earlier=earlier)
    after = load(folder, today=base.today, earlier=earlier, overlay=texts)
    _refuse_hidden(allowed, base, texts)
    between = difference(base, after, set(texts))
    if said := [*persons_words(between, after), *lost(between)]:
        raise SmsError("no assistant says this in the place of a person: " + "; ".join(said[:_MOST_TOLD]))
    return _brought(base, after, between)


def _refuse_hidden(allowed: Permission, base: Sms, texts: Mapping[str, str]) -> None:
    for node in base.nodes:
        paths = (node.path, node.data_path) if isinstance(node, Table) else (node.path,)
        if not is_shown(node, allowed.settings.reads) and not texts.keys().isdisjoint(paths):
            raise SmsError(f"`{node.path}` cannot be drafted: what it holds is not shown to assistants")


def _brought(base: Sms, after: Sms, between: Difference) -> tuple[Finding, ...]:
    checks = checks_for(base)
    guards = {check.rule.id for check in checks if check.rule.exemptible}
    compared = blamed(lint(after, checks), lint(base, checks), between, guards)
    new = tuple(finding for finding in compared.findings if finding.baseline in ("new", "worse"))
    errors = [finding for finding in new if finding.severity == "error" and finding.suppressed is None]
    if errors:
        told = "\n".join(
            f"{each.at.path}:{each.at.line}: {each.message} ({each.rule})" for each in errors[:_MOST_TOLD]
        )
        raise SmsError(
            f"the draft brings errors, so it was not made; put them right and draft again:\n{told}"
        )
    return tuple(finding for finding in new if finding.suppressed is None)


def _message(title: str, reason: str, agent: str) -> str:
    """What the commit says; the last line marks the text as drafted, wherever the commit is brought."""
    return f"{title}\n\n{textwrap.fill(reason, _WIDTH)}\n\nCo-authored-by: {agent}\n"


def _free_name(root: Path, title: str) -> str:
    """A name for the branch that no branch has."""
    words = "-".join(plain_words(title)).casefold()[:50].strip("-")
    stem = f"draft/{words or 'change'}"
    names = (stem, *(f"{stem}-{number}" for number in range(2, _MOST_NAMES)))
    free = next((name for name in names if not tips_of(root, name).own), "")
    if not free:
        raise SmsError(
            f"there are {_MOST_NAMES} branches named like {stem}; take some away, or give another title"
        )
    return free
