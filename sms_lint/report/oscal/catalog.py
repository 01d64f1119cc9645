"""A catalogue of clauses as an OSCAL catalog: clauses are controls within one another, obligations their statements."""

from datetime import date

from sms_lint.ground.output.json_text import json_text
from sms_lint.ground.output.printable import Printable
from sms_lint.model.catalogue import Catalogue, Clause, Obligation
from sms_lint.report.oscal.parts import Group, control_id, filled, head, identity, line, prop


def oscal_catalog(book: Catalogue, day: date) -> Printable:
    """The catalog; `day` is the one on which it is written."""
    top = [clause for clause in book.clauses if clause.parent is None]
    catalog = {
        "uuid": identity("catalog", book.name),
        "metadata": head(book.called, book.edition, day, f"{book.copyright} {book.basis}"),
        "controls": [_control(book, clause) for clause in top],
    }
    return json_text({"catalog": catalog})


def _control(book: Catalogue, clause: Clause) -> Group:
    overview = {"id": f"{control_id(clause.id)}_overview", "name": "overview", "prose": clause.summary}
    return {
        "id": control_id(clause.id),
        "class": "clause",
        "title": line(clause.title),
        "props": [{"name": "label", "value": clause.number}, prop("clause", clause.id)],
        "parts": [overview, *map(_statement, clause.obligations)],
        **filled(controls=[_control(book, child) for child in book.children(clause)]),
    }


def _statement(obligation: Obligation) -> Group:
    marks = [prop("obligation", obligation.id), prop("confidence", obligation.confidence)]
    marks += [prop("amendment", obligation.amendment)] if obligation.amendment else []
    return {"id": control_id(obligation.id), "name": "statement", "props": marks, "prose": obligation.text}
