"""What the keys of a declared rule make of a system: key by key, where the rule is silent, and then what it says."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from sms_lint.language.case import TooSlowError
from sms_lint.language.compiling import declared_rule
from sms_lint.language.declared import DeclaredRule, Surroundings
from sms_lint.load import load
from sms_lint.load.read_files import ReadFiles
from sms_lint.model.kinds import kinds
from sms_lint.starter.example_files import example_files
from sms_lint.system.declared import Spoken, spoken, unmet
from sms_lint.system.sms import Sms

READ = ReadFiles()
Entries = Mapping[str, Mapping[str, Any]]


@cache
def _root() -> TemporaryDirectory[str]:
    """An empty system, over which each test lays its entries."""
    folder = TemporaryDirectory()
    (Path(folder.name) / "sms.yml").write_text("organization: {name: Example}\nas_of: 2026-10-31\n", "utf-8")
    return folder


def system(entries: Entries, **more: str) -> Sms:
    """A system of these entries, each laid over the sound example of its kind."""
    overlay = {**example_files(kinds(), entries), **more}
    return load(Path(_root().name), overlay=overlay, read=READ)


def rule_of(**keys: Any) -> DeclaredRule:
    rule, faults = declared_rule("a-rule", {"summary": "A rule.", **keys}, Surroundings(kinds()))
    assert rule is not None, faults
    return rule


def said(entries: Entries, **keys: Any) -> list[str]:
    """What a rule says of a system."""
    return [one.message for one in spoken(rule_of(**keys), system(entries), 10**6)]


def one(entries: Entries, **keys: Any) -> Spoken:
    (only,) = spoken(rule_of(**keys), system(entries), 10**6)
    return only


OPEN = {"status": "open", "closed_at": None}
OVERDUE = {"about": "risk", "when": "status is open", "overdue": "due", "say": "{id} was due {due:ago}"}


def test_overdue_speaks_from_the_day_after() -> None:
    assert said({"risk RSK-1": {**OPEN, "due": "2026-10-31"}}, **OVERDUE) == []
    assert said({"risk RSK-1": {"due": "2026-10-01"}}, **OVERDUE) == []
    assert said({"risk RSK-1": {**OPEN, "due": None}}, **OVERDUE) == []
    assert said({"risk RSK-1": {**OPEN, "due": "2026-10-30"}}, **OVERDUE) == ["RSK-1 was due 1 day ago"]


AGED = {
    "about": "risk",
    "since": "raised",
    "older_than": "30 days",
    "say": "{id}: {limit} ended on {deadline}",
}


def test_older_than_counts_from_a_day_and_gives_the_deadline() -> None:
    def of(raised: str | None) -> list[str]:
        return said({"risk RSK-1": {"raised": raised, "reviewed_at": "2026-10-02"}}, **AGED)

    assert of("2026-10-01") == []
    assert of(None) == []
    assert of("2026-09-30") == ["RSK-1: 30 days ended on 2026-10-30"]


def test_older_than_may_be_an_interval_of_the_settings() -> None:
    aged = {**AGED, "since": "reviewed_at", "older_than": "risk_review"}
    assert said({"risk RSK-1": {}}, **aged) == []
    (message,) = said({"risk RSK-1": {"reviewed_at": "2020-01-01"}}, **aged)
    assert message.startswith("RSK-1: ")


CARRIES = {
    "about": "release",
    "names": "changes",
    "when": "change.status is not closed",
    "say": "{id} carries {change.id}, which is {change.status}",
}


def test_names_looks_at_each_entry_that_is_named_and_passes_over_what_is_not_there() -> None:
    entries: Entries = {"change CHG-1": {}, "release REL-1": {"changes": ["CHG-1", "CHG-9"]}}
    assert said(entries, **CARRIES) == []
    found = one({**entries, "change CHG-1": {"status": "approved", "closed_at": None}}, **CARRIES)
    assert found.message == "REL-1 carries CHG-1, which is approved"
    assert (found.node, found.at.path) == ("REL-1", "records/registers/release.yml")


NAMED = {"about": "problem", "named_by": "known-error.problem", "say": "nothing is about {id}"}


@pytest.mark.parametrize("where", ["status is closed", "known-error.status is closed"])
def test_named_by_speaks_where_nothing_that_counts_names_the_entry(where: str) -> None:
    named: Entries = {"problem PRB-1": {}, "known-error KER-1": {"problem": "PRB-1"}}
    assert said(named, **NAMED) == []
    assert said(named, **NAMED, where=where) == []
    assert said({**named, "known-error KER-1": {"problem": "PRB-2"}}, **NAMED) == ["nothing is about PRB-1"]
    still_open: Entries = {
        **named,
        "known-error KER-1": {"problem": "PRB-1", "status": "open", "closed_at": None},
    }
    assert said(still_open, **NAMED) == []
    assert said(still_open, **NAMED, where=where) == ["nothing is about PRB-1"]


def test_named_by_is_silent_where_what_names_the_entry_could_not_be_read() -> None:
    problem: Entries = {"problem PRB-1": {}}
    broken = {"records/registers/known-error.yml": "kind: known-error\nid: REG-KE\nentries: [\n"}
    assert list(spoken(rule_of(**NAMED), system(problem, **broken), 100)) == []


ASKS = {
    "about": "risk",
    "asks": "category",
    "of": ["organization", "infosec"],
    "say": "no risk is of {missing}",
}


def test_asks_speaks_of_the_words_of_which_no_entry_is() -> None:
    assert said({}, **ASKS) == []
    both = {"risk RSK-1": {"category": "organization"}, "risk RSK-2": {"category": "infosec"}}
    assert said(both, **ASKS) == []
    assert said({"risk RSK-1": {}}, **ASKS) == ["no risk is of `infosec`"]
    assert said(both, **ASKS, when="id is RSK-1") == ["no risk is of `infosec`"]


def test_more_than_and_fewer_than_count_for_each_value() -> None:
    risks = {f"risk RSK-{number}": {"owner": owner} for number, owner in enumerate(["a", "a", "b"], 1)}
    many = {"about": "risk", "more_than": "3", "say": "{number}: {entries}"}
    assert said(risks, **many) == []
    assert said(risks, **{**many, "more_than": "1"}, per="owner") == ["2: RSK-1 and RSK-2"]
    assert said(risks, **{**many, "more_than": "2"}) == ["3: RSK-1, RSK-2 and RSK-3"]
    few = {"about": "risk", "fewer_than": "1", "per": "owner", "say": "{owner} has {number}"}
    assert said(risks, **few) == []
    assert said(risks, **{**few, "fewer_than": "2"}) == ["b has 1"]
    assert said(risks, **few, when="id is RSK-1") == ["b has 0"]


def test_latest_judges_the_newest_entry_alone_for_each_value() -> None:
    latest = {"about": "risk", "latest": "raised", "when": "rating > 5", "say": "{id}"}
    risks = {
        "risk RSK-1": {"raised": "2026-01-01", "service": "SVC-A"},
        "risk RSK-2": {"raised": "2026-02-01", "service": "SVC-B", "likelihood": "1", "impact": "2", "rating": "2", "residual_rating": "1"},
    }  # fmt: skip
    assert said(risks, **latest) == []
    assert said(risks, **latest, per="service") == ["RSK-1"]


def test_each_judges_the_items_of_a_list_one_by_one() -> None:
    targets = {"about": "sla", "each": "targets", "when": "item.value > 1000000", "say": "{id}: {item.value}"}
    sla = {"sla SLA-1": {"targets": [{"name": "Uptime"}, {"name": "Speed"}]}}
    assert said(sla, **targets) == []
    found = list(spoken(rule_of(**{**targets, "when": "item.value > 0"}), system(sla), 1000))
    assert len(found) == 2
    assert {spoken_of.node for spoken_of in found} == {"SLA-1"}
    assert len({spoken_of.at.start for spoken_of in found}) == len(found)


def test_at_says_where_the_finding_stands() -> None:
    entries: Entries = {"risk RSK-1": {}}
    default = one(entries, about="risk", when="rating > 5", say="{id}")
    at = one(entries, about="risk", when="rating > 5", say="{id}", at="rating")
    assert at.at.file.text[at.at.start : at.at.end] == "12"
    assert default.at != at.at


def test_of_several_kinds_every_entry_is_judged() -> None:
    entries: Entries = {"risk RSK-1": {}, "problem PRB-1": {}}
    both: dict[str, Any] = {"about": ["risk", "problem"], "say": "{id}"}
    assert said(entries, **both, when="owner is nobody") == []
    assert said(entries, **both, when="owner is not nobody") == ["RSK-1", "PRB-1"]


def test_a_promise_of_the_kind_is_overdue_as_the_calendar_has_it() -> None:
    treated = {"about": "risk", "overdue": "treatment", "say": "{id} was to be treated by {deadline}"}
    risk = {**OPEN, "acceptance": "treat", "due": "2026-10-31"}
    assert said({"risk RSK-1": risk}, **treated) == []
    assert said({"risk RSK-1": {**risk, "acceptance": "accept", "due": "2026-10-30"}}, **treated) == []
    late = {"risk RSK-1": {**risk, "due": "2026-10-30"}}
    assert said(late, **treated, when="rating > 20") == []
    assert said(late, **treated) == ["RSK-1 was to be treated by 2026-10-30"]


@pytest.mark.parametrize(
    ("keys", "entries", "why"),
    [
        (OVERDUE, {}, "it finds no entry to look at"),
        (OVERDUE, {"risk RSK-1": {**OPEN, "due": "2027-01-01"}}, "none of its days has come"),
        (OVERDUE, {"risk RSK-1": {"due": "2026-01-01"}}, "nothing meets `status is open`"),
        (
            {"about": "risk", "when": ["id is RSK-1", "id is RSK-2"], "say": "x"},
            {"risk RSK-1": {}, "risk RSK-2": {}},
            "nothing meets all its conditions at once",
        ),
    ],
)
def test_why_a_rule_is_silent_can_be_said(keys: dict[str, Any], entries: Entries, why: str) -> None:
    assert unmet(rule_of(**keys), system(entries), 1000) == why


@pytest.mark.parametrize(
    "keys",
    [
        OVERDUE,
        {"about": "risk", "when": 'title matches "*a?a?a?b*"', "say": "{id}"},
        {"about": "risk", "when": "cause repeats treatment", "say": "{id}"},
        {"about": "risk", "more_than": "1", "say": "{entries}"},
        ASKS,
        {"about": "risk", "named_by": "change.risk", "say": "{id}"},
        {"about": "risk", "latest": "raised", "when": "rating > 5", "say": "{id}"},
        {"about": "risk", "when": "rating > 5", "say": "{id} " + "and so on, without an end " * 15},
    ],
)
def test_whatever_a_rule_does_its_steps_are_counted(keys: dict[str, Any]) -> None:
    sms = system({f"risk RSK-{number}": {} for number in range(20)})
    list(spoken(rule_of(**keys), sms, 1000))
    with pytest.raises(TooSlowError):
        list(spoken(rule_of(**keys), sms, 10))
