import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Literal, get_args, get_origin

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from sms_lint.ground.errors import SmsError
from sms_lint.model.catalogue import (
    Catalogue,
    Criterion,
    Obligation,
    catalogue_names,
    load_catalogue,
    read_catalogue,
)
from sms_lint.model.intervals import IntervalSettings
from sms_lint.model.kinds import kinds
from sms_lint.rules import checks

ISO_20000_1 = "iso-iec-20000-1-2018"
CATALOGUE = load_catalogue(ISO_20000_1)
EVERY = [load_catalogue(name) for name in catalogue_names()]

CLAUSE_IDS = frozenset(clause.id for clause in CATALOGUE.clauses)
OBLIGATION_IDS = frozenset(obligation.id for clause in CATALOGUE.clauses for obligation in clause.obligations)
KNOWN = CLAUSE_IDS | OBLIGATION_IDS
NUMBERS = frozenset(ref.removeprefix("20000-1:") for ref in KNOWN)

# fmt: off
DOCUMENT_KINDS = {
    "scope", "policy", "plan", "process", "procedure", "instruction", "agreement", "report", "external",
}
RECORD_KINDS = {
    "context-issue", "interested-party", "obligation", "objective", "risk", "opportunity", "document", "service-hours",
    "competence", "training", "awareness", "communication", "knowledge", "service", "service-catalogue",
    "other-party", "asset", "ci", "ci-verification", "customer", "satisfaction", "complaint", "sla",
    "sla-result", "supplier-contract", "dispute", "budget", "demand", "capacity", "change", "transition",
    "release", "incident", "major-incident", "service-request", "problem", "known-error", "availability",
    "continuity-plan", "continuity-test", "infosec-risk", "infosec-incident", "service-report",
    "audit-programme", "audit-report", "nonconformity", "management-review", "improvement", "policy",
    "role", "person", "kpi", "self-assessment",
}
# fmt: on

# Letters, digits, line feed and the punctuation of plain English: no controls, no invisible characters.
READABLE = re.compile(r"[ -~\n–—]*")

MINIMAL = """
name: small
prefix: s-1
standard: Small standard
edition: '1'
title: Small
published: '2020-01'
copyright: ours
basis: ours
clauses:
- id: '1'
  title: Only
  summary: The only clause.
  applicability: {rule: mandatory, other_parties_may_perform: no}
  obligations:
  - {id: 1-a, ref: 1 a), text: Do it., type: action}
"""


def _ways(catalogue: Catalogue) -> Iterator[tuple[Obligation, Criterion]]:
    for clause in catalogue.clauses:
        for obligation in clause.obligations:
            yield from ((obligation, way) for way in obligation.shown)


def _values_of(model: type[BaseModel], name: str) -> tuple[object, ...]:
    """The words that a field admits, else its type; nothing where there is no such field. Groups are told by a dot."""
    field, _, rest = name.partition(".")
    info = model.model_fields.get(field)
    if info is None:
        return ()
    if rest:
        return _values_of(info.annotation, rest) if isinstance(info.annotation, type) else ()
    types = [info.annotation, *get_args(info.annotation)]
    return next((get_args(form) for form in types if get_origin(form) is Literal), (info.annotation,))


def file_text(name: str) -> str:
    return files("sms_lint").joinpath("model", "catalogue", "data", f"{name}.yml").read_text(encoding="utf-8")


# What must hold for every catalogue


