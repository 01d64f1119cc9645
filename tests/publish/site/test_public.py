"""The public edition holds what is public and what the settings name, and no other word of the system."""

import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from pypdf import PdfReader

from sms_lint.cli.printing import pdfs_for_site
from sms_lint.ground.fields import Ref
from sms_lint.ground.source import Origin, SourceFile
from sms_lint.load import load
from sms_lint.model.finding import Result
from sms_lint.model.kinds.measurement import Kpi
from sms_lint.model.kinds.portfolio import Service
from sms_lint.model.node import Document, Node, Record, Table
from sms_lint.publish.site import Site, build_pages, pages_of, view_for
from sms_lint.publish.site.build import build
from sms_lint.system.sms import Sms
from tests.publish.site.conftest import git
from tests.reference import reference_system

PLANTED = re.compile(r"Qz\d+x")
# Words that a choice is made by, which have to stay what they are, and what a public document says in its front matter.
CHOICES = {"classification", "lifecycle", "kind_of_test", "result", "direction"}
TOLD = {"id", "title", "version", "effective", "language", *CHOICES}


class Planted:
    """The reference system with a word of its own in the place of each text that is not public."""

    def __init__(self, sms: Sms) -> None:
        self.words: dict[str, str] = {}
        self.public = {
            node.id
            for node in sms.nodes
            if (holder := node.register if isinstance(node, Record) else node) is not None
            and getattr(holder, "classification", "") == "public"
        }
        config = sms.config.model_copy(
            update={
                "public": sms.config.public.model_copy(
                    update={"kpis": tuple(self.said(ref) for ref in sms.config.public.kpis)}
                ),
                "repository": self.word("https://repository.example.invalid"),
                "site": self.word("https://site.example.invalid"),
                "branch": self.word("branch"),
            }
        )
        self.sms = replace(
            sms,
            config=config,
            nodes=tuple(map(self.node, sms.nodes)),
            paths=frozenset(map(self.word, sms.paths)),
        )

    def word(self, value: str) -> str:
        return self.words.setdefault(value, f"Qz{len(self.words)}x")

    def said(self, value: Any, *, refs_only: bool = False) -> Any:
        """What stands in the place of a value; a reference to something public stays."""
        if isinstance(value, Ref):
            return value if value in self.public else Ref(self.word(value), value.to)
        if isinstance(value, str):
            return value if refs_only else self.word(value)
        if type(value) is tuple:
            return tuple(self.said(item, refs_only=refs_only) for item in value)
        if isinstance(value, BaseModel):
            return self.fields(value, CHOICES, refs_only=refs_only)
        return value

    def fields(self, value: Any, kept: set[str], *, refs_only: bool = False) -> Any:
        names = [name for name in type(value).model_fields if name not in kept]
        return value.model_copy(
            update={name: self.said(getattr(value, name), refs_only=refs_only) for name in names}
        )

    def node(self, node: Node) -> Node:
        is_public = node.id in self.public
        kept = (
            TOLD if is_public and not isinstance(node, Record) else CHOICES | ({"id"} if is_public else set())
        )
        planted: Node = self.fields(node, kept, refs_only=is_public and isinstance(node, Record))
        text = node.origin.file.text
        if is_public and isinstance(node, Document):
            text = f"---\n{self.word('front matter')}\n---\n" + text.split("\n---\n", 1)[1]
        elif not is_public:
            text = self.word(text)
        file = SourceFile(node.path if is_public else self.word(node.path), text)
        vars(planted).pop("_refs", None)
        planted.written(Origin(file, lambda _file: {}), node.sections, node.links)
        if isinstance(planted, Table) and isinstance(node, Table):
            planted.filled(dict(self.cells(node)), node.count, None)
        return planted

    def cells(self, table: Table) -> Mapping[str, tuple[str, ...]]:
        """The cells of a table; in those of results the figures stay, and only what they are of is planted."""
        names = {"kpi", "id"} if table.of == "kpi-result" else set(table.cells)
        return {
            name: tuple(cell and self.word(cell) for cell in cells) if name in names else cells
            for name, cells in table.cells.items()
        }


def whole(site: Site) -> str:
    """Everything that goes to the builder, and the names of all files."""
    texts = [*site.pages, *site.pages.values(), *site.downloads, *site.downloads.values(), *site.files]
    return "\n".join([*texts, *site.files.values(), site.name, site.footer, str(site.navigation)])


@pytest.fixture(scope="module")
def reference_sms() -> Sms:
    return reference_system()


def edition(sms: Sms) -> Site:
    handbook = {"index.md": b"Qz1000001x", "Qz1000002x.md": b"Qz1000003x"}
    return build_pages(sms, Result((), (), sms.today.isoformat()), handbook, "public")


