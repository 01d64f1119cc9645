"""Packs of a small organisation, made by the command: what is in them, what never is, and that they can be checked."""

import csv
import hashlib
import io
import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sms_lint.cli import main
from sms_lint.outside.git import bundle_head
from sms_lint.publish.pack import bag, read_archive, read_folder, sealed, write_archive
from sms_lint.publish.pack.commands import PackRepository, commands
from sms_lint.publish.pack.content import repository_in
from tests.authority import Authority
from tests.history.approvals.company import Company, git
from tests.history.approvals.test_anchored import anchor, trusted
from tests.publish.pack.making import OWNER, STRANGER

CANARY = "canary-5f3a91"
PERIOD = ("--from", "2026-02-01", "--to", "2026-04-30")


def filled(folder: Path) -> Company:
    """A policy in force since January and a second version since March; records, and what nobody should see."""
    company = Company(folder, purposes={"P-0001": "approve, pack"})
    company.sign_off()
    company.commit("Approve 1.0", when="2026-01-09")
    company.write("records/registers/risk.yml", "entries: []\n")
    company.write("records/with space.txt", "a name that cannot stand in a pack\n")
    (company.root / "records/link.txt").symlink_to("/etc/passwd")
    company.write("notes/secret.txt", f"{CANARY}\n")
    company.write(".env", f"{CANARY}\n")
    company.commit("Records", when="2026-02-10", by="P-0004")
    company.policy("1.1", "Text two.", effective="2026-03-10")
    company.commit("Write 1.1", when="2026-03-01")
    company.sign_off(made="2026-03-02T10:00:00Z")
    company.commit("Approve 1.1", when="2026-03-05")
    company.policy("1.2", "Text three, which nobody approved.", effective="2026-04-01")
    company.commit("Write 1.2", when="2026-04-20")
    company.write("records/registers/risk.yml", "entries: [later]\n")
    company.commit("After the period", when="2026-05-02")
    company.write("records/untracked.txt", f"{CANARY}\n")
    company.write("records/registers/risk.yml", f"entries: [{CANARY}]\n")
    return company


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield filled(tmp_path_factory.mktemp("company"))


def made(root: Path, target: Path, *more: str, period: tuple[str, ...] = PERIOD) -> Mapping[str, bytes]:
    assert main(["pack", "--root", str(root), *period, "--output", str(target), *more]) == 0
    return read_archive(target)


