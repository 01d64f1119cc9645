"""What the starter consists of: whole, in the models' terms, and true to the catalogue."""

import re
from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

from sms_lint.model.catalogue import load_catalogue
from sms_lint.model.example import example_values
from sms_lint.model.kinds import kinds
from sms_lint.model.node import Document, Record
from sms_lint.starter.data import (
    DocumentForm,
    blank_sections,
    document_forms,
    record_forms,
    role_rows,
    stages,
    template,
)
from sms_lint.starter.files import Answers, starter_files
from tests.reference import reference_system

BOOK = load_catalogue("iso-iec-20000-1-2018")
ROOT = Path(__file__).parents[2]
RECORDS = sorted(name for name, model in kinds().items() if issubclass(model, Record))


def sections_of(form: DocumentForm) -> set[str]:
    return {section.title for section in form.sections}


@pytest.mark.parametrize("form", document_forms(), ids=lambda form: form.id)
def test_a_document_has_its_sections_and_asks_something_of_each(form: DocumentForm) -> None:
    model = kinds()[form.kind]
    assert issubclass(model, Document)
    assert set(model.SECTIONS) <= sections_of(form)
    assert form.path.startswith(f"{model.KIND.folder}/")
    for section in form.sections:
        assert section.asks.endswith(("?", ".")), section.asks
        assert section.example.endswith((".", "?")), section.example
        assert len(section.example.split()) >= 8, section.example


@pytest.mark.parametrize("form", document_forms(), ids=lambda form: form.id)
def test_a_document_names_what_the_catalogue_has(form: DocumentForm) -> None:
    for ref in (*form.satisfies, *(ref for section in form.sections for ref in section.satisfies)):
        assert BOOK.clause(ref) or BOOK.obligation(ref), ref
    for item in form.provides:
        assert BOOK.item(item), item


def test_only_structure_is_given_beforehand() -> None:
    """What the fields of a document say is for its writer; a process has its activities to begin with."""
    given = {form.kind: set(form.fields) for form in document_forms() if form.fields}
    assert given.keys() == {"process", "external"}
    assert given["external"] == {"publisher", "edition", "kept_at"}
    assert "kpis" not in given["process"]


def test_the_reference_system_has_no_document_of_another_structure() -> None:
    """Every policy and process of the reference system has its skeleton, whatever its file is called."""
    sms = reference_system()
    known = {(form.kind, form.title) for form in document_forms()}
    missing = [
        node.id for node in sms.documents if node.kind == "process" and (node.kind, node.title) not in known
    ]
    assert missing == []


def test_every_clause_with_obligations_is_named_by_a_document() -> None:
    named = {ref for form in document_forms() for ref in form.satisfies}
    clauses = {
        ref.partition("-")[0] + "-" + ref.partition("-")[2].rpartition("-")[0]
        for ref in named
        if ref.count("-") > 1
    }
    missing = [
        clause.id for clause in BOOK.clauses if clause.obligations and clause.id not in named | clauses
    ]
    assert missing == []


@pytest.mark.parametrize("kind", RECORDS)
def test_the_example_of_a_kind_is_an_entry_of_it(kind: str) -> None:
    form = record_forms()[kind]
    node, faults = kinds()[kind].read(form.example)
    assert [fault.message for fault in faults] == []
    assert node is not None
    assert form.path.startswith("records/")
    assert (form.register_ is None) is bool(kinds()[kind].KIND.files)


def test_the_examples_refer_to_the_right_kinds() -> None:
    """By what other examples, documents and roles are, or by how ids of the kind begin."""
    known = {str(example_values(kind)["id"]): kind for kind in kinds()}
    known |= {form.id: form.kind for form in document_forms()} | {row["id"]: "role" for row in role_rows()}
    lost = []
    for kind, form in record_forms().items():
        node, _ = kinds()[kind].read(form.example)
        assert node is not None
        for route, ref in node.refs():
            target = known.get(ref, "")
            beginnings = tuple(
                f"{kinds()[referred].KIND.prefix}-"
                for referred in ref.to
                if referred in kinds() and kinds()[referred].KIND.prefix
            )
            also = "document" if target and issubclass(kinds()[target], Document) else target
            found = {target, also} & set(ref.to) if target else ref.startswith(beginnings)
            if ref.to and not found:
                lost.append((kind, route, str(ref)))
    assert lost == []


