"""Targets as OpenSLO: in the form of its first version, and nothing bent that it cannot say."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sms_lint.load import load
from sms_lint.measure.levels import sound_levels
from sms_lint.report.openslo import OpenSlo, object_name, openslo
from tests.measure.test_levels import KPI, SETTINGS, SLA

# As the specification has them.
NAME = re.compile(r"[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?")
DURATION = re.compile(r"[1-9][0-9]*[mhdwMQY]")
PERCENTILE = """\
kind: kpi
id: KPI-P90
name: Nine in ten
question: How long?
process: PRC-INC
owner: incident-manager
type: percentile
source: incident
event: resolved_at
quantity: seconds_between(opened_at, resolved_at)
percentile: 0.9
unit: h
direction: lower
targets: [{from: 2026-01-01, value: 4}]
frequency: quarter
"""


def made(tmp_path: Path, old: str = "", new: str = "") -> OpenSlo:
    files = {
        "sms.yml": SETTINGS,
        "records/kpi.yml": KPI,
        "records/p90.yml": PERCENTILE,
        "records/sla.yml": SLA.replace("@@", "").replace(old, new),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    sms = load(tmp_path)
    return openslo(sms, sound_levels(sms))


def objects(found: OpenSlo) -> list[dict[str, Any]]:
    return [conforming(each) for each in yaml.safe_load_all(found.text)]


def conforming(held: dict[str, Any]) -> dict[str, Any]:
    """An object that is as the specification says; what it says of all objects, and of an SLO."""
    assert set(held) == {"apiVersion", "kind", "metadata", "spec"}
    assert held["apiVersion"] == "openslo/v1"
    assert NAME.fullmatch(held["metadata"]["name"])
    spec = held["spec"]
    assert len(spec["description"]) <= 1050
    if held["kind"] == "SLO":
        assert NAME.fullmatch(spec["service"])
        assert spec["budgetingMethod"] in ("Occurrences", "Timeslices", "RatioTimeslices")
        (window,) = spec["timeWindow"]
        assert DURATION.fullmatch(window["duration"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", window["calendar"]["startTime"])
        assert window["isRolling"] is False
        metrics = set(spec["indicator"]["spec"]) & {"ratioMetric", "thresholdMetric"}
        assert len(metrics) == 1
        for objective in spec["objectives"]:
            assert 0 <= objective["target"] < 1
            assert ("op" in objective) == ("value" in objective) == (metrics == {"thresholdMetric"})
    return held


def test_a_share_is_a_ratio_of_good_events(tmp_path: Path) -> None:
    service, objective = objects(made(tmp_path))
    assert (service["kind"], service["metadata"]["name"]) == ("Service", "svc-mail")
    assert objective["metadata"]["labels"] == {"sla": "SLA-A"}
    ratio = objective["spec"]["indicator"]["spec"]["ratioMetric"]
    assert set(ratio) == {"counter", "good", "total"}
    assert ratio["good"]["metricSource"]["type"] == "sms-lint"
    assert ratio["good"]["metricSource"]["spec"]["kpi"] == "KPI-INC"
    assert objective["spec"]["objectives"] == [{"displayName": "in time", "target": 0.95}]


def test_where_less_is_better_the_bad_ones_are_counted(tmp_path: Path) -> None:
    text = "direction: higher\n    measurement: Ticket system\n    computed: {kpi: KPI-INC}"
    _, objective = objects(made(tmp_path, text, "direction: lower\n    measurement: Ticket system"))
    ratio = objective["spec"]["indicator"]["spec"]["ratioMetric"]
    assert set(ratio) == {"counter", "bad", "total"}
    assert ratio["bad"]["metricSource"]["type"] == "manual"
    assert objective["spec"]["objectives"][0]["target"] == 0.05


def test_a_percentile_is_a_threshold_that_so_many_keep(tmp_path: Path) -> None:
    old = 'value: 95\n    unit: "%"\n    direction: higher\n    measurement: Ticket system\n    computed: {kpi: KPI-INC}'
    new = "value: 4\n    unit: h\n    direction: lower\n    measurement: Ticket system\n    computed: {kpi: KPI-P90}"
    _, objective = objects(made(tmp_path, old, new))
    assert "thresholdMetric" in objective["spec"]["indicator"]["spec"]
    assert objective["spec"]["objectives"] == [
        {"displayName": "in time", "op": "lte", "value": 4, "target": 0.9}
    ]
    assert objective["spec"]["timeWindow"][0]["duration"] == "1Q"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value: 95", "value: 100", "SLA-A: in time, since OpenSLO has no objective of 100 %"),
        (
            'unit: "%"\n    direction: higher\n    measurement: Ticket system\n    computed: {kpi: KPI-INC}',
            "unit: points\n    direction: higher\n    measurement: Asked",
            "SLA-A: in time, since a value in points is no share of good events",
        ),
    ],
)
def test_what_cannot_be_said_is_left_out_and_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = made(tmp_path, old, new)
    assert found.objectives == 0
    assert found.left_out == (said,)


def test_words_are_written_as_words(tmp_path: Path) -> None:
    found = made(tmp_path, "metric: Share", 'metric: "yes: \\"no\\" # [x] \\u202e ##[error]"')
    _, objective = objects(found)
    assert objective["spec"]["description"].startswith('yes: "no" # [x] ')
    assert "##[" not in found.text, "no line is a command of a build service"
    assert "\u202e" not in found.text


@pytest.mark.parametrize(
    "text", ["SLA-A in time", "Verfügbarkeit für Außenstellen", "可用性", "x" * 200, "---"]
)
def test_names_are_of_the_form_that_every_tool_takes(text: str) -> None:
    assert NAME.fullmatch(object_name(text))
    assert object_name(text) == object_name(text)
    assert object_name(f"{text} one") != object_name(f"{text} two")
