"""A closed record altered behind a second file of its name: nobody sees it change, and the commit is told."""

import subprocess
from pathlib import Path

from sms_lint.cli import main
from sms_lint.load import load, load_proof
from sms_lint.rules.approvals import commit_malformed
from sms_lint.system.verification import verification
from tests.history.approvals.company import Company, git

RECORD = """\
kind: risk
id: RSK-1
title: {title}
"""
PATH = "records/RSK-1.yml"


def put(root: Path, *arguments: str, raw: bytes = b"") -> str:
    done = subprocess.run(["git", *arguments], cwd=root, input=raw, check=True, capture_output=True)
    return done.stdout.decode().strip()


def commit(company: Company, texts: list[str]) -> str:
    """A commit in whose tree the record is as often as there are texts."""
    root, name = company.root, PATH.partition("/")[2]
    ids = [put(root, "hash-object", "-w", "--stdin", raw=text.encode()) for text in texts]
    raw = b"".join(f"100644 {name}\0".encode() + bytes.fromhex(blob) for blob in ids)
    tree = put(root, "hash-object", "-w", "--literally", "-t", "tree", "--stdin", raw=raw)
    listed = [line for line in git(root, "ls-tree", "HEAD").splitlines() if not line.endswith("\trecords")]
    top = put(root, "mktree", raw="\n".join([*listed, f"040000 tree {tree}\trecords\n"]).encode())
    made = put(root, "-c", "user.name=x", "-c", "user.email=p-0001@example.invalid",
               "commit-tree", "-p", "HEAD", "-m", "Odd", top)  # fmt: skip
    git(root, "reset", "-q", "--hard", made)
    return made


def test_a_record_altered_behind_another_of_its_name(tmp_path: Path) -> None:
    company = Company(tmp_path, with_policy=False)
    before, after = RECORD.format(title="Fire"), RECORD.format(title="Nothing")
    company.write(PATH, before)
    company.commit("Record")
    assert not [check for check in verification(load_proof(company.root)) if check.outcome == "fail"]
    odd = commit(company, [before, after])
    commit(company, [after])
    assert (company.root / PATH).read_text("utf-8") == after
    why = [check.why for check in verification(load_proof(company.root)) if check.outcome == "fail"]
    assert f"{odd[:9]}: its tree names `{PATH}` twice" in "\n".join(why)
    told = [finding.node for finding in commit_malformed.check(load(company.root, with_history=True))]
    assert odd in told
    assert main(["verify-history", "--root", str(company.root), "--allow-unknown"]) == 1
