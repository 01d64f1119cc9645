"""One list of all entries of a kind, from every file and period, the newest first: what it shows of each.

The page of the kind holds the first of them as a plain table. All of them are in a script beside it, which
`assets/registers.js` reads to filter, sort, group and draw samples.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from sms_lint.ground.sentences import plural
from sms_lint.model.entry import Entry
from sms_lint.model.node import Table
from sms_lint.publish.site.address import chain_address, csv_address, register_address
from sms_lint.publish.site.columns import cell, columns_of, is_long
from sms_lint.publish.site.entries import title_of, written
from sms_lint.publish.site.escape import Safe, address, text
from sms_lint.publish.site.html import link, paragraph, table
from sms_lint.publish.site.values import Field, fields_of
from sms_lint.publish.site.view import PageContext
from sms_lint.translation import ours

ROWS_AT_FIRST = 50  # without a script; a script turns the pages
_WITHIN_A_WORD = re.compile(r"</?(?:a|span|time|code|sup)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r'<a href="([^"]*)"')


@dataclass(frozen=True)
class RegisterList:
    """The entries of a kind as its page lists them. `here` is that page, to which links are relative."""

    here: PageContext
    kind: str

    @property
    def moment(self) -> str:
        """The field with the day of an entry; empty where the kind has none."""
        model = self.here.sms.kinds.get(self.kind)
        return model.KIND.moment if model else ""

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """All entries, the newest first, those without a day last; those of one day as they stand in their files."""
        found = self.here.sms.entries(self.kind)
        return (
            sorted(found, key=lambda entry: entry.text(self.moment), reverse=True) if self.moment else found
        )

    @cached_property
    def fields(self) -> Mapping[int, Mapping[str, Field]]:
        """The filled fields of each entry that is no row of a table, by their keys."""
        nodes = (entry.node for entry in self.entries if not isinstance(entry.node, Table))
        return {id(node): {field.key: field for field in fields_of(node)} for node in nodes}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The columns, by their keys: those that the kind names, or those that tell most, if any entry fills them."""
        rows = [*self.fields.values(), *self._of_tables]
        filled = {key: field.title for row in rows for key, field in row.items()}
        named = self.here.sms.kinds[self.kind].KIND.columns
        keys = [key for key in named if key in filled] if named else columns_of(rows)
        return {key: filled[key] for key in keys}

    @property
    def _of_tables(self) -> Iterable[Mapping[str, Field]]:
        """For each table the columns in which anything is said."""
        for rows in self.here.sms.tables(self.kind):
            keys = (key for key, cells in rows.cells.items() if key != "id" and any(cells))
            yield {key: Field(key, title_of(self.here.sms, self.kind, key), "") for key in keys}

    def column(self, key: str, entries: Iterable[Entry]) -> list[Safe]:
        """What some entries say in one field, as it is shown; equal cells of tables are made once."""
        show = _Once(self._of_row)
        return [self._cell(key, entry, show) for entry in entries]

    def _cell(self, key: str, entry: Entry, show: "_Once") -> Safe:
        if isinstance(entry.node, Table):
            return show[entry.node.cell(key, entry.row)]
        return cell(self.here, self.fields[id(entry.node)].get(key))

    def _of_row(self, value: str) -> Safe:
        return cell(self.here, Field("", "", value)) if is_long(value) else written(self.here, value)


def register_list(here: PageContext, kind: str) -> Safe:
    """The list on the page of a kind: its first entries as a plain table, and where the script finds all of them."""
    found = RegisterList(here, kind)
    if not found.entries:
        return Safe("")
    first = found.entries[:ROWS_AT_FIRST]
    columns = [found.column(key, first) for key in found.titles]
    rows = [
        [here.node(entry.id, text(entry.id)), *cells] for entry, *cells in zip(first, *columns, strict=True)
    ]
    download = link(here.to(csv_address(kind)), Safe(ours("all entries as CSV")))
    marks = {
        "data-list": here.to(register_address(kind)),
        "data-chain": here.to(chain_address(kind)),
        "data-count": str(len(found.entries)),
    }
    attributes = " ".join(f'{name}="{address(value)}"' for name, value in marks.items())
    return Safe(
        f'<div class="sms-register" {attributes}>\n'
        + table(["Id", *found.titles.values()], rows, here.sms.kinds[kind].KIND.register, "register-list")
        + paragraph(text(_counted(found)), "count")
        + "</div>\n"
        + paragraph(Safe(ours(f"Download: {download}.")), "fine")
    )


def _counted(found: RegisterList) -> str:
    number, kept = (
        len(found.entries),
        sum(table.count - len(table.column("id")) for table in found.here.sms.tables(found.kind)),
    )
    shown = f" The {ROWS_AT_FIRST} newest are shown." if number > ROWS_AT_FIRST else ""
    left = f" A further {kept:,} rows are only in their files." if kept > 0 else ""
    return ours(f"{plural(number, 'entry', 'entries')}.{shown}{left}")


class _Once(dict[str, Safe]):
    """Cells of tables by what is written in them, each made when it is first asked for."""

    def __init__(self, make: Callable[[str], Safe]) -> None:
        super().__init__({"": Safe("")})
        self._make = make

    def __missing__(self, value: str) -> Safe:
        self[value] = made = self._make(value)
        return made


def plain(shown: Safe) -> str:
    """What a cell says, without its marks, on one line."""
    return " ".join(unescape(_TAG.sub(" ", _WITHIN_A_WORD.sub("", shown))).split())


def target(shown: Safe) -> str:
    """Where a cell leads that is one link; empty where it is none, or holds several."""
    found = _LINK.findall(shown)
    return unescape(found[0]) if len(found) == 1 else ""
