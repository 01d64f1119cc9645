"""A branch in a real repository that is anchored as it grows, and a timestamp authority."""

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sms_lint.history.anchors import (
    FOLDER,
    AnchorEntry,
    AnchorJudgement,
    Entries,
    judge,
    next_entry,
    read_entries,
    tree_digests,
)
from sms_lint.outside.git import Commits, Repository, opened, read_commits
from sms_lint.outside.timestamp.checking import check_token, query
from tests.authority import Authority

BEGIN = datetime(2026, 3, 1, 12, tzinfo=UTC)


# A fixture of a whole module begins before git is set up for a single test.
_OWN = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"} | {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "p-0001"), ("EMAIL", "p-0001@example.invalid"))
}


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=root, check=True, capture_output=True, text=True, env={**os.environ, **_OWN}
    )
    return done.stdout.strip()


def past_of(repository: Repository) -> Commits:
    return read_commits(repository, ("",))


class Branch:
    """Its repository, with what is done on it."""

    def __init__(self, root: Path, authority: Authority) -> None:
        self.root, self.authority = root, authority
        root.mkdir()
        git(root, "init", "-q", "-b", "main")
        self.step("Begin")

    def step(self, subject: str, *, path: str = "policies/a.md", text: str = "") -> str:
        """A commit that changes a document."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text or subject, "utf-8")
        return self.commit(subject)

    def commit(self, subject: str) -> str:
        git(self.root, "add", "-A")
        git(self.root, "commit", "-q", "--allow-empty", "-m", subject)
        return git(self.root, "rev-parse", "HEAD")

    def anchor(self, *, hours: int | None = None, commit: bool = True) -> AnchorEntry:
        """The next anchor, with a token; each is an hour later than the one before."""
        with opened(self.root) as repository:
            assert repository is not None
            commits, entries = past_of(repository), self.entries()
            entry = next_entry(entries, commits, tree_digests(repository), "example", "main")
        at = BEGIN + timedelta(hours=entry.number if hours is None else hours)
        self.keep(replace(entry, token=self.authority.answer(query(entry.raw), at)))
        if commit:
            self.commit(f"Anchor {entry.number}")
        return entry

    def keep(self, entry: AnchorEntry) -> None:
        (self.root / FOLDER).mkdir(parents=True, exist_ok=True)
        (self.root / entry.path).write_bytes(entry.raw)
        if entry.token is not None:
            (self.root / entry.token_path).write_bytes(entry.token)

    def entries(self) -> Entries:
        return kept_in(self.root / FOLDER)

    def judged(
        self, outside: Entries | None = None, *, root: Path | None = None, kept: Entries | None = None
    ) -> tuple[AnchorJudgement, ...]:
        with opened(root or self.root) as repository:
            assert repository is not None
            entries = kept_in((root or self.root) / FOLDER) if kept is None else kept
            heads = [entry.head for entry in entries.entries]
            commits = past_of(repository)
            digests = tree_digests(repository, commits, heads)
            return judge(entries, commits, digests, (self.authority.pem,), check_token, outside)

    def wrong(self, outside: Entries | None = None, *, root: Path | None = None) -> list[tuple[str, str]]:
        """What does not hold, or cannot be told."""
        return [
            (judgement.outcome, judgement.why)
            for judgement in self.judged(outside, root=root)
            if judgement.outcome != "pass"
        ]

    def copy(self, folder: Path) -> Entries:
        """The anchors as somebody outside keeps them."""
        shutil.copytree(self.root / FOLDER, folder)
        return kept_in(folder)


def kept_in(folder: Path) -> Entries:
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return read_entries({f"{FOLDER}/{path.name}": path.read_bytes() for path in files})
