"""Examples that need a history: what people did, a line for each step, carried out in a real repository.

    2026-01-05 P-0001 writes version 1.0
    2026-01-08 P-0001 signs as author
    2026-01-09 P-0002 approves
    2026-02-02 P-0001 edits the text  # <- approval-void

Each line is a commit on that day, by that person, in the company of `tests/approvals/company.py`: a policy,
POL-CHG, of which P-0001 is the owner and P-0002 and P-0003 may be the approver, and P-0004 writes. Policies need
E2 there. Unless it is said, a version is in force five days after it was written. A mark stands at the step that makes the rule speak: in the file that the step wrote.
"""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from sms_lint.history.anchors import next_entry, read_entries, tree_digests
from sms_lint.load import load
from sms_lint.load.proposed_change import proposed
from sms_lint.model.statement import NAMESPACE
from sms_lint.outside.git import opened, read_commits
from sms_lint.system.sms import Sms
from tests.history.approvals.company import PEOPLE, Company, git

TEXT, TRUST, SETTINGS = "policies/change.md", "trust.yml", "sms.yml"
WITHOUT = "(There is no trust.yml yet.)"
# The branch that a proposal is for ends here; `as_read` judges the rest by it.
PROPOSED = "(What follows is proposed.)"
_BASE = "base"
TODAY = date(2026, 6, 1)
STEP = re.compile(r"(\d{4}-\d\d-\d\d) (\S+) (.+)")


@dataclass
class Story:
    """The company, and what its policy says in each version."""

    company: Company
    version: str = "1.0"
    lines: int = 1
    effective: str = ""
    lifecycle: str = "active"
    trust: int = 1
    written: dict[str, str] = field(default_factory=dict)

    def write(self) -> str:
        text = f"Text of {self.lines} lines." + "\nOne more line." * self.lines
        self.company.policy(self.version, text, effective=self.effective, lifecycle=self.lifecycle)
        self.written.setdefault(self.version, (self.company.root / TEXT).read_text("utf-8"))
        return TEXT

    def moved(self, folder: Path) -> "Story":
        """The same story, whose repository was copied to a folder."""
        return replace(self, company=self.company.moved(folder), written=dict(self.written))


@dataclass
class Step:
    """Who does something, and when; `message` is that of the commit, `dates` what it says of its author."""

    story: Story
    day: str
    who: str
    message: str = ""
    more: dict[str, str] = field(default_factory=dict)

    def statement(
        self, meaning: str, said: dict[str, str], key: str = "", person: str = "", namespace: str = NAMESPACE
    ) -> str:
        moment = f"{said.pop('made', self.day)}T11:00:00Z"
        made = self.story.company.statement(meaning, person or self.who, made=moment, **said)
        return str(
            self.story.company.keep(made, key=key, namespace=namespace).relative_to(self.story.company.root)
        )

    def kept(self, person: str, meaning: str = "approval", version: str = "") -> Path:
        folder = self.story.company.root / "records/approvals/POL-CHG"
        return folder / f"{version or self.story.version}.{meaning}.{person}.json"


Verb = Callable[..., str]
VERBS: list[tuple[re.Pattern[str], Verb]] = []


def verb(pattern: str) -> Callable[[Verb], Verb]:
    def add(function: Verb) -> Verb:
        VERBS.append((re.compile(pattern), function))
        return function

    return add


@verb(r"writes version (\S+?) from the address (\S+)")
def writes_from(step: Step, version: str, email: str) -> str:
    step.more = {"GIT_AUTHOR_EMAIL": email}
    return writes(step, version, None, None)


@verb(r"writes version (\S+?)(?:, in force from (\S+?))?(?:,? together with (\S+))?")
def writes(step: Step, version: str, effective: str | None, other: str | None) -> str:
    story = step.story
    story.version, story.lines, story.lifecycle = version, story.lines + 1, "active"
    story.effective = effective or str(date.fromisoformat(step.day) + timedelta(days=5))
    if other:
        step.message = f"Change\n\nCo-authored-by: {other} <{other.lower()}@example.invalid>"
    return story.write()


