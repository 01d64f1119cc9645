"""What a stage of an audit looks at, with the documents and records that answer: as data, and as a table."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sms_lint.ground.sentences import plural
from sms_lint.history.approvals.held import TextHeld
from sms_lint.model.node import Document
from sms_lint.publish.pack.gather import Gathered
from sms_lint.publish.pack.page import PageBlock, PageHeading, PageTable, Paragraph
from sms_lint.publish.pack.stages import PREFIX, AuditPoint
from sms_lint.system.approval_status.readers import readers_texts
from sms_lint.system.relations import day_of


def stage_points(
    gathered: Gathered, held: Sequence[TextHeld], places: Mapping[str, str]
) -> dict[str, Any] | None:
    """For `stage.json`: the questions of the stage, and for each what the pack holds; None without a stage."""
    stage = gathered.stage
    if stage is None:
        return None
    return {
        "stage": stage.id,
        "title": stage.title,
        "about": stage.about,
        "points": [
            {
                "question": point.question,
                "clauses": [_clause(gathered, number) for number in point.clauses],
                "documents": _documents(gathered, point, held, places),
                "records": [_records(gathered, kind) for kind in point.records],
            }
            for point in stage.points
        ],
    }


def _clause(gathered: Gathered, number: str) -> dict[str, str]:
    ref = f"{PREFIX}:{number}"
    clauses = (book.clause(ref) for book in gathered.sms.catalogues)
    return {"id": ref, "title": next((clause.title for clause in clauses if clause), "")}


def _documents(
    gathered: Gathered, point: AuditPoint, held: Sequence[TextHeld], places: Mapping[str, str]
) -> list[dict[str, str]]:
    """The texts in force at the end, of the kinds that answer, which say that they meet one of the clauses."""
    texts = [text.judged.text for text in held if text.at_end and text.judged.text.kind in point.documents]
    return [
        {"id": text.id, "version": text.version, "file": places[text.sha256]}
        for text in texts
        if any(_is_about(ref, point) for ref in _claimed(gathered, text.id))
    ]


def _claimed(gathered: Gathered, id_: str) -> Sequence[str]:
    """The clauses that a document names, in its front matter or at a section; those of its kind where it names none."""
    text, document = readers_texts(gathered.sms).get(id_), gathered.sms.get(id_)
    if text is not None:  # what a newer text names that nobody approved is not claimed
        document = text.shown
    if not isinstance(document, Document):
        return ()
    sections = (ref for section in document.sections for ref in section.satisfies)
    return (*document.satisfies, *sections) or document.KIND.clauses


def _is_about(ref: str, point: AuditPoint) -> bool:
    """Whether a clause or obligation is one that a question is about, or lies below it."""
    standard, _, number = ref.partition(":")
    clause = number.partition("-")[0]
    return standard == PREFIX and any(f"{clause}.".startswith(f"{wanted}.") for wanted in point.clauses)


def _records(gathered: Gathered, kind: str) -> dict[str, Any]:
    """How many records of a kind there are, and were made in the period; None where its records have no day."""
    entries, model = gathered.sms.entries(kind), gathered.sms.kinds.get(kind)
    first, last = gathered.period.first.isoformat(), gathered.period.last.isoformat()
    dated = bool(model and model.KIND.moment)
    within = sum(first <= day_of(gathered.sms, entry) <= last for entry in entries) if dated else None
    return {
        "kind": kind,
        "number": len(entries),
        "in_period": within,
        "files": sorted({entry.place().path for entry in entries}),
    }


def stage_blocks(
    gathered: Gathered, held: Sequence[TextHeld], places: Mapping[str, str]
) -> Iterator[PageBlock]:
    """The part of the first page about the stage; nothing where the pack is for a period alone."""
    found, stage = stage_points(gathered, held, places), gathered.stage
    if found is None or stage is None:
        return
    yield PageHeading(f"What {stage.title} looks at")
    yield Paragraph(
        f"{stage.about} The table says what this pack holds for each question; it does not say that the answer is "
        "good. The audit plan of your certification body counts where it asks for something else."
    )
    rows = [
        (
            point["question"],
            ", ".join(clause["id"].partition(":")[2] for clause in point["clauses"]),
            ", ".join(f"{text['id']} {text['version']}" for text in point["documents"]) or "none in force",
            ", ".join(map(_counted, point["records"])),
        )
        for point in found["points"]
    ]
    yield PageTable(("Question", "Clauses", "Documents in force", "Records at the end"), rows)


def _counted(records: Mapping[str, Any]) -> str:
    within = records["in_period"]
    new = f", {within:,} of them in the period" if within is not None and records["number"] else ""
    return f"{records['kind']}: {plural(records['number'], 'entry', 'entries')}{new}"
