"""The file of a report: a new draft with all parts, or one that is there with its parts written anew."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sms_lint.ground.errors import SmsError
from sms_lint.ground.plain_names import file_name
from sms_lint.ground.source import SourceFile
from sms_lint.ground.text.generated_parts import END_MARK, begin_mark, generated_parts, with_parts
from sms_lint.model.kinds.documents import Report
from sms_lint.report.service_report.parts import SERVICE_REPORT, Part, written
from sms_lint.report.service_report.reported import Reported
from sms_lint.report.service_report.review import REVIEW_INPUTS
from sms_lint.starter.data import DocumentForm
from sms_lint.starter.entry import Wanted, blank_form, usual_role
from sms_lint.starter.ids import all_ids, checked_id
from sms_lint.starter.skeleton import document_text, names_of
from sms_lint.system.sms import Sms

_SECTION = re.compile(r"^## ", re.M)


@dataclass(frozen=True)
class ReportKind:
    """A sort of report: its parts, its title and series in words, and how its id begins and what it provides."""

    title: str
    series: str
    id: str
    provides: str
    parts: Sequence[Part]


SERVICE = ReportKind("Service report", "service report", "RPT-SERVICE", "service-report", SERVICE_REPORT)
REVIEW = ReportKind(
    "Inputs to the management review",
    "inputs to the management review",
    "RPT-REVIEW-INPUTS",
    "",
    REVIEW_INPUTS,
)


@dataclass(frozen=True)
class ReportFile:
    """What is to be written: a whole text, in place of `before` where the report is there already.

    `missing` are parts that somebody took out of it, which stay out.
    """

    path: str
    id: str
    text: str
    before: SourceFile | None = None
    missing: tuple[str, ...] = ()


def report_id(kind: ReportKind, about: Reported) -> str:
    """The id of a report, by its period and scope."""
    scope = [name.partition("-")[2] or name for name in (about.customer, about.service) if name]
    return "-".join([kind.id, *scope, about.span.name])


def report_path(sms: Sms, kind: ReportKind, about: Reported, identity: str) -> str:
    """The file of a report: the one that has its id, or a new one."""
    there = sms.get(identity)
    return there.path if there is not None else _form(sms, kind, about, identity).path


def report_file(about: Reported, kind: ReportKind, identity: str) -> ReportFile:
    """The report with its parts as the records give them. Raises SmsError where it may not be written anew."""
    there = about.sms.get(identity)
    texts = {part.name: written(part, about) for part in kind.parts}
    if there is None:
        form = _form(about.sms, kind, about, checked_id(about.sms, Report.KIND.name, identity))
        return ReportFile(form.path, identity, _begun(about.sms, form, kind, texts))
    if not isinstance(there, Report) or there.lifecycle != "draft":
        raise SmsError(
            f"{identity} is no draft, so it stays as it is; make it one again under a new version, or name another id "
            "with --id"
        )
    before = there.origin.file
    found = list(generated_parts(before.text))
    if unclosed := [part.name for part in found if part.end is None]:
        raise SmsError(
            f"{before.path}: the part {unclosed[0]} has no end; write the line {END_MARK} below it"
        )
    missing = tuple(name for name in texts if name not in {part.name for part in found})
    return ReportFile(before.path, identity, with_parts(before.text, texts), before, missing)


def _form(sms: Sms, kind: ReportKind, about: Reported, identity: str) -> DocumentForm:
    """The front matter: as in the newest report of the series, where there is one."""
    if identity in all_ids(sms):
        raise SmsError(f"{identity} is there and cannot be read; `sms-lint check` says what is wrong with it")
    scope = " and ".join(filter(None, (about.customer, about.service)))
    title = f"{kind.title} {about.span.name}{f', {scope}' if scope else ''}"
    series = f"{kind.series}{f' of {scope}' if scope else ''}"
    form = blank_form(sms, Wanted(Report.KIND.name, title, identity), Report)
    folder = form.path.rpartition("/")[0]
    earlier = [report for report in sms.all(Report) if report.series == series]
    newest = max(earlier, key=lambda report: str(report.period), default=None)
    owner = str(newest.owner) if newest else form.owner or usual_role(sms, _keepers(sms))
    others = [document.approver for document in sms.documents if document.approver != owner]
    return form.model_copy(
        update={
            "path": f"{folder}/{file_name(title)}.md",
            "owner": owner,
            "approver": str(newest.approver) if newest else form.approver or usual_role(sms, others),
            "classification": _classified(newest, about) or form.classification,
            "provides": (kind.provides,) if kind.provides else (),
            "fields": {"series": series, "period": about.span.name},
        }
    )


def _keepers(sms: Sms) -> list[str]:
    """The roles that keep what a report is made of."""
    made_of = {source for part in SERVICE_REPORT for source in part.sources}
    return [str(register.owner) for register in sms.registers if register.of in made_of]


def _classified(newest: Report | None, about: Reported) -> str:
    """As the one before; what one customer is told is nobody else's business."""
    return newest.classification if newest else "confidential" if about.customer else ""


def _begun(sms: Sms, form: DocumentForm, kind: ReportKind, texts: Mapping[str, str]) -> str:
    """A new report: what people are to write first in each section, then its generated parts."""
    text = document_text(form, sms.catalogues, names_of(sms), sms.translation)
    starts = [found.start() for found in _SECTION.finditer(text)]
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    sections = [
        f"{piece.rstrip()}\n\n{''.join(_laid_out(kind, section, texts))}"
        for piece, section in zip(pieces, Report.SECTIONS, strict=True)
    ]
    return f"{text[: starts[0]]}{''.join(sections).rstrip()}\n"


def _laid_out(kind: ReportKind, section: str, texts: Mapping[str, str]) -> Iterator[str]:
    for part in kind.parts:
        if part.section == section:
            yield f"{begin_mark(part.name)}\n\n{texts[part.name]}\n\n{END_MARK}\n\n"


def with_path(about: Reported, kind: ReportKind, identity: str) -> Reported:
    """The same, knowing where the report will be, so that its links lead from there."""
    return replace(about, path=report_path(about.sms, kind, about, identity))
