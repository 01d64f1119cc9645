"""The history, step by step: what the data tell and the records say, put in the order of time and written to git."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sms_lint.ground.errors import SmsError
from sms_lint.history.anchors import FOLDER as ANCHORS
from sms_lint.model.controlled_files import FOLDERS
from sms_lint.model.statement import FOLDER as STATEMENTS
from tooling.example_history.authority import certificates
from tooling.example_history.days import BEGIN, TODAY, moment
from tooling.example_history.documents import Version, versions
from tooling.example_history.evidence import Evidence
from tooling.example_history.located import DATA, Group, read
from tooling.example_history.people import ROBOT, People, read_people, who
from tooling.example_history.records import RecordFile, record_files
from tooling.example_history.repository import Files, Writer
from tooling.example_history.texts import AUTHORITY_FILE, SettingsText, settings_texts, trust_texts
from tooling.example_history.wording import entered

OWNERS = ("P-001", "P-005")
# Kinds whose texts their author and their approver sign with keys of their own.
_SIGNED = ("policy", "scope")
_FALLBACK = "document-controller"


class Step(NamedTuple):
    """Something that happens at a moment."""

    at: datetime
    name: str
    run: Callable[[], None]


@dataclass
class Proposal:
    """A change that is proposed beside the branch: its number, and the newest of its commits."""

    number: int
    mark: int
    files: dict[str, bytes | None] = field(default_factory=dict)


@dataclass
class Maker:
    """Writes the steps; `main` is the newest commit of the branch."""

    root: Path
    writer: Writer
    people: People
    kept_by: Mapping[str, str]
    evidence: Evidence = field(default_factory=Evidence)
    main: int = 0
    proposals: int = 0

    def commit(self, name: str, at: datetime, message: str, files: Files) -> None:
        """Add a step to the branch."""
        self.main = self.writer.commit(who(name), at, message, files)

    def propose(self, name: str, at: datetime, message: str, files: Files) -> Proposal:
        """Begin a proposal."""
        self.proposals += 1
        said = f"{message}\n\nProposal {self.proposals}\n"
        return Proposal(
            self.proposals, self.writer.commit(who(name), at, said, files, onto=self.main), dict(files)
        )

    def add(self, proposal: Proposal, name: str, at: datetime, message: str, files: Files) -> None:
        """Add a commit to a proposal."""
        proposal.mark = self.writer.commit(who(name), at, f"{message}\n", files, onto=proposal.mark)
        proposal.files.update(files)

    def merge(self, proposal: Proposal, at: datetime, what: str) -> None:
        """Make a proposal part of the branch."""
        message = f"Merge proposal {proposal.number}: {what}\n"
        self.main = self.writer.commit(
            who(ROBOT), at, message, proposal.files, onto=self.main, also=proposal.mark
        )

    def holder(self, role: str, day: date) -> str:
        """Who acts in a role; where nobody holds it, the document controller does what has to be done."""
        try:
            return self.people.holder(role, day)
        except SmsError:
            return self.people.holder(_FALLBACK, day)

    def steps(self) -> Iterator[Step]:
        """Everything that happens."""
        story = read(DATA / "story.yml")
        records = record_files(self.root)
        documents = versions(self.root, FOLDERS)
        yield from self._beginning(story, records, documents)
        for text in settings_texts(self.root, story)[1:]:
            yield self._settings_step(text)
        for number, text in enumerate(trust_texts(story)[1:], start=2):
            yield from self._trust_steps(number, text)
        for version in documents:
            if not version.taken_over:
                yield from self._version_steps(version)
        for file in records:
            for before, day in zip((BEGIN, *file.days), file.days, strict=False):
                yield self._records_step(file, before, day)
        for day in story["anchors"]:
            yield self._anchor_step(date.fromisoformat(day))

    def _beginning(
        self, story: Mapping[str, list[Group]], records: list[RecordFile], documents: list[Version]
    ) -> Iterator[Step]:
        """The day on which approvals begin: the settings, what there is, and that it was approved before."""
        first = trust_texts(story)[0], settings_texts(self.root, story)[0]
        taken = [version for version in documents if version.taken_over]

        def settings() -> None:
            trust, own = first
            files = {"trust.yml": trust.text.encode(), "sms.yml": own.text.encode()}
            self.evidence.keep_trust(trust.text)
            self.commit("P-001", moment(BEGIN, 8, "settings"), f"{trust.reason}\n", files)

        def content() -> None:
            files = {version.path: version.text.encode() for version in taken}
            files |= {file.path: text.encode() for file in records if (text := file.at(BEGIN))}
            message = "Documents and registers as they were kept before\n"
            self.commit("P-015", moment(BEGIN, 9, "content"), message, files)

        def approvals() -> None:
            at = moment(BEGIN, 14, "approvals")
            files: dict[str, bytes] = {}
            for version in taken:
                files |= (
                    self._signatures(version, at) if version.kind in _SIGNED else self._review(version, at, 0)
                )
                self.evidence.keep(version)
            message = "Approvals of what was taken over\n"
            self.commit(ROBOT, at + timedelta(minutes=5), message, files)

        yield Step(moment(BEGIN, 8, "settings"), "settings", settings)
        yield Step(moment(BEGIN, 9, "content"), "content", content)
        yield Step(moment(BEGIN, 14, "approvals"), "approvals", approvals)

    def _settings_step(self, text: SettingsText) -> Step:
        at = moment(text.day, 16, "sms.yml")

        def run() -> None:
            author = self.holder(text.by, text.day)
            self.commit(author, at, f"{text.reason}\n", {"sms.yml": text.text.encode()})

        return Step(at, "sms.yml", run)

    def _trust_steps(self, number: int, text: SettingsText) -> Iterator[Step]:
        start = moment(text.day, 10, f"trust {number}")

        def run() -> None:
            author = self.holder(text.by, text.day)
            files: Files = {"trust.yml": text.text.encode()}
            if AUTHORITY_FILE in text.text and AUTHORITY_FILE not in self.writer.tree:
                files = {**files, AUTHORITY_FILE: certificates()}
            proposal = self.propose(author, start, text.reason, files)
            for hours, owner in enumerate(OWNERS, start=1):
                at = start + timedelta(hours=hours)
                signed = self.evidence.on_trust(number, text.text, owner, at)
                self.add(proposal, owner, at, f"Sign version {number} of the trust settings", signed)
            self.merge(proposal, start + timedelta(hours=3), f"version {number} of the trust settings")
            self.evidence.keep_trust(text.text)

        yield Step(start + timedelta(hours=3), f"trust {number}", run)

    def _version_steps(self, version: Version) -> Iterator[Step]:
        what = f"{version.id} {version.number}"
        start = moment(version.proposed, 9, what)
        end = moment(version.approved, 15, what)
        begun: list[Proposal] = []

        def propose() -> None:
            author = version.author or self.holder(version.owner, version.proposed)
            message = f"{what}: {version.reason}"
            begun.append(self.propose(author, start, message, {version.path: version.text.encode()}))

        def decide() -> None:
            (proposal,) = begun
            if version.signed and version.kind in _SIGNED:
                self._sign(version, proposal, end - timedelta(minutes=50))
            self.merge(proposal, end, what)
            if version.signed and version.kind not in _SIGNED:
                files = self._review(version, end - timedelta(minutes=20), proposal.number)
                self.commit(
                    ROBOT,
                    end + timedelta(minutes=4),
                    f"Review of proposal {proposal.number}: {what}\n",
                    files,
                )
            if version.signed:
                self.evidence.keep(version)

        yield Step(start, f"{what} proposed", propose)
        yield Step(end, f"{what} decided", decide)

    def _sign(self, version: Version, proposal: Proposal, at: datetime) -> None:
        """The signatures of author and approver."""
        author = version.author or self.holder(version.owner, version.proposed)
        approver = self.holder(version.approver, version.approved)
        own = self.evidence.on_text(version, "authorship", author, version.owner, at, proposal.number)
        self.add(proposal, author, at, f"Sign {version.id} {version.number} as its author", own)
        later = at + timedelta(minutes=30)
        approval = self.evidence.on_text(
            version, "approval", approver, version.approver, later, proposal.number
        )
        self.add(proposal, approver, later, f"Approve {version.id} {version.number}", approval)

    def _signatures(self, version: Version, at: datetime) -> dict[str, bytes]:
        """The signatures of author and approver, made at one moment."""
        author, approver = self.holder(version.owner, at.date()), self.holder(version.approver, at.date())
        own = self.evidence.on_text(version, "authorship", author, version.owner, at, 0)
        return own | self.evidence.on_text(version, "approval", approver, version.approver, at, 0)

    def _review(self, version: Version, at: datetime, proposal: int) -> dict[str, bytes]:
        """What the robot attests of the approver's review."""
        approver = self.holder(version.approver, at.date())
        return self.evidence.on_text(version, "review", approver, version.approver, at, proposal)

    def _records_step(self, file: RecordFile, before: date, day: date) -> Step:
        at = moment(day, 16 if day != TODAY else 12, file.path)

        def run() -> None:
            text = file.at(day)
            if not text or self.writer.tree.get(file.path) == text.encode():
                return
            author = self.holder(file.owner or self.kept_by.get(file.kind, _FALLBACK), day)
            message = entered(file, before, day)
            self.commit(author, at, f"{message}\n", {file.path: text.encode()})

        return Step(at, file.path, run)

    def _anchor_step(self, day: date) -> Step:
        at = moment(day, 18, "anchor")

        def run() -> None:
            head = self.writer.identity(self.main)
            files = self.evidence.anchor(head, self.writer.tree_digest(), at)
            number = len(self.evidence.anchors)
            self.commit(ROBOT, at + timedelta(minutes=1), f"Anchor {number} for {head[:9]}\n", files)

        return Step(at, f"anchor {day}", run)


def write_history(root: Path, writer: Writer) -> None:
    """Write every step of the history of the system below `root`."""
    kept_by = {
        kind: rule["kept_by"] for kind, rule in read(DATA / "records.yml").items() if "kept_by" in rule
    }
    maker = Maker(root, writer, read_people(root), kept_by)
    for step in sorted(maker.steps(), key=lambda step: (step.at, step.name)):
        step.run()
    _refuse_differences(root, writer.tree)


def _refuse_differences(root: Path, made: Mapping[str, bytes]) -> None:
    """Raise SmsError where the last step does not hold the documents and records of this repository as they are."""
    paths = [path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file()]
    here = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    there = {
        path: content for path, content in made.items() if path.startswith(FOLDERS) and not _is_evidence(path)
    }
    if wrong := sorted(path for path in {*here, *there} if here.get(path) != there.get(path)):
        raise SmsError(f"the last step differs from what is here: {', '.join(wrong)}")


def _is_evidence(path: str) -> bool:
    """Whether a file is made with the history, and not kept here."""
    return path.startswith((STATEMENTS + "/", ANCHORS + "/"))