@verb(r"writes version (\S+) and says nothing")
def says_nothing(step: Step, version: str) -> str:
    step.message = "\n"
    return writes(step, version, None, None)


COMPLAINT = """kind: complaint
id: {id}
customer: CUS-A
received: 2026-02-02
summary: The monthly report came late.
handled_by: P-0001
status: {status}
"""


@verb(r"records the complaint (\S+) as (open|resolved|closed)")
def records_complaint(step: Step, id_: str, status: str) -> str:
    path = f"records/complaints/{id_}.yml"
    step.story.company.write(path, COMPLAINT.format(id=id_, status=status))
    return path


REPORT = """---
kind: report
id: {id}
title: Report on {period}
version: "{version}"
lifecycle: active
owner: change-manager
approver: change-manager
effective: 2026-07-01
review: {{every: 12 months, last: 2026-06-30}}
classification: internal
retention: 7 years
series: supplier performance
period: {period}
---
# Report on {period}

## Summary

All targets were met.

## Results

Twelve of twelve.

## Actions

None is needed.
"""


@verb(r"issues the report (\S+) for (\S+)")
def issues_report(step: Step, id_: str, period: str, version: str = "1.0") -> str:
    path = f"records/reports/{id_.lower()}.md"
    step.story.company.write(path, REPORT.format(id=id_, period=period, version=version))
    return path


@verb(r"corrects the report (\S+) of (\S+)")
@verb(r"writes the report (\S+) over for (\S+)")
def writes_report_over(step: Step, id_: str, period: str) -> str:
    return issues_report(step, id_, period, "2.0")


@verb(r"rewrites the complaint (\S+)")
def rewrites_complaint(step: Step, id_: str) -> str:
    path = step.story.company.root / f"records/complaints/{id_}.yml"
    path.write_text(path.read_text("utf-8").replace("came late", "came on time"), "utf-8")
    return f"records/complaints/{id_}.yml"


@verb(r"deletes the complaint (\S+)")
def deletes_complaint(step: Step, id_: str) -> str:
    (step.story.company.root / f"records/complaints/{id_}.yml").unlink()
    return f"records/complaints/{id_}.yml"


@verb(r"moves the complaint (\S+) to another file")
def moves_complaint(step: Step, id_: str) -> str:
    folder = step.story.company.root / "records/complaints"
    (folder / f"{id_}.yml").rename(folder / f"{id_}-moved.yml")
    return f"records/complaints/{id_}-moved.yml"


@verb(r"writes a draft (\S+)")
def drafts(step: Step, version: str) -> str:
    step.story.version, step.story.lines, step.story.lifecycle = version, step.story.lines + 1, "draft"
    step.story.effective = step.day
    return step.story.write()


@verb(r"retires it(?: by version (\S+))?")
def retires(step: Step, version: str | None) -> str:
    step.story.version, step.story.lifecycle = version or step.story.version, "retired"
    return step.story.write()


@verb(r"edits the text(?: and writes \"(.+)\" in the message)?")
def edits(step: Step, message: str | None) -> str:
    step.story.lines += 1
    step.message = f"Edit\n\n{message}" if message else ""
    return step.story.write()


@verb(r"reviews it(?: and says that it was on (\S+))?")
def reviews(step: Step, day: str | None) -> str:
    path = step.story.company.root / TEXT
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"last: \S+}", f"last: {day or step.day}}}", text), "utf-8")
    return TEXT


@verb(r"edits a word and says that it was reviewed")
def edits_and_reviews(step: Step) -> str:
    path = step.story.company.root / TEXT
    path.write_text(path.read_text("utf-8").replace("Text of", "Words of"), "utf-8")
    return reviews(step, None)


@verb(r"confirms the review(?: as (?P<role>\S+))?(?: with the key of (?P<key>\S+))?")
def confirms(step: Step, role: str | None, key: str | None) -> str:
    return step.statement("confirmation", {"role": role} if role else {}, key or "")


@verb(r"records that (\S+) confirmed the review")
def records_confirmation(step: Step, person: str) -> str:
    return step.statement(
        "confirmation", {"forge": "github https://example.invalid/sms/pull/7"}, step.who, person
    )


