"""What charts are drawn with: a scale, lines, marks, words, and the frame that says what is to be seen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from sms_lint.ground.sentences import plain_number
from sms_lint.publish.site.escape import Safe, text

Anchor = Literal["start", "middle", "end"]
Shape = Literal["dot", "cross", "ring", "diamond"]
# From one line of words to the next.
_LINE = 13
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


class Box(NamedTuple):
    """A place in a drawing: left, top, width and height."""

    left: float
    top: float
    wide: float
    high: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.wide

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.high


@dataclass(frozen=True)
class Scale:
    """Values between two ends as places between two others."""

    low: Decimal
    high: Decimal
    start: float
    stop: float

    def at(self, value: Decimal) -> float:
        """The place of a value."""
        return self.start + float((value - self.low) / (self.high - self.low)) * (self.stop - self.start)


def round_scale(
    values: Iterable[Decimal], start: float, stop: float, count: int = 4
) -> tuple[Scale, list[Decimal]]:
    """A scale with room for some values that begins and ends at round numbers, and these numbers."""
    found = list(values) or [Decimal(0)]
    low, high = min(found), max(found)
    if 0 < low <= high - low:
        low = Decimal(0)  # what lies near it is read against it
    if low == high:
        margin = abs(low) / 10 or Decimal(1)
        low, high = low - margin if low else low, high + margin
    step = _round_step((high - low) / count)
    first, last = low // step * step, -(-high // step) * step
    first = first - step if first > low else first  # of decimals, division cuts towards zero
    last = last + step if last < high else last
    ticks = [first + step * index for index in range(int((last - first) / step) + 1)]
    return Scale(first, last, start, stop), ticks


def _round_step(least: Decimal) -> Decimal:
    power = Decimal(1).scaleb(least.adjusted())
    return next(step * power for step in _STEPS if step * power >= least)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A straight line."""
    return f'<line class="sms-{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def path(points: Sequence[tuple[float, float]], kind: str) -> str:
    """A line through some points; nothing where there are fewer than two."""
    if len(points) < 2:
        return ""
    return f'<path class="sms-{kind}" d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in points)}"/>'


def rect(box: Box, kind: str) -> str:
    """A filled place."""
    place = f'x="{box.left:.1f}" y="{box.top:.1f}" width="{max(box.wide, 0):.1f}" height="{box.high:.1f}"'
    return f'<rect class="sms-{kind}" {place}/>'


def words(x: float, y: float, said: str, anchor: Anchor = "start", kind: str = "") -> str:
    """A short text; its foot is at `y`."""
    name = f' class="sms-{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{name}>{text(said)}</text>'


def mark(shape: Shape, x: float, y: float, said: str) -> str:
    """A shape at a point; its words show where somebody points at it."""
    hint = f"<title>{text(said)}</title>"
    if shape == "cross":
        arms = f"M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8"
        return f'<path class="sms-cross" d="{arms}">{hint}</path>'
    if shape == "diamond":
        return f'<path class="sms-diamond" d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6z">{hint}</path>'
    return f'<circle class="sms-{shape}" cx="{x:.1f}" cy="{y:.1f}" r="{3.2 if shape == "dot" else 3.6}">{hint}</circle>'


def places(count: int, box: Box) -> list[float]:
    """Where so many periods stand beside each other."""
    room = box.wide / max(count, 1)
    return [box.left + room * (index + 0.5) for index in range(count)]


def right_of(box: Box, labels: Iterable[tuple[float, str, str]]) -> Iterator[str]:
    """Words to the right of a chart, each at its height or as near as the others leave room: height, words, kind."""
    feet: list[float] = []
    every = sorted(labels)
    for height, _, _ in every:
        feet.append(max(height + 4, feet[-1] + _LINE) if feet else max(height + 4, box.top + 4))
    if feet and feet[-1] > box.bottom + 4:
        feet[-1] = box.bottom + 4
    for index in range(len(feet) - 2, -1, -1):
        feet[index] = min(feet[index], feet[index + 1] - _LINE)
    for foot, (_, said, kind) in zip(feet, every, strict=True):
        yield words(box.right + 5, foot, said, kind=kind)


def labelled(count: int, most: int) -> list[int]:
    """Which of so many periods get their name below the chart: a few at equal distances, the last among them."""
    step = -(-count // most) or 1
    return list(range(count - 1, -1, -step))[::-1]


def drawing(name: str, size: tuple[float, float], title: str, said: str, parts: Iterable[str]) -> Safe:
    """The whole picture. `name` is unique on its page; `said` tells in a sentence what is to be seen."""
    wide, high = size
    inner = "\n".join(part for part in parts if part)
    return Safe(
        f'<svg class="sms-drawn" role="img" viewBox="0 0 {wide:.0f} {high:.0f}" width="{wide:.0f}" height="{high:.0f}" '
        f'xmlns="http://www.w3.org/2000/svg" aria-labelledby="{text(name)}-title {text(name)}-desc">\n'
        f'<title id="{text(name)}-title">{text(title)}</title>\n'
        f'<desc id="{text(name)}-desc">{text(said)}</desc>\n{inner}\n</svg>\n'
    )


def number(value: Decimal | None, unit: str = "") -> str:
    """A number as people read it, with its unit; a dash where there is none."""
    return "–" if value is None else f"{_signed(plain_number(value))} {unit}".strip()


def mean_number(value: Decimal) -> str:
    """A computed number with as many digits as it deserves: three, or all before the point."""
    digits = max(0, 2 - value.adjusted()) if value else 0
    return _signed(plain_number(round(value, digits)))


def _signed(said: str) -> str:
    return said.replace("-", "−")
