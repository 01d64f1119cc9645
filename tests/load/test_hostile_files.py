"""Whatever a file of the user holds, and whatever lies in its place: findings, and never an exception or a wait."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.load.read_files import ReadFiles
from sms_lint.rules import checks_for
from sms_lint.rules.lint import lint
from tests.history.approvals.company import Company

SYSTEMS = Path(__file__).parents[1] / "systems"
TOP = Path(__file__).parents[2]
READ = ReadFiles()
OWN_KIND = "kinds:\n  - {kind: thing, title: Thing, schema: schemas/thing.json}\nown_rules: [rules.yml]\n"
THING = '{"properties": {"v": {"type": "string", "pattern": "^[a-z]+$"}}, "additionalProperties": false}'
RULES = (
    "thing-named:\n  about: thing\n  when: [v is empty]\n  say: '{id} has no v'\n  clauses: [20000-1:7.5.2]\n"
)
FORMS = {
    "policies/service-management.md": (SYSTEMS / "minimal/policies/service-management.md").read_text("utf-8"),
    "processes/change-management.md": (TOP / "processes/change-management.md").read_text("utf-8"),
    "records/registers/risk.yml": (TOP / "records/registers/risk.yml").read_text("utf-8"),
    "records/things/a.yml": "kind: thing\nid: THING-1\nv: abc\n",
    "records/data/things.yml": "kind: thing\nid: REG-THING\ntitle: Things\nowner: change-manager\n"
    "review: {every: 12 months, last: 2026-01-01}\ndata: things.csv\nsource: {system: Tool, exported: 2026-01-01}\n",
    "records/data/things.csv": "id,v\nTHING-2,abc\nTHING-3,def\n",
    "schemas/thing.json": THING,
    "rules.yml": RULES,
    "trust.yml": "version: 1\nrepository: example\nbranch: main\npersons: []\n",
    "sms.yml": (SYSTEMS / "minimal/sms.yml").read_text("utf-8") + OWN_KIND,
}


class Edit(NamedTuple):
    """A piece of a file, from a part of its length on, that gives way to another text."""

    start: float
    length: int
    text: str


PIECES = st.text(max_size=12) | st.sampled_from(
    ["---\n", "{", "}", "[", "]", ": ", "- ", "&a ", "*a", "!!python/object", "\0", "\ufeff", "\u2028", "\ud800", "'", '"', "\t", "9" * 40,
     "1e999", "2026-13-45", "25:61", "null", "true", "<<: ", "|\n", ">-\n", "\r", "```\n", "<!--", "$ref", "#/", ",", ",,\n", '"\n']
)  # fmt: skip
EDITS = st.lists(st.builds(Edit, st.floats(0, 1), st.integers(0, 30), PIECES), min_size=1, max_size=4)


def edited(text: str, edits: list[Edit]) -> str:
    for edit in edits:
        start = int(edit.start * len(text))
        text = text[:start] + edit.text + text[start + edit.length :]
    return text


def judged(root: Path, overlay: dict[str, str]) -> None:
    """Read and judge; a rule that fails is a fault of ours."""
    try:
        sms = load(root, overlay=overlay, read=READ)
    except (
        SmsError
    ):  # a catalogue of that name, for example, is not there: one sentence, and nothing can be judged
        return
    assert lint(sms, checks_for(sms)).faults == ()


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The minimal system in a repository of its own: with `trust.yml` the past is read, and ours is long."""
    company = Company(tmp_path_factory.mktemp("committed"), with_policy=False, with_trust=False)
    shutil.copytree(SYSTEMS / "minimal", company.root, dirs_exist_ok=True)
    company.commit("Everything")
    return company.root


@settings(max_examples=40)
@given(path=st.sampled_from(sorted(FORMS)), edits=EDITS)
def test_a_file_that_was_changed_anyhow(committed: Path, path: str, edits: list[Edit]) -> None:
    judged(committed, {**FORMS, path: edited(FORMS[path], edits)})


@settings(max_examples=20)
@given(st.sampled_from(sorted(FORMS)), st.binary(max_size=200))
def test_a_file_of_any_bytes(tmp_path_factory: pytest.TempPathFactory, path: str, raw: bytes) -> None:
    root = Path(shutil.copytree(SYSTEMS / "minimal", tmp_path_factory.mktemp("bytes") / "system"))
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(raw)
    judged(root, {other: text for other, text in FORMS.items() if other != path})


def link_out(place: Path) -> None:
    """A link to a file that lies beside the system."""
    outside = place.parents[len(place.parts) - place.parts.index("system")] / "outside"
    outside.write_text("secret: outside\n", "utf-8")
    place.symlink_to(outside)


PUT: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "link": link_out,
    "broken link": lambda place: place.symlink_to("nowhere"),
    "loop": lambda place: place.symlink_to(place.name),
    "folder": Path.mkdir,
    "device": lambda place: place.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("put", PUT.values(), ids=PUT)
@pytest.mark.parametrize(
    "path",
    ["records/things.yml", "records/data.csv", "policies/a.md", "schemas/thing.json", "rules.yml", "trust.yml", "docs/a.md",
     ".gitmodules"],
)  # fmt: skip
def test_what_is_no_plain_file_is_never_read(tmp_path: Path, path: str, put: Callable[[Path], None]) -> None:
    root = Path(shutil.copytree(SYSTEMS / "minimal", tmp_path / "below" / "system"))
    (root / "sms.yml").write_text(FORMS["sms.yml"], "utf-8")
    for other in ("schemas/thing.json", "rules.yml"):
        (root / other).parent.mkdir(exist_ok=True)
        (root / other).write_text(FORMS[other], "utf-8")
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).unlink(missing_ok=True)
    place = root / path
    put(place)
    sms = load(root)
    assert lint(sms, checks_for(sms)).faults == ()
    told = [fault for fault in sms.reading_faults if fault.at.path == path or path in fault.message]
    assert told or path == ".gitmodules" or put is Path.mkdir


@pytest.mark.parametrize("put", PUT.values(), ids=PUT)
def test_settings_that_are_no_plain_file(tmp_path: Path, put: Callable[[Path], None]) -> None:
    root = Path(shutil.copytree(SYSTEMS / "minimal", tmp_path / "below" / "system"))
    (root / "sms.yml").unlink()
    put(root / "sms.yml")
    with pytest.raises(SmsError, match=r"there is no sms\.yml|sms\.yml in .* is a link to another place"):
        load(root)


def test_a_folder_that_is_a_link_is_told_and_not_read(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SYSTEMS / "minimal", tmp_path / "system"))
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text("# Secret\n", "utf-8")
    (root / "docs").symlink_to(tmp_path / "outside")
    assert [(fault.rule, fault.at.path) for fault in load(root).reading_faults] == [("symbolic-link", "docs")]


def test_folders_that_lie_in_each_other_deeper_than_a_program_may_call_itself(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SYSTEMS / "minimal", tmp_path / "system"))
    here = os.open(root / "records", os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("a", dir_fd=here)
        below = os.open("a", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    file = os.open("thing.yml", os.O_WRONLY | os.O_CREAT, dir_fd=here)
    os.write(file, b"kind: nonsense\n")
    os.close(file)
    os.close(here)
    told = {(fault.rule, fault.at.path) for fault in load(root).reading_faults}
    assert ("unknown-kind", f"records/{'a/' * 1200}thing.yml") in told
    subprocess.run(["rm", "-r", root / "records"], check=True)  # pytest would call itself too often
