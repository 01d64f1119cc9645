"""OSCAL files: ids stay the same and lead somewhere, nothing is empty, and a finding says what was judged."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sms_lint.cli import main
from sms_lint.evidence import JudgedObligation, judged_obligations
from sms_lint.load import load
from sms_lint.model.catalogue import catalogue_names, load_catalogue
from sms_lint.report.oscal import oscal_catalog, oscal_components, oscal_mapping, oscal_results
from sms_lint.rules import checks_for
from sms_lint.rules.lint import lint
from sms_lint.system.crosswalks import Crosswalks
from sms_lint.system.sms import Sms

MINIMAL = Path(__file__).parents[1] / "systems" / "minimal"
FIRST = "iso-iec-20000-1-2018"
DAY = date(2026, 11, 1)
# As the published schemas have them.
TOKEN = re.compile(r"[^\W\d][\w.-]*")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@pytest.fixture(scope="module")
def sms() -> Sms:
    return load(MINIMAL, today=DAY)


@pytest.fixture(scope="module")
def judged(sms: Sms) -> list[JudgedObligation]:
    return list(judged_obligations(sms, lint(sms, checks_for(sms))).values())


@pytest.fixture(scope="module")
def files(sms: Sms, judged: list[JudgedObligation]) -> dict[str, Any]:
    """What is written of the small system, by OSCAL's name of the file."""
    (book,) = sms.catalogues
    prefixes = {name: load_catalogue(name).prefix for name in catalogue_names()}
    texts = (
        oscal_catalog(book, DAY),
        oscal_components(sms, book, judged),
        oscal_results(sms, book, judged),
        oscal_mapping(book, sms.once(Crosswalks).of(book), prefixes, DAY),
    )
    return {key: value for text in texts for key, value in json.loads(str(text)).items()}


def each_value(tree: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in a tree, with the key it stands under."""
    yield key, tree
    for name, value in tree.items() if isinstance(tree, dict) else ():
        yield from each_value(value, name)
    for value in tree if isinstance(tree, list) else ():
        yield from each_value(value, key)


def under(tree: Any, *keys: str) -> list[str]:
    return [value for key, value in each_value(tree) if key in keys and isinstance(value, str)]


def test_there_are_no_empty_lists_and_no_titles_of_several_lines(files: dict[str, Any]) -> None:
    for key, value in each_value(files):
        assert value not in ([], {}, ""), key
        assert key not in ("title", "value") or "\n" not in value


def test_ids_have_the_form_that_the_schemas_ask_for(files: dict[str, Any]) -> None:
    identities = under(files, "uuid", "observation-uuid")
    assert all(UUID.fullmatch(identity) for identity in identities)
    refs = under(files, "id", "id-ref", "control-id", "statement-id", "target-id")
    assert refs
    assert [ref for ref in refs if not TOKEN.fullmatch(ref)] == []


@pytest.mark.parametrize("name", ["component-definition", "assessment-results", "mapping-collection"])
def test_no_two_things_of_a_file_have_one_uuid(files: dict[str, Any], name: str) -> None:
    identities = under(files[name], "uuid")
    assert len(identities) == len(set(identities))


def test_every_clause_and_obligation_is_in_the_catalog_once(files: dict[str, Any]) -> None:
    book = load_catalogue(FIRST)
    labels = [value["value"] for key, value in each_value(files["catalog"]) if value_is(value, "label")]
    assert sorted(labels) == sorted(clause.number for clause in book.clauses)
    prose = under(files["catalog"], "prose")
    for clause in book.clauses:
        assert all(obligation.text in prose for obligation in clause.obligations)


def value_is(value: Any, name: str) -> bool:
    return isinstance(value, dict) and value.get("name") == name and "value" in value


@pytest.mark.parametrize("name", ["component-definition", "assessment-results"])
def test_what_other_files_refer_to_is_in_the_catalog(files: dict[str, Any], name: str) -> None:
    there = set(under(files["catalog"], "id"))
    found = under(files[name], "control-id", "statement-id", "target-id")
    assert found
    assert set(found) <= there


def test_links_start_at_a_clause_of_the_catalog(files: dict[str, Any]) -> None:
    there = set(under(files["catalog"], "id"))
    maps = [each for mapping in files["mapping-collection"]["mappings"] for each in mapping["maps"]]
    assert {source["id-ref"] for each in maps for source in each["sources"]} <= there
    [pair] = [
        each["relationship"]
        for each in maps
        if each["sources"][0]["id-ref"].endswith("_8.5.1")
        and each["targets"][0]["id-ref"] == "clause-27001_A.8.32"
    ]
    assert pair == "superset-of"


def test_every_obligation_has_a_finding_that_says_what_was_judged(
    files: dict[str, Any], judged: list[JudgedObligation]
) -> None:
    [result] = files["assessment-results"]["results"]
    found = {each["title"]: each["target"]["status"]["state"] for each in result["findings"]}
    assert found == {each.obligation.id: "satisfied" if each.complete else "not-satisfied" for each in judged}
    observations = {each["uuid"] for each in result["observations"]}
    related = [
        link["observation-uuid"] for each in result["findings"] for link in each["related-observations"]
    ]
    assert sorted(observations) == sorted(related)


def test_ids_are_the_same_in_every_run_and_for_another_day(sms: Sms, files: dict[str, Any]) -> None:
    (book,) = sms.catalogues
    later = json.loads(str(oscal_catalog(book, date(2027, 1, 1))))["catalog"]
    assert under(later, "uuid", "id") == under(files["catalog"], "uuid", "id")


def test_a_draft_is_no_component(tmp_path: Path, files: dict[str, Any]) -> None:
    root = tmp_path / "system"
    shutil.copytree(MINIMAL, root)
    policy = root / "policies" / "service-management.md"
    policy.write_text(policy.read_text("utf-8").replace("lifecycle: active", "lifecycle: draft"), "utf-8")
    sms = load(root, today=DAY)
    graded = judged_obligations(sms, lint(sms, checks_for(sms))).values()
    drafted = json.loads(str(oscal_components(sms, sms.catalogues[0], graded)))
    assert "POL-SMS" in str(files["component-definition"])
    assert "POL-SMS" not in str(drafted)


@pytest.mark.parametrize("form", ["catalog", "components", "mapping", "results"])
def test_each_is_written_by_the_command(form: str, tmp_path: Path) -> None:
    made = tmp_path / "made.json"
    arguments = ["export", FIRST, "--to", f"oscal-{form}", "--root", str(MINIMAL), "--output", str(made)]
    assert main(arguments) == 0
    assert len(json.loads(made.read_text("utf-8"))) == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["iso-iec-27001-2022"], "is no catalogue that is in use"),
        ([FIRST, "--period", "2026-13"], "is no period"),
        ([FIRST, "--period", "2999"], "is not over"),
        ([FIRST, "--period", "0001"], "not a git repository"),
    ],
)
def test_what_cannot_be_told_is_refused_in_words(
    more: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(MINIMAL, tmp_path / "system")
    assert main(["export", *more, "--to", "oscal-results", "--root", str(tmp_path / "system")]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("module", "key"),
    [
        ("catalog", "catalog"),
        ("component", "component-definition"),
        ("assessment_results", "assessment-results"),
        ("mapping", "mapping-collection"),
    ],
)
def test_another_program_reads_them(files: dict[str, Any], module: str, key: str) -> None:
    read: Callable[[Any], Any] = pytest.importorskip(f"trestle.oscal.{module}").Model.model_validate
    assert read({key: files[key]})