@pytest.mark.parametrize("catalogue", EVERY, ids=catalogue_names())
class TestEveryCatalogue:
    def test_ids_are_unique_and_carry_the_prefix(self, catalogue: Catalogue) -> None:
        ids = [clause.id for clause in catalogue.clauses]
        ids += [obligation.id for clause in catalogue.clauses for obligation in clause.obligations]
        assert [ref for ref, count in Counter(ids).items() if count > 1] == []
        assert all(ref.startswith(f"{catalogue.prefix}:") and ref.count(":") == 1 for ref in ids)

    def test_the_parent_is_the_clause_one_number_shorter(self, catalogue: Catalogue) -> None:
        for clause in catalogue.clauses:
            expected = clause.id.rpartition(".")[0] or None
            assert clause.parent == expected
            assert expected is None or catalogue.clause(expected) is not None

    def test_clauses_come_in_the_order_of_the_standard(self, catalogue: Catalogue) -> None:
        def place(number: str) -> list[tuple[bool, int, str]]:
            # Numbers come before lettered annexes, 8.10 after 8.9, and PR10 after PR9.
            parts = re.findall(r"[0-9]+|[A-Z]+", number)
            return [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]

        numbers = [clause.number for clause in catalogue.clauses]
        assert numbers == sorted(numbers, key=place)

    def test_related_clauses_and_amended_clauses_exist(self, catalogue: Catalogue) -> None:
        named = [ref for clause in catalogue.clauses for ref in clause.related_clauses]
        named += [ref for amendment in catalogue.amendments for ref in amendment.affects]
        assert [ref for ref in named if catalogue.clause(ref) is None] == []
        assert [clause.id for clause in catalogue.clauses if clause.id in clause.related_clauses] == []

    def test_an_obligation_belongs_to_its_clause(self, catalogue: Catalogue) -> None:
        for clause in catalogue.clauses:
            for obligation in catalogue.obligations_of(clause):
                assert obligation.clause == clause.id
                assert obligation.ref.split(" ")[0] == clause.number

    def test_only_a_structural_clause_has_no_obligations(self, catalogue: Catalogue) -> None:
        for clause in catalogue.clauses:
            assert (clause.obligations == ()) == (clause.applicability.rule == "structural"), clause.id
            assert (clause.applicability.condition is None) == (clause.applicability.rule != "conditional")

    def test_an_amendment_marked_on_an_obligation_exists_and_affects_its_clause(
        self, catalogue: Catalogue
    ) -> None:
        amendments = {amendment.id: amendment for amendment in catalogue.amendments}
        for clause in catalogue.clauses:
            for obligation in clause.obligations:
                assert obligation.amendment is None or clause.id in amendments[obligation.amendment].affects

    def test_documented_information_is_unique_and_belongs_to_known_clauses(
        self, catalogue: Catalogue
    ) -> None:
        items = list(catalogue.documented_information())
        assert len({item.id for item in items}) == len(items)
        for item in items:
            assert item.clauses
            assert len(set(item.clauses)) == len(item.clauses)
            named = [catalogue.clause(ref) for ref in item.clauses]
            assert all(clause is not None and clause.obligations for clause in named)

    def test_an_item_on_the_standards_own_list_names_its_obligation(self, catalogue: Catalogue) -> None:
        for item in catalogue.documented_information():
            if item.listed_in:
                obligation = catalogue.obligation(item.listed_in)
                assert obligation is not None
                assert obligation.clause in item.explicit_in

    def test_what_shows_an_item_or_obligation_is_a_known_kind(self, catalogue: Catalogue) -> None:
        for item in catalogue.documented_information():
            assert set(item.shown_by) <= DOCUMENT_KINDS | RECORD_KINDS, item.id
            assert len(set(item.shown_by)) == len(item.shown_by)

    def test_every_obligation_has_a_way_and_every_way_names_what_exists(self, catalogue: Catalogue) -> None:
        known = {
            "document": {item.id for item in catalogue.items},
            "section": {item.id for item in catalogue.items},
            "records": {kind for kind in RECORD_KINDS - {"policy"} if kinds()[kind].KIND.moment},
            "register": {kind for kind in RECORD_KINDS - {"policy"} if not kinds()[kind].KIND.moment},
            "rule": {check.rule.id for check in checks()},
            "judged_by": {"internal auditor", "top management", "process owner"},
        }
        for clause in catalogue.clauses:
            for obligation in clause.obligations:
                assert obligation.shown, obligation.id
                for way in obligation.shown:
                    assert way.target in known[way.form] or way.day, (obligation.id, way.target)
                assert len(set(obligation.shown)) == len(obligation.shown), obligation.id

    def test_what_records_must_say_stands_in_fields_of_their_kind(self, catalogue: Catalogue) -> None:
        for obligation, way in _ways(catalogue):
            needed = (*way.filled, *((way.day,) if way.day else ()))
            for name in (*(name for name, _ in way.where), *needed):
                assert _values_of(kinds()[way.kind or ""], name), (obligation.id, name)
            for name, words in way.where:
                choices = _values_of(kinds()[way.kind or ""], name)
                assert set(words) <= set(choices), (obligation.id, name)

    def test_an_interval_is_one_of_the_settings(self, catalogue: Catalogue) -> None:
        for obligation, way in _ways(catalogue):
            assert way.interval is None or way.interval in IntervalSettings.model_fields, obligation.id

    def test_what_leaves_records_or_recurs_is_shown_by_what_has_a_day(self, catalogue: Catalogue) -> None:
        """A text says what is to be done; whether it is done is shown by what that leaves."""
        dated = {
            obligation.id for obligation, way in _ways(catalogue) if way.kind or way.fresh or way.interval
        }
        for clause in catalogue.clauses:
            for obligation in clause.obligations:
                if obligation.documented == "record" or obligation.trigger == "planned_interval":
                    assert obligation.id in dated

    def test_a_section_alone_shows_only_what_is_to_be_documented(self, catalogue: Catalogue) -> None:
        for clause in catalogue.clauses:
            for obligation in clause.obligations:
                if {way.form for way in obligation.shown} <= {"section", "rule"}:
                    assert obligation.documented == "document" or obligation.type in ("define", "document"), (
                        obligation.id
                    )

    def test_what_waits_for_an_event_says_beforehand_what_is_done_then(self, catalogue: Catalogue) -> None:
        """Otherwise it would be complete where nobody has thought of it."""
        for clause in catalogue.clauses:
            for obligation in clause.obligations:
                items = [catalogue.item(way.section or way.document or "") for way in obligation.shown]
                firm = any(item is not None and not item.conditional for item in items)
                waits = obligation.trigger == "conditional" or clause.applicability.rule == "conditional"
                judged = any(way.judged_by for way in obligation.shown)
                assert firm or judged or any(way.kind and not waits for way in obligation.shown), (
                    obligation.id
                )

    def test_a_rule_alone_shows_nothing(self, catalogue: Catalogue) -> None:
        for clause in catalogue.clauses:
            for obligation in clause.obligations:
                assert any(way.form != "rule" for way in obligation.shown), obligation.id

    def test_a_conditional_item_says_when_and_no_other_does(self, catalogue: Catalogue) -> None:
        for item in catalogue.documented_information():
            assert item.conditional == (item.when is not None), item.id


