"""OpenSLO files of others: read as targets, or refused with a sentence and its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sms_lint.intake.slo.reading import is_openslo, read_openslo

RATIO = """\
# A service of others
apiVersion: openslo/v1
kind: Service
metadata: {name: shop}
spec: {description: Shop}
---
apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout
  displayName: Checkout works
spec:
  description: Share of checkouts that succeed
  service: shop
  indicator:
    metadata: {name: checkout-ok}
    spec:
      ratioMetric:
        counter: true
        good:
          metricSource: {type: Prometheus, spec: {query: sum(ok)}}
        total:
          metricSource: {type: Prometheus, spec: {query: sum(all)}}
  timeWindow: [{duration: 28d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives:
    - target: 0.995
"""
THRESHOLD = """\
apiVersion: openslo/v1
kind: SLI
metadata: {name: delay}
spec:
  thresholdMetric:
    metricSource: {metricSourceRef: lake, spec: {query: select delay from t, unit: ms}}
---
apiVersion: openslo/v1
kind: SLO
metadata: {name: fast}
spec:
  service: shop
  indicatorRef: delay
  budgetingMethod: Occurrences
  objectives:
    - {displayName: most, op: lte, value: 250, target: 0.99}
    - {displayName: all, op: lte, value: 900, target: 0.999}
"""


def read(text: str) -> list[tuple[str, str, str, str]]:
    found = read_openslo(text.encode(), "slo.yaml")
    assert found.faults == ()
    return [(each.name, str(each.value.normalize()), each.unit, each.direction) for each in found.objectives]


def test_a_ratio_is_a_percentage() -> None:
    assert read(RATIO) == [("Checkout works", "99.5", "%", "higher")]
    (objective,) = read_openslo(RATIO.encode(), "slo.yaml").objectives
    assert objective.metric == "Share of checkouts that succeed"
    assert objective.measurement == "good: Prometheus sum(ok); total: Prometheus sum(all); over 28d, rolling"
    assert objective.computed == {}


def test_bad_events_are_fewer_the_better() -> None:
    assert read(RATIO.replace("        good:", "        bad:")) == [("Checkout works", "0.5", "%", "lower")]
    percent = RATIO.replace("target: 0.995", "targetPercent: 99.5")
    assert read(percent) == [("Checkout works", "99.5", "%", "higher")]


def test_a_threshold_has_a_value_in_its_unit() -> None:
    assert read(THRESHOLD) == [("most", "2.5E+2", "ms", "lower"), ("all", "9E+2", "ms", "lower")]


def test_without_a_unit_it_is_the_share_of_measurements_that_keep_it() -> None:
    plain = THRESHOLD.replace(", unit: ms", "")
    assert read(plain) == [("most", "99", "%", "higher"), ("all", "99.9", "%", "higher")]
    first = read_openslo(plain.encode(), "slo.yaml").objectives[0]
    assert first.metric == "fast: share of measurements ≤ 250"


def test_a_file_of_windows_and_one_in_json_are_read_alike() -> None:
    assert read("\ufeff" + RATIO.replace("\n", "\r\n")) == read(RATIO)
    assert is_openslo(b'{\n  "apiVersion": "openslo/v1"\n}')
    assert not is_openslo(b"kind: sla\nid: SLA-A\n")


def test_what_no_agreement_has_a_place_for_is_named() -> None:
    policy = "\n---\napiVersion: openslo/v1\nkind: AlertPolicy\nmetadata: {name: loud}\nspec: {}\n"
    assert read_openslo((RATIO + policy).encode(), "slo.yaml").left_out == ("AlertPolicy loud",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("apiVersion: openslo/v1\nkind: SLO", "apiVersion: openslo/v2alpha\nkind: SLO", "`apiVersion` is `openslo/v2alpha`; only openslo/v1"),
        ("kind: SLO", "kind: Goal", "`kind` is `Goal`, which openslo/v1 does not have"),
        ("  name: checkout\n", "  title: checkout\n", "an SLO needs `metadata.name` and `spec`"),
        ("  objectives:\n    - target: 0.995\n", "", "`checkout` has no `objectives`"),
        ("    - target: 0.995", "    - {indicatorRef: a, target: 0.9}", "is composed of several indicators"),
        ("target: 0.995", "target: 99.5", "`target` of `checkout` is 99.5, and has to be from 0 to below 1"),
        ("target: 0.995", "target: 1", "has to be from 0 to below 1"),
        ("target: 0.995", "target: high", "`target` of `checkout` is `high`, which is not a plain number"),
        ("target: 0.995", "target: .nan", "is `.nan`, which is not a plain number"),
        ("target: 0.995", "target: [1]", "is a group or list, which is not a plain number"),
        ("- target: 0.995", "- {target: 0.9, targetPercent: 90}", "needs one of `target` and `targetPercent`"),
        ("        good:", "        fine:", "the ratio of `checkout` needs `total`, and one of `good` and `bad`"),
        ("      ratioMetric:", "      ratio:", "needs one of ratioMetric and thresholdMetric"),
        ("  indicator:", "  indicatorRef: other\n  other:", "is measured by `other`, which is not in this file"),
        ("  service: shop", "  indicatorRef: other", "`checkout` needs one of `indicator` and `indicatorRef`"),
        ("  service: shop", "  service: shop\n  service: shop", "slo.yaml:15"),
        ("spec: {description: Shop}", "just: [words", "slo.yaml:"),
        ("metadata: {name: shop}", "metadata: &a {name: shop}", "slo.yaml:4"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_a_sentence_with_a_line(old: str, new: str, said: str) -> None:
    assert old in RATIO
    found = read_openslo(RATIO.replace(old, new).encode(), "slo.yaml")
    assert any(said in fault for fault in found.faults), found
    assert all(fault.startswith("slo.yaml:") for fault in found.faults)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("op: lte, value: 250", "value: 250", "is a threshold and needs `op`"),
        ("value: 250", "value: soon", "`value` of `fast` is `soon`"),
    ],
)
def test_so_is_what_is_wrong_with_a_threshold(old: str, new: str, said: str) -> None:
    found = read_openslo(THRESHOLD.replace(old, new).encode(), "slo.yaml")
    assert [said in fault for fault in found.faults] == [True]


@pytest.mark.parametrize("raw", [b"", b"---\n---\n", b"\xff\xfe", b"- a\n- b\n", b"apiVersion: openslo/v1\nkind: Service\nmetadata: {name: a}\nspec: {}\n"])  # fmt: skip
def test_a_file_without_an_objective_is_told(raw: bytes) -> None:
    found = read_openslo(raw, "slo.yaml")
    assert found.objectives == ()
    assert len(found.faults) == 1


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(RATIO.splitlines() + THRESHOLD.splitlines() + ["spec: 1", "- a", "  x: {", "kind:"]),
        max_size=40,
    )
)
def test_no_text_breaks_it(lines: list[str]) -> None:
    found = read_openslo("\n".join(lines).encode(), "slo.yaml")
    assert found.objectives or found.faults
    assert not any("\n" in fault for fault in found.faults)
