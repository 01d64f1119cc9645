"""Packs for the stages of an audit: what each looks at is in order as data, and is shown with what the pack holds."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

import sms_lint.model.kinds
from sms_lint.cli import main
from sms_lint.ground.errors import SmsError
from sms_lint.history.approvals.held import held_in
from sms_lint.model.catalogue import load_catalogue
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Document
from sms_lint.publish.pack import read_archive
from sms_lint.publish.pack.gather import PackPeriod, gather
from sms_lint.publish.pack.stage_view import stage_points
from sms_lint.publish.pack.stages import PREFIX, AuditStage, audit_stage, audit_stages
from tests.history.approvals.company import Company

EXAMPLES = Path(sms_lint.model.kinds.__file__).parent / "examples"
CATALOGUE = load_catalogue("iso-iec-20000-1-2018")


@pytest.mark.parametrize("stage", audit_stages(), ids=lambda stage: stage.id)
def test_what_a_stage_looks_at_is_there(stage: AuditStage) -> None:
    for point in stage.points:
        assert point.clauses
        assert point.documents or point.records
        assert [number for number in point.clauses if not CATALOGUE.clause(f"{PREFIX}:{number}")] == []
        assert [kind for kind in point.documents if not issubclass(kinds()[kind], Document)] == []
        assert [kind for kind in point.records if issubclass(kinds()[kind], Document)] == []


def test_the_stages_of_a_certificate() -> None:
    names = ["stage-1", "stage-2", "surveillance-1", "surveillance-2", "recertification"]
    assert [stage.id for stage in audit_stages()] == names
    assert audit_stage("stage-1").first_day(date(2026, 6, 30)) == date(2025, 7, 1)
    assert audit_stage("recertification").first_day(date(2026, 6, 30)) == date(2023, 7, 1)
    with pytest.raises(SmsError, match="an audit has no stage `stage-3`; there are: stage-1, stage-2"):
        audit_stage("stage-3")


@pytest.fixture(scope="module")
def clauses_seen() -> set[str]:
    every = [point for stage in audit_stages() for point in stage.points]
    return {number for point in every for number in point.clauses}


def test_stage_2_looks_at_every_process_of_the_standard(clauses_seen: set[str]) -> None:
    numbers = {clause.id.partition(":")[2] for clause in CATALOGUE.clauses if clause.obligations}
    unseen = {
        number
        for number in numbers
        if not any(seen == number or seen.startswith(f"{number}.") or number.startswith(f"{seen}.") for seen in clauses_seen)
    }  # fmt: skip
    assert unseen == {"7.1"}  # resources: no kind of record is about them


def test_a_pack_for_a_stage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    company = Company(tmp_path, purposes={"P-0001": "approve, pack"})
    risk = (
        (EXAMPLES / "risk.yml")
        .read_text("utf-8")
        .replace("reviewed_at: 2026-07-01", "reviewed_at: 2026-01-15")
    )
    company.write("records/risk.yml", risk)
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    target = tmp_path / "x.tar"
    command = ["pack", "--root", str(company.root), "--stage", "stage-1", "--key", str(company.key("P-0001"))]
    assert main([*command, "--to", "2026-01-31", "--output", str(target)]) == 0
    files = read_archive(target)
    assert "Audit-Stage: stage-1\n" in files["bag-info.txt"].decode()
    assert "Period: 2025-02-01 to 2026-01-31\n" in files["bag-info.txt"].decode()
    points = json.loads(files["data/stage.json"])["points"]
    decided = next(
        point for point in points if "20000-1:5.2.1" in [clause["id"] for clause in point["clauses"]]
    )
    (policy,) = decided["documents"]
    assert (policy["id"], policy["version"]) == ("POL-CHG", "1.0")
    assert f"data/{policy['file']}" in files
    risks = [records for point in points for records in point["records"] if records["kind"] == "risk"]
    assert risks == [{"kind": "risk", "number": 1, "in_period": 1, "files": ["records/risk.yml"]}]
    page = files["data/index.md"].decode()
    assert "What the stage 1 review looks at" in page
    assert "none in force" in page
    assert "POL-CHG 1.0" in page
    assert main(["verify", str(target), "--trust", str(company.root / "trust.yml")]) == 0
    assert "The pack is in order, signed by P-0001" in capsys.readouterr().out


def test_the_period_of_a_stage_ends_today_unless_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    company = Company(tmp_path)
    assert (
        main(["pack", "--root", str(company.root), "--stage", "surveillance-1", "--without-repository"]) == 0
    )
    (made,) = (company.root / "build").glob("audit-pack-surveillance-1-*.tar")
    last = date.fromisoformat(made.stem[-10:])
    said = read_archive(made)["bag-info.txt"].decode()
    assert f"Period: {audit_stage('surveillance-1').first_day(last)} to {last}\n" in said
    tomorrow = (last + timedelta(days=2)).isoformat()
    assert main(["pack", "--root", str(company.root), "--stage", "stage-1", "--to", tomorrow]) == 2
    assert main(["pack", "--root", str(company.root), "--stage", "stage 1"]) == 2
    assert "an audit has no stage `stage 1`" in capsys.readouterr().err


def test_what_a_text_claims_that_nobody_approved_is_no_answer(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    claim = "owner: owner\nsatisfies: [20000-1:6.1.1]"
    text = (company.root / "policies/change.md").read_text("utf-8")
    company.write("policies/change.md", text.replace('"1.0"', '"1.1"').replace("owner: owner", claim))
    company.commit("Claim something else", when="2026-01-20")
    stage = audit_stage("stage-1")
    gathered = gather(
        company.root,
        PackPeriod(date(2026, 1, 1), date(2026, 1, 31)),
        lambda _: None,
        with_repository=False,
        stage=stage,
    )
    held = held_in(gathered.approvals, gathered.period)
    points = stage_points(gathered, held, {text_held.judged.text.sha256: "a file" for text_held in held})
    assert points is not None
    assert [
        [document["version"] for document in point["documents"]]
        for point in points["points"]
        if point["documents"]
    ] == [["1.0"]]
