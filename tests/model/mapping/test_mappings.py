"""A mapping is data: those of the program are sound, and a slip in one is named where it stands."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

import sms_lint
from sms_lint.ground.source import Route
from sms_lint.ground.text import read_yaml
from sms_lint.model.kinds import kinds
from sms_lint.model.mapping import lacking_fields, mapping_names, read_mapping, shipped_mapping, shipped_text
from sms_lint.model.mapping.vocabulary import column_words, is_personal, state_words
from sms_lint.report.reference.schemas import mapping_schema

COLUMNS = {name: name for name in ("id", "opened_at", "category", "priority", "status")}
# What a tool does not record and its mapping leaves to the organisation.
LACKING = {
    "servicenow-changes": (
        "requested_by", "route", "benefit", "feasibility", "cost", "impact_parties", "impact_policies_plans",
        "impact_capacity_availability_continuity_security",
    ),
    "servicenow-problems": ("source",),
    "itop-problems": ("source",),
    "itop-changes": (
        "requested_by", "major_impact", "route", "reason", "risk", "benefit", "feasibility", "cost", "impact_services",
        "impact_policies_plans", "impact_capacity_availability_continuity_security", "affected_cis",
    ),
    "glpi-problems": ("source",),
    "glpi-changes": (
        "requested_by", "category", "major_impact", "route", "benefit", "feasibility", "cost", "impact_services", "impact_parties",
        "impact_policies_plans", "impact_capacity_availability_continuity_security", "planned_start", "planned_end", "affected_cis",
    ),
    "zammad-problems": ("source",),
    "zammad-changes": (
        "requested_by", "category", "major_impact", "route", "reason", "risk", "benefit", "feasibility", "cost", "impact_services",
        "impact_parties", "impact_policies_plans", "impact_capacity_availability_continuity_security", "reversal_plan",
        "planned_start", "planned_end", "affected_cis",
    ),
    "jira-problems": ("source",),
    "jira-changes": (
        "requested_by", "major_impact", "route", "benefit", "feasibility", "cost", "impact_services", "impact_parties",
        "impact_policies_plans", "impact_capacity_availability_continuity_security", "reversal_plan", "affected_cis",
    ),
}  # fmt: skip
SOUND: dict[str, Any] = {"kind": "incident", "system": "Tool", "columns": COLUMNS}


def said(**more: Any) -> list[tuple[Route, str]]:
    """What is wrong with a sound mapping that has more in it."""
    return [(fault.route, fault.message) for fault in read_mapping({**SOUND, **more}, kinds()).faults]


# What must stay silent


@pytest.mark.parametrize("name", mapping_names())
def test_a_mapping_of_the_program_is_sound(name: str) -> None:
    parsed = read_yaml(shipped_text(name))
    assert not parsed.flaws
    lacking = LACKING.get(name, ())
    assert tuple(lacking_fields(shipped_mapping(name), kinds()[shipped_mapping(name).kind])) == lacking
    whole = {
        **parsed.values,
        "constants": {**parsed.values.get("constants", {}), **dict.fromkeys(lacking, "x")},
    }
    assert not read_mapping(whole, kinds()).faults
    as_an_editor_reads_it = YAML(typ="safe").load(shipped_text(name))
    Draft202012Validator(json.loads(json.dumps(mapping_schema()))).validate(as_an_editor_reads_it)


@pytest.mark.parametrize("name", mapping_names())
def test_nothing_personal_is_taken(name: str) -> None:
    mapping = shipped_mapping(name)
    taken = {column for rule in mapping.columns.values() for column in rule.columns}
    assert [column for column in taken if is_personal(column)] == []


def test_a_small_mapping_is_sound() -> None:
    assert said() == []


def test_an_own_mapping_is_laid_over_the_one_it_is_based_on() -> None:
    own = {
        "based_on": "servicenow-incidents",
        "columns": {"impact": None, "title": "u_title"},
        "form": {"zone": "Europe/Berlin"},
    }
    mapping = read_mapping(own, kinds()).mapping
    assert mapping is not None
    assert "impact" not in mapping.columns
    assert mapping.columns["title"].from_ == ("u_title",)
    assert (mapping.form.zone, mapping.form.records) == ("Europe/Berlin", "result")
    Draft202012Validator(mapping_schema()).validate({**own, "columns": {"title": "u_title"}})


def test_words_are_known_for_every_state() -> None:
    fields = kinds()["incident"].model_fields | kinds()["service-request"].model_fields
    assert column_words().keys() <= fields.keys()
    assert {"new", "closed", "cancelled", "fulfilled", "yes", "no"} <= state_words().keys()


def test_the_examples_of_the_handbook_are_sound() -> None:
    text = (Path(sms_lint.__file__).parent / "publish/handbook/imports.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml imports/\S+\n(.*?)^```$", text, re.M | re.S)
    assert len(blocks) == 3
    assert [read_mapping(read_yaml(block).values, kinds()).faults for block in blocks] == [(), (), ()]


# What must be reported


@pytest.mark.parametrize(
    ("more", "route", "message"),
    [
        ({"kind": "incidnet"}, ("kind",), "did you mean `incident`"),
        ({"kind": "policy"}, ("kind",), "a policy is a document"),
        ({"based_on": "servicenow"}, ("based_on",), "there is no mapping `servicenow`"),
        ({"form": {"zone": "Europe/Berln"}}, ("form", "zone"), "there is no time zone Europe/Berln"),
        ({"form": {"dates": ["%d.%m"]}}, ("form", "dates", 0), "needs a day (%d), a month (%m) and a year (%Y)"),
        ({"form": {"dates": ["%d.%m.%Q"]}}, ("form", "dates", 0), "`%Q` is not known"),
        ({"form": {"dates": ["%d/%m/%Y", "%m/%d/%Y"]}}, ("form", "dates", 1), "as different days"),
        ({"columns": {**COLUMNS, "titel": "x"}}, ("columns", "titel"), "did you mean `title`"),
        ({"columns": {"id": "number"}}, ("columns",), "`opened_at`, `category`, `priority` and `status` are missing in `columns`"),
        ({"columns": {**COLUMNS, "title": {"as": "x {}"}}}, ("columns", "title"), "names no column"),
        ({"columns": {**COLUMNS, "id": {"from": "n", "as": "INC"}}}, ("columns", "id", "as"), "has no {}"),
        ({"columns": {**COLUMNS, "id": {"from": "n", "match": "(?=x)"}}}, ("columns", "id", "match"), "looking ahead"),
        ({"columns": {**COLUMNS, "id": {"from": "n", "html": "maybe"}}}, ("columns", "id", "html"), "must be `yes` or `no`"),
        ({"columns": {**COLUMNS, "id": {"from": "n", "take": "last"}}}, ("columns", "id", "take"), "`events` is missing"),
        ({"personal": ["priority"]}, ("columns", "priority"), "which `personal` says is never taken"),
        ({"constants": {"sevice": "x"}}, ("constants", "sevice"), "did you mean `service`"),
        ({"rejects": "some"}, ("rejects",), "must be a whole number"),
        ({"freshfor": "1 month"}, ("freshfor",), "did you mean `fresh_for`"),
    ],
)  # fmt: skip
def test_a_slip_is_named_where_it_stands(more: dict[str, Any], route: Route, message: str) -> None:
    found = said(**more)
    assert route in [at for at, _ in found]
    assert message in dict(found)[route]


@pytest.mark.parametrize("values", [None, "text", ["a"]])
def test_what_is_no_group_is_refused(values: object) -> None:
    assert "a mapping is a group of keys" in read_mapping(values, kinds()).faults[0].message
