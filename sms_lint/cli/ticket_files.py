"""Tickets of other tools: exports that are taken in by a mapping, and what is fetched live."""

import argparse
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.cli.common import CLEAN, FINDINGS, as_day, root_argument, root_of, say, tell
from sms_lint.ground.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.intake.tickets.importing import Import
    from sms_lint.model.mapping import ImportMapping
    from sms_lint.model.node import Node

# A ticket that changed while the last sync ran comes again: clocks differ, and an import twice changes nothing.
_OVERLAP = timedelta(days=1)


def import_tickets(raw: bytes, options: argparse.Namespace) -> int:
    """Take in an export by a mapping, or propose one: say what would change, and write only with --write."""
    from sms_lint.intake.tickets.importing import Given, planned_import

    root = root_of(options)
    if options.guess:
        return _guess(root, options.file, raw)
    mapping, model = _mapping(root, options.mapping)
    given = Given(options.file.name, raw, options.exported or _made_on(options.file), datetime.now(UTC))
    return carry_out(
        root,
        planned_import(root, options.mapping, mapping, model, given, whole=options.whole),
        mapping,
        write=options.write,
    )


def sync(options: argparse.Namespace) -> int:
    """Fetch the tickets that changed from a tool's interface, and take them in as `import` does."""
    from sms_lint.intake.tickets.fetching import fetched
    from sms_lint.intake.tickets.importing import Given, planned_import
    from sms_lint.intake.tickets.stored import last_import

    root = root_of(options)
    mapping, model = _mapping(root, options.mapping)
    live = mapping.live
    if live is None or live.url is None or live.token is None:
        raise SmsError(
            f"the mapping `{options.mapping}` names no `url` and `token` in `live`; write them into your own"
        )
    token = os.environ.get(live.token, "")
    if not token:
        raise SmsError(f"the environment variable {live.token} holds no token")
    begun = datetime.now(UTC)
    last = last_import(root, options.mapping, mapping.table) if mapping.table and not options.whole else None
    came = fetched(live, mapping.form.records, token, last - _OVERLAP if last else None)
    given = Given(live.url, came.raw, begun.date(), begun)
    mapping = mapping.model_copy(update={"form": mapping.form.model_copy(update={"zone": live.zone})})
    found = planned_import(
        root, options.mapping, mapping, model, given, came.export, whole=options.whole or last is None
    )
    return carry_out(root, found, mapping, write=options.write)


def carry_out(root: Path, found: "Import", mapping: "ImportMapping", *, write: bool) -> int:
    """Write an import where that is asked for and allowed, and say what it does."""
    from sms_lint.ground.sentences import plural
    from sms_lint.intake.tickets.report import import_lines
    from sms_lint.starter.disk import put_all

    rejected = found.made.counts.rejected
    allowed = rejected <= mapping.rejects
    written = write and allowed and not found.is_known
    if written:
        put_all(root, {**found.files.written, **dict.fromkeys(found.files.removed)})
    for line in import_lines(found, written=written):
        tell(line)
    if not allowed:
        said = f"Nothing was written: {plural(rejected, 'row')} cannot be taken"
        tell(f"{said}, and the mapping allows {mapping.rejects}.")
        tell("Correct them in the tool and export again, or set `rejects` in the mapping")
        return FINDINGS
    if not written and not found.is_known:
        tell("Nothing was written; add --write to write it")
    return CLEAN


def _mapping(root: Path, name: str | None) -> "tuple[ImportMapping, type[Node]]":
    """The mapping of that name, of the organisation or of the program, and the class of its kind."""
    from sms_lint.ground.faults import nearest
    from sms_lint.ground.sentences import joined
    from sms_lint.load import mappings_below
    from sms_lint.model.controlled_files import IMPORTS
    from sms_lint.model.mapping import lacking_fields, mapping_names, shipped_mapping

    read, kinds = mappings_below(root)
    own = {each.name: each.mapping for each in read.mappings}
    names = [*own, *mapping_names()]
    if name is None:
        raise SmsError(f"say with --mapping which one to use: {', '.join(names)}; or let --guess propose one")
    for fault in read.reading_faults:
        if fault.at.path.rpartition("/")[2].rpartition(".")[0] == name:
            raise SmsError(f"{fault.at.path}, line {fault.at.line}: {fault.message}")
    if name not in names:
        said = f"there is no mapping `{name}`{nearest(name, names)}; there are: {', '.join(names)}"
        raise SmsError(f"{said}. One of your own is a file {IMPORTS}/NAME.yml")
    mapping = own.get(name) or shipped_mapping(name)
    model = kinds[mapping.kind]
    if lacking := lacking_fields(mapping, model):
        quoted = joined([f"`{field}`" for field in lacking])
        lacks = (
            f"the mapping `{name}` has no column for {quoted}, which every {model.KIND.title.lower()} needs"
        )
        raise SmsError(
            f"{lacks}. Write a file {IMPORTS}/NAME.yml with `based_on: {name}` that names a column for each, "
            "or says in `constants` what holds for every row"
        )
    return mapping, model


def _made_on(file: Path) -> date:
    """The day on which the file was written, which is the day of the export unless somebody says another."""
    return datetime.fromtimestamp(file.stat().st_mtime, UTC).date()


def _guess(root: Path, file: Path, raw: bytes) -> int:
    from sms_lint.intake.tickets.guessing import guessed_mapping
    from sms_lint.load import mappings_below

    for line in guessed_mapping(file.name, raw, mappings_below(root)[1]).splitlines():
        say(line)
    return CLEAN


def sync_arguments(command: argparse.ArgumentParser) -> None:
    """From where, and whether to write."""
    root_argument(command)
    command.add_argument(
        "mapping", metavar="NAME", help="the mapping, which names the tool's address in `live`"
    )
    command.add_argument("--write", action="store_true", help="write the tables, all or none")
    command.add_argument(
        "--whole", action="store_true", help="fetch every ticket, and say which are gone from the tool"
    )


def tickets_arguments(command: argparse.ArgumentParser) -> None:
    """By which mapping, and when the export was made."""
    command.add_argument(
        "--mapping",
        metavar="NAME",
        help="for an export of a ticket tool: imports/NAME.yml, or one of the program such as servicenow-incidents",
    )
    command.add_argument(
        "--exported", type=as_day, metavar="DATE", help="the day of the export (default: that of the file)"
    )
    command.add_argument(
        "--whole",
        action="store_true",
        help="the export holds every ticket of the tool: say which rows are gone from it",
    )
    command.add_argument(
        "--guess", action="store_true", help="propose a mapping for the file, and say what is unsure"
    )
