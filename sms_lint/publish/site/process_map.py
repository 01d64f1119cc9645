"""The process map: which process gives something to which, as a drawing and as a table.

So many processes have so many interfaces that boxes with arrows cannot be read: the drawing is a grid, with a
row for each process that gives and a column for each that takes, in the order of the clauses they meet.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.ground.sentences import plural
from sms_lint.model.kinds.documents import Process
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import NOTHING, paragraph, stacked, table
from sms_lint.publish.site.letters import width
from sms_lint.publish.site.view import PageContext
from sms_lint.translation import ours

_STEP, _FONT, _GAP, _DOT = 24.0, 13.0, 10.0, 6.0
_SPARE = 1.1  # these words end at no frame: a font that is wider than expected must not be cut off
Items = Mapping[tuple[str, str], tuple[str, ...]]


class MapGrid(NamedTuple):
    """What is drawn: the processes in order, what each gives to each, and the room for ids and for titles."""

    processes: Sequence[Process]
    items: Items
    ids: float
    titles: float

    @property
    def edge(self) -> float:
        """Where the grid ends, to the right and below."""
        return self.ids + _STEP * len(self.processes)


def process_map(here: PageContext, processes: Sequence[Process]) -> Safe:
    """The map of some processes: the drawing, and the same in words."""
    order = sorted(processes, key=_place)
    items = interfaces(processes)
    lead = (
        f"{plural(len(processes), 'process', 'processes')} with {plural(len(items), 'interface')} among them. "
        "A dot says that the process of the row gives something to the process of the column. "
        "The table below says what."
    )
    return Safe(paragraph(text(ours(lead))) + drawing(order, items) + _table(here, order, items))


def interfaces(processes: Sequence[Process]) -> Items:
    """What each process gives to each other one, as either of them says."""
    known = {process.id for process in processes}
    items: dict[tuple[str, str], dict[str, None]] = {}
    for process in processes:
        given = [((process.id, str(to)), part.item) for part in process.outputs for to in part.to]
        taken = [((str(giver), process.id), part.item) for part in process.inputs for giver in part.from_]
        for (giver, taker), item in (*given, *taken):
            if giver != taker and known.issuperset((giver, taker)):
                items.setdefault((giver, taker), {})[item] = None
    return {pair: tuple(names) for pair, names in items.items()}


def _place(process: Process) -> tuple[list[int], str]:
    """The first clause that it meets, as numbers."""
    refs = [*process.satisfies, *(ref for section in process.sections for ref in section.satisfies)]
    levels = clause_parts(refs[0]).levels if refs else ()
    return [int(level) for level in levels if level.isdigit()] or [99], process.id


def drawing(order: Sequence[Process], items: Items) -> Safe:
    """The grid as SVG; it takes the page's colours."""
    ids, titles = (
        max(width(getattr(process, name), _FONT) * _SPARE for process in order) for name in ("id", "title")
    )
    grid = MapGrid(order, items, ids + 2 * _GAP, titles + 2 * _GAP)
    wide, high = grid.edge + grid.titles, grid.edge + _GAP
    parts = "\n".join((*_names(grid), *_lines(grid), *_dots(grid)))
    said = "A grid: rows give, columns take. The table below says the same."
    return Safe(
        '<div class="sms-flow sms-map" role="region" aria-label="Process map" tabindex="0">\n'
        f'<svg role="img" width="{wide:.0f}" height="{high:.0f}" viewBox="0 0 {wide:.1f} {high:.1f}" '
        'xmlns="http://www.w3.org/2000/svg" aria-labelledby="sms-map-title sms-map-desc">\n'
        f'<title id="sms-map-title">{text(ours("Interfaces between processes"))}</title>\n'
        f'<desc id="sms-map-desc">{text(ours(said))}</desc>\n'
        f"{parts}\n</svg>\n</div>\n\n"
    )


def _names(grid: MapGrid) -> Iterator[str]:
    for index, process in enumerate(grid.processes):
        middle = grid.ids + _STEP * (index + 0.5) + 4.5
        yield f'<text class="sms-before" x="{grid.ids - _GAP:.1f}" y="{middle:.1f}">{text(process.id)}</text>'
        yield f'<text class="sms-after" x="{grid.edge + _GAP:.1f}" y="{middle:.1f}">{text(process.title)}</text>'
        yield (
            f'<text class="sms-after" x="0" y="0" transform="translate({middle:.1f} {grid.ids - _GAP:.1f}) '
            f'rotate(-90)">{text(process.id)}</text>'
        )


def _lines(grid: MapGrid) -> Iterator[str]:
    for index in range(len(grid.processes) + 1):
        at = grid.ids + _STEP * index
        down, across = (
            f"M{at:.1f} {grid.ids:.1f}V{grid.edge:.1f}",
            f"M{grid.ids:.1f} {at:.1f}H{grid.edge:.1f}",
        )
        yield f'<path class="sms-lane" d="{down}{across}"/>'


def _dots(grid: MapGrid) -> Iterator[str]:
    places = {process.id: index for index, process in enumerate(grid.processes)}
    for process in grid.processes:
        corner, side = grid.ids + _STEP * places[process.id] + 3, _STEP - 6
        yield f'<rect class="sms-box" x="{corner:.1f}" y="{corner:.1f}" width="{side}" height="{side}"/>'
    for (giver, taker), items in grid.items.items():
        across, down = (grid.ids + _STEP * (places[name] + 0.5) for name in (taker, giver))
        said = ours(f"{giver} to {taker}: {', '.join(items)}")
        yield (
            f'<circle class="sms-start" cx="{across:.1f}" cy="{down:.1f}" r="{_DOT}">'
            f"<title>{text(said)}</title></circle>"
        )


def _table(here: PageContext, order: Sequence[Process], items: Items) -> Safe:
    rows = [
        (
            here.named(process),
            _said(here, {giver: names for (giver, taker), names in items.items() if taker == process.id}),
            _said(here, {taker: names for (giver, taker), names in items.items() if giver == process.id}),
        )
        for process in order
    ]
    return table(("Process", "Gets", "Gives"), rows, "Interfaces", "pairs cards")


def _said(here: PageContext, items: Mapping[str, tuple[str, ...]]) -> Safe:
    lines = [f"{here.node(name, text(name))} {text(', '.join(given))}" for name, given in items.items()]
    return stacked(lines) or NOTHING