@verb(r"puts version (\S+) back")
def puts_back(step: Step, version: str) -> str:
    step.story.version = version
    step.story.company.write(TEXT, step.story.written[version])
    return TEXT


@verb(r"signs as author(?: with the key of (\S+))?")
def signs(step: Step, key: str | None) -> str:
    return step.statement("authorship", {}, key or "")


@verb(
    r"approves(?: as (?P<role>\S+))?(?: with the key of (?:a )?(?P<key>\S+))?(?: as it was on (?P<made>\S+))?"
    r"(?: for the (?P<what>branch|repository|version|day|use) (?P<which>\S+))?"
    r"(?P<trust> under other trust settings)?"
)  # fmt: skip
def approves(
    step: Step, role: str | None, key: str | None, made: str | None, what: str | None, which: str | None,
    trust: str | None,
) -> str:  # fmt: skip
    said = {name: value for name, value in (("role", role), ("made", made)) if value}
    said |= {"trust": "0" * 64} if trust else {}
    if what == "use":
        return step.statement("approval", said, key or "", namespace=which or "")
    if what and which:
        said["effective" if what == "day" else what] = which
    return step.statement("approval", said, key or "")


@verb(r"signs what nobody will commit as author")
def signs_other(step: Step) -> str:
    return step.statement("authorship", {"sha256": "1" * 64})


@verb(r"deletes the document")
def deletes_document(step: Step) -> str:
    (step.story.company.root / TEXT).unlink()
    return TEXT


@verb(r"approves (\S+), which there is not")
def approves_nothing(step: Step, id_: str) -> str:
    return step.statement("approval", {"id": id_})


@verb(r"records the review of (\S+)")
def records(step: Step, person: str) -> str:
    return step.statement("review", {}, step.who, person)


@verb(r"withdraws the approval(?: as (\S+))?")
def withdraws(step: Step, role: str | None) -> str:
    return step.statement("withdrawal", {"role": role} if role else {})


@verb(r"deletes the (approval|signature) of (\S+?)(?: of version (\S+))?")
def deletes(step: Step, what: str, person: str, version: str | None) -> str:
    kept = step.kept(person, version=version or "")
    path = kept if what == "approval" else kept.with_name(f"{kept.name}.sig")
    path.unlink()
    if what == "approval":
        path.with_name(f"{path.name}.sig").unlink()
    return str(kept.relative_to(step.story.company.root))


@verb(r"puts the approval of (\S+) back")
def restores(step: Step, person: str) -> str:
    kept = step.kept(person)
    path = str(kept.relative_to(step.story.company.root))
    last = git(step.story.company.root, "rev-list", "-1", "HEAD", "--", path)
    git(step.story.company.root, "checkout", "-q", f"{last}~1", "--", path, f"{path}.sig")
    return path


@verb(r"keeps the signature of (\S+) alone")
def only_signature(step: Step, person: str) -> str:
    kept = step.kept(person)
    kept.unlink()
    return f"{kept.relative_to(step.story.company.root)}.sig"


@verb(r"alters the approval of (\S+)")
def alters(step: Step, person: str) -> str:
    kept = step.kept(person)
    kept.write_text(kept.read_text("utf-8").replace("approver", "owner"), "utf-8")
    return str(kept.relative_to(step.story.company.root))


@verb(r"moves the approval of (\S+) to (\S+)")
def moves(step: Step, person: str, path: str) -> str:
    kept = step.kept(person)
    target = step.story.company.root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    kept.rename(target)
    kept.with_name(f"{kept.name}.sig").rename(target.with_name(f"{target.name}.sig"))
    return path


@verb(r"changes trust\.yml(?: to version (\d+))?(?:, adding:? (.+))?(?:, with (\S+))?")
def changes_trust(step: Step, version: str | None, extra: str | None, person: str | None) -> str:
    story = step.story
    story.trust = int(version) if version else story.trust + 1
    story.company.trust_extra = f"{extra}\n" if extra else ""
    people = {**PEOPLE, person: "writer"} if person else PEOPLE
    story.company.write_trust(story.trust, adopted="2026-01-02", people=people)
    return TRUST


@verb(r"puts trust\.yml back")
def puts_trust_back(step: Step) -> str:
    git(step.story.company.root, "checkout", "-q", "HEAD~1", "--", TRUST)
    return TRUST


