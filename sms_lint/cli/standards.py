"""Commands on the clauses of a standard, and how far they are covered."""

import argparse

from sms_lint.cli.common import (
    CLEAN,
    as_day,
    judged,
    output_argument,
    root_argument,
    root_of,
    say,
    today_argument,
    write_out,
)


def clauses(options: argparse.Namespace) -> int:
    """List the clauses, or explain one."""
    from sms_lint.model.catalogue import catalogue_names, load_catalogue
    from sms_lint.report.clauses import explain as explain_clause
    from sms_lint.report.clauses import listing

    catalogue = load_catalogue(options.catalogue or catalogue_names()[0])
    say(explain_clause(catalogue, catalogue.find(options.id)) if options.id else listing(catalogue))
    return CLEAN


def clauses_arguments(command: argparse.ArgumentParser) -> None:
    """Which clause."""
    command.add_argument("id", nargs="?", metavar="ID", help="a clause or obligation, such as 8.6.1")
    command.add_argument("--catalogue", metavar="NAME", help="the catalogue (default: the first one)")


def coverage(options: argparse.Namespace) -> int:
    """Show how each obligation is graded, why, and what is missing."""
    from sms_lint.evidence.coverage import COVERAGE_FORMATS
    from sms_lint.evidence.coverage import coverage as covered
    from sms_lint.load import load
    from sms_lint.load.earlier import as_it_stood

    root = root_of(options)
    if options.as_of:
        with as_it_stood(root, options.as_of) as earlier:
            sms = load(earlier.folder, today=options.as_of, earlier=earlier)
            result = judged(sms)
    else:
        sms = load(root, today=options.today)
        result = judged(sms)
    seen = covered(sms, result, options.clause or "")
    write_out(COVERAGE_FORMATS[options.format](seen), options.output, root)
    return CLEAN


def coverage_arguments(command: argparse.ArgumentParser) -> None:
    """Which clause, and how it is shown."""
    root_argument(command)
    command.add_argument(
        "--clause", metavar="ID", help="only this clause and those below it, such as 8.6, or one obligation"
    )
    command.add_argument(
        "--format",
        choices=("text", "json", "markdown", "csv"),
        default="text",
        help="how it is shown (default: text)",
    )
    output_argument(command)
    group = command.add_mutually_exclusive_group()
    today_argument(group)
    group.add_argument(
        "--as-of", type=as_day, metavar="DATE", help="as everything was at the end of a day, by git"
    )
