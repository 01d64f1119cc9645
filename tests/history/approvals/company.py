"""A small organisation in a real repository: people with keys who write, approve and merge."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sms_lint.history.approvals import Approvals
from sms_lint.load import load
from sms_lint.model.statement import NAMESPACE, Statement, digests, statement_bytes
from sms_lint.outside.ssh_signature import Key, read_key
from sms_lint.system.approval_status import approvals_of
from sms_lint.system.sms import Sms
from tests.ssh_keys import make_key, sign

PEOPLE = {"P-0001": "owner", "P-0002": "approver", "P-0003": "approver", "P-0004": "writer"}
POLICY = """---
kind: policy
id: POL-CHG
title: Change policy
version: "{version}"
lifecycle: {lifecycle}
owner: owner
approver: {approver}
effective: {effective}
review: {{every: 12 months, last: 2026-01-10}}
classification: internal
retention: 3 years
---
# Change policy

{text}
"""


def git(root: Path, *arguments: str, **environment: str) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    return done.stdout.strip()


class Company:
    """Its repository, and what people do in it."""

    def __init__(
        self,
        folder: Path,
        *,
        number: int = 1,
        signatures: int = 1,
        keys: Path | None = None,
        with_policy: bool = True,
        with_trust: bool = True,
        purposes: Mapping[str, str] | None = None,
    ) -> None:
        """`purposes` are those of the keys of some, such as `{"P-0001": "approve, pack"}`."""
        self.purposes = purposes or {}
        self.root = folder / "sms"
        self.keys_folder = keys or folder / "keys"
        self.root.mkdir()
        self.keys_folder.mkdir(exist_ok=True)
        git(self.root, "init", "-q", "-b", "main")
        self.write("sms.yml", "organization:\n  name: Example\napproval: {policy: E2}\n")
        self.number, self.signatures = number, signatures
        self.trust_extra = ""
        self.today = date(2026, 6, 1)
        if with_trust:
            self.write_trust(1)
        if with_policy:
            self.policy()
        self.commit("Begin", when="2026-01-05")

    def key(self, name: str) -> Path:
        """The private key of somebody; made when it is first asked for."""
        path = self.keys_folder / name
        if not path.exists():
            make_key(path)
        return path

    def public(self, name: str) -> Key:
        self.key(name)
        return read_key((self.keys_folder / f"{name}.pub").read_text("utf-8"))

    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

    def write_trust(
        self, version: int, *, adopted: str = "2026-01-01", people: dict[str, str] | None = None
    ) -> None:
        """`trust.yml`: each person with one key, one address, and one role."""
        lines = [
            f"version: {version}", "repository: https://example.invalid/sms", "owners:",
            f"  people: [P-0001, P-0002]\n  signatures: {self.signatures}", f"adopted: {adopted}", "grace: 7 days",
            "people:",
        ]  # fmt: skip
        for person, role in (people or PEOPLE).items():
            lines += [
                f"  - person: {person}", f"    roles: [{{role: {role}, from: 2025-01-01}}]",
                f"    emails: [{person.lower()}@example.invalid]",
                f"    github: {person.lower()}", f"    gitlab: {person.lower()}",
                f"    keys: [{{key: {self.public(person).line}, from: 2025-01-01, to: 2027-12-31{self._purposes(person)}}}]",
            ]  # fmt: skip
        lines += [
            "robots:", "  - name: ci", "    emails: [ci@example.invalid]",
            f"    keys: [{{key: {self.public('ci').line}, from: 2025-01-01{self._purposes('ci')}}}]",
            f"approvals:\n  - {{kind: policy, number: {self.number}}}",
        ]  # fmt: skip
        self.write("trust.yml", "\n".join(lines) + "\n" + self.trust_extra)

    def _purposes(self, name: str) -> str:
        return f", purposes: [{self.purposes[name]}]" if name in self.purposes else ""

    def policy(
        self, version: str = "1.0", text: str = "Text one.", *, reviewed: str = "2026-01-10", **said: str
    ) -> None:
        """Write the policy; `reviewed` is the day of its last review."""
        values = {"lifecycle": "active", "effective": "2026-01-10", "approver": "approver", **said}
        written = POLICY.format(version=version, text=text, **values)
        self.write("policies/change.md", written.replace("last: 2026-01-10", f"last: {reviewed}"))

    def commit(
        self, message: str, *, by: str = "P-0001", when: str = "2026-01-10", signed: str = "", **more: str
    ) -> str:
        """Commit all that lies there, in the name of somebody; `signed` with the key of whom."""
        at = f"{when}T12:00:00+0000" if len(when) == 10 else when
        email = f"{by.lower()}@example.invalid"
        named = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in
                 (("NAME", by), ("EMAIL", email), ("DATE", at))}  # fmt: skip
        git(self.root, "add", "-A")
        signing = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={self.key(signed)}") if signed else ()
        git(
            self.root,
            *signing,
            "commit",
            "-q",
            "--allow-empty",
            "--allow-empty-message",
            *(("-S",) if signed else ()),
            "-m",
            message,
            **{**named, **more},
        )
        return self.head()

    def head(self) -> str:
        """The commit that is checked out, read as git writes it down: no program has to be started for it."""
        folder = self.root / ".git"
        held = (folder / "HEAD").read_text("utf-8").strip()
        branch = held.removeprefix("ref: ")
        return held if branch == held else (folder / branch).read_text("utf-8").strip()

    def statement(self, meaning: Any = "approval", by: str = "P-0002", **said: Any) -> Statement:
        """What somebody would say of the policy as it lies on the disk."""
        raw = (self.root / "policies/change.md").read_bytes()
        sha256, blob = digests(raw)
        judged = self.approvals()
        latest = judged.texts["POL-CHG"][-1].text
        earlier = [
            approval
            for approval in judged.texts["POL-CHG"]
            if approval.approved and not approval.approved_as and approval.text.sha256 != sha256
        ]
        role = {"authorship": "", "confirmation": "owner"}.get(meaning, "approver")
        made = Statement(
            meaning=meaning, id="POL-CHG", version=latest.version, sha256=sha256, blob=blob, person=by, role=role,
            effective=latest.effective, previous=earlier[-1].text.sha256 if earlier else "",
            repository="https://example.invalid/sms", branch="main",
            trust=judged.chain.adopted[-1].digest if judged.chain.adopted else "0" * 64,
            made="2026-01-08T10:00:00Z",
        )  # fmt: skip
        return replace(made, **said)

    def keep(self, statement: Statement, *, key: str = "", namespace: str = NAMESPACE) -> Path:
        """Put a statement and its signature where they belong."""
        target = self.root / statement.path
        target.parent.mkdir(parents=True, exist_ok=True)
        raw = statement_bytes(statement)
        target.write_bytes(raw)
        signed = sign(raw, self.key(key or statement.person), namespace)
        target.with_name(f"{target.name}.sig").write_bytes(signed)
        return target

    def sign_off(self, *, author: str = "P-0001", approver: str = "P-0002", **said: str) -> None:
        """Author and approver sign the policy as it lies on the disk."""
        self.keep(self.statement("authorship", author, **said))
        self.keep(self.statement("approval", approver, **said))

    def sign_trust(self, version: int, by: str) -> None:
        sha256, blob = digests((self.root / "trust.yml").read_bytes())
        chain = self.approvals().chain
        made = Statement(
            meaning="approval", id="TRUST", version=str(version), sha256=sha256, blob=blob, person=by, role="",
            effective="", previous="", repository="https://example.invalid/sms", branch="main",
            trust=chain.adopted[-1].digest, made="2026-02-01T10:00:00Z",
        )  # fmt: skip
        self.keep(made)

    def sms(self) -> Sms:
        return load(self.root, today=self.today)

    def approvals(self) -> Approvals:
        found = approvals_of(self.sms())
        assert found is not None
        return found