@verb(r"keeps only the newest commit \(git clone --depth 1\)")
def shallow(step: Step) -> str:
    root = step.story.company.root
    (root / ".git/shallow").write_text(git(root, "rev-parse", "HEAD") + "\n", "utf-8")
    return SETTINGS


@verb(r"anchors the branch")
def anchors(step: Step) -> str:
    root = step.story.company.root
    folder = root / "records/anchors"
    folder.mkdir(parents=True, exist_ok=True)
    kept = {f"records/anchors/{path.name}": path.read_bytes() for path in folder.iterdir()}
    with opened(root) as repository:
        assert repository is not None
        commits = read_commits(repository, ("",))
        entry = next_entry(read_entries(kept), commits, tree_digests(repository))
    (root / entry.path).write_bytes(entry.raw)
    return entry.path


@verb(r"alters anchor (\d)")
def alters_anchor(step: Step, number: str) -> str:
    path = f"records/anchors/00000{number}.json"
    target = step.story.company.root / path
    target.write_text(
        target.read_text("utf-8").replace("main", "other").replace('"branch":""', '"branch":"x"'), "utf-8"
    )
    return path


@verb(r"makes one commit of the last two, under anchor (\d)")
def squashes(step: Step, number: str) -> str:
    git(step.story.company.root, "reset", "-q", "--soft", "HEAD~2")
    return f"records/anchors/00000{number}.json"


@verb(
    r"merges (?:the branch into (?P<into>an old copy)|an old copy into the branch) \((?P<steps>\d) steps old\)"
    r"(?P<text>, which has an older text)?"
)
def merges_old_copy(step: Step, into: str | None, steps: str, text: str | None) -> str:
    root = step.story.company.root
    dated = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in (
        ("NAME", step.who), ("EMAIL", f"{step.who.lower()}@example.invalid"), ("DATE", f"{step.day}T12:00:00+0000"))}  # fmt: skip
    old, branch = git(root, "rev-parse", f"HEAD~{steps}"), git(root, "rev-parse", "HEAD")
    copy = git(root, "commit-tree", "-p", old, "-m", "Work on it", f"{old}^{{tree}}", **dated)
    first, second = (copy, branch) if into else (branch, copy)
    merge = git(root, "commit-tree", "-p", first, "-p", second, "-m", "Merge", f"{first}^{{tree}}", **dated)
    git(root, "reset", "-q", "--hard", merge)
    return TEXT if text else TRUST


@verb(r"signs trust\.yml")
def signs_trust(step: Step) -> str:
    step.story.company.sign_trust(step.story.trust, step.who)
    return TRUST


@verb(r"deletes trust\.yml")
def deletes_trust(step: Step) -> str:
    (step.story.company.root / TRUST).unlink()
    return SETTINGS


@verb(r"brings trust\.yml")
def brings_trust(step: Step) -> str:
    step.story.company.write_trust(1)
    return TRUST


@verb(r"commits other work")
def other_work(step: Step) -> str:
    return TRUST


@verb(r"replaces the last commit by another \(git replace\)")
def replaces(step: Step) -> str:
    root = step.story.company.root
    git(root, "replace", "HEAD", git(root, "commit-tree", "-m", "Other", "HEAD^{tree}"))
    return TRUST


@verb(r"makes a commit without a date")
def malformed(step: Step) -> str:
    root = step.story.company.root
    seconds = int(datetime.fromisoformat(f"{step.day}T12:00:00Z").timestamp())
    raw = f"tree {git(root, 'rev-parse', 'HEAD^{tree}')}\nparent {git(root, 'rev-parse', 'HEAD')}\n"
    raw += f"author P-0001 <p-0001@example.invalid>\ncommitter P-0001 <p-0001@example.invalid> {seconds} +0000\n\nOdd\n"
    path = root.parent / "raw"
    path.write_text(raw, "utf-8")
    git(
        root,
        "reset",
        "-q",
        "--hard",
        git(root, "hash-object", "-t", "commit", "-w", "--literally", str(path)),
    )
    return TRUST


