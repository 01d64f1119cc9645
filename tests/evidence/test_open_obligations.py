"""How far an obligation is met is judged in one place: coverage, plan, clause pages and rules agree on what is open."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sms_lint.evidence import grade_all
from sms_lint.evidence.coverage import COVERAGE_FORMATS, coverage
from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.publish.site.clauses import clause_page
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.starter.disk import write_new
from sms_lint.starter.files import Answers, starter_files
from sms_lint.starter.roadmap import road_map
from sms_lint.system.sms import Sms

TODAY = date(2026, 10, 31)
TOP = Path(__file__).parents[2]


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


def with_an_unread_policy(folder: Path) -> Path:
    shutil.copytree(TOP / "tests/systems/minimal", folder, dirs_exist_ok=True)
    (folder / "policies/broken.md").write_text("---\nkind: policy\nid: [POL\n---\n# Policy\n", "utf-8")
    return folder


@pytest.fixture(
    scope="module",
    params=[reference, minimal, starter, starter_in_force, with_an_unread_policy],
    ids=lambda system: system.__name__,
)
def sms(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sms:
    system: Callable[[Path], Path] = request.param
    return load(system(tmp_path_factory.mktemp("system")), today=TODAY)


def open_by_coverage(sms: Sms) -> set[str]:
    clauses = json.loads(COVERAGE_FORMATS["json"](coverage(sms)))["clauses"]
    return {
        obligation["id"]
        for clause in clauses
        for obligation in clause["obligations"]
        if obligation["standing"] != "complete"
    }


def open_by_plan(sms: Sms) -> set[str]:
    return {ref for step in road_map(sms) for ref, _ in step.open_}


def open_by_pages(sms: Sms) -> set[str]:
    view, found = SiteData(sms, Result((), (), TODAY.isoformat()), {}), set()
    for book in sms.catalogues:
        for clause in book.clauses:
            here = PageContext(view, f"clauses/{book.prefix}/{clause.number}.html")
            for part in clause_page(here, book, clause).split("<h3 id=")[1:]:
                key = re.match(r'"([^"]+)">', part)
                assert key
                assert ("; all of it is met" in part) != ("; not all of it is met" in part)
                if "; not all of it is met" in part:
                    found.add(f"{clause.id}-{key[1]}")
    return found


def named_by(sms: Sms, rule: str) -> set[str]:
    """The obligations that the findings of a rule name; numbers are those of the one catalogue."""
    found = lint(sms, checks(), select=[rule]).findings
    numbers = {ref.rpartition(":")[2]: ref for ref in grade_all(sms)}
    words = {word for finding in found for word in re.findall(r"[0-9A-Za-z.]+-[a-z0-9]+", finding.message)}
    return {numbers[word] for word in words if word in numbers}


def test_coverage_plan_and_clause_pages_agree_on_what_is_open(sms: Sms) -> None:
    open_ = {ref for ref, obligation in grade_all(sms).items() if obligation.is_open}
    assert open_by_coverage(sms) == open_by_plan(sms) == open_by_pages(sms) == open_
    assert coverage(sms).counts()["obligations"] - coverage(sms).counts()["complete"] == len(open_)


def test_a_rule_speaks_of_what_nothing_shows_at_all_as_far_as_everything_was_read(sms: Sms) -> None:
    unshown = {
        ref
        for ref, obligation in grade_all(sms).items()
        if not obligation.is_shown and obligation.partial is None
    }
    assert all(grade_all(sms)[ref].is_open for ref in unshown)
    assert named_by(sms, "obligation-without-evidence") == (set() if sms.hidden else unshown)


def test_a_section_is_missed_only_of_what_is_open(sms: Sms) -> None:
    missed = named_by(sms, "obligation-section-missing")
    assert missed <= {ref for ref, obligation in grade_all(sms).items() if obligation.is_open}
