"""The flow of a process: which activity follows which, in a lane for each role, as an SVG in the page.

A library finds the places; the drawing is ours. It has no colours of its own: lines and letters take the
page's, light or dark, and shapes and words carry all that it says.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import graphlay

from sms_lint.model.kinds.documents import Activity, Process
from sms_lint.publish.site.escape import Safe, address, text
from sms_lint.publish.site.letters import width, wrap
from sms_lint.translation import ours

_FONT, _SMALL, _LINE = 13.0, 12.0, 16.0
_BOX, _INSIDE, _LABEL, _ROUND = 138.0, 122.0, 104.0, 22.0
_BOLD = 1.15
_DIAMOND = 26.0
_HEAD, _EDGE = 40.0, 12.0
START, END = "start", "end"


class FlowShape(NamedTuple):
    """An activity, a decision or a condition on the way to one, or the start or an end: its key, lane, and words.

    A condition is a shape, not a label of a way: so the library keeps it on its way and clear of all others. The `role`
    is that of an activity.
    """

    key: str
    lane: int
    lines: tuple[str, ...] = ()
    condition: bool = False
    decision: bool = False
    role: str = ""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels."""
        if self.condition:  # with so much room around it that its words touch neither end of its way
            return max(width(line, _SMALL) for line in self.lines) + 12, _LINE * len(self.lines) + 10
        if self.decision:
            return _DIAMOND, _DIAMOND
        return (_BOX, _LINE * len(self.lines) + 20) if self.lines else (_ROUND, _ROUND)


class FlowPath(NamedTuple):
    """From one shape to another, by their keys; without a head where it ends at a condition."""

    source: str
    target: str
    head: bool = True


class Flow(NamedTuple):
    """What is drawn: the roles of the lanes, the shapes and the ways."""

    roles: tuple[str, ...]
    shapes: tuple[FlowShape, ...]
    ways: tuple[FlowPath, ...]


class Roles(NamedTuple):
    """The titles of roles and the addresses of their pages, as far as these are known."""

    titles: Mapping[str, str]
    pages: Mapping[str, str]

    def led(self, role: str, drawn: str, words: Sequence[str] = ()) -> str:
        """Something drawn as a link to the page of a role; as it is where the role has none."""
        if role not in self.pages:
            return drawn
        name = text(": ".join(filter(None, [" ".join(words), self.titles.get(role, role)])))
        return f'<a href="{address(self.pages[role])}" aria-label="{name}">{drawn}</a>'


def flow_of(process: Process) -> Flow:
    """The flow of a process; ways to activities that do not exist are left out."""
    roles = tuple(dict.fromkeys(str(activity.does) for activity in process.activities))
    lanes = {role: index for index, role in enumerate(roles)}
    known = {activity.id: activity for activity in process.activities}
    first = process.activities[0]
    shapes = [FlowShape(START, lanes[first.does])]
    ways = [FlowPath(START, _key(first.id))]
    for activity in known.values():
        words = wrap(activity.name, _INSIDE, _FONT)
        shapes.append(FlowShape(_key(activity.id), lanes[activity.does], words, role=str(activity.does)))
        for more_shapes, more_ways in _onward(activity, lanes[activity.does], known):
            shapes += more_shapes
            ways += more_ways
    return Flow(roles, tuple(shapes), tuple(ways))


def _key(activity: str) -> str:
    return f"activity {activity}"


