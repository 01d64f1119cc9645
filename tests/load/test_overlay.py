"""Texts that are not on the disk are judged as they would be there, and what did not change is read once."""

import os
import random
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.load.contents import Overlay
from sms_lint.load.files import overlaid, scan
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.node import Table
from sms_lint.rules import checks
from sms_lint.rules.lint import lint

SYSTEMS = Path(__file__).parents[1] / "systems"
HEADER = """\
kind: awareness
id: REG-AWARE-2026
title: Awareness
owner: change-manager
review: {every: 12 months, last: 2026-01-01}
data: aware.csv
source: {system: Learning, exported: 2026-01-01}
"""
FIRST = "id,person,document,version,topic,acknowledged_at\n"
ROWS = FIRST + "AWA-1,P-001,POL-SMS,1.0,policy,2026-01-05\nAWA-2,P-002,POL-SMS,1.0,policy,2026-01-06\n"


def base(folder: Path) -> Path:
    """A small system with a table."""
    root = Path(shutil.copytree(SYSTEMS / "minimal", folder / "system"))
    (root / "records/data").mkdir()
    (root / "records/data/aware.yml").write_text(HEADER, "utf-8")
    (root / "records/data/aware.csv").write_text(ROWS, "utf-8")
    return root


def texts(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode()
        for path in root.rglob("*")
        if path.is_file()
    }


def laid_down(root: Path, overlay: Mapping[str, str | None]) -> None:
    """The same on the disk."""
    for path, text in overlay.items():
        target = root / path
        if text is None:
            target.unlink(missing_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())


