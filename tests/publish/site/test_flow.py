import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.model.kinds.documents import Process
from sms_lint.model.node import faults
from sms_lint.publish.site.flow import diagram, flow_of, layout
from sms_lint.publish.site.letters import width, wrap
from tests.publish.site.conftest import Published
from tests.publish.site.html_reading import Reading

STEP = {"does": "desk", "answers": "lead"}


def process(*activities: dict[str, object]) -> Process:
    values = {
        "id": "PRC-X", "title": "X", "version": "1.0", "lifecycle": "active", "owner": "lead", "approver": "head",
        "review": {"every": "12 months", "last": "2026-01-01"}, "classification": "internal", "retention": "1 year",
        "purpose": "To try.", "triggers": ["a word"], "inputs": [{"item": "a", "from": ["b"]}],
        "outputs": [{"item": "a", "to": ["b"]}], "roles": ["desk", "lead"], "activities": list(activities),
    }  # fmt: skip
    node, found = faults(Process, values)
    assert isinstance(node, Process), found
    return node


def test_nothing_overlaps_in_the_reference_processes(reference: Published) -> None:
    found = [drawn for drawn in reference.sms.all(Process) if drawn.activities]
    assert found
    for drawn in found:
        placed = layout(flow_of(drawn))
        measured = placed.metrics()
        assert placed.nodes[0]["center"]["y"] == min(node["center"]["y"] for node in placed.nodes), (
            "the start is at the top"
        )
        across = [placed.bounds[end]["x"] for end in ("min", "max")]
        assert placed.nodes[0]["center"]["x"] <= sum(across) / 2, "the start is on the left"
        assert measured["node_overlaps"] == 0, drawn.id
        assert measured["node_edge_hits"] == 0, drawn.id
        assert measured["unrouted_edges"] == 0, drawn.id


def test_a_way_to_nowhere_and_a_circle_are_drawn_all_the_same() -> None:
    drawn = process(
        {"id": "a", "name": "A", **STEP, "next": ["a", "b", "nowhere"]},
        {"id": "b", "name": "B", **STEP, "next": ["a"]},
    )
    ways = {(way.source, way.target) for way in flow_of(drawn).ways}
    assert ways == {
        ("start", "activity a"),
        ("activity a", "decision of a"),
        ("decision of a", "activity a"),
        ("decision of a", "activity b"),
        ("activity b", "activity a"),
    }
    assert diagram(drawn, {})


def test_several_ways_part_at_a_diamond_and_one_does_not() -> None:
    ways = [{"to": "b", "when": "it is late"}, {"to": "c"}]
    ends: list[dict[str, object]] = [{"id": name, "name": name.upper(), **STEP} for name in "bc"]
    parting = process({"id": "a", "name": "A", **STEP, "next": ways}, *ends)
    (decision,) = [shape for shape in flow_of(parting).shapes if shape.decision]
    assert [way.target for way in flow_of(parting).ways if way.source == decision.key] == [
        "condition 0 of a",
        "activity c",
    ]
    alone = process({"id": "a", "name": "A", **STEP, "next": ways[:1]}, *ends)
    assert not [shape for shape in flow_of(alone).shapes if shape.decision]


def test_activities_lead_to_the_page_of_their_role() -> None:
    drawn = diagram(
        process({"id": "a", "name": "Log <it>", **STEP}), {"desk": "Desk"}, {"desk": "../roles/desk.html"}
    )
    assert drawn is not None
    read = Reading(drawn)
    assert read.values("a", "href") == ["../roles/desk.html"] * 2
    assert read.values("a", "aria-label") == ["Desk", "Log <it>: Desk"]


def test_a_condition_stands_on_its_way() -> None:
    step = {"to": "b", "when": "it is late"}
    flow = flow_of(
        process({"id": "a", "name": "A", **STEP, "next": [step]}, {"id": "b", "name": "B", **STEP})
    )
    (condition,) = [shape for shape in flow.shapes if shape.condition]
    assert condition.lines == ("it is late",)
    assert [(way.source, way.target, way.head) for way in flow.ways if condition.key in way] == [
        ("activity a", condition.key, False),
        (condition.key, "activity b", True),
    ]


def test_the_drawing_says_what_it_is_and_escapes_names() -> None:
    drawn = diagram(process({"id": "a", "name": "<b>Log</b>", **STEP}), {"desk": "The <desk>"})
    assert drawn is not None
    read = Reading(drawn)
    tags = {tag for tag, _ in read.tags}
    assert tags <= {
        "div",
        "svg",
        "title",
        "desc",
        "defs",
        "marker",
        "path",
        "rect",
        "text",
        "tspan",
        "circle",
        "g",
    }
    assert read.values("svg", "aria-labelledby") == ["sms-flow-title sms-flow-desc"]
    assert "Flow of X" in read.words
    assert "The <desk>" in read.words
    assert not re.search(r"(fill|stroke)=|#[0-9a-f]{3,6}\b", drawn.replace("url(#sms-arrow)", "")), (
        "colours come from the page"
    )


def test_lines_of_the_markup_begin_with_a_tag() -> None:
    drawn = diagram(process({"id": "a", "name": "A", **STEP}), {})
    assert drawn is not None
    assert all(
        line.startswith("<")
        for line in drawn.strip().split("\n")
        if not line.startswith(("viewBox", "aria-"))
    )


@given(st.text(max_size=80), st.floats(20, 200))
def test_no_line_is_wider_than_its_box(text: str, most: float) -> None:
    for line in wrap(text, most, 13):
        assert width(line, 13) <= most or len(line) == 1


def test_wrapping_keeps_all_words() -> None:
    text = "Log and classify the report with everything the caller can say"
    assert " ".join(wrap(text, 100, 13)) == text


@pytest.mark.parametrize("pair", list(pairwise(["i", "a", "m", "W", "@"])))
def test_wide_letters_count_more(pair: tuple[str, str]) -> None:
    assert width(pair[0], 13) < width(pair[1], 13)
