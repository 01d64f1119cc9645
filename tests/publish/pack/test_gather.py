"""What a pack is made of is read from one commit, whatever happens meanwhile."""

from datetime import date
from pathlib import Path

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.publish.pack.content import info, payload
from sms_lint.publish.pack.gather import PackPeriod, gather
from tests.history.approvals.company import Company, git

PERIOD = PackPeriod(date(2026, 1, 1), date(2026, 3, 31))


def test_somebody_who_commits_meanwhile_changes_nothing(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    calm = gather(company.root, PERIOD, lambda _: None)
    steps: list[str] = []

    def disturb(step: str) -> None:
        steps.append(step)
        if len(steps) > 1:  # the first is said before the commit is found
            company.policy("9.9", f"Text of step {len(steps)}.")
            company.write(f"records/new-{len(steps)}.txt", "new\n")
            (company.root / "records/approvals/POL-CHG/1.0.approval.P-0002.json").unlink(missing_ok=True)
            company.commit("Meanwhile", when="2026-03-01")
        if len(steps) == 4:
            git(company.root, "gc", "-q", "--prune=now")

    busy = gather(company.root, PERIOD, disturb)
    assert len(steps) >= 5
    assert git(company.root, "rev-list", "--count", "HEAD") == str(1 + len(steps))
    assert busy.commit == calm.commit
    assert payload(busy, "1") == payload(calm, "1")
    assert info(busy, "1") == info(calm, "1")


def test_a_timestamp_that_follows_is_said_beforehand(tmp_path: Path) -> None:
    found = gather(Company(tmp_path).root, PERIOD, lambda _: None)
    assert "Timestamp-Token" not in info(found, "1")
    assert info(found, "1", has_token=True)["Timestamp-Token"] == "tagmanifest-sha256.txt.sig.tsr"
    assert "openssl ts -verify" not in payload(found, "1")["VERIFY.txt"].decode()
    assert "openssl ts -verify" in payload(found, "1", has_token=True)["VERIFY.txt"].decode()


def test_a_record_that_is_lost_is_said(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.write("records/registers/risk.yml", "entries: []\n")
    company.commit("Record", when="2026-01-20")
    blob = git(company.root, "rev-parse", "HEAD:records/registers/risk.yml")
    (company.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(SmsError, match="fetch-depth: 0"):
        gather(company.root, PERIOD, lambda _: None)
