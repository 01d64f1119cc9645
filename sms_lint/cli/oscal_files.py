"""Catalogues, what shows them, how they stand, and crosswalks, as OSCAL files."""

import argparse
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, judged, root_of, say, write_out
from sms_lint.ground.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.evidence import JudgedObligation
    from sms_lint.ground.output.printable import Printable
    from sms_lint.model.catalogue import Catalogue
    from sms_lint.system.sms import Sms


def to_oscal_catalog(sms: "Sms", options: argparse.Namespace) -> int:
    """Write a catalogue of clauses as an OSCAL catalog."""
    from sms_lint.report.oscal import oscal_catalog

    return _written(oscal_catalog(_book(sms, options.name, used=False), sms.today), options)


def to_oscal_components(sms: "Sms", options: argparse.Namespace) -> int:
    """Write what documents and registers show of a catalogue as an OSCAL component definition."""
    from sms_lint.report.oscal import oscal_components

    book = _book(sms, options.name)
    return _written(oscal_components(sms, book, _judged(sms, book)), options)


def to_oscal_results(sms: "Sms", options: argparse.Namespace) -> int:
    """Write how the obligations of a catalogue stand as OSCAL assessment results; of a period, as it was at its end."""
    from sms_lint.report.oscal import oscal_results

    if not options.period:
        book = _book(sms, options.name)
        return _written(oscal_results(sms, book, _judged(sms, book)), options)
    from sms_lint.ground.periods import read_period
    from sms_lint.load import load
    from sms_lint.load.earlier import as_it_stood

    period = read_period(options.period)
    if period is None:
        raise SmsError(f"{options.period} is no period; write a month, quarter or year, such as 2026-Q3")
    if period.last >= sms.today:
        raise SmsError(
            f"{options.period} is not over on {sms.today}; what it shows in the end is not known yet"
        )
    with as_it_stood(root_of(options), period.last) as earlier:
        before = load(earlier.folder, today=period.last, earlier=earlier)
        book = _book(before, options.name)
        made = oscal_results(before, book, _judged(before, book), period.first)
    return _written(made, options)


def to_oscal_mapping(sms: "Sms", options: argparse.Namespace) -> int:
    """Write what the clauses of a catalogue correspond to elsewhere as an OSCAL mapping collection."""
    from sms_lint.model.catalogue import catalogue_names, load_catalogue
    from sms_lint.report.oscal import oscal_mapping
    from sms_lint.system.crosswalks import Crosswalks

    book = _book(sms, options.name)
    prefixes = {name: load_catalogue(name).prefix for name in catalogue_names()}
    prefixes |= {each.name: each.prefix for each in sms.catalogues}
    return _written(oscal_mapping(book, sms.once(Crosswalks).of(book), prefixes, sms.today), options)


def _written(made: "Printable", options: argparse.Namespace) -> int:
    write_out(made, options.output)
    if options.output:
        say(f"{options.output}: written")
    return CLEAN


def _judged(sms: "Sms", book: "Catalogue") -> "list[JudgedObligation]":
    from sms_lint.evidence import judged_obligations

    return [
        each for each in judged_obligations(sms, judged(sms)).values() if book.obligation(each.obligation.id)
    ]


def _book(sms: "Sms", name: str, *, used: bool = True) -> "Catalogue":
    """The catalogue of that name, path or prefix among those in use; one of the program, too, unless `used`."""
    from sms_lint.ground.faults import nearest
    from sms_lint.model.catalogue import catalogue_names, load_catalogue

    for book in sms.catalogues:
        if name in (book.name, book.path, book.prefix):
            return book
    if not used and name in catalogue_names():
        return load_catalogue(name, sms.config.language)
    known = [*(book.name for book in sms.catalogues), *(() if used else catalogue_names())]
    raise SmsError(f"{name} is no catalogue that is in use{nearest(name, known)}")
