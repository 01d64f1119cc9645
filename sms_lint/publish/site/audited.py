"""Which audits covered a clause, what they found there, and the clauses × audits of three years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sms_lint.ground.clause_ids import clause_parts
from sms_lint.model.catalogue import Catalogue, Clause
from sms_lint.model.kinds.evaluation import AuditFinding, AuditProgramme, AuditReport
from sms_lint.publish.site.address import Address
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import EMPTY, Sign, badge, day, heading, link, paragraph, stacked, table
from sms_lint.publish.site.view import PageContext
from sms_lint.system.sms import Sms
from sms_lint.translation import ours

_YEARS, _DEEPEST = 3, 3
_COVERED, _IN_PART = Sign("●", "covered", "good"), Sign("◐", "in part", "half")
_PLANNED, _NEVER = Sign("○", "planned", "open"), Sign("–", "not covered", "weak")


@dataclass(frozen=True)
class Audit:
    """An audit with the clauses that it covered, or is to cover: `held` is None until it has taken place."""

    id: str
    day: date
    scope: tuple[str, ...]
    findings: tuple[AuditFinding, ...] = ()
    held: bool = True

    def covers(self, clause: str) -> bool:
        """Whether the whole of a clause is in its scope."""
        return any(clause == ref or clause.startswith(f"{ref}.") for ref in self.scope)

    def touches(self, clause: str) -> bool:
        """Whether a part of a clause is in its scope."""
        return any(ref.startswith(f"{clause}.") for ref in self.scope)

    def found_in(self, clause: str) -> list[AuditFinding]:
        """What it found in a clause and those below it."""
        return [
            found
            for found in self.findings
            if (ref := clause_parts(found.clause).clause) == clause or ref.startswith(f"{clause}.")
        ]


def audits_of(sms: Sms) -> list[Audit]:
    """The audits of three years by their reports, then those that are planned; the oldest first.

    An audit that was held and has no report yet is not among them: what it covered is not known.
    """
    first = sms.today.replace(year=sms.today.year - _YEARS, day=min(sms.today.day, 28))
    reports = [
        Audit(report.id, report.date, tuple(map(str, report.clauses_covered)), report.findings)
        for report in sms.records(AuditReport)
        if first <= report.date <= sms.today
    ]
    planned = [
        Audit(audit.id, audit.planned, tuple(map(str, audit.scope)), held=False)
        for audit in sms.records(AuditProgramme)
        if audit.held is None and audit.planned >= sms.today
    ]
    return sorted((*reports, *planned), key=lambda audit: (audit.day, audit.id))


def audits_section(here: PageContext, clause: Clause) -> Safe:
    """The section on a clause's page: each audit that covered it, and what it found there."""
    found = [audit for audit in audits_of(here.sms) if audit.covers(clause.id) or audit.found_in(clause.id)]
    rows = [
        [
            day(audit.day),
            here.node(audit.id),
            badge(_COVERED if audit.held else _PLANNED),
            stacked(_finding(here, each) for each in audit.found_in(clause.id))
            or (text(ours("nothing")) if audit.held else EMPTY),
        ]
        for audit in reversed(found)
    ]
    book = clause_parts(clause.id).standard
    matrix = link(here.to(Address(f"clauses/{book}/audits.html")), Safe(ours("All clauses and audits")))
    nothing = paragraph(Safe(ours("No audit of the last three years covered it, and none is planned.")))
    shown = (
        table(("Day", "Audit", "Clause", "What it found"), rows, "Audits", "loose cards") if rows else nothing
    )
    return Safe(heading(2, Safe(ours("Audits that covered it")), "sms-audits") + shown + paragraph(matrix))


def _finding(here: PageContext, found: AuditFinding) -> Safe:
    answer = f" {here.node(found.nonconformity)}" if found.nonconformity else ""
    return Safe(f"{text(ours(found.grade.replace('_', ' ')))}: {here.prose(found.statement)}{answer}")


def audit_matrix(here: PageContext, book: Catalogue) -> Safe:
    """Clauses down to the third level × the audits of three years and those to come."""
    audits = audits_of(here.sms)
    lead = paragraph(
        text(
            ours(
                "What each audit of the last three years covered, how many findings it raised, and what is planned."
            )
        )
    )
    if not audits:
        return Safe(lead + paragraph(Safe(ours("No report of an audit is recorded yet."))))
    clauses = [clause for clause in book.clauses if clause.level <= _DEEPEST]
    rows = [[*_clause_cells(here, clause, audits), *_cells(here, clause, audits)] for clause in clauses]
    names = [f"{audit.id}, {audit.day}" for audit in audits]
    heads = ("Clause", "Title", "In three years", *names)
    return Safe(
        lead + f'<div class="sms-wide">\n{table(heads, rows, "Clauses and audits", "loose cards")}</div>\n'
    )


def _clause_cells(here: PageContext, clause: Clause, audits: Sequence[Audit]) -> list[Safe]:
    held = [audit for audit in audits if audit.held]
    sign = (
        _COVERED
        if any(audit.covers(clause.id) for audit in held)
        else _IN_PART
        if any(audit.touches(clause.id) for audit in held)
        else _NEVER
    )
    return [here.clause(clause.id, short=True), text(clause.title), badge(sign)]


def _cells(here: PageContext, clause: Clause, audits: Sequence[Audit]) -> Iterator[Safe]:
    for audit in audits:
        if not (audit.covers(clause.id) or audit.touches(clause.id) or audit.found_in(clause.id)):
            yield EMPTY
            continue
        whole = _COVERED if audit.held else _PLANNED
        sign = whole if audit.covers(clause.id) else _IN_PART
        count = len(audit.found_in(clause.id))
        number = f" {text(count)}" if count else ""
        yield Safe(here.node(audit.id, Safe(f"{badge(sign)}{number}")))
