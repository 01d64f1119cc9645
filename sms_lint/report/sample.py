"""A sample that an auditor drew, for people and for programs: what was drawn, from how many, and by which rule."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sms_lint.evidence.sample import Drawn, Sample
from sms_lint.ground.output.csv_rows import csv_text
from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.markdown_page import bullets, markdown_page, paragraph
from sms_lint.ground.output.markdown_page import table as markdown_table
from sms_lint.ground.output.printable import Printable, block
from sms_lint.ground.sentences import joined, plural

_HEADS = (
    "number",
    "id",
    "kind",
    "name",
    "day",
    "path",
    "line",
    "digest",
    "names",
    "named_by",
    "population",
    "seed",
)
_COLUMNS = ("No.", "Id", "Kind", "Name", "Day", "Kept in", "Names", "Named by", "Digest")
_DIGITS = 12


def text(found: Sample) -> Printable:
    """What was asked for, a line for each record, and how many there were to draw from."""
    rows = (
        line
        for number, each in enumerate(found.drawn, start=1)
        for line in (
            f"{number:>3}. {'  '.join(filter(None, (each.id, each.day, each.name)))}",
            f"     {_kept(each)}",
            *([f"     names {_chain(each.names)}"] if each.names else []),
            *([f"     named by {_chain(each.named_by)}"] if each.named_by else []),
        )
    )
    return block([_title(found), *rows, *_sentences(found)])


def _title(found: Sample) -> str:
    asked = found.asked
    period = f" in {asked.period}" if asked.period else ""
    where = "".join(f", {name} {joined(words, 'or')}" for name, words in asked.where.items())
    return (
        f"{plural(len(found.drawn), 'record')} of {asked.of}{period}{where}, drawn with the seed {asked.seed}"
    )


def _sentences(found: Sample) -> Iterator[str]:
    """The population, what is not in it, and how the draw is repeated."""
    kinds = joined([f"{number:,} of kind {kind}" for kind, number in found.kinds.items()])
    every = 0 < found.population == sum(found.kinds.values())
    yield f"Records: {kinds}. The population is {'all' if every else f'{found.population:,}'} of them."
    lots = found.lots
    left = (
        f"{lots['filter']:,} by the filter" if lots["filter"] else "",
        f"{lots['period']:,} of another time" if lots["period"] else "",
        f"{lots['no day']:,} without a day, of which nobody can tell the time" if lots["no day"] else "",
    )
    if any(left):
        yield f"Left out: {joined([said for said in left if said])}."
    if not found.population:
        yield "No record matches, so nothing was drawn. That is no evidence that all is well."
    elif found.population < found.asked.size:
        yield f"{found.asked.size:,} were asked for. Fewer match, so all that match are shown."
    yield "Drawn are the records with the smallest SHA-256 of the seed, a colon and the id."


def _chain(links: Sequence[tuple[str, str]]) -> str:
    """What a record names or is named by: `service SVC-MAIL, incident INC-1`."""
    return ", ".join(f"{word.replace('_', ' ')} {name}" for word, name in links)


def _kept(each: Drawn) -> str:
    return f"{each.path}:{each.line}"


def _row(found: Sample, number: int, each: Drawn) -> tuple[str, ...]:
    place = (each.path, str(each.line), each.digest)
    rest = (_chain(each.names), _chain(each.named_by), str(found.population), found.asked.seed)
    return (str(number), each.id, each.kind, each.name, each.day, *place, *rest)


def table(found: Sample) -> Printable:
    """CSV: a row for each record, with the size of the population, as a working paper."""
    return csv_text(_HEADS, (_row(found, number, each) for number, each in enumerate(found.drawn, start=1)))


def machine(found: Sample) -> Printable:
    """JSON: what was asked for, the counts, and what was drawn."""
    asked, lots = found.asked, found.lots
    return json_text(
        {
            "of": asked.of,
            "size": asked.size,
            "seed": asked.seed,
            "period": asked.period,
            "where": {name: list(words) for name, words in asked.where.items()},
            "kinds": dict(found.kinds),
            "population": found.population,
            "left_out": {"filter": lots["filter"], "period": lots["period"], "no_day": lots["no day"]},
            "drawn": [_object(each) for each in found.drawn],
        }
    )


def _object(each: Drawn) -> dict[str, object]:
    return {
        **vars(each),
        "names": [{"field": field, "id": name} for field, name in each.names],
        "named_by": [{"kind": kind, "id": name} for kind, name in each.named_by],
    }


def markdown(found: Sample) -> Printable:
    """A page with a table, to be kept as the list of evidence."""
    rows = [
        (
            *(str(number), each.id, each.kind, each.name, each.day, _kept(each)),
            *(_chain(each.names), _chain(each.named_by), each.digest[:_DIGITS]),
        )
        for number, each in enumerate(found.drawn, start=1)
    ]
    rows_or_none = [markdown_table(_COLUMNS, rows)] if rows else []
    return markdown_page("Sample", paragraph(f"{_title(found)}."), *rows_or_none, bullets(_sentences(found)))


SAMPLE_FORMATS: Mapping[str, Callable[[Sample], Printable]] = {
    "text": text,
    "csv": table,
    "json": machine,
    "markdown": markdown,
}
