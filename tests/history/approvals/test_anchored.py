"""Level E3: a timestamp vouches for an approval, on a real repository with an authority of its own."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sms_lint.history.anchors import next_entry, read_entries, tree_digests
from sms_lint.history.approvals import in_force
from sms_lint.outside.git import opened, read_commits
from sms_lint.outside.timestamp.checking import query
from tests.authority import Authority
from tests.history.approvals.company import Company


@pytest.fixture
def company(tmp_path: Path) -> Company:
    company = Company(tmp_path)
    company.today = datetime.now(UTC).date()
    return company


def anchor(company: Company, authority: Authority | None) -> None:
    folder = company.root / "records/anchors"
    folder.mkdir(parents=True, exist_ok=True)
    kept = {f"records/anchors/{path.name}": path.read_bytes() for path in folder.iterdir()}
    with opened(company.root) as repository:
        assert repository is not None
        commits = read_commits(repository, ("records",))
        entry = next_entry(read_entries(kept), commits, tree_digests(repository))
    (company.root / entry.path).write_bytes(entry.raw)
    if authority:
        (company.root / entry.token_path).write_bytes(authority.answer(query(entry.raw)))
    company.commit("Anchor", by="ci", when="2026-01-11")


def trusted(company: Company, authority: Authority, digest: str = "") -> None:
    """Trust settings that name the authority, as the first version."""
    (company.root / "records/approvals").mkdir(parents=True, exist_ok=True)
    (company.root / "records/approvals/authority.pem").write_bytes(authority.pem)
    named = digest or hashlib.sha256(authority.pem).hexdigest()
    company.trust_extra = f"authorities: [{{file: records/approvals/authority.pem, sha256: {named}}}]\n"
    company.write_trust(2)
    company.sign_trust(2, "P-0001")
    company.commit("Trust an authority", when="2026-01-06")


def level(company: Company, now: datetime) -> int:
    company.sign_off(made=now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    company.commit("Approve", when=f"{now:%Y-%m-%d}")
    anchor(company, None)
    return company.approvals().texts["POL-CHG"][-1].level


def test_a_timestamp_soon_after_makes_it_e3(company: Company, tmp_path: Path) -> None:
    authority, now = Authority(tmp_path / "authority"), datetime.now(UTC)
    trusted(company, authority)
    company.sign_off(made=now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    company.commit("Approve", when=f"{now:%Y-%m-%d}")
    anchor(company, authority)
    judged = company.approvals()
    found = judged.texts["POL-CHG"][-1]
    assert (found.level, found.refused) == (3, ())
    proven = judged.proven(found)
    assert proven is not None
    assert proven == datetime.now(UTC).date()
    force = in_force(judged, "POL-CHG", proven)
    assert (force.proven, force.since, force.how) == (found, proven, "timestamp")
    assert judged.branch.anchors is not None
    assert {judgement.outcome for judgement in judged.branch.anchors.judged} == {"pass"}
    assert [mark.name for mark in judged.branch.marks] == ["anchor 1"]


def test_a_timestamp_long_after_does_not(company: Company, tmp_path: Path) -> None:
    authority = Authority(tmp_path / "authority")
    trusted(company, authority)
    company.sign_off(made="2026-01-08T10:00:00Z")
    company.commit("Approve", when="2026-01-08")
    anchor(company, authority)
    assert company.approvals().texts["POL-CHG"][-1].level == 2


def test_an_anchor_without_a_timestamp_stays_e2(company: Company) -> None:
    assert level(company, datetime.now(UTC)) == 2


@pytest.mark.parametrize("digest", ["0" * 64])
def test_an_authority_whose_file_was_exchanged_vouches_for_nothing(
    company: Company, tmp_path: Path, digest: str
) -> None:
    authority, now = Authority(tmp_path / "authority"), datetime.now(UTC)
    trusted(company, authority, digest)
    company.sign_off(made=now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    company.commit("Approve", when=f"{now:%Y-%m-%d}")
    anchor(company, authority)
    assert company.approvals().branch.timestamps == {}
    assert company.approvals().texts["POL-CHG"][-1].level == 2