def judged(root: Path, overlay: Mapping[str, str | None], read: ReadFiles | None = None) -> list[str]:
    """All that is said, each with the text of the file and the place in it."""
    result = lint(load(root, overlay=overlay, read=read), checks())
    assert not result.faults
    return [repr(said) for said in (*result.findings, *result.unchecked)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return base(tmp_path)


NEW = (
    "policies/new.md", "records/registers/a-b.yml", "records/registers/a.yml", "records/data/aware-2.csv",
    "records/.hidden/x.md", "records/.gitmodules", "docs/page.md", "trust.yml", "records/deep/er/x.md", "odd/x.md",
    "records/registers.yml", "README.md", ".gitmodules", "records/x.MD",
)  # fmt: skip


def changed(chance: random.Random, text: str, others: list[str]) -> str | None:
    """A text after one slip: a line lost, doubled, or taken from another file; an odd character; a file gone."""
    lines = text.splitlines(keepends=True) or [""]
    at = chance.randrange(len(lines))
    slips = (
        lambda: [*lines[:at], *lines[at + 1 :]],
        lambda: [*lines[: at + 1], *lines[at:]],
        lambda: [*lines[:at], chance.choice(chance.choice(others).splitlines(keepends=True)), *lines[at:]],
        lambda: [
            *lines[:at],
            chance.choice(("\t", "\r\n", "\ufeff", "<<<<<<< a\n", '"', "é\x00")),
            *lines[at:],
        ],
        lambda: lines[:at],
        lambda: list(chance.choice(others)),
    )
    return None if chance.random() < 0.15 else "".join(chance.choice(slips)())


def overlay_of(chance: random.Random, there: Mapping[str, str]) -> dict[str, str | None]:
    others = [text for text in there.values() if text]
    paths = [*chance.sample(sorted(there), chance.randint(0, 3)), *chance.sample(NEW, chance.randint(0, 2))]
    return {path: changed(chance, there.get(path) or chance.choice(others), others) for path in paths}


@settings(max_examples=200 if os.environ.get("SMS_LINT_NIGHTLY") else 8)
@given(st.randoms(use_true_random=False))
def test_an_overlay_is_judged_as_the_same_files_on_the_disk(chance: random.Random) -> None:
    """Whatever was read before: the same `read` goes from one system to the next."""
    with TemporaryDirectory() as folder:
        root, read = base(Path(folder)), ReadFiles()
        there = texts(root)
        for _ in range(3):
            overlay = overlay_of(chance, there)
            if not overlay.get("sms.yml", "there"):
                del overlay["sms.yml"]
            said = judged(root, overlay, read)
            copy = Path(shutil.copytree(root, Path(folder) / "copy"))
            laid_down(copy, overlay)
            assert said == judged(copy, {}), overlay
            shutil.rmtree(copy)


def test_a_file_that_the_overlay_takes_away_is_not_there(root: Path) -> None:
    sms = load(root, overlay={"policies/service-management.md": None, "docs/x.md": None})
    assert sms.get("POL-SMS") is None
    assert "policies/service-management.md" not in sms.paths
    with pytest.raises(SmsError, match=r"there is no sms\.yml"):
        load(root, overlay={"sms.yml": None})


def test_settings_and_trust_may_be_texts_too(root: Path) -> None:
    settings = (root / "sms.yml").read_text("utf-8")
    sms = load(root, overlay={"sms.yml": settings + "unknown: 1\n", "trust.yml": "version: 1\n"})
    assert {fault.rule for fault in sms.reading_faults} == {"settings", "trust-settings"}
    assert sms.trust is not None
    assert sms.trust.text == "version: 1\n"


def test_the_rows_of_a_table_may_be_a_text(root: Path) -> None:
    more = ROWS + "AWA-3,P-003,POL-SMS,1.0,policy,2026-01-07\nAWA-4,P-404,POL-SMS,1.0,policy,2026-01-07\n"
    sms = load(root, overlay={"records/data/aware.csv": more})
    (fault,) = sms.reading_faults
    assert (fault.rule, fault.at.path, fault.at.line) == ("dangling-reference", "records/data/aware.csv", 5)
    (entry, *_) = (entry for entry in sms.entries("awareness") if entry.id == "AWA-3")
    assert (entry.at("acknowledged_at").path, entry.at("acknowledged_at").line) == (
        "records/data/aware.csv",
        4,
    )
    assert texts(root)["records/data/aware.csv"] == ROWS


def test_what_did_not_change_is_the_same_value_in_the_next_run(root: Path) -> None:
    read = ReadFiles()
    first = load(root, read=read)
    text = (root / "policies/service-management.md").read_text("utf-8")
    second = load(root, read=read, overlay={"policies/service-management.md": text + "\nMore.\n"})
    assert first.get("change-manager") is second.get("change-manager")
    assert first.get("POL-SMS") is not second.get("POL-SMS")
    (before,), (after,) = first.all(Table), second.all(Table)
    assert before is not after
    assert before.cells == after.cells
    assert after.cell_at(1, "acknowledged_at").line == 3


def test_rows_that_did_not_change_are_held_anew_against_what_did(root: Path) -> None:
    read = ReadFiles()
    whole, without, broken, again = (
        load(root, read=read, overlay=overlay)
        for overlay in (
            {},
            {"policies/service-management.md": None},
            {"policies/service-management.md": "---\nkind: [\n"},
            {},
        )
    )
    said = [
        [fault.at.path for fault in sms.reading_faults if fault.rule == "dangling-reference"]
        for sms in (whole, without, broken, again)
    ]
    assert said == [[], ["records/data/aware.csv"], [], []]
    tables = [next(sms.all(Table)) for sms in (whole, without, broken, again)]
    assert all(table.cells is tables[0].cells for table in tables), "no row was read a second time"
    assert len({id(table) for table in tables}) == 4


def test_an_earlier_run_keeps_its_rows_where_a_later_one_finds_others(root: Path) -> None:
    read = ReadFiles()
    first = load(root, read=read)
    second = load(root, read=read, overlay={"records/data/aware.csv": ROWS.replace("AWA-2", "AWA-9")})
    third = load(root, read=read)
    assert [[entry.id for entry in sms.entries("awareness")] for sms in (first, second, third)] == [
        ["AWA-1", "AWA-2"], ["AWA-1", "AWA-9"], ["AWA-1", "AWA-2"],
    ]  # fmt: skip


def test_an_own_kind_is_made_anew_where_its_schema_changed(root: Path) -> None:
    read, settings = ReadFiles(), (root / "sms.yml").read_text("utf-8")
    given_kind = settings + "kinds:\n  - {kind: vehicle, title: Vehicle, schema: schemas/vehicle.json}\n"
    loose = '{"type": "object", "properties": {"seats": {"type": "string"}}}'
    record = "kind: vehicle\nid: VEH-1\nseats: many\n"
    overlay = {"sms.yml": given_kind, "schemas/vehicle.json": loose, "records/vehicle.yml": record}
    assert load(root, overlay=overlay, read=read).reading_faults == ()
    strict = overlay | {"schemas/vehicle.json": loose.replace("string", "integer")}
    assert [fault.rule for fault in load(root, overlay=strict, read=read).reading_faults] == ["schema"]
    assert load(root, overlay=overlay, read=read).reading_faults == ()


def test_texts_over_files_that_were_listed_already_are_as_if_listed_now(tmp_path: Path) -> None:
    root = shutil.copytree(SYSTEMS / "minimal", tmp_path / "sms")
    disk = scan(root)
    role = (root / "records/registers/role.yml").read_text("utf-8")
    changed = role.replace("Role register", "Roles")
    overlays: tuple[Overlay, ...] = (
        {"records/registers/role.yml": changed},
        {"records/registers/role.yml": changed, "policies/new.md": "# New\n"},
        {"policies/service-management.md": None},
    )
    for texts in overlays:
        ours, fresh = overlaid(disk, texts), scan(root, texts)
        assert (ours.paths, ours.sources) == (fresh.paths, fresh.sources)
        assert {path: ours.contents.raw(path) for path in ours.paths} == {
            path: fresh.contents.raw(path) for path in fresh.paths
        }