@pytest.fixture(scope="module")
def signed(company: Company, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("signed") / "pack.tar"
    made(company.root, target, "--key", str(company.key("P-0001")))
    return target


@pytest.fixture(scope="module")
def files(signed: Path) -> Mapping[str, bytes]:
    return read_archive(signed)


def of(files: Mapping[str, bytes], name: str) -> Any:
    return json.loads(files[f"data/{name}"])


def test_the_texts_in_force_are_there_byte_for_byte(company: Company, files: Mapping[str, bytes]) -> None:
    register = of(files, "in-force.json")
    first, second = register["texts"]
    assert (first["version"], first["level"], first["at_end"]) == ("1.0", "E2", None)
    assert first["declared"] == first["known"] == [{"from": "2026-02-01", "to": "2026-03-09"}]
    assert (second["version"], second["at_end"], second["how"]) == ("1.1", "known", "commits")
    assert second["known"] == [{"from": "2026-03-10", "to": "2026-04-30"}]
    assert [approver["person"] for approver in second["approvers"]] == ["P-0002"]
    assert register["not_in_force_at_end"] == []
    for version in (first, second):
        raw = files[f"data/{version['file']}"]
        written = subprocess.run(
            ["git", "cat-file", "blob", version["git_blob"]],
            cwd=company.root,
            capture_output=True,
            check=True,
        )
        assert raw == written.stdout
        assert f'version: "{version["version"]}"'.encode() in raw
    assert register["commit"] == git(company.root, "rev-parse", "HEAD~1")


def test_approvals_trust_and_records_are_there_as_kept(company: Company, files: Mapping[str, bytes]) -> None:
    for version in ("1.0", "1.1"):
        for statement in ("approval.P-0002", "authorship.P-0001"):
            for end in (".json", ".json.sig"):
                path = f"records/approvals/POL-CHG/{version}.{statement}{end}"
                assert files[f"data/{path}"] == (company.root / path).read_bytes()
    trust = [name for name in files if name.startswith("data/trust/001-") and name.endswith(".yml")]
    assert [files[name] for name in trust] == [(company.root / "trust.yml").read_bytes()]
    assert files["data/records/registers/risk.yml"] == b"entries: []\n"
    assert files["data/settings/sms.yml"] == (company.root / "sms.yml").read_bytes()


def test_changes_are_those_of_the_period(files: Mapping[str, bytes]) -> None:
    changed = of(files, "changes.json")
    assert [commit["subject"] for commit in changed["commits"]] == [
        "Records",
        "Write 1.1",
        "Approve 1.1",
        "Write 1.2",
    ]
    assert [commit["author"]["known_as"] for commit in changed["commits"]] == [
        "P-0004",
        "P-0001",
        "P-0001",
        "P-0001",
    ]
    policy = changed["files"]["policies/change.md"]
    assert (policy["id"], [change["what"] for change in policy["changes"]]) == (
        "POL-CHG",
        ["changed", "changed"],
    )
    assert changed["files"]["records/registers/risk.yml"]["changes"][0]["what"] == "added"


def test_findings_are_those_of_the_last_day(files: Mapping[str, bytes]) -> None:
    assert of(files, "findings.json")["today"] == "2026-04-30"
    assert of(files, "findings.sarif")["version"] == "2.1.0"
    assert of(files, "exceptions.json") == []


def test_coverage_is_that_of_the_last_day_in_the_same_words(files: Mapping[str, bytes]) -> None:
    told = of(files, "coverage.json")
    assert told["as_of"] == "2026-04-30"
    count = told["summary"]
    assert f"{count['complete']} complete, {count['partial']} partial" in files["data/index.md"].decode()
    rows = list(csv.DictReader(io.StringIO(files["data/coverage.csv"].decode())))
    standings = [each["standing"] for clause in told["clauses"] for each in clause["obligations"]]
    assert [row["Standing"] for row in rows] == standings
    assert len(rows) == count["obligations"] > 400


def test_a_name_that_cannot_stand_in_a_pack_is_kept_under_another(files: Mapping[str, bytes]) -> None:
    (place,) = of(files, "names.json").values()
    assert files[f"data/{place}"] == b"a name that cannot stand in a pack\n"


def test_the_first_page_says_what_was_not_verified(files: Mapping[str, bytes]) -> None:
    for name in ("index.md", "index.html"):
        page = files[f"data/{name}"].decode()
        assert "What was not verified, and why" in page
        assert "no timestamp of an authority confirms" in page
        assert "records/link.txt is a link" in page
        assert "taken as it is" in page
        assert "never from this pack" in page
    assert "POL-CHG 1.2 is E0, but E2 is required" in files["data/index.md"].decode()


def test_what_lies_elsewhere_never_gets_in(company: Company, tmp_path: Path) -> None:
    """With the repository comes what was ever committed, which is said; without it nothing comes from elsewhere."""
    without = made(company.root, tmp_path / "x.tar", "--without-repository")
    assert "data/repository.bundle" not in without
    assert not [name for name, raw in without.items() if CANARY.encode() in raw or CANARY in name]
    folders = {name.split("/")[1] for name in without if name.count("/") > 1}
    assert folders == {"records", "renamed", "settings", "texts", "trust"}
    assert "The repository is not in this pack" in without["data/index.md"].decode()


def test_not_even_with_the_repository_comes_what_was_not_committed(
    files: Mapping[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "x.bundle").write_bytes(files["data/repository.bundle"])
    git(tmp_path, "clone", "-q", "x.bundle", "clone")
    assert not (tmp_path / "clone/records/untracked.txt").exists()
    assert (tmp_path / "clone/records/registers/risk.yml").read_text("utf-8") == "entries: []\n"
    assert git(tmp_path / "clone", "log", "--format=%s", "-1") == "Write 1.2"


def test_the_same_period_gives_the_same_bytes(
    company: Company, files: Mapping[str, bytes], tmp_path: Path
) -> None:
    made(company.root, tmp_path / "a.tar", "--key", str(company.key("P-0001")))
    assert read_archive(tmp_path / "a.tar") == files  # a signature of Ed25519 is the same each time
    git(tmp_path, "clone", "-q", "--no-local", str(company.root), "clone")
    git(tmp_path / "clone", "gc", "-q", "--aggressive", "--prune=now")
    (tmp_path / "clone/sms.yml").write_text("organization:\n  name: Somebody else\n", "utf-8")
    other = made(tmp_path / "clone", tmp_path / "b.tar", "--key", str(company.key("P-0001")))
    assert other == files


def test_a_pack_is_checked_by_keys_from_outside(
    company: Company, signed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trust = str(company.root / "trust.yml")
    assert main(["verify", str(signed), "--trust", trust]) == 0
    assert "The pack is in order, signed by P-0001, at a time that is not proven." in capsys.readouterr().out
    signers = tmp_path / "signers"
    signers.write_text(
        f'# packs\nauditee namespaces="pack@sms-lint" {company.public("P-0001").line} x\n', "utf-8"
    )
    assert main(["verify", str(signed), "--signers", str(signers)]) == 0
    assert main(["verify", str(signed)]) == 1
    assert "cannot tell  the signature is valid" in capsys.readouterr().out
    signers.write_text(f"other {company.public('P-0003').line}\n", "utf-8")
    assert main(["verify", str(signed), "--signers", str(signers)]) == 1
    assert "The pack is NOT in order" in capsys.readouterr().out
    subprocess.run(["tar", "-xf", str(signed)], cwd=tmp_path, check=True)
    assert main(["verify", str(tmp_path / "pack"), "--trust", trust]) == 0
    (tmp_path / "pack/data/index.md").write_text("# Another\n", "utf-8")
    assert main(["verify", str(tmp_path / "pack"), "--trust", trust]) == 1
    assert "`data/index.md` has another digest" in capsys.readouterr().out


def test_a_key_that_was_withdrawn_does_not_count(company: Company, signed: Path, tmp_path: Path) -> None:
    text = (company.root / "trust.yml").read_text("utf-8")
    (tmp_path / "trust.yml").write_text(text.replace("to: 2027-12-31", "to: 2026-03-01"), "utf-8")
    assert main(["verify", str(signed), "--trust", str(tmp_path / "trust.yml")]) == 1


def test_what_is_no_pack(signed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.tar").write_bytes(signed.read_bytes()[:-1])
    assert main(["verify", str(tmp_path / "x.tar")]) == 1
    assert "FAIL         it is a pack" in capsys.readouterr().out
    assert main(["verify", str(tmp_path)]) == 1
    assert main(["verify", str(tmp_path / "none.tar")]) == 2
    assert main(["verify", str(signed), "--trust", str(tmp_path / "x.tar")]) == 2
    assert main(["verify", str(signed), "--signers", str(tmp_path / "none")]) == 2


def test_the_printed_commands_pass(company: Company, signed: Path, tmp_path: Path) -> None:
    lines = [
        command.line for command in commands(has_token=False, repository=repository_in(read_archive(signed)))
    ]
    for line in lines:
        assert f"\n    {line}\n" in read_archive(signed)["data/VERIFY.txt"].decode()
    (tmp_path / "signers").write_text(f"P-0001 {company.public('P-0001').line}\n", "utf-8")
    (tmp_path / "work").mkdir()
    named = {"PACK": str(signed), "SIGNERS": str(tmp_path / "signers"), "SIGNER": "P-0001"}
    subprocess.run(
        ["sh", "-e", "-c", "\n".join(lines)], cwd=tmp_path / "work", check=True, env={**os.environ, **named}
    )
    assert read_folder(tmp_path / "work/pack") == read_archive(signed)


def test_a_statement_is_checked_by_the_keys_in_the_pack(signed: Path, tmp_path: Path) -> None:
    subprocess.run(["tar", "-xf", str(signed)], cwd=tmp_path, check=True)
    (keys,) = (tmp_path / "pack/data/trust").glob("001-*.signers.txt")
    statement = tmp_path / "pack/data/records/approvals/POL-CHG/1.1.approval.P-0002.json"
    command = [
        "ssh-keygen", "-Y", "verify", "-f", str(keys), "-I", "P-0002", "-n", "approval@sms-lint", "-s", f"{statement}.sig",
    ]  # fmt: skip
    subprocess.run(command, input=statement.read_bytes(), check=True, capture_output=True)


def test_the_commands_are_printed_for_a_pack(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(signed), "--commands"]) == 0
    printed = capsys.readouterr().out.replace("Printed by sms-lint", "")
    written = read_archive(signed)["data/VERIFY.txt"].decode()
    assert printed == written.replace("Audit pack of Example, 2026-02-01 to 2026-04-30", "")


def test_a_timestamp_is_asked_for_and_added(
    company: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    authority = Authority(tmp_path / "authority")
    pem, query, target = tmp_path / "authority.pem", tmp_path / "query.tsq", tmp_path / "pack.tar"
    pem.write_bytes(authority.pem)
    made(company.root, target, "--key", str(company.key("P-0001")), "--query", str(query))
    check = ["verify", str(target), "--trust", str(company.root / "trust.yml"), "--certificates", str(pem)]
    assert main(check) == 1
    assert "the pack says that it has a timestamp, but there is none" in capsys.readouterr().out
    (tmp_path / "answer.tsr").write_bytes(authority.answer(query.read_bytes()))
    add = ["pack", "--output", str(target), "--certificates", str(pem), "--token"]
    assert main([*add, str(tmp_path / "answer.tsr")]) == 0
    assert main(check) == 0
    assert ", signed by P-0001, at the latest on " in capsys.readouterr().out
    assert main(check[:-2]) == 1  # without the authority's certificates it cannot be told
    (tmp_path / "other.tsr").write_bytes(
        authority.answer(query.read_bytes().replace(query.read_bytes()[-36:-4], bytes(32)))
    )
    before = target.read_bytes()
    assert main([*add, str(tmp_path / "other.tsr")]) == 2
    assert target.read_bytes() == before


def test_a_statement_that_was_taken_away_is_kept(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    gone = company.root / "records/approvals/POL-CHG/1.0.approval.P-0002.json"
    raw = gone.read_bytes()
    gone.unlink()
    gone.with_name(f"{gone.name}.sig").unlink()
    commit = company.commit("Take it away", when="2026-01-20")
    found = made(company.root, tmp_path / "x.tar", period=("--from", "2026-01-01", "--to", "2026-01-31"))
    name = f"data/gone/{commit[:12]}/records/approvals/POL-CHG/1.0.approval.P-0002.json"
    assert found[name] == raw
    assert f"{name}.sig" in found


def test_names_that_are_one_on_some_systems_are_kept_apart(tmp_path: Path) -> None:
    company = Company(tmp_path)
    for number, path in enumerate(
        [
            "records/A.txt",
            "records/a.txt",
            "records/B/x.txt",
            "records/b/x.txt",
            "records/b.",
            "records/é.txt",
        ]
    ):
        company.write(path, f"{number}\n")
    company.commit("Names", when="2026-01-20")
    found = made(company.root, tmp_path / "x.tar", period=("--from", "2026-01-01", "--to", "2026-01-31"))
    names = of(found, "names.json")
    every = {found[f"data/{place}"] for place in names.values()}
    assert set(names) == {"records/a.txt", "records/b.", "records/b/x.txt", "records/é.txt"}
    assert every == {b"1\n", b"3\n", b"4\n", b"5\n"}


def test_a_page_is_text_whatever_a_file_says(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.write("sms.yml", "organization:\n  name: '<script>alert(1)</script> [x](javascript:alert(1))'\n")
    company.policy("<img src=x onerror=alert(1)>")
    company.commit("Hostile", when="2026-01-20")
    found = made(company.root, tmp_path / "x.tar", period=("--from", "2026-01-01", "--to", "2026-01-31"))
    html, markdown = found["data/index.html"].decode(), found["data/index.md"].decode()
    assert "<script" not in html
    assert "<img" not in html
    assert "](javascript" not in markdown.replace("\\]", "")
    assert "<script" not in markdown


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "the period is missing"),
        (["--from", "2026-03-01", "--to", "2026-02-01"], "the period ends before it begins"),
        (["--from", "2026-03-01", "--to", "2999-02-01"], "it can end today at the latest"),
        (["--from", "2020-03-01", "--to", "2020-04-01"], "nothing was on the branch on 2020-04-01"),
        ([*PERIOD, "--query", "x"], "name your key with --key"),
        ([*PERIOD, "--key", "/none"], "there is no key /none"),
        ([*PERIOD, "--output", "/proc/none/x.tar"], "cannot be made"),
        (["--token", "/none"], "name only that pack, with --output"),
        (["--token", "/none", "--output", "/none.tar"], "there is no /none.tar"),
    ],
)
def test_what_cannot_be_packed_is_said(
    options: list[str], said: str, company: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pack", "--root", str(company.root), *options]) == 2
    assert said in capsys.readouterr().err


def test_a_shallow_clone_or_no_repository_is_no_ground_for_a_pack(
    company: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{company.root}", "clone")
    (tmp_path / "none").mkdir()
    (tmp_path / "none/sms.yml").write_text("organization:\n  name: Example\n", "utf-8")
    for name, said in (("clone", "fetch-depth: 0"), ("none", "not a git repository")):
        command = ["pack", "--root", str(tmp_path / name), *PERIOD, "--output", str(tmp_path / "x.tar")]
        assert main(command) == 2
        assert said in capsys.readouterr().err
    assert not (tmp_path / "x.tar").exists()


def again(
    files: Mapping[str, bytes], change: Mapping[str, bytes | None], said: Mapping[str, str] = {}
) -> Mapping[str, bytes]:
    """The pack as its own signer could have made it with something altered in it."""
    payload = {name.removeprefix("data/"): raw for name, raw in files.items() if name.startswith("data/")}
    changed = {name: raw for name, raw in {**payload, **change}.items() if raw is not None}
    lines = dict(line.split(": ", 1) for line in files["bag-info.txt"].decode().splitlines())
    lines.pop("Payload-Oxum")
    return sealed(bag(changed, {**lines, **said}), OWNER.sign)


def rebuild(files: Mapping[str, bytes], folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    write_archive(folder / "x.tar", files)
    (folder / "signers").write_text(f"P-0001 {OWNER.public.line}\n", "utf-8")
    capsys.readouterr()
    code = main(["verify", str(folder / "x.tar"), "--signers", str(folder / "signers")])
    said = [line for line in capsys.readouterr().out.splitlines() if line[:5] in ("pass ", "FAIL ", "canno")]
    wrong = [line for line in said if not line.startswith("pass")]
    return code, [*wrong, said[-1]][0]


def test_a_pack_is_made_again_from_its_repository(
    files: Mapping[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = rebuild(again(files, {}), tmp_path, capsys)
    assert said.startswith("pass         everything in it follows from the repository in it")
    assert code == 0


def test_a_review_without_a_change_is_shown_with_the_text_that_was_approved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    company = Company(tmp_path)
    company.sign_off()
    company.commit("Approve", when="2026-01-09")
    company.policy("1.0", reviewed="2026-03-20")
    commit = company.commit("Review", by="P-0004", when="2026-03-20")
    company.keep(company.statement("confirmation", "P-0001", made="2026-03-21T10:00:00Z"))
    company.commit("Confirm", when="2026-03-21")
    found = made(company.root, tmp_path / "x.tar")
    (text,) = of(found, "in-force.json")["texts"]
    assert text["approvers"][0]["person"] == "P-0002"
    assert [(review["days"], review["commit"]) for review in text["reviews"]] == [
        ({"review.last": "2026-03-20"}, commit)
    ]
    assert text["reviews"][0]["confirmed_by"][0]["person"] == "P-0001"
    code, said = rebuild(again(found, {}), tmp_path, capsys)
    assert (code, said.startswith("pass         everything in it follows")) == (0, True), said


@pytest.mark.parametrize(
    ("change", "said", "why"),
    [
        ({"in-force.json": b"{}\n"}, {}, "FAIL *or what it names cannot be read"),
        ({"in-force.json": b'{"texts": []}\n'}, {}, "FAIL *`data/in-force.json` comes out differently"),
        ({"stage.json": b"{}\n"}, {}, "FAIL *`data/stage.json` comes out differently"),
        ({}, {"Audit-Stage": "stage-1"}, "FAIL *comes out differently"),
        ({}, {"Audit-Stage": "stage-9"}, "FAIL *an audit has no stage `stage-9`"),
        ({}, {"Source-Organization": "Other"}, "FAIL *`bag-info.txt` comes out differently"),
        ({}, {"Branch": "other", "Accepted-Branch": "other"}, "FAIL *is another branch"),
        ({}, {"Branch": "other"}, "FAIL *contradicts itself"),
        ({}, {"Branch-State": "cannot tell"}, "FAIL *contradicts itself"),
        ({}, {"Branch-Reason": "it is"}, "FAIL *cannot be understood"),
        ({}, {"External-Identifier": "0" * 40}, "FAIL *it ends at another commit"),
        ({"index.html": None}, {}, "FAIL *`data/index.html` comes out differently"),
        ({"records/new.yml": b""}, {}, "FAIL *`data/records/new.yml` comes out differently"),
        ({}, {"Period": "2026-02-01 to 2026-04-29"}, "FAIL *comes out differently"),
        ({}, {"Period": "2026-02-01 to 2026-02-31"}, "FAIL *names no period"),
        ({}, {"Period": "2026-02-01 to 2026-03-01"}, "FAIL *the pack names another"),
        ({}, {"Folder": "../"}, "FAIL *a folder that is not possible"),
        ({}, {"Folder": "policies/"}, "FAIL *it cannot be built again"),
        ({}, {"Bag-Software-Agent": "sms-lint 9"}, "cannot tell *it was made by sms-lint 9"),
        ({"repository.bundle": None}, {}, "cannot tell *there is no repository in it"),
        ({"repository.bundle": b"# v2 git bundle\n"}, {}, "FAIL *it ends at another commit"),
    ],
)  # fmt: skip
def test_what_does_not_follow_from_the_repository_is_named(
    change: Mapping[str, bytes | None],
    said: Mapping[str, str],
    why: str,
    files: Mapping[str, bytes],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, line = rebuild(again(files, change, said), tmp_path, capsys)
    start, end = why.split(" *")
    assert line.startswith(start)
    assert end in line
    assert code == 1


def test_a_system_in_a_folder_of_its_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    company = Company(tmp_path)
    whole = tmp_path / "whole"
    whole.mkdir()
    git(whole, "init", "-q")
    (whole / "other.txt").write_text("other\n", "utf-8")
    company.root.rename(whole / "team")
    subprocess.run(["rm", "-rf", ".git"], cwd=whole / "team", check=True)
    company.root = whole / "team"
    company.commit("All of it", when="2026-01-20")
    found = made(company.root, tmp_path / "y.tar", period=("--from", "2026-01-01", "--to", "2026-01-31"))
    assert "Folder: team/" in found["bag-info.txt"].decode()
    assert "data/settings/sms.yml" in found
    assert rebuild(again(found, {}), tmp_path, capsys)[0] == 0


def test_the_handbook_has_the_same_commands() -> None:
    page = (Path(__file__).parents[3] / "sms_lint/publish/handbook/audit-pack.md").read_text("utf-8")
    at = PackRepository("data/repository.bundle", "$COMMIT", "data/blobs.txt")
    listed = [f"# {command.why}\n{command.line}\n" for command in commands(has_token=True, repository=at)]
    assert "".join(listed).replace("'$COMMIT^{commit}'", '"$COMMIT^{commit}"') in page


def test_a_timestamp_in_the_history_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    company, authority, now = Company(tmp_path), Authority(tmp_path / "authority"), datetime.now(UTC)
    trusted(company, authority)
    company.sign_off(made=now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    company.commit("Approve", when=f"{now:%Y-%m-%d}")
    anchor(company, authority)
    today = f"{now:%Y-%m-%d}"
    found = made(company.root, tmp_path / "y.tar", period=("--from", "2026-01-01", "--to", today))
    (text,) = of(found, "in-force.json")["texts"]
    assert (text["level"], text["how"], text["at_end"]) == ("E3", "timestamp", "known")
    assert text["known"] == [{"from": today, "to": today}]
    assert {judgement["outcome"] for judgement in of(found, "anchors.json")["judged"]} == {"pass"}
    assert found["data/records/approvals/authority.pem"] == authority.pem
    assert [name for name in found if name.startswith("data/records/anchors/")]
    assert of(found, "closed-records.json")["altered"] == []
    page = found["data/index.md"].decode()
    assert "no timestamp of an authority" not in page
    assert "by a timestamp" in page
    code, line = rebuild(again(found, {}), tmp_path, capsys)
    assert line.startswith("pass")
    assert code == 0


def test_a_closed_record_that_was_altered_or_cannot_be_read_is_shown(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.write("records/risk.yml", "kind: risk\nid: RSK-1\ntitle: Flood\nstatus: closed\n")
    company.write("records/other.yml", "kind: risk\nid: RSK-2\ntitle: Flood\nstatus: closed\n")
    company.commit("Close", when="2026-01-20")
    company.write("records/risk.yml", "kind: risk\nid: RSK-1\ntitle: Fire\nstatus: closed\n")
    altered = company.commit("Alter", when="2026-01-21")
    company.write("records/other.yml", "kind: risk\nid: RSK-2\ntitle: [\n")
    broken = company.commit("Break", when="2026-01-22")
    found = made(company.root, tmp_path / "x.tar", period=("--from", "2026-01-01", "--to", "2026-01-31"))
    closed = of(found, "closed-records.json")
    assert [(breach["id"], breach["commit"]) for breach in closed["altered"]][:1] == [("RSK-1", altered)]
    assert closed["altered"][0]["on_branch"]
    assert [(file["path"], file["commit"]) for file in closed["could_not_be_read"]] == [
        ("records/other.yml", broken)
    ]
    assert altered in found["data/index.html"].decode()


def _forged(files: Mapping[str, bytes], of_another_version: bool) -> dict[str, bytes]:
    """The text in force altered, with its approvals as they are, as the pack's own signer could do it."""
    name = next(name for name in files if name.startswith("data/texts/"))
    said = {"Bag-Software-Agent": "sms-lint 9"} if of_another_version else {}
    return dict(again(files, {name.removeprefix("data/"): files[name] + b"More.\n"}, said))


@pytest.mark.parametrize("of_another_version", [False, True])
def test_a_text_altered_under_its_approvals_is_found_without_the_version_that_made_it(
    of_another_version: bool, files: Mapping[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, line = rebuild(_forged(files, of_another_version), tmp_path, capsys)
    assert line.startswith("FAIL         the texts are those that the repository holds")
    assert code == 1


def test_an_approval_of_a_stranger_is_found_without_the_version_that_made_it(
    files: Mapping[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "records/approvals/POL-CHG/1.1.approval.P-0002.json.sig"
    forged = STRANGER.sign(files[f"data/{name.removesuffix('.sig')}"], "approval@sms-lint")
    code, line = rebuild(again(files, {name: forged}, {"Bag-Software-Agent": "sms-lint 9"}), tmp_path, capsys)
    assert "is signed by a key that no trust settings in the pack name" in line
    assert code == 1


def test_a_repository_that_is_damaged_is_found(
    files: Mapping[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cut = files["data/repository.bundle"][:-10]
    code, line = rebuild(again(files, {"repository.bundle": cut}), tmp_path, capsys)
    assert line.startswith("FAIL         the repository in it is whole: git refuses the bundle")
    assert code == 1


def test_what_hides_in_the_repository_is_found(
    company: Company, files: Mapping[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.bundle").write_bytes(files["data/repository.bundle"])
    git(tmp_path, "clone", "-q", "--bare", "x.bundle", "clone")
    commit = git(tmp_path / "clone", "rev-parse", "HEAD")
    (tmp_path / "hidden").write_text("hidden\n", "utf-8")
    blob = git(tmp_path / "clone", "hash-object", "-w", str(tmp_path / "hidden"))
    packed = subprocess.run(
        ["git", "pack-objects", "--revs", "--stdout", "-q"],
        cwd=tmp_path / "clone", input=f"{commit}\n{blob}\n".encode(), capture_output=True, check=True,
    ).stdout  # fmt: skip
    bundle = bundle_head(commit, "main") + packed
    code, line = rebuild(again(files, {"repository.bundle": bundle}), tmp_path, capsys)
    assert "1 objects in it belong to nothing" in line
    assert code == 1


def test_the_first_trust_settings_are_compared(
    company: Company, signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = git(company.root, "show", "HEAD:trust.yml") + "\n"
    digest = hashlib.sha256(first.encode()).hexdigest()
    check = ["verify", str(signed), "--trust", str(company.root / "trust.yml")]
    assert main([*check, "--root-trust", digest]) == 0
    assert "Compare the SHA-256" not in capsys.readouterr().out
    assert main([*check, "--root-trust", "0" * 64]) == 1
    assert f"their SHA-256 is {digest}" in capsys.readouterr().out
    assert main(check) == 0
    assert f"with what the organization tells you: {digest}" in capsys.readouterr().out
