"""`sms-lint kpi`: figures from records in every form, in words and for programs."""

import json
from pathlib import Path

import pytest

from sms_lint.cli import main

SETTINGS = "organization: {name: Ours}\ncatalogues: [iso-iec-20000-1-2018]\nas_of: 2026-04-15\n"
KPIS = """\
kind: kpi
id: REG-KPI
title: KPI catalogue
owner: incident-manager
review: {every: 12 months, last: 2026-03-01}
entries:
  - id: KPI-INC
    name: Incidents in target
    question: Are we in time?
    process: PRC-INC
    owner: incident-manager
    type: ratio
    source: incident
    event: resolved_at
    numerator: made_sla = 'yes'
    unit: "%"
    direction: higher
    targets: [{from: 2026-01-01, value: 60}]
    frequency: month
  - id: KPI-HAND
    name: By hand
    question: What do we think?
    process: PRC-INC
    owner: incident-manager
    type: manual
    formula: Points ÷ answers
    source: incident
    inputs: [priority]
    unit: points
    direction: higher
    targets: [{from: 2026-01-01, value: 3}]
    frequency: quarter
"""
TABLE = """\
kind: incident
id: TAB-INC
title: Incidents
owner: incident-manager
review: {every: 3 months, last: 2026-03-01}
data: incidents.csv
source: {system: Ticket system, exported: 2026-04-01}
columns: {id: number, made_sla: "in time"}
"""
ROWS = """\
number;priority;opened_at;resolved_at;status;category;in time
INC-2026-001;P1;2026-02-27T10:00;2026-02-28T23:59:59Z;closed;mail;no
INC-2026-002;P2;2026-03-01T00:00;2026-03-01T00:30+02:00;closed;mail;no
INC-2026-003;P1;2026-03-01T00:00;2026-03-31T12:00;closed;mail;yes
INC-2026-004;P1;2026-03-02T00:00;;new;mail;
INC-2026-005;P2;2026-03-02T00:00;not known;closed;mail;yes
"""
RECORD = """\
kind: incident
id: INC-2026-006
opened_at: 2026-03-04T10:00
resolved_at: 2026-03-05T10:00
category: mail
priority: P1
status: resolved
made_sla: yes
"""


