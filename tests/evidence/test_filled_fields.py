"""Words that say nothing fill no field that is evidence: for every way of the catalogue that asks for filled fields."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sms_lint.evidence.filled_fields import filled_in
from sms_lint.evidence.selection import Selection
from sms_lint.ground.language_words import languages
from sms_lint.language.field_types import field_types
from sms_lint.model.catalogue import Criterion, load_catalogue
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Node, Record
from sms_lint.system.sms import Sms
from tests.reference import reference_system

ROOT = Path(__file__).parents[2]
EMPTY = (
    "n/a",
    "-",
    "ok",
    "OK.",
    "as above",
    "unknown",
    "TBD",
    "k. A.",
    "à compléter",
    "pendiente",
    "同上",
    "?!",
)
NONE = ("none", "None.", "keine", "aucune", "ninguna", "なし")
# The fields in which words for none are an answer. One more is a decision, so that it is said here as well.
NONE_IS_ANSWER = {
    "audit-programme": {"changes_considered", "previous_results"},
    "availability": {"investigation"},
    "change": {
        "cost",
        "impact_capacity_availability_continuity_security",
        "impact_parties",
        "impact_policies_plans",
    },
    "ci-verification": {"actions"},
    "continuity-test": {"actions", "deficiencies"},
    "infosec-incident": {"impact_sms_services_parties", "lessons"},
    "known-error": {"workaround"},
    "management-review": {"decisions_sms_change"},
    "nonconformity": {"consequences"},
    "objective": {"resources"},
    "opportunity": {"customer_impact"},
    "risk": {"customer_impact"},
    "satisfaction": {"actions"},
    "service-report": {"actions", "decisions"},
    "transition": {"data_disposition", "dependencies"},
}


def asked() -> Iterator[Criterion]:
    """Every way that asks for filled fields."""
    for clause in load_catalogue("iso-iec-20000-1-2018").clauses:
        for obligation in clause.obligations:
            yield from (criterion for criterion in obligation.shown if criterion.filled)


def texts_asked() -> list[tuple[str, str]]:
    """Every field with words of one's own that a way asks for, by its kind."""
    found = {(criterion.kind or "", name) for criterion in asked() for name in criterion.filled}
    return sorted(pair for pair in found if is_text(*pair))


def is_text(kind: str, name: str) -> bool:
    fields: Any = field_types(kinds()[kind])
    *groups, last = name.split(".")
    for group in groups:
        fields = fields[group].fields()
    return bool(fields[last].sort == "text")


def test_many_fields_are_asked_for_in_many_kinds() -> None:
    assert len(texts_asked()) > 150
    assert len({kind for kind, _ in texts_asked()}) > 35


@pytest.mark.parametrize("text", EMPTY)
def test_words_that_say_nothing_fill_no_field(text: str) -> None:
    for kind, name in texts_asked():
        filled = filled_in(kinds()[kind], name)
        assert not filled(text), (kind, name)
        assert not filled((text, text)), (kind, name)
        assert not filled(None)
        assert filled(f"{text} server") or filled((f"{text} server",)), (kind, name)


@pytest.mark.parametrize("text", NONE)
def test_words_for_none_fill_the_fields_of_which_that_is_said(text: str) -> None:
    for kind, name in texts_asked():
        answer = name in NONE_IS_ANSWER.get(kind, ())
        assert filled_in(kinds()[kind], name)(text) is answer, (kind, name)


def test_the_fields_in_which_none_is_an_answer_are_those() -> None:
    found = {
        kind: {name for name, field in field_types(model).items() if field.none_is_answer}
        for kind, model in kinds().items()
    }
    assert {kind: names for kind, names in found.items() if names} == NONE_IS_ANSWER


def test_a_closed_word_a_number_or_a_reference_is_always_an_answer() -> None:
    assert filled_in(kinds()["context-issue"], "climate_change")("not_relevant")
    assert filled_in(kinds()["change"], "major_impact")("no")
    assert filled_in(kinds()["ci-verification"], "errors")(0)
    assert filled_in(kinds()["objective"], "unit")("%")
    assert not filled_in(kinds()["release"], "known_errors_problems_closed")(())


def test_of_several_texts_one_will_do_in_a_list_and_in_a_cell() -> None:
    filled = filled_in(kinds()["objective"], "actions")
    assert filled(("n/a", "More articles"))
    assert filled("n/a;More articles")
    assert not filled("n/a;-")


@pytest.fixture(scope="module")
def sms() -> Sms:
    return reference_system()


def emptied(sms: Sms, criterion: Criterion, text: str) -> Iterator[Node]:
    """The records of a kind, with one field of each that a way asks for saying nothing."""
    name = next(name for name in criterion.filled if is_text(criterion.kind or "", name))
    for node in sms.of_kind(criterion.kind or ""):
        if isinstance(node, Record):
            group, _, last = name.rpartition(".")
            holder: Any = getattr(node, group) if group else node
            several = isinstance(getattr(holder, last), tuple)
            changed = holder.model_copy(update={last: (text,) if several else text})
            yield node.model_copy(update={group: changed}) if group else changed


def test_a_way_counts_no_record_whose_field_says_nothing(sms: Sms) -> None:
    """Every way of the catalogue that asks for a text, over the records of the example that are no rows of tables."""
    tried = 0
    for number, criterion in enumerate(asked()):
        kind = criterion.kind or ""
        if any(is_text(kind, name) for name in criterion.filled) and not sms.tables(kind):
            if Selection(sms).of(criterion) is None:
                continue  # a case that the example has not had, such as a service that was removed
            records = tuple(emptied(sms, criterion, EMPTY[number % len(EMPTY)]))
            assert Selection(replace(sms, nodes=records)).of(criterion) is None, criterion
            tried += 1
    assert tried > 150


def test_the_lists_of_all_languages_count() -> None:
    filled = filled_in(kinds()["nonconformity"], "root_cause")
    for language in languages():
        assert not any(filled(" ".join(text)) for text in (*language.none, *language.unsaid)), language.name
