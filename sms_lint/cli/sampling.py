"""The command that draws a sample of records for an auditor."""

import argparse
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, FINDINGS, output_argument, root_argument, root_of, warn, write_out
from sms_lint.ground.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.evidence.sample import Asked


def sample(options: argparse.Namespace) -> int:
    """Draw some records at random, the same ones for the same seed."""
    from sms_lint.evidence.sample import sample as drawn
    from sms_lint.load import load
    from sms_lint.report.sample import SAMPLE_FORMATS

    root = root_of(options)
    asked = _asked(options)
    found = drawn(load(root), asked)
    write_out(SAMPLE_FORMATS[options.format](found), options.output, root)
    if not found.population:
        warn(f"Nothing was drawn: no record of {asked.of} matches")
        return FINDINGS
    return CLEAN


def _asked(options: argparse.Namespace) -> "Asked":
    from sms_lint.evidence.sample import Asked
    from sms_lint.measure.period import named_span

    where: dict[str, tuple[str, ...]] = {}
    for given in options.where:
        name, sign, word = given.partition("=")
        if not (name and sign and word):
            raise SmsError(f"{given!r} is no filter; write a field and a word, such as priority=P1")
        where[name] = (*where.get(name, ()), word)
    asked = Asked(options.of, options.size, options.seed, where)
    if not options.period:
        return asked
    span = named_span(options.period)
    return Asked(asked.of, asked.size, asked.seed, where, span.name, span.first, span.last)


def _size(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 9 and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of records, such as 25")
    return int(text)


def sample_arguments(command: argparse.ArgumentParser) -> None:
    """Of what, how many, by which seed, and how it is shown."""
    root_argument(command)
    command.add_argument(
        "of", metavar="CLAUSE|KIND", help="a kind such as change, or a clause or obligation such as 8.5.1"
    )
    command.add_argument("--size", type=_size, required=True, metavar="N", help="how many are drawn")
    command.add_argument(
        "--seed", required=True, metavar="S", help="any word or number: the same one draws the same records"
    )
    command.add_argument(
        "--period",
        metavar="PERIOD",
        help="only records of a month 2026-03, a quarter 2026-Q1, a year, or 2026-01..2026-09",
    )
    command.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="only records that say so; may be repeated: of one field either value will do",
    )
    command.add_argument(
        "--format",
        choices=("text", "csv", "json", "markdown"),
        default="text",
        help="how it is shown (default: text)",
    )
    output_argument(command)