@pytest.mark.parametrize("name", catalogue_names())
class TestEveryFile:
    def test_the_name_in_the_file_is_the_files_name(self, name: str) -> None:
        assert load_catalogue(name).name == name

    def test_the_text_has_no_control_or_invisible_characters(self, name: str) -> None:
        text = file_text(name)
        assert READABLE.fullmatch(text), sorted({letter for letter in text if not READABLE.fullmatch(letter)})
        assert text.endswith("\n")

    def test_the_yaml_is_the_strict_subset(self, name: str) -> None:
        for event in yaml.parse(file_text(name), yaml.CBaseLoader):
            assert not isinstance(event, yaml.AliasEvent)
            assert getattr(event, "anchor", None) is None
            assert getattr(event, "tag", None) is None

    def test_no_key_is_given_twice(self, name: str) -> None:
        def walk(node: yaml.Node | None) -> None:
            if isinstance(node, yaml.MappingNode):
                keys = [key.value for key, _ in node.value]
                assert len(set(keys)) == len(keys), node.start_mark
                for _, value in node.value:
                    walk(value)
            elif isinstance(node, yaml.SequenceNode):
                for value in node.value:
                    walk(value)

        walk(yaml.compose(file_text(name), yaml.CBaseLoader))

    def test_a_reader_with_implicit_types_sees_the_same_values_but_for_yes_and_no(self, name: str) -> None:
        def texts(value: object) -> object:
            if isinstance(value, dict):
                return {texts(key): texts(inner) for key, inner in value.items()}
            if isinstance(value, list):
                return [texts(item) for item in value]
            return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value

        text = file_text(name)
        assert texts(yaml.load(text, yaml.CSafeLoader)) == yaml.load(text, yaml.CBaseLoader)