def test_every_role_that_is_named_is_there() -> None:
    roles = {row["id"] for row in role_rows()}
    named = {role for form in document_forms() for role in (form.owner, form.approver)}
    named |= {form.register_.owner for form in record_forms().values() if form.register_}
    assert named <= roles
    for row in role_rows():
        _, faults = kinds()["role"].read(row)
        assert faults == []


def test_every_kind_of_document_has_its_blank_sections() -> None:
    documents = {name: model for name, model in kinds().items() if issubclass(model, Document)}
    assert set(blank_sections()) == set(documents)
    for name, model in documents.items():
        assert tuple(section.title for section in blank_sections()[name]) == model.SECTIONS


def test_every_clause_has_a_stage() -> None:
    numbers = {stage.clause for stage in stages()}
    for clause in BOOK.clauses:
        if clause.obligations:
            above = {clause_above.number for clause_above in (clause, *BOOK.ancestors(clause))}
            assert above & numbers, clause.id
    assert all(BOOK.clause(f"20000-1:{number}") for number in numbers)


def test_the_workflows_use_the_same_actions_as_ours() -> None:
    """A pinned action stands in two places: raising one without the other would go unnoticed."""
    ours = "".join(path.read_text("utf-8") for path in (ROOT / ".github/workflows").glob("*.yml"))
    pins = re.findall(
        r"uses: (\S+@\S+ # \S+)",
        "".join(
            map(
                template,
                (
                    "github/anchor.yml",
                    "github/check.yml",
                    "github/publish.yml",
                    "github/remind.yml",
                    "github/report.yml",
                ),
            )
        ),
    )
    assert len(pins) == 19
    assert [pin for pin in pins if pin not in ours] == []


def test_the_package_that_is_installed_holds_all_of_it(tmp_path: Path) -> None:
    folder = ROOT / "sms_lint/starter"
    builder = WheelBuilder(str(ROOT))
    wheel = next(builder.build(directory=str(tmp_path), versions=["standard"]))
    packed = set(ZipFile(wheel).namelist())
    wanted = {
        f"sms_lint/starter/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*.*")
        if path.suffix != ".pyc"
    }
    assert wanted - packed == set()
    assert len([path for path in packed if path.startswith("sms_lint/starter/templates/")]) == len(
        [path for path in folder.joinpath("templates").rglob("*") if path.is_file()]
    )


def test_nothing_of_the_reference_system_has_been_left_in() -> None:
    folder = files("sms_lint").joinpath("starter")
    texts = [file.read_text("utf-8") for part in ("records",) for file in folder.joinpath(part).iterdir()]
    texts += starter_files(Answers("Harbour IT", ("Mail",), forge="github")).values()
    for word in ("Fenmoor", "CUS-ALDER", "CUS-BIRCH", "CUS-CEDAR", "£", "TODO"):
        assert not [text for text in texts if word in text], word


def test_a_skeleton_names_each_obligation_that_a_section_is_to_show() -> None:
    """Where the catalogue asks for a section, somebody who starts is given the heading for it."""
    named = {ref for form in document_forms() for section in form.sections for ref in section.satisfies}
    named |= {ref for form in document_forms() for ref in form.satisfies}
    asked = [
        obligation.id
        for clause in BOOK.clauses
        for obligation in clause.obligations
        if any(way.section and not _may_be_absent(way.section) for way in obligation.shown)
    ]
    assert [ref for ref in asked if ref not in named] == []


def _may_be_absent(name: str) -> bool:
    item = BOOK.item(name)
    return item is not None and item.conditional