@pytest.fixture
def system(tmp_path: Path) -> Path:
    for path, text in {
        "sms.yml": SETTINGS,
        "records/kpi.yml": KPIS,
        "records/incidents.yml": TABLE,
        "records/incidents.csv": ROWS,
        "records/six.yml": RECORD,
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def rows(system: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[tuple[str, str, str, str]]:
    assert main(["kpi", "--root", str(system), "--format", "json", *options]) == 0
    return [
        (row["period"], row["group"], row["value"], f"{row['numerator']}/{row['denominator']}")
        for row in json.loads(capsys.readouterr().out)
    ]


def test_rows_of_tables_and_records_count_alike(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rows(system, capsys, "KPI-INC")[-3:] == [
        ("2026-01", "", "", "/"),
        ("2026-02", "", "0", "0/2"),
        ("2026-03", "", "100", "2/2"),
    ]


def test_a_period_and_a_field_may_be_asked_for(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(system, capsys, "KPI-INC", "--period", "2026-Q1", "--by", "priority")
    assert found == [
        ("2026-01", "P1", "", "/"),
        ("2026-01", "P2", "", "/"),
        ("2026-02", "P1", "0", "0/1"),
        ("2026-02", "P2", "0", "0/1"),
        ("2026-03", "P1", "100", "2/2"),
        ("2026-03", "P2", "", "/"),
    ]


def test_it_is_said_in_words(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kpi", "--root", str(system), "--period", "2026-03"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "KPI-INC: Incidents in target",
        "  2026-03    100 % (2 of 2): met; target 60",
        "By hand, so nothing can be computed: KPI-HAND",
    ]
    assert main(["kpi", "--root", str(system), "--explain", "KPI-INC"]) == 0
    assert (
        "the percentage in which “Within target” is “yes”; by the month of “Resolved”."
        in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["KPI-INK"], "there is no KPI KPI-INK; did you mean `KPI-INC`?"),
        (["--period", "March"], "March is no period"),
        (["--by", "colour"], "which has no field `colour`"),
    ],
)
def test_what_cannot_be_asked(
    system: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert main(["kpi", "--root", str(system), *options]) == 2
    assert said in capsys.readouterr().err


def test_a_definition_that_cannot_be_read_is_told(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register = system / "records" / "kpi.yml"
    register.write_text(KPIS.replace("made_sla = 'yes'", "made_slaa = 'yes'"), "utf-8")
    assert main(["kpi", "--root", str(system)]) == 1
    assert "Their definitions cannot be read: KPI-INC. `sms-lint check` says why" in capsys.readouterr().out
    main(["check", "--root", str(system), "--format", "concise"])
    assert "KPI-INC: `made_slaa` is not a field that can be computed with; did you mean `made_sla`?" in (
        capsys.readouterr().out
    )


def test_a_file_that_is_no_table_is_told(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (system / "records" / "incidents.csv").write_text("", "utf-8")
    assert main(["kpi", "--root", str(system)]) == 2
    assert "`incidents.csv` is empty" in capsys.readouterr().err


def test_a_system_without_a_kpi_says_so(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (system / "records" / "kpi.yml").unlink()
    assert main(["kpi", "--root", str(system)]) == 0
    assert (
        capsys.readouterr().out
        == "There is no KPI yet: `sms-lint new kpi` begins one; `sms-lint kpi --library` lists what to begin with\n"
    )


def test_the_library_is_listed_outside_any_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["kpi", "--library"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "chg-success (Change success rate): Of change records in which “Outcome” is filled in" in said
    assert "begin with: at least 95 · read beside: chg-emergency" in said


AVAILABLE = """\
kind: kpi
id: KPI-AVL
name: Availability
question: Was it there?
process: PRC-INC
owner: incident-manager
type: availability
source: incident
event: opened_at
until: resolved_at
calendar: HRS-DAY
unit: "%"
decimals: 1
direction: higher
empty_period: zero
targets: [{from: 2026-01-01, value: 99}]
frequency: month
"""
HOURS = """\
kind: service-hours
id: HRS-DAY
name: Always
time_zone: UTC
weekly: [{days: [Mon, Tue, Wed, Thu, Fri, Sat, Sun], from: "00:00", to: "24:00"}]
valid_from: 2026-02-01
"""
SERVICE = """\
kind: service
id: SVC-@
name: Service
lifecycle: @@
requirements: []
criticality: low
criticality_basis: Few use it.
dependencies: []
duplicates: []
owner: incident-manager
customer: []
"""
SAID_IN_CATALOGUE = """\
kind: service-catalogue
id: CAT-@
service: SVC-@
description: What it is
intended_outcome: What it does
dependencies: []
audience: customer
hours: HRS-DAY
sla: [SLA-A]
published_at: 2026-01-05
version: "1.0"
"""


AGREED = """\
kind: sla
id: SLA-A
service: SVC-IDLE
customer: CUS-A
requirements_ref: PLN-REQ
targets: [{name: in time, metric: Share, value: 95, unit: "%", direction: higher, measurement: Ticket system}]
workload_limits: [{name: incidents, value: 400, unit: incidents a month}]
exceptions: []
service_hours: HRS-DAY
approved_by: incident-manager
agreed_by_customer: Board, 2026-01-05
valid_from: 2026-03-10
valid_to: 2026-03-20
review_due: 2026-03-15
status: @
"""


def services_of(system: Path, **lifecycles: str) -> None:
    """Services, each of a lifecycle; those in capitals are in the catalogue with hours. One of them had an outage."""
    (system / "records/hours.yml").write_text(HOURS, "utf-8")
    (system / "records/down.yml").write_text(
        RECORD.replace("006", "007").replace("category", "service: SVC-DOWN\ncategory"), "utf-8"
    )
    for name, lifecycle in lifecycles.items():
        text = SERVICE.replace("@@", lifecycle).replace("@", name.upper())
        (system / f"records/{name}.yml").write_text(text, "utf-8")
        if name.isupper():
            said = SAID_IN_CATALOGUE.replace("@", name)
            (system / f"records/{name}-catalogue.yml").write_text(said, "utf-8")


def test_services_without_an_outage_are_counted(system: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (system / "records/available.yml").write_text(AVAILABLE, "utf-8")
    services_of(system, DOWN="live", UP="live", idle="live", planned="proposed")
    found = rows(system, capsys, "KPI-AVL", "--period", "2026-03", "--by", "service")
    assert [(group, value) for _, group, value, _ in found if group] == [
        ("SVC-DOWN", "96.8"), ("SVC-IDLE", ""), ("SVC-UP", "100"),
    ]  # fmt: skip
    # Before the hours apply, nothing was agreed.
    found = rows(system, capsys, "KPI-AVL", "--period", "2026-01", "--by", "service")
    assert {value for _, _, value, _ in found} == {""}


@pytest.mark.parametrize(
    ("status", "period", "value"),
    [
        ("ended", "2026-03", "100"),
        ("draft", "2026-03", ""),
        ("ended", "2026-02", ""),
        ("ended", "2026-04", ""),
    ],
)
def test_an_agreement_gives_a_service_hours_while_it_applies(
    system: Path, capsys: pytest.CaptureFixture[str], status: str, period: str, value: str
) -> None:
    (system / "records/available.yml").write_text(AVAILABLE, "utf-8")
    (system / "records/sla.yml").write_text(AGREED.replace("@", status), "utf-8")
    services_of(system, idle="live")
    found = rows(system, capsys, "KPI-AVL", "--period", period, "--by", "service")
    assert [said for _, group, said, _ in found if group == "SVC-IDLE"] == [value]


@pytest.mark.parametrize("more", ["filter: service = 'SVC-DOWN'\nempty_period: zero\n", ""])
def test_nothing_is_said_of_services_that_a_definition_leaves_open(
    system: Path, capsys: pytest.CaptureFixture[str], more: str
) -> None:
    text = AVAILABLE.replace("empty_period: zero\n", more)
    (system / "records/available.yml").write_text(text, "utf-8")
    services_of(system, DOWN="live", UP="live")
    found = rows(system, capsys, "KPI-AVL", "--period", "2026-03", "--by", "service")
    assert [(group, value) for _, group, value, _ in found if group and value] == [("SVC-DOWN", "96.8")]