# ISO/IEC 20000-1:2018 with Amd 1:2024


def test_the_totals() -> None:
    items = list(CATALOGUE.documented_information())
    explicit = [item for item in items if item.requirement == "explicit"]
    assert len(CATALOGUE.clauses) == 88
    assert len(OBLIGATION_IDS) == 404
    assert len(items) == 91
    assert len(explicit) == 58
    assert Counter(item.kind for item in explicit) == {"document": 25, "record": 33}


def test_the_edition_and_its_amendment_are_data() -> None:
    assert (CATALOGUE.standard, CATALOGUE.edition, CATALOGUE.prefix) == ("ISO/IEC 20000-1", "2018", "20000-1")
    assert [amendment.id for amendment in CATALOGUE.amendments] == ["Amd 1:2024"]
    amended = [
        obligation.id
        for clause in CATALOGUE.clauses
        for obligation in clause.obligations
        if obligation.amendment
    ]
    assert amended == ["20000-1:4.1-s2"]


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("6.3", "Plan the service management system"),
        ("8.3.2", "Business relationship management"),
        ("8.6.1", "Incident management"),
        ("8.6.3", "Problem management"),
        ("10.1", "Nonconformity and corrective action"),
        ("10.2", "Continual improvement"),
    ],
)
def test_titles_that_public_sources_get_wrong(number: str, title: str) -> None:
    assert CATALOGUE.find(number).title == title


def test_the_list_in_7_5_4_is_whole() -> None:
    listed = {item.listed_in for item in CATALOGUE.documented_information() if item.listed_in}
    assert listed == {f"20000-1:7.5.4-{letter}" for letter in "abcdefghijk"}


@pytest.mark.parametrize(
    ("item", "kinds"),
    [
        ("sms-scope", {"scope"}),
        ("service-management-policy", {"policy"}),
        ("risk-register", {"risk"}),
        ("major-incident-procedure", {"procedure"}),
        ("sla", {"sla", "agreement"}),
        ("change-trend-analysis", {"report"}),
        ("internal-agreements", {"agreement"}),
    ],
)
def test_how_a_repository_shows_an_item(item: str, kinds: set[str]) -> None:
    found = CATALOGUE.item(item)
    assert found is not None
    assert set(found.shown_by) == kinds


def test_what_may_be_absent_is_what_depends_on_an_event_or_a_party() -> None:
    conditional = {item.id for item in CATALOGUE.documented_information() if item.conditional}
    assert {"dispute-log", "complaint-register", "internal-agreements"} <= conditional
    assert conditional.isdisjoint(
        {"sms-scope", "service-management-plan", "incident-records", "audit-report", "continuity-test-report"}
    )


def test_a_shared_item_knows_where_it_is_called_for_and_where_only_expected() -> None:
    risks = CATALOGUE.item("risk-register")
    assert risks is not None
    assert (risks.explicit_in, risks.implied_in) == (("20000-1:6.1.2",), ("20000-1:6.1.1",))
    assert risks in CATALOGUE.documented_information_of(CATALOGUE.find("6.1.1"))


# Looking up


def test_known_ids_are_found_only_whole_and_with_the_prefix() -> None:
    assert {ref: CATALOGUE.clause(ref) for ref in CLAUSE_IDS} == {
        clause.id: clause for clause in CATALOGUE.clauses
    }
    assert [ref for ref in OBLIGATION_IDS if CATALOGUE.clause(ref)] == []
    assert [ref for ref in CLAUSE_IDS if CATALOGUE.obligation(ref)] == []
    found = [CATALOGUE.obligation(ref) for ref in sorted(OBLIGATION_IDS)]
    assert [obligation.id for obligation in found if obligation] == sorted(OBLIGATION_IDS)
    assert [number for number in NUMBERS if CATALOGUE.clause(number) or CATALOGUE.obligation(number)] == []