def _onward(
    activity: Activity, lane: int, known: Collection[str]
) -> Iterator[tuple[list[FlowShape], list[FlowPath]]]:
    """What follows an activity: the end, or each way to another with its condition; of several, behind a diamond."""
    source = _key(activity.id)
    if not activity.next:
        end = f"{END} of {activity.id}"
        yield [FlowShape(end, lane)], [FlowPath(source, end)]
    if sum(step.to in known for step in activity.next) > 1:
        decision = f"decision of {activity.id}"
        yield [FlowShape(decision, lane, decision=True)], [FlowPath(source, decision, head=False)]
        source = decision
    for index, step in enumerate(activity.next):
        if step.to in known and step.when:
            condition = f"condition {index} of {activity.id}"
            shape = FlowShape(condition, lane, wrap(step.when, _LABEL, _SMALL), condition=True)
            yield [shape], [FlowPath(source, condition, head=False), FlowPath(condition, _key(step.to))]
        elif step.to in known:
            yield [], [FlowPath(source, _key(step.to))]


def layout(flow: Flow) -> graphlay.Layout:
    """Where everything goes. Raises graphlay.GraphlayError where the library cannot place it."""
    graph = graphlay.Graph()
    for shape in flow.shapes:
        wide, high = shape.size
        graph.node(shape.key, width=wide, height=high, group=shape.lane)
    for way in flow.ways:
        graph.edge(way.source, way.target)
    options = {
        "direction": "topbottom",
        "order": {"group_lanes": "strict"},
        "cycles": {"strategy": "follow_flow"},  # a way back never moves the start from the top
        "spacing": {"layer_gap": 30.0, "node_gap": 26.0},
    }
    return _read_from_the_left(graphlay.layout(graph, preset="process_map", options=options))


def _read_from_the_left(placed: graphlay.Layout) -> graphlay.Layout:
    """The drawing with its start in the left half, where reading begins and a narrow screen looks first."""
    left, right = (placed.bounds[end]["x"] for end in ("min", "max"))
    if placed.nodes[0]["center"]["x"] <= (left + right) / 2:
        return placed
    points = [node["center"] for node in placed.nodes]
    points += [point for edge in placed.edges for point in edge["points"]]
    for point in points:
        point["x"] = left + right - point["x"]
    for lane in placed.raw.get("lanes", ()):
        ends = lane["rect"]["min"], lane["rect"]["max"]
        ends[0]["x"], ends[1]["x"] = left + right - ends[1]["x"], left + right - ends[0]["x"]
    return placed


def diagram(
    process: Process, titles: Mapping[str, str], pages: Mapping[str, str] | None = None
) -> Safe | None:
    """The flow of a process as SVG; `titles` and `pages` are those of the roles. None where it cannot be drawn.

    Activities and the heads of lanes lead to the page of their role, where it has one.
    """
    flow = flow_of(process)
    try:
        placed = layout(flow)
    except graphlay.GraphlayError:
        return None
    frame = _frame(placed)
    left, top, right, bottom = frame
    parts = "\n".join(
        (
            *_lanes(placed, flow, Roles(titles, pages or {}), frame),
            *_ways(placed, flow),
            *_shapes(placed, flow, Roles(titles, pages or {})),
        )
    )
    wide, high = right - left, bottom - top
    role = "group" if pages else "img"  # a picture is one thing to those who hear it, and holds no links
    title = ours(f"Flow of {process.title}")
    said = ours(
        f"{len(process.activities)} activities in {len(flow.roles)} lanes, one for each role that does the work. "
        "The table of activities says the same."
    )
    return Safe(
        '<div class="sms-flow" role="region" aria-label="Flow diagram" tabindex="0">\n'
        f'<svg role="{role}" width="{wide:.0f}" height="{high:.0f}" '
        f'viewBox="{left:.1f} {top:.1f} {wide:.1f} {high:.1f}" xmlns="http://www.w3.org/2000/svg" '
        'aria-labelledby="sms-flow-title sms-flow-desc">\n'
        f'<title id="sms-flow-title">{text(title)}</title>\n'
        f'<desc id="sms-flow-desc">{text(said)}</desc>\n'
        '<defs><marker id="sms-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto-start-reverse"><path d="M0 0L10 5L0 10z"/></marker></defs>\n'
        f"{parts}\n</svg>\n</div>\n\n"
    )


