"""A branch with approvals on paper: steps, texts, settings and signed statements, without a repository."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import Any

from sms_lint.history.approvals import Approvals, TextApproval, judge
from sms_lint.history.branch import TRUST_ID, Branch, StoredStatement, TextVersion, TrustText
from sms_lint.model.statement import NAMESPACE, Statement, digests, statement_bytes
from sms_lint.model.trust import read_trust
from sms_lint.outside.git import Commit, Commits, FileChange, Identity, Origin
from sms_lint.outside.ssh_signature import Key
from tests.publish.pack.making import Signer

ROLES = {"P-0001": "owner", "P-0002": "approver", "P-0003": "approver", "P-0004": "writer"}
REPOSITORY = "https://example.invalid/sms"
PATH = "policies/change.md"


@cache
def signer_of(name: str) -> Signer:
    return Signer(name)


def key_of(name: str) -> Key:
    return signer_of(name).public


def day(text: str) -> datetime:
    """Noon of a day."""
    return datetime.fromisoformat(f"{text}T12:00:00+00:00")


def settings(version: int = 1, **said: str) -> bytes:
    """`trust.yml`: each person with one key, one address and one role; `said` are other lines than the usual ones."""
    values = {
        "owners": "{people: [P-0001, P-0002], signatures: 1}", "adopted": "2026-01-01", "grace": "7 days", **said,
    }  # fmt: skip
    people = [
        f"  - {{person: {person}, roles: [{{role: {role}, from: 2025-01-01}}], emails: [{person}@example.invalid], "
        f"keys: [{{key: {key_of(person).line}, from: 2025-01-01, to: 2027-12-31}}]}}"
        for person, role in ROLES.items()
    ]
    lines = [
        f"version: {version}", f"repository: {REPOSITORY}", *(f"{name}: {value}" for name, value in values.items()),
        "people:", *people,
        f"robots: [{{name: ci, emails: [ci@example.invalid], keys: [{{key: {key_of('ci').line}, from: 2025-01-01}}]}}]",
    ]  # fmt: skip
    return ("\n".join(lines) + "\n").encode()


@dataclass
class Paper:
    """What is done on the branch, step by step; each deed belongs to the step that was begun last.

    The ids of its commits begin with `name`.
    """

    name: str = "c"
    commits: list[Commit] = field(default_factory=list)
    changes: dict[str, tuple[tuple[FileChange, ...], ...]] = field(default_factory=dict)
    origins: dict[str, tuple[Origin, ...]] = field(default_factory=dict)
    versions: list[TextVersion] = field(default_factory=list)
    statements: list[StoredStatement] = field(default_factory=list)
    trusts: list[TrustText] = field(default_factory=list)
    timestamps: dict[str, datetime] = field(default_factory=dict)
    shown: datetime = field(default_factory=lambda: day("2026-12-31"))

    @property
    def position(self) -> int:
        """The step that is going on."""
        return len(self.commits) - 1

    def step(
        self,
        when: str = "2026-01-05",
        by: str = "P-0001",
        message: str = "",
        committer: str = "",
        signed: str = "",
    ) -> Commit:
        """The next commit of the branch, in the name of somebody; `signed` with the key of whom."""
        author, other = (Identity(who, f"{who}@example.invalid") for who in (by, committer or by))
        parents = (self.commits[-1].id,) if self.commits else ()
        id_ = f"{len(self.commits) + 1}".rjust(9, self.name).ljust(40, "0")
        commit = Commit(id_, parents, author, other, "", day(when), message)
        if signed:
            made = signer_of(signed).sign(id_.encode(), "git")
            commit = replace(commit, signature=made.rstrip(b"\n"), signed=id_.encode())
        self.commits.append(commit)
        self.changes[id_] = ((),)
        return commit

    def text(self, version: str = "1.0", content: str = "One.", **said: Any) -> TextVersion:
        """A text that the step brings; made from the one before, as git would say."""
        sha256, blob = digests(content.encode())
        values: dict[str, Any] = {
            "id": "POL-CHG", "kind": "policy", "path": PATH, "lifecycle": "active", "owner": "owner",
            "approver": "approver", "effective": "2026-01-10", "position": self.position,
            "commit": self.commits[-1].id, **said,
        }  # fmt: skip
        text = TextVersion(version=version, sha256=sha256, blob=blob, **values)
        before = self.versions[-1].blob if self.versions else ""
        if text.commit:
            self.changes[text.commit] = ((FileChange(text.path, "100644", "100644", before, blob),),)
            self.origins[blob] = (*self.origins.get(blob, ()), Origin(text.commit, before))
        self.versions.append(text)
        return text

    def trust(self, raw: bytes | None = None) -> TrustText:
        """The trust settings as the step brings them."""
        self.trusts.append(TrustText(self.position, read_trust(settings() if raw is None else raw)))
        return self.trusts[-1]

    def statement(self, meaning: Any = "approval", by: str = "P-0002", **said: Any) -> Statement:
        """What somebody says of the newest text, on the day of the step."""
        text = said.pop("text", None) or self.versions[-1]
        roles = {"authorship": "", "withdrawal": "approver"}
        values: dict[str, Any] = {
            "person": by, "role": roles.get(meaning, "approver"), "effective": text.effective, "previous": "",
            "trust": self.trusts[0].read.digest if self.trusts else "0" * 64,
            "made": f"{self.commits[-1].committed:%Y-%m-%dT%H:%M:%SZ}", **said,
        }  # fmt: skip
        return Statement(
                meaning=meaning, id=text.id, version=text.version, sha256=text.sha256, blob=text.blob,
                repository=REPOSITORY, branch="main", **values,
        )  # fmt: skip

    def sign(
        self, meaning: Any = "approval", by: str = "P-0002", *, key: str = "", **said: Any
    ) -> StoredStatement:
        """Keep a signed statement with the step."""
        return self.keep(self.statement(meaning, by, **said), key or by)

    def keep(self, statement: Statement, key: str) -> StoredStatement:
        """Keep any statement, signed with the key of somebody."""
        raw = statement_bytes(statement)
        signature = signer_of(key).sign(raw, NAMESPACE)
        self.statements.append(StoredStatement(statement.path, raw, signature, self.position))
        return self.statements[-1]

    def sign_trust(self, by: str = "P-0001", **said: Any) -> StoredStatement:
        """An owner signs the newest trust settings."""
        position, read = self.trusts[-1]
        version = str(read.trust.version) if read.trust else "?"
        text = TextVersion(
            TRUST_ID, "trust", version, "", read.digest, read.blob, "", "", "", "", position, ""
        )
        return self.sign("approval", by, text=text, role="", **said)

    def branch(self) -> Branch:
        """All of it."""
        by_id = {commit.id: commit for commit in reversed(self.commits)}
        commits = Commits(self.commits[-1].id, True, by_id, self.changes, {})
        versions: dict[str, tuple[TextVersion, ...]] = {}
        for text in self.versions:
            versions[text.id] = (*versions.get(text.id, ()), text)
        return Branch(
            commits, commits.line(), versions, tuple(self.statements), tuple(self.trusts), self.timestamps,
            now=day("2026-12-31"), shown=self.shown, origins=self.origins,
        )  # fmt: skip

    def judged(self) -> Approvals:
        """What its approvals prove."""
        return judge(self.branch())

    def latest(self) -> TextApproval:
        """What is proven of the newest text."""
        found = self.judged().latest(self.versions[-1].id)
        assert found is not None
        return found

    def why(self) -> list[str]:
        """Why statements on the newest text do not count."""
        return [refusal.why for refusal in self.latest().refused]


def begun(trust: bytes | None = None) -> Paper:
    """A branch with trust settings and a first text, both of its first step on 5 January."""
    paper = Paper()
    paper.step()
    paper.trust(trust)
    paper.text()
    return paper