near_misses = st.one_of(
    st.text(max_size=20),
    st.from_regex(r"(20000-1:)?[0-9]{1,2}(\.[0-9]{1,2}){0,3}(-[a-z][0-9]?)?", fullmatch=True),
    st.sampled_from(sorted(KNOWN)).flatmap(lambda ref: st.integers(0, len(ref)).map(lambda end: ref[:end])),
    st.builds("".join, st.tuples(st.sampled_from(sorted(KNOWN)), st.text("0123456789.-:as \n", max_size=3))),
    st.builds("".join, st.tuples(st.text("0123456789.-: \n", max_size=3), st.sampled_from(sorted(KNOWN)))),
)


@given(near_misses)
def test_nothing_unknown_is_ever_matched(ref: str) -> None:
    clause, obligation = CATALOGUE.clause(ref), CATALOGUE.obligation(ref)
    assert (clause.id if clause else None) == (ref if ref in CLAUSE_IDS else None)
    assert (obligation.id if obligation else None) == (ref if ref in OBLIGATION_IDS else None)
    suggestion = CATALOGUE.suggest(ref)
    assert suggestion is None or suggestion in KNOWN


@given(near_misses)
def test_the_command_line_finds_the_exact_id_or_refuses(text: str) -> None:
    if text in KNOWN or text in NUMBERS:
        number = text.removeprefix("20000-1:").partition("-")[0]
        assert CATALOGUE.find(text).number == number
    else:
        with pytest.raises(SmsError, match="has no clause"):
            CATALOGUE.find(text)


@pytest.mark.parametrize(
    ("ref", "suggestion"),
    [
        ("8.60.1", "20000-1:8.6.1"),
        ("20000-1:8.60.1", "20000-1:8.6.1"),
        ("20000-1:8.6.10", "20000-1:8.6.1"),
        ("2000-1:8.6.1", "20000-1:8.6.1"),
        ("8.6.1", "20000-1:8.6.1"),
        ("20000-1:6.2.3", "20000-1:6.2.2"),
        ("20000-1:8.5.1.2-g", "20000-1:8.5.1.2-f"),
        ("27001:8.6.1", None),
        ("incident", None),
        ("", None),
        ("8" * 100_000, None),
    ],
)
def test_the_nearest_id_is_suggested(ref: str, suggestion: str | None) -> None:
    assert CATALOGUE.suggest(ref) == suggestion


def test_an_unknown_clause_is_refused_with_the_suggestion() -> None:
    with pytest.raises(SmsError) as refused:
        CATALOGUE.find("8.60.1")
    assert str(refused.value) == ("ISO/IEC 20000-1:2018 has no clause '8.60.1'. Did you mean 20000-1:8.6.1?")


def test_children_and_ancestors() -> None:
    incident = CATALOGUE.find("8.6.1")
    assert [clause.number for clause in CATALOGUE.ancestors(incident)] == ["8.6", "8"]
    assert [clause.number for clause in CATALOGUE.children(CATALOGUE.find("8.6"))] == [
        "8.6.1",
        "8.6.2",
        "8.6.3",
    ]
    assert CATALOGUE.children(incident) == ()
    assert incident.level == 3


# Loading


def test_an_unknown_catalogue_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(SmsError, match=r"Did you mean 'iso-iec-20000-1-2018'\?.*There are: .*20000-1-2018"):
        load_catalogue("iso-20000-1-2018")
    with pytest.raises(SmsError, match=r"no clause catalogue '\.\./secret'"):
        load_catalogue("../secret")


def test_a_second_standard_is_one_more_file() -> None:
    small = read_catalogue(MINIMAL)
    assert small.clause("s-1:1") is not None
    assert small.obligation("s-1:1-a") is not None
    assert small.clause("20000-1:1") is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("basis: ours\n", "basis: ours\nauthor: nobody\n"),
        ("type: action", "type: wish"),
        ("id: '1'", "id: '1.'"),
        ("edition: '1'\n", ""),
        ("summary: The only clause.", "summary: ''"),
    ],
)
def test_a_wrong_file_is_refused(old: str, new: str) -> None:
    assert old in MINIMAL
    with pytest.raises(ValidationError):
        read_catalogue(MINIMAL.replace(old, new, 1))


def test_values_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        CATALOGUE.clauses[0].title = "another"  # type: ignore[misc]