def _frame(placed: graphlay.Layout) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all that is drawn, the heads of the lanes included."""
    boxes = [placed.bounds, *(lane["rect"] for lane in placed.raw.get("lanes", ()))]
    left, top = (min(box["min"][axis] for box in boxes) for axis in "xy")
    right, bottom = (max(box["max"][axis] for box in boxes) for axis in "xy")
    return left - _EDGE, top - _HEAD - _EDGE, right + _EDGE, bottom + _EDGE


def _lanes(placed: graphlay.Layout, flow: Flow, roles: "Roles", frame: Sequence[float]) -> Iterator[str]:
    outer_left, top, outer_right, bottom = frame
    lanes = sorted(placed.raw.get("lanes", ()), key=lambda lane: float(lane["rect"]["min"]["x"]))
    for index, lane in enumerate(lanes):
        left = lane["rect"]["min"]["x"] if index else outer_left + _EDGE
        right = lane["rect"]["max"]["x"] if index < len(lanes) - 1 else outer_right - _EDGE
        role = flow.roles[lane["group"]]
        lines = wrap(roles.titles.get(role, role), right - left - 12, _FONT * _BOLD)[:2]
        yield (
            f'<rect class="sms-lane" x="{left:.1f}" y="{top + _EDGE / 2:.1f}" width="{right - left:.1f}" '
            f'height="{bottom - top - _EDGE:.1f}"/>'
        )
        yield roles.led(role, _text(lines, (left + right) / 2, top + _EDGE / 2 + _HEAD / 2, "sms-role"))


def _shapes(placed: graphlay.Layout, flow: Flow, roles: "Roles") -> Iterator[str]:
    for shape, node in zip(flow.shapes, placed.nodes, strict=True):
        x, y = node["center"]["x"], node["center"]["y"]
        if shape.condition:
            yield _text(shape.lines, x, y, "sms-when")
        elif shape.decision:
            half = _DIAMOND / 2
            yield f'<path class="sms-box" d="M{x:.1f} {y - half:.1f}l{half} {half}l-{half} {half}l-{half} -{half}z"/>'
        elif shape.lines:
            yield roles.led(
                shape.role,
                _box("sms-box", x, y, shape.size) + _text(shape.lines, x, y, "sms-name"),
                shape.lines,
            )
        elif shape.key == START:
            yield f'<circle class="sms-start" cx="{x:.1f}" cy="{y:.1f}" r="9"><title>Start</title></circle>'
        else:
            yield (
                f'<g><title>End</title><circle class="sms-end" cx="{x:.1f}" cy="{y:.1f}" r="9"/>'
                f'<circle class="sms-start" cx="{x:.1f}" cy="{y:.1f}" r="5"/></g>'
            )


def _ways(placed: graphlay.Layout, flow: Flow) -> Iterator[str]:
    for way, edge in zip(flow.ways, placed.edges, strict=True):
        points: list[dict[str, Any]] = edge["points"]
        path = "L".join(f"{point['x']:.1f} {point['y']:.1f}" for point in points)
        head = ' marker-end="url(#sms-arrow)"' if way.head else ""
        yield f'<path class="sms-way" d="M{path}"{head}/>'


def _box(kind: str, x: float, y: float, size: tuple[float, float]) -> str:
    wide, high = size
    place = f'x="{x - wide / 2:.1f}" y="{y - high / 2:.1f}" width="{wide:.1f}" height="{high:.1f}"'
    return f'<rect class="{kind}" {place} rx="4"/>'


def _text(lines: Sequence[str], x: float, y: float, kind: str) -> str:
    first = y - _LINE * (len(lines) - 1) / 2 + 4.5
    spans = "".join(
        f'<tspan x="{x:.1f}" y="{first + index * _LINE:.1f}">{text(line)}</tspan>'
        for index, line in enumerate(lines)
    )
    return f'<text class="{kind}">{spans}</text>'
