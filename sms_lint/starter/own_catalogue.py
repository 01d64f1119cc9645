"""A first clause catalogue of the organization's own, named in the settings."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from sms_lint.ground.durations import Duration
from sms_lint.ground.errors import SmsError
from sms_lint.ground.faults import nearest
from sms_lint.model.catalogue import Catalogue, catalogue_names, load_catalogue
from sms_lint.model.settings import SETTINGS_FILE, is_catalogue_file
from sms_lint.starter.example_files import flow_value
from sms_lint.system.sms import Sms

FOLDER = "catalogues"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OWN = """# yaml-language-server: $schema=../schemas/catalogue.json
# What somebody asks of you, clause by clause. Documents name an obligation as `{name}:1-a`.
prefix: {name}
standard: {title}
edition: "1"
title: {title}
clauses:
  - id: "1"
    title: The first clause
    summary: Say here in one sentence what the clause is about.
    obligations:
      - id: 1-a
        text: Say here what has to be done.
        shown: [{{judged_by: process owner, every: 12 months}}]
"""
_EXTENDING = """# yaml-language-server: $schema=../schemas/catalogue.json
# What applies here of {base}, and what does not. Ids are written without their prefix.
extends: {base}
applies: {{}} # such as  "{ref}": why it applies here
drop: {{}} # such as  "{ref}": why it does not apply here
reword: {{}} # such as  "{ref}": what it means here
"""
_SUCCEEDING = """# yaml-language-server: $schema=../schemas/catalogue.json
# A newer edition of {base}, beside it until the transition ends. Fill it in while you read both side by side.
# Ids are written without their prefix. A clause that stands nowhere below is one that nobody has compared yet.
extends: {base}
prefix: {name}
edition: {edition} # as it is printed on the newer one
reword: {{}} # such as  "{ref}": what it means now
add: [] # such as  {{id: {ref}-x1, text: What it asks for, shown: [{{judged_by: internal auditor, every: 12 months}}]}}
drop: {{}} # such as  "{ref}": why it is gone, or where it went
clauses: [] # clauses that are new
transition:
  until: {until} # three years from now: put here the last day of the edition before
  steps: [] # such as  {{by: {until}, what: What is done by then, clauses: ["{ref}"]}}
  unchanged: [] # such as  ["{ref}"]: read, and found to ask for the same
  # Each of these belongs into `unchanged`, or above:
{clauses}
"""


class CatalogueAddition(NamedTuple):
    """The file of the new catalogue, and the whole texts of the files that change."""

    path: str
    texts: Mapping[str, str]


def catalogue_addition(
    sms: Sms, name: str, title: str, base: str, settings: str, edition: str = ""
) -> CatalogueAddition:
    """A catalogue of that name, extending `base` unless that is empty; `settings` is the text of the settings.

    With an `edition` it is a newer edition of the base, to be filled in.

    Raises SmsError for a name that cannot be one, or is taken, and for an unknown base.
    """
    if not _NAME.fullmatch(name):
        raise SmsError(
            f"`{name}` is not a name for a catalogue; give one in small letters with --id, such as --id customer-a"
        )
    path = f"{FOLDER}/{name}.yml"
    if path in sms.config.catalogues:
        raise SmsError(f"{path} is among the `catalogues` of {SETTINGS_FILE} already")
    if not base and name in (book.prefix for book in sms.catalogues):
        raise SmsError(f"another catalogue has the prefix `{name}`; give another name with --id")
    if edition:
        text = _succeeding(sms, name, base, edition)
    elif base:
        text = _extending(sms, base)
    else:
        text = _OWN.format(name=name, title=flow_value(title or name))
    return CatalogueAddition(path, {path: text, SETTINGS_FILE: _named(sms, path, settings)})


def _succeeding(sms: Sms, name: str, base: str, edition: str) -> str:
    """The form of a newer edition: every clause of the base is there, to be compared."""
    book = _base(sms, base)
    if name == book.prefix:
        raise SmsError(
            f"the newer edition stands beside `{book.prefix}`; give it another name with --id, such as --id {name}-new"
        )
    lines = [f"  # {clause.number} {clause.title}" for clause in book.clauses if clause.obligations]
    ref = next((clause.number for clause in book.clauses if clause.obligations), book.clauses[0].number)
    return _SUCCEEDING.format(
        base=base,
        name=name,
        edition=flow_value(edition),
        ref=ref,
        until=Duration(3, "year").after(sms.today),
        clauses="\n".join(lines),
    )


def _base(sms: Sms, base: str) -> Catalogue:
    """The catalogue to be extended: of the program, or one of those in use."""
    book = next((book for book in sms.catalogues if base in (book.name, book.path)), None)
    if book is None and base in catalogue_names():
        book = load_catalogue(base)
    if book is None:
        known = [*catalogue_names(), *filter(is_catalogue_file, sms.config.catalogues)]
        raise SmsError(f"there is no catalogue `{base}`{nearest(base, known)}")
    return book


def _extending(sms: Sms, base: str) -> str:
    known = [*catalogue_names(), *filter(is_catalogue_file, sms.config.catalogues)]
    if base not in known:
        raise SmsError(f"there is no catalogue `{base}`{nearest(base, known)}")
    book = next((book for book in sms.catalogues if base in (book.name, book.extends)), None)
    ref = book.clauses[-1].number if book and book.clauses else "8.1"
    return _EXTENDING.format(base=base, ref=ref)


def _named(sms: Sms, path: str, settings: str) -> str:
    """The settings with the catalogue named behind those that are there."""
    last = sms.settings.at("catalogues", len(sms.config.catalogues) - 1)
    if last.start == last.end or not settings[: last.start].rstrip().endswith(("[", ",", "-")):
        if re.search(r"^catalogues:", settings, re.MULTILINE):
            raise SmsError(f"name {path} under `catalogues` in {SETTINGS_FILE} first")
        names = ", ".join((*sms.config.catalogues, path))
        return f"{settings.rstrip()}\ncatalogues: [{names}]\n"
    before = settings[: last.start]
    line = before[before.rfind("\n") + 1 :]
    joint = f"\n{line}" if line.lstrip().startswith("-") else ", "
    return f"{settings[: last.end]}{joint}{path}{settings[last.end :]}"
