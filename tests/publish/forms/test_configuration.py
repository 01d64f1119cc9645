"""The configuration of the forms: sound by the schema that its editor publishes, and true to the kinds of the system."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.model.node import Document, Table
from sms_lint.publish.forms.collections import file_name, offer
from sms_lint.publish.forms.configuration import Backend, configuration
from sms_lint.publish.forms.page import EDITOR, form_files, policy
from sms_lint.system.sms import Sms
from tests.reference import reference_system

# What the editor publishes beside its script, without descriptions.
_SCHEMA = Path(__file__).parent / "data" / f"sveltia-cms-{EDITOR.version}.json"


def _system(repository: str | None = "https://github.com/example/sms", forge: str | None = None) -> Sms:
    sms = reference_system()
    return replace(sms, config=sms.config.model_copy(update={"repository": repository, "forge": forge}))


@cache
def _configuration() -> dict[str, Any]:
    return configuration(Backend(_system()), offer(_system()))


def _forms() -> dict[str, dict[str, Any]]:
    """Each form of the configuration by the name of its kind or its register."""
    return {
        form["name"]: form for part in _configuration()["collections"] for form in part.get("files", [part])
    }


def _all(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for field in fields:
        yield field
        yield from _all(field.get("fields", []))


def _field(form: str, *names: str) -> dict[str, Any]:
    found: dict[str, Any] = _forms()[form]
    for name in names:
        found = next(field for field in found["fields"] if field["name"] == name)
    return found


def _of_each_sort(part: dict[str, Any], seen: set[tuple[str, ...]]) -> dict[str, Any]:
    """A form or field, of whose fields only those stay that say something that no other one said before."""
    kept = []
    for field in part.get("fields", []):
        known = len(seen)
        seen.add((field["widget"], *sorted(field)))
        short = _of_each_sort(field, seen)
        kept += [short] if len(seen) > known else []
    return {**part, "fields": kept or part["fields"][:1]} if "fields" in part else part


def test_the_schema_of_the_editor_finds_nothing() -> None:
    seen: set[tuple[str, ...]] = set()
    parts = [
        {**part, "files": [_of_each_sort(form, seen) for form in part["files"]]}
        if "files" in part
        else _of_each_sort(part, seen)
        for part in _configuration()["collections"]
    ]
    short = {**_configuration(), "collections": parts}
    faults = Draft7Validator(json.loads(_SCHEMA.read_text())).iter_errors(short)
    assert [fault.message[:200] for fault in faults] == []


def test_the_schema_finds_a_mistake() -> None:
    wrong = {**_configuration(), "publish_mode": "whatever", "collections": []}
    assert list(Draft7Validator(json.loads(_SCHEMA.read_text())).iter_errors(wrong))


def test_each_register_and_each_file_of_its_own_has_a_form() -> None:
    sms = reference_system()
    lists = {file_name(one.path) for one in sms.registers if not isinstance(one, Table)}
    alone = {node.kind for node in sms.all(Document)}
    assert lists | alone <= _forms().keys()


def test_whatever_an_entry_holds_has_a_field() -> None:
    risk = {field["name"] for field in _field("risk", "entries")["fields"]}
    assert set(reference_system().kinds["risk"].model_fields) <= risk


def test_nothing_reaches_the_branch_by_itself_and_nothing_is_removed() -> None:
    assert _configuration()["publish_mode"] == "editorial_workflow"
    assert not any(form.get("delete") for form in _forms().values())
    assert _field("risk", "entries")["allow_remove"] is False


def test_values_that_may_be_chosen_are_listed() -> None:
    status = _field("risk", "entries", "status")
    assert (status["widget"], status["options"]) == ("select", ["open", "treated", "closed"])


def test_numbers_keep_within_their_limits() -> None:
    likelihood = _field("risk", "entries", "likelihood")
    assert (likelihood["value_type"], likelihood["min"], likelihood["max"]) == ("int", 1, 5)


def test_what_has_to_be_filled_says_so_and_the_rest_does_not() -> None:
    assert _field("risk", "entries", "owner")["required"] is True
    assert _field("risk", "entries", "due")["required"] is False


def test_each_field_that_is_seen_has_a_label_and_says_what_to_write() -> None:
    bare = [
        field["name"]
        for form in _forms().values()
        for field in _all(form["fields"])
        if field["widget"] != "hidden" and not (field.get("label") and field.get("hint"))
    ]
    assert set(bare) <= {"body", "entries"}


def test_an_id_of_a_register_is_chosen_among_its_entries() -> None:
    owner = _field("risk", "entries", "owner")
    assert (owner["widget"], owner["collection"], owner["file"]) == ("relation", "registers", "role")
    assert owner["value_field"] == "entries.*.id"


def test_each_choice_among_entries_leads_to_a_form_that_is_there() -> None:
    names = {part["name"] for part in _configuration()["collections"]}
    links = [
        field for form in _forms().values() for field in _all(form["fields"]) if field["widget"] == "relation"
    ]
    assert links
    assert all(link["collection"] in names and link.get("file", "risk") in _forms() for link in links)


def test_a_document_is_chosen_by_its_id_and_title() -> None:
    options = _field("awareness", "entries", "document")["options"]
    assert {"label": "POL-SMS Service management policy", "value": "POL-SMS"} in options


def test_a_kind_in_a_table_is_not_chosen_from_a_part_of_its_entries() -> None:
    named = _field("problem", "entries", "related_incidents")
    assert named["widget"] == "list"


def test_tables_are_named_as_left_out() -> None:
    assert "Incident: its tables (CSV or Parquet), 4 in number, cannot be changed in forms" in (
        offer(_system()).left_out
    )


def test_the_text_of_a_document_is_edited_as_it_is_written() -> None:
    assert _field("policy", "body")["widget"] == "text"


@pytest.mark.parametrize("repository", [None, "git@example.org:a/b.git", "https://github.com/", "records"])
def test_without_a_repository_on_the_web_it_says_what_to_set(repository: str | None) -> None:
    with pytest.raises(SmsError, match=r"set `repository` in sms\.yml"):
        Backend(_system(repository))


def test_a_forge_without_proposals_is_refused() -> None:
    with pytest.raises(SmsError, match="cannot make proposals on gitea"):
        Backend(_system("https://codeberg.org/example/sms"))


@pytest.mark.parametrize(
    ("repository", "forge", "host"),
    [
        ("https://github.com/example/sms", None, "https://api.github.com"),
        ("https://gitlab.com/example/group/sms", None, "https://gitlab.com"),
        ("https://git.example.org/team/sms", "gitlab", "https://git.example.org"),
        ("https://git.example.org/team/sms.git", "github", "https://git.example.org"),
    ],
)
def test_the_page_talks_to_the_forge_alone(repository: str, forge: str | None, host: str) -> None:
    backend = Backend(_system(repository, forge))
    named = [word for word in policy(backend).replace(";", " ").split() if "://" in word]
    assert named == [host]
    assert backend.settings().get("base_url", host) == host
    assert not backend.repository.endswith(".git")


_OWN: dict[str, Any] = {
    "type": "object",
    "required": ["plate"],
    "properties": {
        "plate": {"type": "string", "title": "Plate", "pattern": "^[A-Z]+$"},
        "seats": {"type": ["integer", "null"], "minimum": 1},
        "fuel": {"enum": ["diesel", "power", None]},
        "anything": True,
        "either": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        "trips": {"type": "array", "items": {"$ref": "#/$defs/trip"}},
        "marks": {"type": "array", "items": False},
        "kept": {"type": "boolean"},
    },
    "$defs": {
        "trip": {
            "type": "object",
            "properties": {"day": {"type": "string", "format": "date"}, "legs": {"$ref": "#/$defs/legs"}},
        },
        "legs": {"type": "array", "items": {"$ref": "#/$defs/trip"}},
    },
}


def test_a_kind_of_the_organizations_own_has_a_form(tmp_path: Path) -> None:
    files = {
        "sms.yml": "organization: {name: Fenmoor}\nrepository: https://github.com/example/sms\n"
        "kinds:\n  - {kind: vehicle, title: Vehicle, schema: vehicle.json}\n",
        "vehicle.json": json.dumps(_OWN),
        "records/registers/vehicle.yml": "kind: vehicle\nid: REG-VEHICLE\ntitle: Vehicles\nowner: fleet\n"
        "review: {every: 3 months}\nentries:\n  - {id: VEH-1, plate: AB}\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    sms = load(tmp_path)
    made = configuration(Backend(sms), offer(sms))
    registers = next(part for part in made["collections"] if part["name"] == "registers")
    entries = next(field for field in registers["files"][0]["fields"] if field["name"] == "entries")
    looks = {field["name"]: field["widget"] for field in entries["fields"]}
    assert {name: looks[name] for name in _OWN["properties"]} == {
        "plate": "string",
        "seats": "number",
        "fuel": "select",
        "anything": "hidden",
        "either": "hidden",
        "trips": "list",
        "marks": "hidden",
        "kept": "boolean",
    }
    short = {**made, "collections": [registers]}
    faults = Draft7Validator(json.loads(_SCHEMA.read_text())).iter_errors(short)
    assert [fault.message[:200] for fault in faults] == []


def test_a_script_that_is_not_the_one_that_was_tried_is_not_served() -> None:
    with pytest.raises(SmsError, match="as their registry gives them"):
        form_files(Backend(_system()), "{}", [b"anything else"])
