"""Packs with something altered, every list made again, and signed anew by each kind of key: only the honest one passes."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sms_lint.cli import main
from sms_lint.cli.pack_keys import PackKeys, keys_of
from sms_lint.ground.errors import SmsError
from sms_lint.publish.pack import NAMESPACE, bag, read_archive, sealed, verify
from sms_lint.publish.pack.bag import read_info
from sms_lint.publish.pack.rebuild import rebuilt
from tests.history.approvals.company import Company
from tests.publish.pack.test_tampering import Files, add, change, delete, rename, swap
from tests.ssh_keys import sign

NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))
# Author and owner, approver and owner, a writer, the robot; and who signs packs.
KEYS = {"author": "P-0001", "approver": "P-0002", "writer": "P-0004", "robot": "ci", "packs": "P-0003"}
WAYS = {"none": None, "change": change, "delete": delete, "add": add, "swap": swap, "rename": rename}
DAY = date(2026, 6, 1)


class Honest(NamedTuple):
    company: Company
    files: Mapping[str, bytes]
    keys: PackKeys
    version: str

    def outcome(self, files: Mapping[str, bytes]) -> str:
        """What `sms-lint verify --trust` comes to."""
        verdict = verify(files, self.keys.trusted, None, self.keys.refused)
        if verdict.outcome == "fail":
            return "fail"
        steps = (*verdict.steps, *rebuilt(files, self.version, lambda _: None).steps)
        return next((step.outcome for step in steps if step.outcome != "pass"), "pass")

    def signed_anew(
        self, payload: Mapping[str, bytes], info: Mapping[str, str], key: str
    ) -> Mapping[str, bytes]:
        return sealed(bag(payload, info), lambda raw: sign(raw, self.company.key(KEYS[key]), NAMESPACE))


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Honest:
    folder = tmp_path_factory.mktemp("honest")
    company = Company(folder, purposes={"P-0003": "pack"})
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    company.write("records/notes.txt", "one\n")
    company.write("records/with space.txt", "two\n")
    company.commit("Records", when="2026-01-10")
    command = ["pack", "--root", str(company.root), "--from", "2026-01-01", "--to", "2026-01-31"]
    assert main([*command, "--output", str(folder / "x.tar"), "--key", str(company.key("P-0003"))]) == 0
    files = read_archive(folder / "x.tar")
    version = read_info(files)["Bag-Software-Agent"].removeprefix("sms-lint ")
    return Honest(company, files, keys_of(company.root / "trust.yml", DAY), version)


def parts(files: Mapping[str, bytes]) -> tuple[Files, dict[str, str]]:
    payload = {name.removeprefix("data/"): raw for name, raw in files.items() if name.startswith("data/")}
    info = {label: value for label, value in read_info(files).items() if label != "Payload-Oxum"}
    return payload, info


def test_the_honest_one_passes(honest: Honest) -> None:
    assert honest.outcome(honest.files) == "pass"
    assert honest.outcome(honest.signed_anew(*parts(honest.files), "packs")) == "pass"


@pytest.mark.parametrize("key", sorted(KEYS.keys() - {"packs"}))
def test_a_key_for_something_else_signs_no_pack(honest: Honest, key: str) -> None:
    """Not even an honest one; what has been altered need not be looked for then."""
    files = honest.signed_anew(*parts(honest.files), key)
    verdict = verify(files, honest.keys.trusted, None, honest.keys.refused)
    assert verdict.outcome == "fail"
    assert "may not sign packs: that of" in verdict.steps[-1].why
    assert "not for `pack`" in verdict.steps[-1].why


TEXT = "texts/POL-CHG/"


@settings(
    max_examples=600 if NIGHTLY else 12,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
@given(way=st.sampled_from(sorted(WAYS)), key=st.sampled_from(sorted(KEYS)), seed=st.integers(0, 1 << 30))
@example(way="change", key="packs", seed=1)
@example(way="swap", key="packs", seed=2)
@example(way="delete", key="packs", seed=3)
def test_whatever_is_altered_and_signed_anew_only_the_honest_one_passes(
    honest: Honest, way: str, key: str, seed: int
) -> None:
    payload, info = parts(honest.files)
    tamper = WAYS[way]
    try:
        altered = tamper(Random(seed), payload) if tamper else payload
        files = honest.signed_anew(altered, info, key)
    except SmsError:  # a name that no pack can have
        return
    passes = altered == payload and key == "packs"
    assert (honest.outcome(files) == "pass") == passes


SAID = st.sampled_from(
    ["main", "draft", "accepted", "on it", "not on it", "2026-01-01 to 2026-01-30", "stage-1", "x/"]
)


@settings(max_examples=150 if NIGHTLY else 6, suppress_health_check=[HealthCheck.too_slow])
@given(label=st.sampled_from(["Branch", "Accepted-Branch", "Branch-State", "Branch-Reason", "Period", "Folder",
                              "Audit-Stage", "External-Description", "Source-Organization"]), value=SAID)  # fmt: skip
def test_whatever_is_said_of_it_anew_only_the_honest_one_passes(
    honest: Honest, label: str, value: str
) -> None:
    payload, info = parts(honest.files)
    said = {**info, label: value}
    assert (honest.outcome(honest.signed_anew(payload, said, "packs")) == "pass") == (said == info)


@pytest.mark.parametrize(
    "of", ["texts/POL-CHG/", "records/approvals/", "repository.bundle", "index.html", "trust/"]
)
def test_an_altered_text_signed_by_the_key_for_packs_is_found(honest: Honest, of: str) -> None:
    payload, info = parts(honest.files)
    name = next(name for name in payload if name.startswith(of))
    files = honest.signed_anew({**payload, name: payload[name] + b"More.\n"}, info, "packs")
    assert verify(files, honest.keys.trusted, None, honest.keys.refused).outcome == "pass"
    assert honest.outcome(files) == "fail"


def test_a_pack_without_its_repository_cannot_be_told(honest: Honest, tmp_path: Path) -> None:
    command = ["pack", "--root", str(honest.company.root), "--from", "2026-01-01", "--to", "2026-01-31"]
    key = str(honest.company.key("P-0003"))
    assert main([*command, "--without-repository", "--output", str(tmp_path / "x.tar"), "--key", key]) == 0
    assert honest.outcome(read_archive(tmp_path / "x.tar")) == "cannot tell"


@pytest.mark.parametrize("name", ["P-0001", "ci"])
def test_no_pack_is_made_with_a_key_that_is_for_something_else(
    honest: Honest, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["pack", "--root", str(honest.company.root), "--from", "2026-01-01", "--to", "2026-01-31"]
    key = str(honest.company.key(name))
    assert main([*command, "--output", str(tmp_path / "x.tar"), "--key", key]) == 2
    said = capsys.readouterr().err
    assert "not for `pack`; no pack was written" in said
    assert "add `pack` to its purposes" in said
    assert not (tmp_path / "x.tar").exists()


def test_a_key_that_nobody_knows_is_the_business_of_whoever_checks(
    honest: Honest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["pack", "--root", str(honest.company.root), "--from", "2026-01-01", "--to", "2026-01-31"]
    key = str(honest.company.key("stranger"))
    assert main([*command, "--output", str(tmp_path / "x.tar"), "--key", key]) == 0
    assert "Nobody in trust.yml has the key" in capsys.readouterr().out
    assert honest.outcome(read_archive(tmp_path / "x.tar")) == "fail"
