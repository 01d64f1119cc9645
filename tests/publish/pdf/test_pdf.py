"""Controlled documents as PDF: what is in them, the same bytes every time, and odd content."""

import io
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from sms_lint.cli import main
from sms_lint.ground.errors import SmsError
from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.model.node import Document
from sms_lint.publish.pdf import Typesetter, as_pdf, moment_of, printed, printed_set
from sms_lint.publish.pdf.labels import with_sound_links
from sms_lint.publish.pdf.typeset import Pdf
from sms_lint.publish.site import view_for
from sms_lint.publish.site.view import SiteData
from sms_lint.translation import spoken
from tests.publish.site.conftest import CLAUSES, HERE, TOP, fewer_pages, git

# Fifty pages; the night has five times as many.
ROWS = 5000 if os.environ.get("SMS_LINT_NIGHTLY") else 1000
HEAD = """---
kind: policy
id: POL-ODD
title: "{title}"
version: "1.0"
lifecycle: active
owner: head-of-service-management
approver: managing-director
effective: 2026-06-15
review: {{every: 12 months, last: 2026-06-01}}
classification: internal
retention: 7 years
---
# Odd

"""


def view_of(root: Path) -> SiteData:
    sms = load(root, with_history=True)
    return view_for(sms, Result((), (), sms.today.isoformat()), {})


def made(view: SiteData, identity: str, root: Path) -> Pdf:
    document = view.sms.ids[identity]
    assert isinstance(document, Document)
    return as_pdf(Typesetter(root, moment_of(view.sms.file_changes, view.sms.today)), printed(view, document))


