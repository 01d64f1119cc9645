"""The staff edition holds nothing of what is confidential, and nothing that is only for auditors."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from sms_lint.load import load
from sms_lint.model.node import Document, Record, Register, Table
from sms_lint.publish.site import Site, build_pages
from sms_lint.publish.site.publish import BuildChoices, publish
from sms_lint.publish.site.view import SiteData
from sms_lint.report import Style
from sms_lint.rules.lint import lint
from sms_lint.system.sms import Sms
from tests.publish.site.conftest import HERE, TOP

SENTENCE = re.compile(r"[^.|\n]{40,}")


@pytest.fixture(scope="module")
def staff(with_history: SiteData) -> Site:
    return build_pages(with_history.sms, with_history.result, with_history.handbook, "staff")


def is_shown(sms: Sms, path: str) -> bool:
    node = sms.by_path[path]
    if isinstance(node, Document | Register):
        return node.classification != "confidential"
    return not isinstance(node, Record)


def sentences(text: str) -> set[str]:
    return {" ".join(sentence.split()) for sentence in SENTENCE.findall(text)}


def test_what_is_public_or_internal_is_there(staff: Site) -> None:
    assert {
        "documents/POL-SMS.md",
        "processes/PRC-CHG.md",
        "registers/service-catalogue.md",
    } <= staff.pages.keys()
    assert "POL-SMS" in staff.pages["documents/index.md"]


def test_pages_for_auditors_are_not(staff: Site) -> None:
    assert [path for path in staff.pages if path.startswith(("clauses/", "findings"))] == []
    titles = [name for entry in staff.navigation for name in entry]
    assert not {"Conformity", "Findings"} & set(titles)


def test_no_sentence_of_a_confidential_file_is_on_a_page(reference_history: Sms, staff: Site) -> None:
    said = " ".join(
        unescape(re.sub(r"<[^>]*>", "", page))
        for path, page in staff.pages.items()
        if not path.startswith("handbook/")
    )
    said = " ".join(said.split())
    files = {path: node.origin.file.text for path, node in reference_history.by_path.items()}
    files |= {
        f"{table.path} {table.data}": (TOP / table.path).with_name(table.data).read_text("utf-8")
        for table in reference_history.all(Table)
    }
    shown = {name for name in files if is_shown(reference_history, name.partition(" ")[0])}
    public = " ".join(" ".join(files[name].split()) for name in shown)
    hidden = {sentence for name in files.keys() - shown for sentence in sentences(files[name])}
    assert len(hidden) > 500
    leaked = [sentence for sentence in sorted(hidden) if sentence in said and sentence not in public]
    assert not leaked, "\n".join(leaked)


def test_no_row_of_a_confidential_register_is_in_a_download(reference_history: Sms, staff: Site) -> None:
    hidden = [
        register for register in reference_history.all(Register) if register.classification == "confidential"
    ]
    shown = {
        register.of
        for register in reference_history.all(Register)
        if register.classification != "confidential"
    }
    kinds = {register.of for register in hidden} - shown
    assert len(kinds) > 3
    assert any(f"files/csv/{kind}.csv" in staff.downloads for kind in shown)
    assert [kind for kind in kinds if f"files/csv/{kind}.csv" in staff.downloads] == []
    ids = {record.id for record in reference_history.all(Record) if record.register in hidden}
    ids |= {
        identity for register in hidden if isinstance(register, Table) for identity in register.column("id")
    }
    assert len(ids) > 100
    first = {line.partition(",")[0] for text in staff.downloads.values() for line in text.splitlines()}
    assert ids & first == set()


def test_hidden_ids_lead_nowhere(reference_history: Sms, staff: Site) -> None:
    hidden = {node.id for node in reference_history.all(Document) if node.classification == "confidential"}
    assert hidden
    links = {target for page in staff.pages.values() for target in re.findall(r'href="([^"]*)"', page)}
    assert [link for link in links for register in hidden if f"/{register}.html" in link] == []
    assert [link for link in links if "clauses/" in link or "findings.html" in link] == []


def test_a_picture_that_only_a_confidential_text_shows_is_not_copied(small: Path) -> None:
    policy = small / "policies" / "service-management.md"
    shown = build_pages(load(small), lint(load(small), ()), {}, "staff")
    assert "files/policies/chart.png" in shown.files
    policy.write_text(
        policy.read_text("utf-8").replace("classification: internal", "classification: confidential"), "utf-8"
    )
    hidden = build_pages(load(small), lint(load(small), ()), {}, "staff")
    assert hidden.files == {}
    assert "documents/POL-SMS.md" not in hidden.pages


def test_a_record_that_states_no_classification_is_left_out(small: Path) -> None:
    everything = build_pages(load(small), lint(load(small), ()), {})
    assert "records/VEH-2.md" in everything.pages
    assert "records/VEH-2.md" not in build_pages(load(small), lint(load(small), ()), {}, "staff").pages


@pytest.mark.usefixtures("without_handbook")
def test_the_built_staff_edition_stands_beside_the_other(tmp_path: Path) -> None:
    root = tmp_path / "system"
    shutil.copytree(HERE / "system", root)
    said: list[str] = []
    publish(root, None, Style("1"), said.append, BuildChoices("staff"))
    assert (root / "build" / "site-staff" / "index.html").is_file()
    assert not (root / "build" / "site").exists()
    assert "For the staff:" in (root / "build" / "site-staff" / "index.html").read_text("utf-8")
