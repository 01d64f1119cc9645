"""What is reported on: a period, a scope, the figures of the period and of the one before, and the records in both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from posixpath import dirname, relpath
from typing import NamedTuple

from sms_lint.ground.output.markdown_page import MarkdownLink
from sms_lint.ground.periods import CalendarPeriod, read_period
from sms_lint.measure.period import Span
from sms_lint.measure.result import Outcome
from sms_lint.model.columns import field_forms
from sms_lint.model.entry import Entry
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.node import Record
from sms_lint.system.relations import day_of, entry_of
from sms_lint.system.sms import Sms

# A record belongs to a scope by the first of these kinds that it names; a step further where it names none.
_SCOPES = ("customer", "sla", "service")
_STEPS = ("incident", "supplier-contract", "audit-programme")


class Figures(NamedTuple):
    """A KPI in the period and in the one before."""

    now: Outcome
    before: Outcome


@dataclass(frozen=True)
class Reported:
    """What is reported on. `service` and `customer` are empty for all of them; `path` is that of the report."""

    sms: Sms
    span: Span
    before: Span
    path: str
    service: str = ""
    customer: str = ""
    figures: Mapping[str, Figures] | None = None
    not_computed: tuple[Kpi, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it is on all services and customers."""
        return not self.service and not self.customer

    def entries(self, kind: str) -> list[Entry]:
        """The entries of a kind that belong to the scope."""
        return [entry for entry in self.sms.entries(kind) if self.concerns(entry)]

    def within(self, kind: str, field: str = "", span: Span | None = None) -> list[Entry]:
        """Those of the period, by the day or period in a field, else by the day that they were made."""
        chosen = span or self.span
        return [entry for entry in self.entries(kind) if _is_within(chosen, self.sms, entry, field)]

    def concerns(self, entry: Entry) -> bool:
        """Whether an entry belongs to the scope: by the customer that it names, else by agreement, else by service."""
        if self.is_whole:
            return True
        own = self._belongs(entry)
        if own is not None:
            return own
        further = (entry_of(self.sms, name) for kind in _STEPS for name in self._named(entry, kind))
        return any(found is not None and self._belongs(found) for found in further)

    def _belongs(self, entry: Entry) -> bool | None:
        """The same by what an entry names itself; None where it names nothing of a scope."""
        for kind in _SCOPES:
            names = self._named(entry, kind)
            if names:
                return not names.isdisjoint(self._ids[kind])
        return None

    @cached_property
    def _ids(self) -> Mapping[str, frozenset[str]]:
        """The customers, agreements and services of the scope."""
        agreements = [
            entry
            for entry in self.sms.entries("sla")
            if self.service in ("", entry.text("service")) and self.customer in ("", entry.text("customer"))
        ]
        services = {self.service} if self.service else {entry.text("service") for entry in agreements}
        if self.customer and not self.service:
            services |= {
                entry.id for entry in self.sms.entries("service") if self.customer in entry.texts("customer")
            }
        customers = {self.customer} if self.customer else {entry.text("customer") for entry in agreements}
        found = {"customer": customers, "sla": {entry.id for entry in agreements}, "service": services}
        return {kind: frozenset(names) for kind, names in found.items()}

    def _named(self, entry: Entry, kind: str) -> frozenset[str]:
        """What an entry names of a kind, itself included."""
        if entry.kind == kind:
            return frozenset((entry.id,))
        model = self.sms.kinds[entry.kind]
        fields = [form.name for form in field_forms(model) if form.links and kind in form.links]
        names = (name for field in fields for name in entry.texts(field))
        return frozenset(name for name in names if self.sms.kind_of(name) == kind)

    def sources(self, *kinds: str) -> Iterator[MarkdownLink]:
        """Links to the registers of some kinds, from where the report is."""
        for register in self.sms.registers:
            if register.of in kinds:
                yield MarkdownLink(register.title, self.to(register.path))

    def to(self, path: str) -> str:
        """The way from the report to a file."""
        return relpath(path, dirname(self.path) or ".")

    def linked(self, entry: Entry) -> MarkdownLink | str:
        """An entry with a file of its own as a link to it, any other by its id, which readers see as a link too."""
        alone = isinstance(entry.node, Record) and entry.node.register is None
        return MarkdownLink(entry.id, self.to(entry.node.path)) if alone else entry.id


def _is_within(span: Span, sms: Sms, entry: Entry, field: str) -> bool:
    said = entry.text(field) if field else day_of(sms, entry)
    period = read_period(said)
    if period:
        return span.first <= period.first and period.last <= span.last
    day = _day(said)
    return day is not None and span.first <= day <= span.last


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None


def span_before(period: CalendarPeriod) -> Span:
    """The period before one, of the same length."""
    earlier = CalendarPeriod(period.unit, period.number - 1)
    return Span(str(earlier), earlier.first, earlier.last)
