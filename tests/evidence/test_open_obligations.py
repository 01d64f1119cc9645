"""How far an obligation is met is judged in one place: coverage, plan, clause pages and rules agree on what is open."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from sms_lint.evidence import grade_all, judged_obligations
from sms_lint.evidence.coverage import COVERAGE_FORMATS, coverage
from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.publish.site.clauses import clause_page
from sms_lint.publish.site.state import WAYS, standing_sign
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.starter.disk import write_new
from sms_lint.starter.files import Answers, starter_files
from sms_lint.starter.roadmap import road_map
from sms_lint.system.sms import Sms
from tests.evidence.judged import found

TODAY = date(2026, 10, 31)
TOP = Path(__file__).parents[2]
DUMMY = "What is asked for here is done by us at all times, and we keep records of all of it."


def reference(_: Path) -> Path:
    return TOP


def minimal(_: Path) -> Path:
    return TOP / "tests/systems/minimal"


def starter(folder: Path) -> Path:
    write_new(folder, starter_files(Answers("Harbour IT", ("Mail",))))
    return folder


def starter_in_force(folder: Path) -> Path:
    """Every document says that it is in force; there is no record yet."""
    for path in starter(folder).rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace("lifecycle: draft", "lifecycle: active"), "utf-8")
    return folder


def starter_with_dummy_sentences(folder: Path) -> Path:
    """Every document is in force, and each of its sections says one and the same sentence."""
    for path in starter_in_force(folder).rglob("*.md"):
        front, mark, body = path.read_text("utf-8").partition("\n---\n")
        heads = [line for line in body.splitlines() if line.startswith("#")]
        path.write_text(front + mark + "".join(f"\n{head}\n\n{DUMMY}\n" for head in heads), "utf-8")
    return folder


def with_an_unread_policy(folder: Path) -> Path:
    shutil.copytree(TOP / "tests/systems/minimal", folder, dirs_exist_ok=True)
    (folder / "policies/broken.md").write_text("---\nkind: policy\nid: [POL\n---\n# Policy\n", "utf-8")
    return folder


Read = Callable[[Callable[[Path], Path]], tuple[Sms, Result]]
SYSTEMS: tuple[Callable[[Path], Path], ...] = (
    reference,
    minimal,
    starter,
    starter_in_force,
    starter_with_dummy_sentences,
    with_an_unread_policy,
)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Reads and judges each system once."""

    @cache
    def judged_system(system: Callable[[Path], Path]) -> tuple[Sms, Result]:
        sms = load(system(tmp_path_factory.mktemp("system")), today=TODAY)
        return sms, found(sms)

    return judged_system


@pytest.fixture(params=SYSTEMS, ids=lambda system: system.__name__)
def judged(request: pytest.FixtureRequest, read: Read) -> tuple[Sms, Result]:
    return read(request.param)


@pytest.fixture
def sms(judged: tuple[Sms, Result]) -> Sms:
    return judged[0]


@pytest.fixture
def result(judged: tuple[Sms, Result]) -> Result:
    return judged[1]


def open_by_coverage(sms: Sms, result: Result) -> set[str]:
    clauses = json.loads(COVERAGE_FORMATS["json"](coverage(sms, result)))["clauses"]
    return {
        obligation["id"]
        for clause in clauses
        for obligation in clause["obligations"]
        if obligation["standing"] != "complete"
    }


def open_by_plan(sms: Sms, result: Result) -> set[str]:
    return {ref for step in road_map(sms, result) for ref, _ in step.open_}


def open_by_pages(sms: Sms, result: Result) -> set[str]:
    view, found = SiteData(sms, result, {}), set()
    for book in sms.catalogues:
        for clause in book.clauses:
            here = PageContext(view, f"clauses/{book.prefix}/{clause.number}.html")
            for part in clause_page(here, book, clause).split("<strong id=")[1:]:
                key = re.match(r'"([^"]+)"', part)
                assert key
                assert ("; all of it is met" in part) != ("; not all of it is met" in part)
                obligation = view.grades[f"{clause.id}-{key[1]}"]
                assert standing_sign(obligation).word in part.partition("</td>")[0]
                assert all(WAYS[state.state].word in part for state in obligation.criteria)
                if "; not all of it is met" in part:
                    found.add(f"{clause.id}-{key[1]}")
    return found


def named_by(sms: Sms, rule: str) -> set[str]:
    """The obligations that the findings of a rule name; numbers are those of the one catalogue."""
    found = lint(sms, checks(), select=[rule]).findings
    numbers = {ref.rpartition(":")[2]: ref for ref in grade_all(sms)}
    words = {word for finding in found for word in re.findall(r"[0-9A-Za-z.]+-[a-z0-9]+", finding.message)}
    return {numbers[word] for word in words if word in numbers}


def test_coverage_plan_and_clause_pages_agree_on_what_is_open(sms: Sms, result: Result) -> None:
    open_ = {ref for ref, obligation in judged_obligations(sms, result).items() if obligation.is_open}
    assert open_by_coverage(sms, result) == open_by_plan(sms, result) == open_by_pages(sms, result) == open_
    assert coverage(sms, result).counts()["obligations"] - coverage(sms, result).counts()["complete"] == len(
        open_
    )


def test_a_rule_speaks_of_what_nothing_shows_at_all_as_far_as_everything_was_read(
    sms: Sms, result: Result
) -> None:
    unshown = {
        ref
        for ref, obligation in grade_all(sms).items()
        if not obligation.is_shown and obligation.partial is None
    }
    judged = judged_obligations(sms, result)
    assert all(judged[ref].is_open for ref in unshown)
    assert named_by(sms, "obligation-without-evidence") == (set() if sms.hidden else unshown)


def test_a_section_is_missed_only_of_what_is_open(sms: Sms, result: Result) -> None:
    missed = named_by(sms, "obligation-section-missing")
    assert missed <= {
        ref for ref, obligation in judged_obligations(sms, result).items() if obligation.is_open
    }


def test_on_an_untouched_starter_nothing_is_met(read: Read) -> None:
    seen = judged_obligations(*read(starter))
    assert not [ref for ref, obligation in seen.items() if obligation.complete]
    assert not [(ref, state) for ref, each in seen.items() for state in each.criteria if state.met]


def test_a_sentence_that_stands_in_every_section_shows_nothing(read: Read) -> None:
    seen = judged_obligations(*read(starter_with_dummy_sentences))
    sections = [state for each in seen.values() for state in each.criteria if state.criterion.section]
    assert sections
    assert not [state for state in sections if state.met]
    assert not [ref for ref, obligation in seen.items() if obligation.complete]
