import pytest

from sms_lint.model.catalogue import Clause, load_catalogue
from sms_lint.report.clauses import explain, listing

CATALOGUE = load_catalogue("iso-iec-20000-1-2018")


def test_an_explained_clause_says_what_is_asked_and_what_shows_it() -> None:
    text = explain(CATALOGUE, CATALOGUE.find("8.6.1"))
    assert text.startswith("20000-1:8.6.1  Incident management\n")
    assert "  20000-1:8.6.1-a  Record and classify incidents. (calls for a record)\n" in text
    assert "  explicit  Incident records [incident-records], a record; shown by: incident\n" in text
    assert "only when: A major incident has been resolved." in text
    assert "  20000-1:8.6.3  Problem management\n" in text
    assert "  ITIL 4: part of Incident management; touches Service desk" in text
    assert "A.6.8 Information security event reporting" in text


def test_what_an_amendment_added_is_marked() -> None:
    text = " ".join(explain(CATALOGUE, CATALOGUE.find("4.1")).split())
    assert "climate change is one of those relevant factors. (added by Amd 1:2024)" in text


def test_a_title_of_ours_is_not_passed_off_as_the_standards() -> None:
    assert "6.1.2  Risk determination and documentation (title ours)" in listing(CATALOGUE)
    assert "8.6.1  Incident management (title ours)" not in listing(CATALOGUE)


def test_a_clause_without_requirements_shows_what_is_below_it() -> None:
    text = explain(CATALOGUE, CATALOGUE.find("8.6"))
    assert "Obligations" not in text
    assert "Below\n  20000-1:8.6.1  Incident management\n" in text


def test_the_condition_of_a_conditional_clause_is_said() -> None:
    text = explain(CATALOGUE, CATALOGUE.find("10.1.1"))
    assert "Applies when a nonconformity occurs. Other parties may carry out its activities." in text


@pytest.mark.parametrize("clause", CATALOGUE.clauses, ids=lambda clause: clause.number)
def test_every_clause_fits_a_terminal_and_says_whose_words_these_are(clause: Clause) -> None:
    text = explain(CATALOGUE, clause)
    assert max(map(len, text.splitlines())) <= 100
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    assert "are not the standard and cannot replace it" in " ".join(text.split())
    assert [obligation.id for obligation in clause.obligations if f"  {obligation.id}  " not in text] == []


def test_the_listing_has_every_clause_once_indented_by_level() -> None:
    lines = listing(CATALOGUE).splitlines()
    assert lines[0] == "ISO/IEC 20000-1:2018 + Amd 1:2024"
    assert [line.split()[0] for line in lines[2:]] == [clause.id for clause in CATALOGUE.clauses]
    incident = next(line for line in lines if "20000-1:8.6.1 " in line)
    assert incident.startswith("    20000-1:8.6.1  Incident management")
    assert incident.endswith("  11")
    assert (
        next(line for line in lines if "20000-1:8.6 " in line) == "  20000-1:8.6  Resolution and fulfilment"
    )
