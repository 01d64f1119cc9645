"""The files of a starter: sound whatever the names are, written once, and never over something."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from packaging.requirements import Requirement

from sms_lint.cli import main
from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.model.catalogue import load_catalogue
from sms_lint.model.finding import Result
from sms_lint.model.kinds.portfolio import Service
from sms_lint.publish.site.editions import confidential
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.starter.data import document_forms
from sms_lint.starter.disk import write_new
from sms_lint.starter.files import Answers, Forge, clean_name, starter_files
from sms_lint.system.deadlines import reviews
from sms_lint.system.sms import Sms
from tests.publish.site.conftest import CLAUSES, fewer_pages
from tests.reference import reference_system

TODAY = date(2026, 11, 26)
TOP = Path(__file__).parents[2]
NIGHTLY = bool(os.environ.get("SMS_LINT_NIGHTLY"))
ODD = [
    "The \"best\" 'IT'",
    "no",
    "Yes: #1 & [all] {of} *it*",
    "- dash",
    "> folded",
    "1.10",
    "%",
    "@home",
    "النقل والخدمات",
    "Ärzte 🚑",
    "Of" * 150,
    "two\nlines\tand a tab",
    "null",
    "2026-01-01",
    "<script>alert(1)</script>",
    "\u202eevil\u200b",
    "!tag &anchor",
    "a: b",
    "{{ site_name }}",
    "0x1F",
]


def started(root: Path, answers: Answers) -> tuple[Sms, Result]:
    write_new(root, starter_files(answers))
    sms = load(root, today=TODAY)
    return sms, lint(sms, checks())


def loud(result: Result) -> list[str]:
    """What is more than a note; that a name itself is not plain text is said of the name, and rightly."""
    return [
        f"{finding.at.path}: {finding.rule}: {finding.message}"
        for finding in result.findings
        if finding.severity != "note" and finding.rule != "markup-in-value"
    ]


@pytest.mark.parametrize("forge", ["github", "gitlab", "none"])
def test_a_starter_has_notes_only_and_they_lead_on(tmp_path: Path, forge: str) -> None:
    _, result = started(tmp_path, Answers("Harbour IT", ("Patient record", "Mail"), forge=forge))  # type: ignore[arg-type]  # one of the three
    assert loud(result) == []
    assert result.faults == ()
    assert result.preset == "starter"
    rules = {finding.rule for finding in result.findings}
    assert {"empty-section", "mandatory-information-missing", "role-not-held"} <= rules
    assert (tmp_path / ".gitlab-ci.yml").exists() == (forge == "gitlab")
    assert (tmp_path / ".github").exists() == (forge == "github")


def test_nothing_turns_red_by_waiting(tmp_path: Path) -> None:
    _, result = started(tmp_path, Answers("Harbour IT", ("Mail",)))
    later = lint(load(tmp_path, today=TODAY + timedelta(days=731)), checks())
    assert loud(later) == []
    assert [(finding.at.path, finding.message) for finding in later.findings] == [
        (finding.at.path, finding.message) for finding in result.findings
    ]


def test_no_day_is_made_up(tmp_path: Path) -> None:
    """Nobody has reviewed anything yet, and nothing is in force; an example entry is a comment."""
    write_new(tmp_path, starter_files(Answers("Harbour IT", ("Mail",))))
    sms = load(tmp_path, today=TODAY)
    assert {node.review.last for node in sms.controlled} == {None}
    assert list(reviews(sms)) == []
    for node in sms.controlled:
        lines = node.origin.file.text.splitlines()
        dated = [line for line in lines if re.search(r"20[0-9]{2}-[01][0-9]-[0-9]{2}", line)]
        assert all(line.startswith("  #") for line in dated), dated


def test_who_begins_a_register_is_told_that_nobody_looked_through_it_yet(tmp_path: Path) -> None:
    _, result = started(tmp_path, Answers("Harbour IT"))
    said = [
        (finding.node, finding.severity) for finding in result.findings if finding.rule == "review-missing"
    ]
    assert said == [("REG-ROLE", "note")]


# By day each name is that of the organization or of a service, at night of both.
NAMES = (
    [(name, name, f"{name[:250]} two") for name in ODD]
    if NIGHTLY
    else list(zip(*[iter(ODD)] * 4, strict=True))
)


@pytest.mark.parametrize("names", NAMES, ids=range(len(NAMES)))
def test_an_odd_name_arrives_as_text(tmp_path: Path, names: tuple[str, ...]) -> None:
    name, *services = names
    sms, result = started(tmp_path, Answers(name, tuple(services)))
    assert loud(result) == []
    assert sms.config.organization.name == clean_name(name)
    assert [service.name for service in sms.records(Service)] == list(map(clean_name, services))
    assert isinstance(yaml.safe_load((tmp_path / "sms.yml").read_text("utf-8"))["organization"]["name"], str)
    assert isinstance(
        yaml.safe_load(_without_tags((tmp_path / "mkdocs.yml").read_text("utf-8")))["site_name"], str
    )


def _without_tags(text: str) -> str:
    return text.replace("!!python/name:", "")


@settings(max_examples=60 if NIGHTLY else 6, deadline=None)
@given(organization=st.text(max_size=400), services=st.lists(st.text(max_size=80), max_size=3))
def test_any_name_at_all_is_sound_or_refused(organization: str, services: list[str]) -> None:
    with TemporaryDirectory() as folder:
        try:
            files = starter_files(Answers(organization, tuple(services)))
        except SmsError:
            assert any(not _seen(name) or len(name) > 300 for name in (organization, *services))
            return
        write_new(Path(folder), files)
        assert loud(lint(load(Path(folder), today=TODAY), checks())) == []


def _seen(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable()).strip()


def test_services_of_the_same_words_have_ids_of_their_own() -> None:
    text = starter_files(Answers("A", ("Mail", "mail", "メール", "电话", "Mail!")))[
        "records/registers/service.yml"
    ]
    ids = [entry["id"] for entry in yaml.safe_load(text)["entries"]]
    assert ids == ["SVC-MAIL", "SVC-MAIL-2", "SVC-MERU", "SVC-04", "SVC-MAIL-3"]


def test_what_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    files = starter_files(Answers("Harbour IT"))
    own = tmp_path / "README.md"
    own.write_text("ours\n", "utf-8")
    written, left = write_new(tmp_path, files)
    assert left == ["README.md"]
    assert own.read_text("utf-8") == "ours\n"
    before = contents(tmp_path)
    assert write_new(tmp_path, files) == ([], list(files))
    assert contents(tmp_path) == before
    assert len(written) == len(files) - 1


def contents(root: Path) -> Mapping[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (root / "policies").symlink_to(outside)
    with pytest.raises(SmsError, match="policies is a link to another place"):
        write_new(root, {"policies/scope.md": "text"})
    (root / "README.md").symlink_to(outside / "there.md")
    assert write_new(root, {"README.md": "text"}) == ([], ["README.md"])
    link = tmp_path / "link"
    link.symlink_to(root)
    with pytest.raises(SmsError, match="link to another place"):
        write_new(link, {"README.md": "text"})
    assert list(outside.iterdir()) == []


def test_a_file_in_the_way_is_said_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("x", "utf-8")
    assert main(["init", str(tmp_path / "taken"), "--organization", "A"]) == 2
    assert "taken cannot be written: File exists" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "the name of the organization is missing; give it with --organization"),
        (["--organization", " \n "], "the name is empty"),
        (["--organization", "x" * 301], "a name of 301 characters is too long"),
        (["--organization", "A", "--standard", "iso-9001"], "There is no clause catalogue 'iso-9001'"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["init", str(tmp_path / "new"), *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_the_first_thing_to_see_is_what_to_do_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "new"), "--organization", "Harbour IT"]) == 0
    shown = capsys.readouterr().out
    assert "What to do next:" in shown
    assert "sms-lint plan" in shown
    assert "## What to do next" in (tmp_path / "new/README.md").read_text("utf-8")


def test_the_next_steps_are_said_in_the_language_of_the_starter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = ["--organization", "Hafen IT", "--language", "de"]
    assert main(["init", str(tmp_path / "neu"), *given]) == 0
    shown = capsys.readouterr().out
    assert "Was als Nächstes zu tun ist:" in shown
    assert f"  1. cd {tmp_path / 'neu'}\n" in shown
    assert not re.search(r"\b(?:the|what|shows|place|wrote)\b", shown, re.I), shown
    monkeypatch.chdir(tmp_path / "neu")
    (tmp_path / "neu/README.md").unlink()
    assert main(["init", ".", *given]) == 0
    shown = capsys.readouterr().out
    assert "bleibt, wie es ist: sms.yml" in shown


def test_who_stands_in_the_folder_is_not_sent_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", ".", "--organization", "Harbour IT"]) == 0
    assert "cd " not in capsys.readouterr().out


def asked(folder: Path, typed: bytes) -> tuple[int, str]:
    """What the command shows on a terminal, and its exit code."""
    ours, theirs = pty.openpty()
    program = Path(sys.executable).with_name("sms-lint")
    with subprocess.Popen([program, "init", folder], stdin=theirs, stdout=theirs, stderr=theirs) as run:
        os.close(theirs)
        os.write(ours, typed)
        shown = b""
        with suppress(OSError):  # how the end of a terminal is told
            while part := os.read(ours, 4096):
                shown += part
    os.close(ours)
    return run.returncode, shown.decode()


def test_on_a_terminal_it_asks(tmp_path: Path) -> None:
    code, shown = asked(tmp_path / "new", b"Harbour IT\nMail, Patient record\ngitlab\n\n")
    assert code == 0, shown
    assert "Services, separated by commas" in shown
    assert (tmp_path / "new/.gitlab-ci.yml").is_file()
    assert [service.id for service in load(tmp_path / "new").all(Service)] == [
        "SVC-MAIL",
        "SVC-PATIENT-RECORD",
    ]
    assert load(tmp_path / "new").config.organization.name == "Harbour IT"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (b"Harbour\n\x04", "ended too early"),
        (b"A\n\nelsewhere\n", "is none of github"),
        (b"A\n\nnone\nhuge\n", "is none of small"),
    ],
)
def test_answers_that_lead_nowhere_write_nothing(tmp_path: Path, typed: bytes, said: str) -> None:
    code, shown = asked(tmp_path / "new", typed)
    assert (code, said in shown) == (2, True), shown
    assert not (tmp_path / "new").exists()


def test_the_address_of_the_repository_makes_links_to_files(tmp_path: Path) -> None:
    address = ["--repository", "https://git.example/it/sms.git", "--forge", "gitlab"]
    assert main(["init", str(tmp_path / "new"), "--organization", "A", *address]) == 0
    config = load(tmp_path / "new").config
    assert (config.repository, config.forge) == ("https://git.example/it/sms", "gitlab")


@pytest.mark.parametrize(
    "address", ["git@git.example:it/sms", "https://a b/c", "http://git.example/it/sms", "x"]
)
def test_what_is_no_address_of_a_repository_is_refused(
    tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "new"), "--organization", "A", f"--repository={address}"]) == 2
    assert "is not the web address of a repository" in capsys.readouterr().err


def test_links_of_the_first_page_lead_somewhere() -> None:
    files = starter_files(Answers("Harbour IT"))
    links = re.findall(r"\]\(([^)]+)\)", files["README.md"])
    assert links
    assert [link for link in links if link not in files] == []


def test_the_workflow_has_no_weakness(tmp_path: Path) -> None:
    write_new(tmp_path, starter_files(Answers("Harbour IT", forge="github")))
    zizmor = Path(sys.executable).with_name("zizmor")
    run = subprocess.run(
        [zizmor, "--offline", "--quiet", "--strict-collection", "--pedantic", tmp_path / ".github"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("forge", "schema", "paths"),
    [
        (
            "github",
            "vendor.github-workflows",
            (".github/workflows/check.yml", ".github/workflows/publish.yml"),
        ),
        ("gitlab", "vendor.gitlab-ci", (".gitlab-ci.yml",)),
    ],
)
def test_the_forge_s_own_schema_admits_the_workflows(
    tmp_path: Path, forge: Forge, schema: str, paths: tuple[str, ...]
) -> None:
    write_new(tmp_path, starter_files(Answers("Harbour IT", forge=forge)))
    program = Path(sys.executable).with_name("check-jsonschema")
    run = subprocess.run(
        [program, "--builtin-schema", schema, *(tmp_path / path for path in paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("git+https://forge.example/sms-lint@v1.0", "sms-lint @ git+https://forge.example/sms-lint@v1.0"),
        (
            "https://forge.example/sms_lint-1.0-py3-none-any.whl",
            "sms-lint @ https://forge.example/sms_lint-1.0-py3-none-any.whl",
        ),
        ("./tools/sms_lint-1.0-py3-none-any.whl", "./tools/sms_lint-1.0-py3-none-any.whl"),
    ],
)
def test_the_linter_may_come_from_elsewhere(tmp_path: Path, place: str, line: str) -> None:
    assert main(["init", str(tmp_path / "new"), "--organization", "A", "--install-from", place]) == 0
    assert (tmp_path / "new/requirements.txt").read_text("utf-8") == f"{line}\n"
    if "://" in line:
        assert str(Requirement(line).url) == place


@pytest.mark.parametrize(
    "place", ["x", "https://a b", "--index-url=https://a.example", "a.whl\nother", "https://a#b", "../a"]
)
def test_a_place_that_is_none_is_refused(
    tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "new"), "--organization", "A", f"--install-from={place}"]) == 2
    assert "is not a place to install from" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


# Documents of the reference system that no other organization begins with, and why.
OWN = {
    "AGR-FIELD": "agreement-internal-supplier asks for it",
    "PLN-REL": "release-plan asks for it",
    "PLN-BUDGET": "service-budget asks for it",
    "PLN-DES-MONITOR": "service-design asks for it",
    "PLN-TRN-MONITOR": "transition-plan asks for it",
    "PLN-TRN-FAX": "a removal comes when a service is removed: `sms-lint new plan`",
    "PRO-RETENTION": "the starter keeps retention times in the process of documented information",
}


def test_each_document_of_the_reference_system_has_its_skeleton() -> None:
    there = {form.path for form in document_forms()}
    reference = [
        document
        for document in reference_system().documents
        if document.path.startswith(("policies/", "processes/"))
    ]
    assert {document.id for document in reference if document.path not in there} == OWN.keys()


def test_the_site_of_a_starter_is_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_new(tmp_path, starter_files(Answers("Harbour & <IT>", ("Mail",))))
    incidents = tmp_path / "records/registers/incident.yml"
    row = (
        "entries:\n  - {id: INC-1, opened_at: 2026-11-20T10:00, category: mail, priority: P3, status: new}\n"
    )
    incidents.write_text(incidents.read_text("utf-8").replace("entries:\n", row), "utf-8")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    with fewer_pages(CLAUSES):
        assert main(["site", "--root", str(tmp_path)]) == 0
    page = (tmp_path / "build/site/index.html").read_text("utf-8")
    assert "<IT>" not in page
    assert [path for path in (tmp_path / "build/site").rglob("*.html") if "sco-sms" in path.name.lower()]
    pages = "".join(path.read_text("utf-8") for path in (tmp_path / "build/site/documents").rglob("*.html"))
    assert "</span> reviewed</span>" not in pages, "what is a draft was not reviewed"
    assert "</span> no review</span>" in pages
    shown = capsys.readouterr().out
    assert re.search(r"\b[0-9]+ notes \(as of", shown)
    assert "preset `starter`" in shown
    assert re.search(
        "^Confidential, and in this edition: .*[.] Publish it only where all readers", shown, re.M
    )
    held = {node.id for node in confidential(load(tmp_path, today=TODAY))}
    assert held == {"PLN-BUDGET", "PLN-CTRL", "REG-INCIDENT"}, "and no register that holds nothing yet"


def test_the_catalogue_gives_the_obligations(tmp_path: Path) -> None:
    """A section says what it shows, in the catalogue's words."""
    files = starter_files(Answers("Harbour IT"))
    book = load_catalogue("iso-iec-20000-1-2018")
    obligation = book.obligation("20000-1:4.3-s2")
    assert obligation is not None
    shown = " ".join(files["policies/scope.md"].split())
    assert f"It shows 20000-1:4.3-s2: {obligation.text}" in shown