@cache
def keys() -> Path:
    """The keys of everybody: made once for all examples."""
    return Path(mkdtemp(prefix="keys-"))


class Unlikely(Enum):
    """What is done with a step that cannot be carried out, such as to delete a file that is not there."""

    FAILS = "fails"
    LEFT_OUT = "left out"


class Played(NamedTuple):
    """What was played once: the folder as it was then, the story, and the file that each line wrote."""

    folder: Path
    story: Story
    paths: tuple[str, ...]


class Beginnings:
    """The beginnings that several histories have in common: each is played once, and copied from then on."""

    def __init__(self, folder: Path, histories: Iterable[str]) -> None:
        """`folder` is where the copies are kept; `histories` are all that will be played."""
        self._folder = folder
        every = [tuple(text.splitlines()) for text in histories]
        times = Counter(lines[:number] for lines in every for number in range(1, len(lines) + 1))
        longest = (
            next((lines[:end] for end in range(len(lines), 0, -1) if times[lines[:end]] > 1), ())
            for lines in every
        )
        self._wanted = frozenset(filter(None, longest))
        self._kept: dict[tuple[str, ...], Played] = {}

    def begun(self, lines: Sequence[str], folder: Path) -> tuple[Story, tuple[str, ...]] | None:
        """The longest beginning that was played already, laid out in a folder."""
        for end in range(len(lines), 0, -1):
            if kept := self._kept.get(tuple(lines[:end])):
                shutil.copytree(kept.folder, folder / "sms", symlinks=True)
                return kept.story.moved(folder), kept.paths
        return None

    def keep(self, lines: Sequence[str], story: Story, paths: Sequence[str]) -> None:
        """Keep what was played, where another history begins like it."""
        key = tuple(lines)
        if key in self._wanted and key not in self._kept:
            copy = self._folder / str(len(self._kept))
            shutil.copytree(story.company.root, copy, symlinks=True)
            self._kept[key] = Played(copy, story.moved(self._folder), tuple(paths))


def play(
    text: str,
    marked: set[int],
    folder: Path,
    unlikely: Unlikely = Unlikely.FAILS,
    beginnings: Beginnings | None = None,
) -> tuple[Path, list[str]]:
    """Carry the steps out; the repository, and the files that the marked lines wrote (numbers count from 1)."""
    lines = text.splitlines()
    begun = beginnings.begun(lines, folder) if beginnings else None
    story, paths = (begun[0], list(begun[1])) if begun else (_story(folder, lines), [])
    for number, line in enumerate(lines[len(paths) :], start=len(paths) + 1):
        paths.append(_played(story, line, unlikely))
        if beginnings:
            beginnings.keep(lines[:number], story, paths)
    return story.company.root, [
        path for number, path in enumerate(paths, start=1) if path and number in marked
    ]


def _story(folder: Path, lines: Sequence[str]) -> Story:
    return Story(Company(folder, keys=keys(), with_policy=False, with_trust=lines[0] != WITHOUT))


def _played(story: Story, line: str, unlikely: Unlikely) -> str:
    """Carry one step out; the file that it wrote, if any."""
    if line == WITHOUT or not line.strip():
        return ""
    if line == PROPOSED:
        git(story.company.root, "branch", _BASE)
        return ""
    found = STEP.fullmatch(line.strip())
    assert found, f"`{line}` is no step"
    step = Step(story, found[1], found[2])
    try:
        path = _carry_out(step, found[3])
    except (OSError, KeyError):
        if unlikely is Unlikely.FAILS:
            raise
        return ""
    story.company.commit(step.message or found[3], by=step.who, when=step.day, **step.more)
    return path


def as_read(root: Path) -> Sms:
    """The system at the end of the steps: as the branch that they made, or as a proposal for it."""
    is_proposal = git(root, "branch", "--list", _BASE)
    return proposed(root, _BASE, TODAY) if is_proposal else load(root, today=TODAY)


def _carry_out(step: Step, what: str) -> str:
    for pattern, function in VERBS:
        if found := pattern.fullmatch(what):
            named = found.groupdict()
            return function(step, **named) if named else function(step, *found.groups())
    raise AssertionError(f"nobody knows how one {what}")