def test_no_word_of_what_is_not_public_is_in_it(reference_sms: Sms) -> None:
    planted = Planted(reference_sms)
    site = edition(planted.sms)
    said = whole(site)
    assert not site.pages.left_out
    assert len(planted.words) > 10_000
    allowed = {kpi.name for kpi in reference_sms.records(Kpi)} | {
        kpi.unit for kpi in reference_sms.records(Kpi)
    }
    allowed |= {service.name for service in reference_sms.records(Service)}
    named = {word: text for text, word in planted.words.items()}
    found = {named.get(word, word) for word in PLANTED.findall(said)}
    assert found <= allowed, sorted(found - allowed)
    assert len(found) == len(reference_sms.config.public.kpis) * 2 - 1 + 6  # two figures have one unit


def test_it_tells_what_customers_ask(reference_sms: Sms) -> None:
    site = edition(reference_sms)
    trust = site.pages["index.md"]
    assert {
        "documents/SCO-SMS.md",
        "documents/POL-SMS.md",
        "registers/service-catalogue.md",
    } <= site.pages.keys()
    parts = re.findall(r"^## (.*?) \{", trust, re.M)
    assert parts == ["Scope", "Services", "Policies", "Other documents", "Continuity tests", "Results"]
    assert "Managed hosting" in trust
    assert "missed" in trust
    assert "failed" in trust
    assert "Shown as of 2026-10-31." in site.footer
    assert "commit" not in site.footer


def test_nothing_is_told_that_nobody_chose(reference_sms: Sms) -> None:
    config = reference_sms.config
    silent = replace(reference_sms, config=config.model_copy(update={"public": type(config.public)()}))
    parts = re.findall(r"^## (.*?) \{", edition(silent).pages["index.md"], re.M)
    assert parts == ["Scope", "Services", "Policies", "Other documents"]


SETTINGS = """\
organization: {name: Rook & Sons}
as_of: 2026-10-31
repository: https://example.invalid/Qz1x
text: {people: [Qz2x]}
suppressions: [{rule: missing-section, node: POL-SMS, reason: Qz3x, until: 2026-12-31}]
public:
  certificates:
    - {standard: ISO/IEC 20000-1:2018, body: Example certification, number: C-77, until: 2026-10-30}
"""


@pytest.fixture
def published_to_all(small: Path) -> Path:
    """The small system with one public document; all else holds a planted word, and so do history, look and names."""
    (small / "sms.yml").write_text(f"# Qz4x\n{SETTINGS}", "utf-8")
    (small / "mkdocs.yml").write_text(
        "site_name: Qz5x\ntheme: {name: material, custom_dir: look}\ncopyright: Qz6x\nextra: {Qz7x: Qz7x}\n",
        "utf-8",
    )
    (small / "look").mkdir()
    (small / "look" / "Qz8x.txt").write_text("Qz8x", "utf-8")
    (small / "docs" / "Qz9x.md").write_text("# Qz9x\n", "utf-8")
    policy = small / "policies" / "service-management.md"
    text = policy.read_text("utf-8").replace("classification: internal", "classification: public # Qz10x")
    text = text.replace(
        "## Purpose\n",
        "## Purpose\n\n<!-- Qz11x -->\n\nSaid <!-- Qz12x --> here. [](../processes/Qz13x.md)\n",
    )
    text = text.replace("retention: 7 years", "retention: 7 years Qz14x").replace("#escalation", "#Qz15x")
    policy.write_text(text, "utf-8")
    for path in (small / "records").rglob("*"):
        if path.is_file() and path.suffix in (".yml", ".md"):
            path.write_text(path.read_text("utf-8").replace("title: ", "title: Qz16x "), "utf-8")
    (small / "processes" / "incident-management.md").rename(small / "processes" / "Qz17x.md")
    git(small, "init", "-q")
    git(small, "add", ".")
    git(small, "commit", "-qm", "Qz18x")
    return small


def test_no_byte_of_the_built_edition_says_more(published_to_all: Path, tmp_path: Path) -> None:
    sms = load(published_to_all, with_history=True)
    view = view_for(sms, Result((), (), sms.today.isoformat()), {"index.md": b"Qz19x"}, "public")
    pdfs = pdfs_for_site(published_to_all, view)
    site = pages_of(replace(view, pdfs=pdfs))
    built = build(published_to_all, site, tmp_path / "site")
    assert not site.pages.left_out
    assert not built.warnings
    files = [path for path in built.start.parent.rglob("*") if path.is_file()]
    assert {"POL-SMS.html", "POL-SMS.pdf", "search-texts.js", "chart.png"} <= {path.name for path in files}
    said = "\n".join(f"{path}\n{path.read_bytes().decode('utf-8', 'replace')}" for path in files)
    for content in pdfs.values():
        read = PdfReader(BytesIO(content))
        said += "\n".join(
            [str(read.metadata), str(read.xmp_metadata), *(page.extract_text() for page in read.pages)]
        )
    assert "We run our services so that customers can rely on them." in said
    assert set(PLANTED.findall(said)) == set()
    for inside in ("RSK-2026-02", "head-of-service-management", "managing-director", "processes/", "p-0001"):
        assert inside not in said, inside
    assert "expired" in (built.start).read_text("utf-8")  # the certificate ended the day before
