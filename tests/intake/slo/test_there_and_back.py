"""Targets of any words and numbers go out as OpenSLO and come back as they were."""

import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.ground.text import read_yaml
from sms_lint.intake.slo.applying import with_objectives
from sms_lint.intake.slo.reading import read_openslo
from sms_lint.load import load
from sms_lint.measure.levels import Level, levels
from sms_lint.model.kinds.agreement import Computed, ServiceLevelAgreement, ServiceLevelTarget
from sms_lint.report.openslo import openslo
from sms_lint.system.sms import Sms
from tests.measure.test_levels import KPI, SETTINGS, SLA

# What a text field takes: something that is seen, on one line, in single spaces.
WORDS = (
    st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1, max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
TARGET = st.builds(
    ServiceLevelTarget,
    name=WORDS,
    metric=WORDS,
    value=st.integers(1, 99_999).map(lambda number: str(Decimal(number) / 1000)),
    unit=st.just("%"),
    direction=st.sampled_from(["higher", "lower"]),
    measurement=WORDS,
    computed=st.none()
    | st.builds(
        Computed,
        kpi=st.just("KPI-INC"),
        over=st.sampled_from([None, "service"]),
        filter=st.sampled_from([None, "priority = 'P1'", "title <> 'a: b # c'"]),
    ),
)


@pytest.fixture(scope="module")
def sms(tmp_path_factory: pytest.TempPathFactory) -> Sms:
    root: Path = tmp_path_factory.mktemp("slo")
    for name, text in {
        "sms.yml": SETTINGS,
        "records/kpi.yml": KPI,
        "records/sla.yml": SLA.replace("@@", ""),
    }.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return load(root)


@settings(max_examples=500 if os.environ.get("SMS_LINT_NIGHTLY") else 40)
@given(st.lists(TARGET, min_size=1, max_size=3, unique_by=lambda target: target.name))
def test_they_come_back(sms: Sms, wanted: list[ServiceLevelTarget]) -> None:
    (agreement,) = sms.all(ServiceLevelAgreement)
    first = next(level for level in levels(sms) if isinstance(level, Level))
    made = openslo(
        sms,
        [
            Level(agreement, first.route, target, first.definition if target.computed else None)
            for target in wanted
        ],
    )
    assert (made.objectives, made.left_out) == (len(wanted), ())
    read = read_openslo(made.text.encode(), "slo.yaml")
    assert read.faults == ()
    for target, objective in zip(wanted, read.objectives, strict=True):
        computed = target.computed.model_dump(exclude_none=True) if target.computed else {}
        assert objective.agreement == "SLA-A"
        assert (objective.name, objective.metric, objective.measurement) == (
            target.name,
            target.metric,
            target.measurement,
        )
        assert (objective.value, objective.unit, objective.direction) == (target.value, "%", target.direction)
        assert dict(objective.computed) == computed
    text = with_objectives(agreement, agreement.origin.file.text, read.objectives).text
    after = read_again(text)
    names = [target.name for target in wanted]
    assert [target for target in after.targets if target.name in names] == wanted


def read_again(text: str) -> ServiceLevelAgreement:
    values = dict(read_yaml(text).values)
    values.pop("kind")
    node, faults = ServiceLevelAgreement.read(values)
    assert isinstance(node, ServiceLevelAgreement), faults
    return node
