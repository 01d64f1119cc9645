"""The evidence that the steps leave: signed statements on texts, and anchors with timestamps."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sms_lint.history.anchors import AnchorEntry
from sms_lint.history.branch import TRUST_ID
from sms_lint.model.statement import Meaning, Statement, digests, statement_bytes
from tooling.example_history import authority
from tooling.example_history.documents import Version
from tooling.example_history.keys import signature
from tooling.example_history.people import ROBOT

REPOSITORY, BRANCH = "https://git.fenmoor.example/sms", "main"


@dataclass
class Evidence:
    """What counts so far: the SHA-256 of each document's text that was approved last, and of the trust settings."""

    trust: str = ""
    approved: dict[str, str] = field(default_factory=dict)
    anchors: list[AnchorEntry] = field(default_factory=list)

    def on_text(
        self, version: Version, meaning: Meaning, person: str, role: str, at: datetime, proposal: int
    ) -> dict[str, bytes]:
        """The statement of a person about a version, signed by them; a review is attested by the robot."""
        raw = version.text.encode()
        place = f"proposals/{proposal}" if proposal else "commits/main"
        forge = f"{REPOSITORY}/{place}, a review by {person}" if meaning == "review" else ""
        statement = self._statement(version.id, version.number, raw, meaning, person, role, at)
        return _signed(
            replace(
                statement,
                effective=version.effective,
                previous=self.approved.get(version.id, ""),
                forge=forge,
            ),
            ROBOT if meaning == "review" else person,
        )

    def on_trust(self, number: int, text: str, person: str, at: datetime) -> dict[str, bytes]:
        """The signature of an owner under the trust settings that are to come."""
        statement = self._statement(TRUST_ID, str(number), text.encode(), "approval", person, "", at)
        return _signed(statement, person)

    def keep(self, version: Version) -> None:
        """Note that a version is approved now."""
        self.approved[version.id] = digests(version.text.encode())[0]

    def keep_trust(self, text: str) -> None:
        """Note that trust settings count now."""
        self.trust = digests(text.encode())[0]

    def anchor(self, head: str, tree: str, at: datetime) -> dict[str, bytes]:
        """The next anchor, for a commit and the digest of its files, with its timestamp."""
        before = self.anchors[-1].digest if self.anchors else ""
        entry = AnchorEntry(len(self.anchors) + 1, head, tree, before, REPOSITORY, BRANCH)
        self.anchors.append(entry)
        return {entry.path: entry.raw, entry.token_path: authority.token(entry.raw, at)}

    def _statement(
        self, id_: str, number: str, raw: bytes, meaning: Meaning, person: str, role: str, at: datetime
    ) -> Statement:
        sha256, blob = digests(raw)
        made = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Statement(
            meaning, id_, number, sha256, blob, person, role, "", "", REPOSITORY, BRANCH, self.trust, made
        )


def _signed(statement: Statement, signer: str) -> dict[str, bytes]:
    raw = statement_bytes(statement)
    return {statement.path: raw, f"{statement.path}.sig": signature(signer, raw)}
