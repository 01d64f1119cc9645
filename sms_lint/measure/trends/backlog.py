"""How many tickets are open at the end of each month, and whether that grows."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sms_lint.ground.sentences import plural
from sms_lint.ground.sql import literal
from sms_lint.measure.compute import Answers
from sms_lint.measure.period import Span
from sms_lint.measure.trends.figures import CONFIDENCE, FEWEST, line_through
from sms_lint.measure.trends.section import Section
from sms_lint.model.row_rules import column

# Each kind of ticket: when it comes, and what ends it.
FLOWS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "incident": ("opened_at", ("resolved_at", "closed_at")),
    "service-request": ("opened_at", ("fulfilled_at", "closed_at")),
    "problem": ("opened_at", ("resolved_at", "closed_at")),
}
_WORDS = {1: "grows", -1: "shrinks", 0: "cannot be told"}


_METHOD = (
    "tickets that came before the end of the month and had not ended; the median slope between all pairs of months; "
    f"the true slope lies in the span {CONFIDENCE} times in 100. Where the span holds 0, no trend can be told"
)
_HEADS = ("kind", "months", "first", "newest", "most", "a month", "so it")


def backlog_section(months: Sequence[Span], ask: Answers, kinds: Sequence[str]) -> Section:
    """The open tickets of some kinds at the end of each month, from the first whole one with records."""
    rows, untold, read = list[tuple[str, ...]](), list[str](), 0
    for kind in kinds:
        begun, number = began(kind, ask)
        known = [span for span in months if begun and span.first >= begun]
        read += number
        counts = open_at_ends(kind, known, ask) if known else []
        line = line_through([(float(month), float(count)) for month, count in enumerate(counts)])
        if line is None:
            untold.append(f"{kind}: {len(known)} whole months with records, and a line needs {FEWEST}")
            continue
        said = _WORDS[line.sign] if len(set(counts)) > 1 else "stays the same"
        slope = f"{line.slope:+.1f} ({line.low:+.1f} to {line.high:+.1f})"
        figures = (str(counts[0]), str(counts[-1]), str(max(counts)), slope, said)
        rows.append((kind, f"{known[0].name} to {known[-1].name}", *figures))
    sample = f"{plural(read, 'ticket')}; those from before the first record are not known"
    return Section("backlog", "What is left open", _METHOD, sample, _HEADS, tuple(rows), tuple(untold))


def began(kind: str, ask: Answers) -> tuple[date | None, int]:
    """The day of the first record of a kind, and how many there are."""
    came, _ = FLOWS[kind]
    (first, number) = ask(f'SELECT CAST(min("{came}") AS DATE), count(*) FROM "{kind}"')[0]
    return first, number


def open_at_ends(kind: str, spans: Sequence[Span], ask: Answers) -> list[int]:
    """How many records of a kind were open at the end of each period."""
    came, ended = FLOWS[kind]
    end = f"least({', '.join(map(column, ended))})"
    counts = []
    for span in spans:
        after = f"DATE {literal((span.last + timedelta(1)).isoformat())}"
        counts.append(f'count(*) FILTER ("{came}" < {after} AND ({end} IS NULL OR {end} >= {after}))')
    return [int(count) for count in ask(f'SELECT {", ".join(counts)} FROM "{kind}"')[0]]