def words(content: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return " ".join(text.replace("\u200b", "").split())


def catalogue(reader: PdfReader) -> Any:
    root = reader.trailer["/Root"]
    assert root is not None
    return root.get_object()


def outline(reader: PdfReader) -> list[str]:
    def titles(entries: object) -> list[str]:
        if isinstance(entries, list):
            return [title for entry in entries for title in titles(entry)]
        return [str(getattr(entries, "title", ""))]

    return titles(reader.outline)


@pytest.fixture(scope="module")
def everything(with_history: SiteData) -> Pdf:
    """All active documents in one file."""
    return as_pdf(
        Typesetter(TOP, moment_of(with_history.sms.file_changes, with_history.sms.today)),
        printed_set(with_history),
    )


@pytest.fixture(scope="module")
def process(with_history: SiteData) -> Pdf:
    return made(with_history, "PRC-CHG", TOP)


def test_a_process_has_control_block_flow_roles_and_text(process: Pdf) -> None:
    said = words(process.content)
    for part in (
        "PRC-CHG", "Change management", "Approver Head of service management", "Next review", "Who does what",
        "Responsible", "Record and classify", "Inputs", "Outputs", "Measurement", "No record, no change.",
    ):  # fmt: skip
        assert part in said, part
    assert process.given_up == ""


def test_every_page_says_what_it_is_and_that_it_is_not_controlled(process: Pdf) -> None:
    pages = PdfReader(io.BytesIO(process.content)).pages
    for number, page in enumerate(pages, 1):
        said = " ".join(page.extract_text().split())
        assert "PRC-CHG Change management version" in said
        assert "internal" in said
        assert "A printed copy is not controlled." in said
        assert f"page {number} of {len(pages)}" in said
        assert "Built from commit" in said


def test_it_is_tagged_titled_and_written_as_pdf_a_and_pdf_ua(process: Pdf) -> None:
    reader = PdfReader(io.BytesIO(process.content))
    root = catalogue(reader)
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert reader.metadata.title == "Change management"
    meta = root["/Metadata"].get_object().get_data().decode()
    assert re.search(
        r"pdfaid:part>3<.*pdfaid:conformance>A<|pdfaid:conformance>A<.*pdfaid:part>3<", meta, re.S
    )
    assert "pdfuaid:part>1<" in meta
    assert {"Flow", "Who does what", "Scope", "Activities"} <= set(outline(reader))


def test_the_drawing_and_each_table_have_their_place_in_the_tags(process: Pdf) -> None:
    raw = PdfReader(io.BytesIO(process.content))
    kinds = set()
    pending: list[Any] = [catalogue(raw)["/StructTreeRoot"].get_object()]
    while pending:
        node = pending.pop()
        kinds.add(str(node.get("/S", "")))
        below = node.get("/K", [])
        children = [item.get_object() for item in (below if isinstance(below, list) else [below])]
        pending += [child for child in children if isinstance(child, dict)]
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure"} <= kinds


def test_links_lead_to_documents_of_the_set_and_to_addresses_only(everything: Pdf, process: Pdf) -> None:
    def targets(content: bytes) -> tuple[int, set[str]]:
        inside, outside = 0, set()
        for page in PdfReader(io.BytesIO(content)).pages:
            for annotation in page.get("/Annots") or ():
                note = annotation.get_object()
                action = note.get("/A")
                if action is not None and "/URI" in action.get_object():
                    outside.add(str(action.get_object()["/URI"]))
                else:
                    inside += 1
        return inside, outside

    inside, outside = targets(everything.content)
    assert inside > 500
    assert targets(process.content)[0] < 20  # its own sections
    assert all(target.startswith(("https://", "mailto:")) for target in outside)
    assert everything.given_up == ""


def test_the_set_holds_every_active_document(with_history: SiteData, everything: Pdf) -> None:
    reader = PdfReader(io.BytesIO(everything.content))
    titles = set(outline(reader))
    active = {document.title for document in with_history.sms.documents if document.lifecycle == "active"}
    assert {"Document register", *active} <= titles
    first = reader.pages[0].extract_text()
    assert "Fenmoor Managed Services" in first
    said = " ".join(first.split())
    assert "As of 2026-10-31 Version commit " in said
    assert f"Documents in force {len(active)} Classification confidential" in said
    assert "Distribution only those whose work needs it" in said
    contents = " ".join("".join(page.extract_text() for page in reader.pages[1:3]).split())
    kinds = {document.KIND.register for document in with_history.sms.documents if document.title in active}
    assert len(kinds) > 5
    places = [contents.index(f" {kind} ") for kind in sorted(kinds)]
    assert places == sorted(places)  # the documents of a kind stand together, below its name


def test_versions_and_approvals_stand_on_paper_as_on_the_page(process: Pdf) -> None:
    said = words(process.content)
    assert "Versions and approvals Version Approval In force Signed by" in said
    assert "declared from" in said.partition("Versions and approvals")[2]


def test_columns_are_aligned_and_rows_stay_whole_where_a_page_holds_them(small: Path) -> None:
    table = "| name | sum |\n|---|---:|\n| short | 7 |\n| " + "long word " * 400 + " | 8 |\n"
    (small / "policies" / "odd.md").write_text(HEAD.format(title="Odd") + table, "utf-8")
    view = view_of(small)
    document = view.sms.ids["POL-ODD"]
    assert isinstance(document, Document)
    (found,) = [block for block in printed(view, document).documents[0]["blocks"] if block["k"] == "table"]
    assert found["align"] == ["", "right"]
    assert found["whole"] == [True, False]
    assert words(made(view, "POL-ODD", small).content).count("long word") == 400


def test_a_link_leads_to_a_label_that_is_there_once() -> None:
    found = with_sound_links(
        [
            {
                "label": "A",
                "blocks": [{"k": "h", "label": "A/x", "c": []}, {"k": "h", "label": "A/x", "c": []}],
            },
            {
                "label": "B",
                "blocks": [{"k": "p", "c": [["a", "#A/x", [["t", "x"]]], ["a", "#C", [["t", "c"]]]]}],
            },
        ]
    )
    assert [block["label"] for block in found[0]["blocks"]] == ["A/x", ""]
    assert found[1]["blocks"][0]["c"] == [["a", "#A/x", [["t", "x"]]], ["s", [["t", "c"]]]]


def test_the_same_commit_gives_the_same_bytes(tmp_path: Path) -> None:
    contents = []
    first = tmp_path / "first"
    shutil.copytree(HERE / "system", first)
    git(first, "init", "-q")
    git(first, "add", ".")
    git(first, "commit", "-qm", "First edition")
    git(tmp_path, "clone", "-q", first.as_uri(), "elsewhere")
    for root in (first, tmp_path / "elsewhere"):
        assert main(["pdf", "--root", str(root), "--output", str(root / "out")]) == 0
        assert main(["pdf", "--root", str(root), "--output", str(root / "out"), "--set"]) == 0
        contents.append({path.name: path.read_bytes() for path in (root / "out").iterdir()})
    assert len(contents[0]) >= 3
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("word" * 200, "word" * 200),
        ("```\n" + "code" * 100 + "\n```", "code" * 100),
        ("| a | b |\n|---|---|\n" + "| cell | value |\n" * ROWS, "cell value"),
        ("|" + " x |" * 30 + "\n|" + "---|" * 30 + "\n|" + " y |" * 30 + "\n", "x x x"),
        ('See <script>alert(1)</script> and #raw("x") $x$ *b* `c` \\ @ref <label>', 'See <script>alert(1)</script> and #raw("x") $x$ b c'),
        ("![a chart](chart.png) ![gone](gone.png) ![far](https://example.invalid/x.png)", "gone"),
        ("## Same {: #same }\n\n## Same {: #same_1 }\n\n[to](#same) [nowhere](#nowhere)", "to nowhere"),
        ("1. one\n2. two\n\n> quoted\n\n---\n\n```\ncode  with spaces\n```\n\nNote.[^1]\n\n[^1]: The note.\n", "The note."),
        ("", "Odd"),
    ],
)  # fmt: skip
def test_odd_content_degrades_well(small: Path, body: str, expected: str) -> None:
    (small / "policies" / "odd.md").write_text(HEAD.format(title="Odd <i>&</i> #x") + body + "\n", "utf-8")
    pdf = made(view_of(small), "POL-ODD", small)
    assert expected.replace(" ", "") in words(pdf.content).replace(" ", "")
    assert pdf.given_up == "" or "chart.png" in body


