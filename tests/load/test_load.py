"""From disk to one value: what is read, and that one bad file never hides another."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from sms_lint.evidence import holdings
from sms_lint.ground.errors import SmsError
from sms_lint.load import find_root, load
from sms_lint.model.kinds.organisation import Role
from sms_lint.model.node import Document, Record
from sms_lint.model.own_kind import OwnRecord
from sms_lint.system.activity import is_open
from sms_lint.system.relations import day_of
from sms_lint.system.sms import Sms

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
VEHICLE = {
    "type": "object",
    "required": ["plate", "seats"],
    "additionalProperties": False,
    "properties": {
        "plate": {"type": "string"},
        "seats": {"type": "integer", "minimum": 1},
        "electric": {"type": "boolean"},
        "fuel": {"enum": ["diesel", "petrol", "electricity"]},
        "keeper": {"type": "string", "x-link": ["role"]},
    },
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "system"))


def write(root: Path, path: str, text: str | bytes) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text if isinstance(text, bytes) else text.encode())


def problems(sms: Sms) -> list[tuple[str, str, int]]:
    return [(problem.rule, problem.at.path, problem.at.line) for problem in sms.reading_faults]


def test_a_sound_system(root: Path) -> None:
    sms = load(root)
    assert sms.reading_faults == ()
    assert sms.unchecked == ()
    assert sms.unread == frozenset()
    assert {node.kind for node in sms.nodes} == {"register", "role", "person", "policy"}
    assert sms.holders["change-manager"] == ("P-003",)
    assert isinstance(sms.get("change-manager"), Role)
    policy = sms.get("POL-SMS")
    assert isinstance(policy, Document)
    assert [section.title for section in policy.sections][1:] == ["Purpose", "Scope", "Responsibilities"]
    assert "every working day" in policy.body(policy.sections[1])


def test_a_position_in_front_matter_is_one_in_the_whole_file(root: Path) -> None:
    policy = load(root).get("POL-SMS")
    assert policy is not None
    at = policy.at("review", "last")
    assert at.file.text[at.start : at.end] == "2026-06-01"
    assert at.line == 10


def test_list_and_files_of_their_own_mean_the_same(root: Path) -> None:
    entry = "title: A\nresponsibilities: [Does it]\n"
    write(root, "records/roles/a.yml", f"kind: role\nid: role-a\n{entry}")
    write(
        root,
        "records/roles/list.yml",
        "kind: role\nid: REG-MORE\ntitle: More\nowner: managing-director\nreview: {every: 1 year, last: 2026-01-01}\n"
        "entries:\n  - id: role-b\n    title: A\n    responsibilities: [Does it]\n",
    )
    write(root, "records/roles/c.md", f"---\nkind: role\nid: role-c\n{entry}---\n# Role\n\nText.\n")
    sms = load(root)
    assert sms.reading_faults == ()
    alone, listed, prose = (sms.get(name) for name in ("role-a", "role-b", "role-c"))
    assert isinstance(alone, Role)
    assert isinstance(listed, Role)
    assert isinstance(prose, Record)
    assert (
        alone.model_dump(exclude={"id"})
        == listed.model_dump(exclude={"id"})
        == prose.model_dump(exclude={"id"})
    )
    assert alone.register is None
    assert listed.register is not None
    assert [section.title for section in prose.sections] == ["Role"]


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("records/a.yml", b"a: [1\nb: 2\n", [("syntax", 2)]),
        ("records/a.yml", b"\xff\xfea\x00", [("encoding", 1)]),
        ("records/a.yml", b"kind: risk\ntitle: caf\xe9\n", [("encoding", 2)]),
        ("records/a.yml", b"", [("syntax", 1)]),
        ("records/a.yml", b"just text", [("syntax", 1)]),
        ("records/a.yml", b"id: A-1\n", [("unknown-kind", 1)]),
        ("records/a.yml", b"kind: rsik\nid: A-1\n", [("unknown-kind", 1)]),
        ("records/a.yml", b"kind: [a]\n", [("unknown-kind", 1)]),
        (
            "records/a.yml",
            b"kind: role\nid: REG-X\ntitle: X\nentries: text\n",
            [("schema", 2), ("schema", 4)],
        ),
        ("records/a.yml", b"x" * (1024 * 1024 + 1), [("file-size", 1)]),
        ("records/a.yml", b"- " * 600, [("too-deep", 1)]),
        ("policies/a.md", b"# No front matter\n", [("syntax", 1)]),
        ("policies/a.md", b"---\nkind: policy\n", [("syntax", 1)]),
    ],
)
def test_bad_input_is_a_problem_and_the_rest_is_still_there(
    root: Path, path: str, content: bytes, expected: list[tuple[str, int]] | None
) -> None:
    write(root, path, content)
    sms = load(root)
    found = [(problem.rule, problem.at.line) for problem in sms.reading_faults if problem.at.path == path]
    assert found == expected
    assert {problem.at.path for problem in sms.reading_faults} == {path}
    assert sms.get("POL-SMS") is not None


def test_one_bad_entry_leaves_the_others(root: Path) -> None:
    path = root / "records/registers/role.yml"
    path.write_text(path.read_text("utf-8").replace("title: Change manager, ", ""), "utf-8")
    sms = load(root)
    assert problems(sms) == [("schema", "records/registers/role.yml", 9)]
    assert sms.get("change-manager") is None
    assert "change-manager" in sms.unread, "so that no rule calls it missing"
    assert sms.get("incident-manager") is not None


def test_links_on_the_disk_are_not_followed(root: Path, tmp_path: Path) -> None:
    write(tmp_path, "outside/secret.yml", "kind: role\n")
    (root / "records/link").symlink_to(tmp_path / "outside")
    (root / "policies/link.md").symlink_to(tmp_path / "outside/secret.yml")
    sms = load(root)
    assert sorted(problems(sms)) == [
        ("symbolic-link", "policies/link.md", 1),
        ("symbolic-link", "records/link", 1),
    ]
    assert not any("secret" in path for path in sms.paths)


def test_settings_are_found_from_below(root: Path) -> None:
    assert find_root(root / "records" / "registers") == root
    with pytest.raises(SmsError, match=r"there is no sms\.yml"):
        find_root(root.parent)
    with pytest.raises(SmsError, match=r"there is no sms\.yml"):
        load(root.parent)


def test_broken_settings_do_not_hide_the_rest(root: Path) -> None:
    write(root, "sms.yml", "organization: {name: X}\nas_of: 2026-10-31\nreveiw: {}\n")
    sms = load(root)
    assert problems(sms) == [("settings", "sms.yml", 3)]
    assert sms.reading_faults[0].message == "`reveiw` is not a field of the settings; did you mean `review`?"
    assert str(sms.today) == "2026-10-31"
    assert sms.get("POL-SMS") is not None


def own_kind(root: Path, schema: object, record: str) -> Sms:
    write(root, "schemas/own/vehicle.json", schema if isinstance(schema, str) else json.dumps(schema))
    settings = "kinds: [{kind: vehicle, title: Vehicle, schema: schemas/own/vehicle.json}]\n"
    write(root, "sms.yml", (root / "sms.yml").read_text("utf-8") + settings)
    write(root, "records/vehicles/one.yml", "kind: vehicle\nid: VEH-1\n" + record)
    return load(root)


def test_an_own_kind(root: Path) -> None:
    sms = own_kind(root, VEHICLE, 'plate: "12"\nseats: 5\nelectric: true\nkeeper: change-manager\n')
    assert sms.reading_faults == ()
    vehicle = sms.get("VEH-1")
    assert isinstance(vehicle, OwnRecord)
    assert vehicle.data == {"plate": "12", "seats": 5, "electric": True, "keeper": "change-manager"}
    assert [(route, ref, ref.to) for route, ref in vehicle.refs()] == [
        (("keeper",), "change-manager", ("role",))
    ]


INSPECTION = {
    "type": "object",
    "properties": {
        "inspected": {"type": "string", "format": "date"},
        "state": {"enum": ["planned", "passed", "failed"]},
        "keepers": {"type": "array", "items": {"type": "string"}},
        "urgent": {"type": "boolean"},
    },
}
FACTS = "kinds: [{kind: inspection, title: Inspection, schema: inspection.json%s}]\n"


def inspections(root: Path, facts: str) -> Sms:
    write(root, "inspection.json", json.dumps(INSPECTION))
    write(root, "sms.yml", (root / "sms.yml").read_text("utf-8") + FACTS % facts)
    record = "kind: inspection\nid: %s\ninspected: %s\nstate: %s\nkeepers: [a, b]\nurgent: true\n"
    write(root, "records/inspections/one.yml", record % ("ISP-1", "2026-05-31", "passed"))
    write(root, "records/inspections/two.yml", record % ("ISP-2", "2026-07-31", "planned"))
    head = (
        "kind: inspection\nid: REG-ISP\ntitle: Inspections\nowner: change-manager\n"
        "review: {every: 12 months, last: 2026-06-01}\ndata: inspections.csv\n"
        "source: {system: Desk, exported: 2026-09-01}\n"
    )
    write(root, "records/inspections.yml", head)
    write(root, "records/inspections.csv", "id,inspected,state\nISP-3,2026-08-31,failed\nISP-4,,planned\n")
    return load(root)


def test_an_own_kind_says_how_far_its_records_have_come_and_when_they_were_made(root: Path) -> None:
    sms = inspections(root, ", moment: inspected, state: state, finished: [passed, failed]")
    assert sms.reading_faults == ()
    entries = sms.entries("inspection")
    assert {entry.id: is_open(sms, entry) for entry in entries} == {
        "ISP-1": False,
        "ISP-2": True,
        "ISP-3": False,
        "ISP-4": True,
    }
    assert [day_of(sms, entry) for entry in entries] == ["2026-05-31", "2026-07-31", "2026-08-31", ""]
    assert entries[0].texts("keepers") == ("a", "b")
    assert entries[0].text("urgent") == "true"
    newest = holdings(sms)["inspection"]
    assert (newest.count, newest.newest) == (4, date(2026, 8, 31))


def test_an_own_kind_that_states_nothing_has_no_open_records_and_no_days(root: Path) -> None:
    sms = inspections(root, "")
    assert not any(is_open(sms, entry) or day_of(sms, entry) for entry in sms.entries("inspection"))


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        (", moment: inspectd", "`inspectd` is not a field of inspection.json; did you mean `inspected`?"),
        (", state: sate", "`sate` is not a field of inspection.json; did you mean `state`?"),
        (", finished: [passed]", "`finished` needs `state`, the field that says so"),
        (", state: state, finished: [pased]", "`state` never says `pased`; did you mean `passed`?"),
    ],
)
def test_a_fact_of_an_own_kind_that_does_not_fit_its_schema_is_named(
    root: Path, facts: str, message: str
) -> None:
    sms = inspections(root, facts)
    assert [(fault.rule, fault.message) for fault in sms.reading_faults] == [("settings", message)]
    assert sms.reading_faults[0].at.path == "sms.yml"
    assert len(sms.entries("inspection")) == 4, "the records are read all the same"
    assert [is_open(sms, entry) for entry in sms.entries("inspection")] != []


@pytest.mark.parametrize(
    ("record", "line", "message"),
    [
        ("plate: AB\n", 2, "`seats` is missing"),
        ("plate: AB\nseats: none\n", 4, "`seats` must be a whole number, not `none`"),
        ("plate: AB\nseats: 0\n", 4, "`seats` must be 1 or more"),
        (
            "plate: AB\nseats: 2\nfuel: disel\n",
            5,
            "`fuel` must be `diesel`, `petrol` or `electricity`, not `disel`; did you mean",
        ),
        ("plate: AB\nseats: 2\nkeper: x\n", 5, "`keper` is not a field of a vehicle; did you mean `keeper`?"),
        (
            "plate: 12\nseats: 2\n",
            3,
            "`plate` must be a text (a number or a word such as true needs quotes), not `12`",
        ),
    ],
)
def test_a_fault_in_an_own_kind_is_named_like_any_other(
    root: Path, record: str, line: int, message: str
) -> None:
    sms = own_kind(root, VEHICLE, record)
    assert [(problem.rule, problem.at.line) for problem in sms.reading_faults] == [("schema", line)]
    assert sms.reading_faults[0].message.startswith(message)


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ("{", "`schemas/own/vehicle.json` is not a usable JSON Schema: line 1 is not JSON"),
        ("[]", "is not a usable JSON Schema: it must be a group"),
        ({"type": "objekt"}, "is not a usable JSON Schema"),
        ({"$ref": "https://example.invalid/x"}, "only references inside itself (#/...) are followed"),
    ],
)
def test_an_unusable_schema_is_named_in_the_settings(root: Path, schema: object, message: str) -> None:
    sms = own_kind(root, schema, "plate: AB\n")
    assert [problem.rule for problem in sms.reading_faults] == ["settings"], (
        "the kind is not called unknown as well"
    )
    assert message in sms.reading_faults[0].message
    assert sms.reading_faults[0].at.line == 3
