"""The first page says what is behind before what is well, and what nobody can tell is no success."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.publish.site.standing import doors, next_step, standing
from sms_lint.publish.site.view import PageContext, SiteData
from sms_lint.rules import checks
from sms_lint.rules.lint import lint
from sms_lint.starter.disk import write_new
from sms_lint.translation import spoken, translation_of
from tests.publish.site.conftest import reference_view
from tests.starter.harbour import TODAY, harbour

OBJECTIVE = """\
kind: objective
id: OBJ-A
statement: Nine in ten incidents are resolved in time.
policy_link: POL-SMS
function_or_level: Service desk
metric: KPI-INC
unit: "%"
baseline: 70
target: 90
actual: @@
actions: [Route by service]
resources: None more
owner: incident-manager
due: 2026-12-31
evaluation_method: The KPI at the end of the year
status: open
"""
KPI = """\
kind: kpi
id: KPI-INC
name: Incidents in time
question: Are we in time?
process: PRC-INC
owner: incident-manager
type: ratio
source: incident
event: resolved_at
numerator: made_sla = 'yes'
unit: "%"
direction: higher
targets: [{from: 2026-01-01, value: 90}]
frequency: month
"""


def said(root: Path, **files: str) -> list[str]:
    (root / "records").mkdir(exist_ok=True)
    (root / "sms.yml").write_text("organization: {name: Ours}\nas_of: 2026-10-31\n", "utf-8")
    for name, text in files.items():
        (root / "records" / f"{name}.yml").write_text(text, "utf-8")
    sms = load(root)
    here = PageContext(SiteData(sms, Result((), (), sms.today.isoformat()), {}), "index.html")
    return [re.sub(r"<[^>]+>", "", item) for item in re.findall(r"<li>(.*?)</li>", standing(here))]


def test_an_empty_system_claims_nothing_but_what_is_so(tmp_path: Path) -> None:
    assert said(tmp_path) == [
        "✕ needs attention 404 of 404 obligations of ISO/IEC 20000-1 are open",
        "✓ in order nothing is overdue",
    ]


@pytest.mark.parametrize(
    ("actual", "line"),
    [
        ("90", "✓ in order 0 of 1 open objective not reached"),
        ("89.9", "✕ needs attention 1 of 1 open objective not reached"),
        ("null", "✕ needs attention 1 of 1 open objective not reached"),
    ],
)
def test_an_objective_counts_as_reached_by_its_figure_alone(tmp_path: Path, actual: str, line: str) -> None:
    assert line in said(tmp_path, kpi=KPI, objective=OBJECTIVE.replace("@@", actual))


def test_a_kpi_without_a_result_is_no_success(tmp_path: Path) -> None:
    lines = said(tmp_path, kpi=KPI)
    assert "– cannot tell 1 KPI without a result that can be judged by a target" in lines
    assert not [line for line in lines if "missed the target" in line]


def test_what_needs_attention_stands_above(tmp_path: Path) -> None:
    lines = said(tmp_path, kpi=KPI, objective=OBJECTIVE.replace("@@", "1"))
    assert [line[0] for line in lines] == ["✕", "✕", "–", "✓"]


def test_the_staff_have_no_door_for_auditors() -> None:
    view = reference_view()
    assert "readiness/walkthrough.html" in doors(PageContext(view, "index.html"))
    assert "readiness" not in doors(PageContext(replace(view, edition="staff"), "index.html"))


def test_nothing_is_next_where_an_audit_was_reported_or_the_plan_has_no_step(tmp_path: Path) -> None:
    assert next_step(PageContext(reference_view(), "index.html")) == ""
    (tmp_path / "sms.yml").write_text("organization: {name: Ours}\n", "utf-8")
    nothing = replace(load(tmp_path), catalogues=())
    assert next_step(PageContext(SiteData(nothing, lint(nothing, checks()), {}), "index.html")) == ""


def test_a_starter_is_told_its_next_step_with_the_command(tmp_path: Path) -> None:
    write_new(tmp_path, harbour())
    sms = load(tmp_path, today=TODAY)
    view = SiteData(sms, lint(sms, checks()), {})
    plain = re.sub(r"<[^>]+>", "", next_step(PageContext(view, "index.html")))
    assert plain.startswith("Next step: enter the first in ")
    assert ": sms-lint new person (all steps: sms-lint plan)" in plain
    with spoken(translation_of("de")):
        german = re.sub(r"<[^>]+>", "", next_step(PageContext(view, "index.html")))
    assert german.startswith("Nächster Schritt: die erste Aufzeichnung in ")
    assert next_step(PageContext(replace(view, edition="staff"), "index.html")) == ""
