"""Commands on the clauses of a standard, and how far they are covered."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

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
from sms_lint.ground.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.model.catalogue import Catalogue


def clauses(options: argparse.Namespace) -> int:
    """List the clauses, or explain one."""
    from sms_lint.model.catalogue import clause_named
    from sms_lint.report.clauses import explain as explain_clause
    from sms_lint.report.clauses import listing

    books = _catalogues(options)
    if not options.id:
        for book in books:
            say(listing(book))
        return CLEAN
    book, ref = clause_named(books, options.id)
    say(explain_clause(book, book.find(ref), books))
    return CLEAN


def _catalogues(options: argparse.Namespace) -> "Sequence[Catalogue]":
    """The catalogue that is named, else those of the repository, else that of the program.

    Raises SmsError for one that is not there, or cannot be used.
    """
    from sms_lint.load import catalogues_below
    from sms_lint.model.catalogue import load_catalogue
    from sms_lint.model.settings import FIRST_CATALOGUES, is_catalogue_file

    name = options.catalogue
    if name and not is_catalogue_file(name):
        return [load_catalogue(name)]
    try:
        root = root_of(options)
    except SmsError:
        if name or options.root:
            raise
        return [load_catalogue(first) for first in FIRST_CATALOGUES]
    read = catalogues_below(root, name or "")
    if read.unchecked:
        raise SmsError(
            f"{read.unchecked[0].what} {read.unchecked[0].why}; `sms-lint check` says what is wrong"
        )
    return read.books


def clauses_arguments(command: argparse.ArgumentParser) -> None:
    """Which clause."""
    command.add_argument("id", nargs="?", metavar="ID", help="a clause or obligation, such as 8.6.1")
    root_argument(command)
    command.add_argument(
        "--catalogue",
        metavar="NAME",
        help="the catalogue: a name, or a file such as catalogues/customer.yml (default: those of the settings)",
    )


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
    if options.statement:
        from sms_lint.evidence.applicability import STATEMENT_FORMATS, statement

        write_out(STATEMENT_FORMATS[options.format](statement(sms, result)), options.output, root)
        return CLEAN
    if options.towards:
        from sms_lint.evidence import judged_obligations
        from sms_lint.evidence.towards import TOWARDS_FORMATS, towards

        needed = towards(sms, judged_obligations(sms, result), options.towards)
        write_out(TOWARDS_FORMATS[options.format](needed), options.output, root)
        return CLEAN
    seen = covered(sms, result, options.clause or "")
    write_out(COVERAGE_FORMATS[options.format](seen), options.output, root)
    return CLEAN


def coverage_arguments(command: argparse.ArgumentParser) -> None:
    """Which clause, and how it is shown."""
    root_argument(command)
    part = command.add_mutually_exclusive_group()
    part.add_argument(
        "--clause", metavar="ID", help="only this clause and those below it, such as 8.6, or one obligation"
    )
    part.add_argument(
        "--statement", action="store_true", help="the statement of applicability: what applies, and why"
    )
    part.add_argument(
        "--towards",
        metavar="NAME",
        help="what another catalogue, or a newer edition, would still ask for, such as iso-iec-27001-2022",
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
