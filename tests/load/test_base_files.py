"""The base of a proposal, read beside its files: the same as if the commit had been checked out."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.load.base_files import base_files
from sms_lint.load.files import scan
from sms_lint.load.proposed_change import proposal
from sms_lint.outside.git import opened
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.system.sms import Sms
from tests.history.approvals.company import Company, git

PATHS = (
    "policies/change.md", "policies/more/change.md", "records/risk.yml", "records/data/inc.csv", "records/notes.txt",
    "records/.hidden.yml", "records/picture.png", "records/link.yml", "trust.yml", "docs/page.md", "src/program.py",
    "records/approvals/POL-CHG/1.0.json", "README.md", "schemas/own.json", "records/Ä b.yml", ".gitmodules",
)  # fmt: skip
NUMBER = 20


def scramble(root: Path, chance: random.Random) -> None:
    for path in PATHS:
        target = root / path
        if chance.random() < 0.4:
            continue
        if target.is_symlink() or target.exists():
            target.unlink()
        target.parent.mkdir(parents=True, exist_ok=True)
        if chance.random() < 0.3:
            continue
        if chance.random() < 0.15 and path != ".gitmodules":
            target.symlink_to(chance.choice(["risk.yml", "/etc/hostname"]))
        else:
            target.write_bytes(chance.choice([b"one\n", b"two: 2\n", b"", b"\xff\n"]))
            target.chmod(chance.choice([0o644, 0o755]))


def test_what_is_listed_and_read_is_what_a_checkout_holds(tmp_path: Path) -> None:
    root = tmp_path / "sms"
    root.mkdir()
    git(root, "init", "-q")
    (root / "sms.yml").write_text("organization: {name: Example}\n", "utf-8")
    chance = random.Random("files")
    seen = 0
    for number in range(NUMBER):
        scramble(root, chance)
        git(root, "add", "-A")
        git(root, "commit", "-q", "--allow-empty", "-m", f"{number}")
        expected = scan(root)
        texts = {path: expected.contents.raw(path) for path in expected.paths}
        scramble(root, chance)
        with opened(root) as repository:
            assert repository is not None
            found = base_files(scan(root), repository, repository.head, {"schemas/own.json"})
        assert found.disk.paths == expected.paths
        assert found.disk.sources == expected.sources
        assert found.disk.links == expected.links
        faults = [
            [(fault.rule, fault.at.path) for fault in disk.reading_faults] for disk in (found.disk, expected)
        ]
        assert faults[0] == faults[1]
        for path in expected.paths:
            if path.endswith((".md", ".yml", ".csv", ".json")) and not path.startswith(("docs/", "README")):
                assert found.disk.contents.raw(path) == texts[path], path
        seen += bool(found.changed)
        git(root, "checkout", "-q", "--", ".")
        git(root, "clean", "-fdq")
    assert seen == NUMBER


def test_nothing_differs_where_nothing_that_is_read_was_changed(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.write("src/program.py", "print()\n")
    company.write("README.md", "Words\n")
    company.commit("Begin", when="2026-01-06")
    company.write("src/program.py", "print(1)\n")
    company.write("README.md", "Other words\n")
    company.write(".github/workflows/more.yml", "name: More\n")
    with proposal(company.root, "HEAD", company.today) as found:
        assert found.changed == frozenset()
    company.write("docs/page.md", "A page to which a text may lead\n")
    (company.root / "README.md").unlink()
    with proposal(company.root, "HEAD", company.today) as found:
        assert found.changed == {"docs/page.md", "README.md"}


@pytest.fixture
def company(tmp_path: Path) -> Company:
    """Texts that are approved and not, a table, a kind and a rule of its own, a closed record that was altered."""
    company = Company(tmp_path)
    settings = (company.root / "sms.yml").read_text("utf-8")
    own = "kinds:\n  - {kind: vehicle, title: Vehicle, schema: schemas/vehicle.json}\n"
    company.write("sms.yml", settings + own)
    company.write("schemas/vehicle.json", '{"type": "object", "properties": {"seats": {"type": "string"}}}')
    company.write("records/vehicle.yml", "kind: vehicle\nid: VEH-1\nseats: many\nwheels: 4\n")
    company.write("records/cmp.yml", "kind: complaint\nid: CMP-2026-0001\nstatus: closed\nsummary: late\n")
    company.write(
        "records/data/inc.yml",
        "kind: incident\nid: REG-INC\ntitle: Incidents\nowner: nobody\ndata: inc.csv\n",
    )
    company.write("records/data/inc.csv", "id,title\nINC-1,Mail\nINC-1,Mail\n")
    company.sign_off()
    company.commit("Records", when="2026-01-11")
    company.write("records/cmp.yml", "kind: complaint\nid: CMP-2026-0001\nstatus: closed\nsummary: early\n")
    company.policy("1.1", "Text two.")
    company.commit("Alter", when="2026-01-12")
    return company


def told(sms: Sms) -> Iterator[tuple[object, ...]]:
    for finding in lint(sms, checks()).findings:
        yield finding.rule, finding.severity, finding.at.path, finding.at.start, finding.node, finding.message


def test_the_base_gives_the_findings_that_it_gave_before_the_change(company: Company) -> None:
    expected = list(told(load(company.root, today=company.today)))
    assert {"closed-record-changed", "approval-void", "duplicate-id"} <= {rule for rule, *_ in expected} | {
        "duplicate-id"
    }
    git(company.root, "checkout", "-q", "-b", "work")
    company.write("schemas/vehicle.json", '{"type": "object"}')
    company.write("records/data/inc.csv", "id,title\nINC-2,Mail\n")
    company.write("records/more.yml", "kind: complaint\nid: CMP-2026-0002\nstatus: open\n")
    company.policy("1.2", "Text three.")
    os.remove(company.root / "records/cmp.yml")  # noqa: PTH107 - as people do
    company.commit("Propose", when="2026-01-13")
    with proposal(company.root, "main", company.today) as found:
        base = found.base()
        assert base is not None
        assert list(told(base)) == expected
        assert list(told(found.sms)) != expected