def test_a_picture_that_is_damaged_is_left_out_and_said(small: Path) -> None:
    (small / "policies" / "chart.png").write_bytes(b"\x89PNG\r\n\x1a\nno picture")
    pdf = made(view_of(small), "POL-SMS", small)
    assert "a picture is left out (failed to decode image" in pdf.given_up
    assert "Service management policy" in words(pdf.content)


def test_letters_that_no_font_of_the_machine_has_are_refused(small: Path) -> None:
    (small / "policies" / "odd.md").write_text(HEAD.format(title="Odd") + "A letter \U000f0000\n", "utf-8")
    with pytest.raises(
        SmsError, match="the PDF of Odd cannot be set: no font on this machine has the letters"
    ):
        made(view_of(small), "POL-ODD", small)


def test_a_paper_in_german_says_so_and_speaks_it(small: Path) -> None:
    with (small / "sms.yml").open("a", encoding="utf-8") as stream:
        stream.write("language: de\n")
    view = view_of(small)
    with spoken(view.sms.translation):
        pdf = made(view, "POL-SMS", small)
    assert str(PdfReader(io.BytesIO(pdf.content)).root_object["/Lang"]) == "de"
    said = words(pdf.content)
    for german in ("Verantwortlich", "Klassifizierung", "Seite 1 von", "Ein Ausdruck ist nicht gelenkt"):
        assert german in said


def test_a_document_in_another_language_than_the_system(small: Path) -> None:
    policy = small / "policies" / "service-management.md"
    policy.write_text(policy.read_text("utf-8").replace("title:", "language: fr\ntitle:", 1), "utf-8")
    pdf = made(view_of(small), "POL-SMS", small)
    assert str(PdfReader(io.BytesIO(pdf.content)).root_object["/Lang"]) == "fr"
    assert "Classification" in words(pdf.content)


def test_a_document_that_is_not_there_is_named_with_a_suggestion(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pdf", "POL-SMZ", "--root", str(small)]) == 2
    assert (
        "there is no document `POL-SMZ` in the auditor edition; did you mean `POL-SMS`?"
        in capsys.readouterr().err
    )


def test_the_staff_get_nothing_confidential(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = small / "policies" / "service-management.md"
    hidden = policy.read_text("utf-8").replace("classification: internal", "classification: confidential")
    policy.write_text(hidden, "utf-8")
    assert main(["pdf", "POL-SMS", "--root", str(small), "--edition", "staff"]) == 2
    assert main(["pdf", "--root", str(small), "--output", str(small / "out"), "--edition", "staff"]) == 0
    assert [path.name for path in (small / "out").iterdir()] == ["PRC-INC.pdf"]


def test_a_site_links_to_its_pdfs_when_asked(small: Path) -> None:
    with fewer_pages(CLAUSES):
        main(["site", "--root", str(small), "--pdf"])
    page = (small / "build" / "site" / "documents" / "POL-SMS.html").read_text("utf-8")
    assert 'href="../files/pdf/POL-SMS.pdf"' in page
    assert (small / "build" / "site" / "files" / "pdf" / "POL-SMS.pdf").read_bytes().startswith(b"%PDF")


def test_without_the_typesetter_the_remedy_is_said(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    assert main(["pdf", "--root", str(small)]) == 2
    assert "pip install sms-lint[pdf]" in capsys.readouterr().err
