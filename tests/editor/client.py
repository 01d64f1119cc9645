"""A program that speaks with `sms-lint lsp` as an editor does, and a small system that it edits."""

import asyncio
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient

JUDGED = "$/smsLint/judged"
CONFIG = ClientServerConfig(server_command=[sys.executable, "-m", "sms_lint", "lsp", "--stdio"])
SYSTEMS = Path(__file__).parents[1] / "systems"
SERVICES = """\
kind: service
id: REG-SERVICE
title: Service register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: SVC-MAIL
    name: Managed mail
    lifecycle: live
    requirements: [POL-SMS]
    criticality: critical
    criticality_basis: Dispatch has no other way to reach its drivers at night.
    dependencies: []
    owner: head-of-service-management
    customer: [CUS-HOLM]
    value_statement: Mail by people who know the trade.
"""
RISKS = """\
kind: risk
id: REG-RISK
title: Risk register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: RSK-2026-01
    title: Mail stands still
    category: organization
    cause: One line
    customer_impact: No mail
    service: SVC-MAIL
    likelihood: 1
    impact: 2
    rating: 2
    acceptance: accept
    acceptance_reason: It is under the criterion.
    priority: low
    owner: change-manager
    due: 2027-01-31
    residual_rating: 2
    status: open
    raised: 2026-09-01
    reviewed_at: 2026-09-01
"""
TABLE = """\
kind: incident
id: TAB-INCIDENT
title: Incidents
owner: change-manager
review: {every: 12 months, last: 2026-09-15}
classification: internal
data: incident.csv
source: {system: Tickets, exported: 2026-10-01}
columns: {opened_at: opened}
"""
ROWS = """\
id,title,opened,service,status,category,priority
INC-2026-0001,Mail late,2026-10-30T08:00,SVC-MAIL,new,mail,P3
"""
CUSTOMERS = """\
kind: customer
id: REG-CUSTOMER
title: Customer register
owner: head-of-service-management
review: {every: 12 months, last: 2026-09-15}
entries:
  - id: CUS-HOLM
    name: Holm Logistics
    users_group: About 900 people in dispatch and administration
    relationship_owner: head-of-service-management
    services: [SVC-MAIL]
    review_frequency: 3 months
    last_review: 2026-09-10
"""
FILES = {
    "records/registers/service.yml": SERVICES,
    "records/registers/risk.yml": RISKS,
    "records/registers/customer.yml": CUSTOMERS,
    "records/data/incident.yml": TABLE,
    "records/data/incident.csv": ROWS,
}


def system_in(folder: Path) -> Path:
    """The system of the tests of references, with a service, a risk and a table of incidents."""
    root = shutil.copytree(SYSTEMS / "linked", folder / "sms")
    (root / "sms.yml").write_text(f"{(root / 'sms.yml').read_text('utf-8')}preset: starter\n", "utf-8")
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return root


class Editor:
    """An editor with one repository: opens and changes texts, and waits for what it is told."""

    def __init__(self, client: LanguageClient, root: Path) -> None:
        self.client, self.root = client, root
        self.versions: dict[str, int] = {}
        self.shown: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
        self.judged: asyncio.Queue[Any] = asyncio.Queue()
        client.feature(JUDGED)(partial(self.judged.put_nowait))
        # The client of the library keeps the last of each file only, without its number.
        client.protocol.fm.features.pop(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(partial(self.shown.put_nowait))
        self.diagnostics: dict[str, list[lsp.Diagnostic]] = {}

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    async def start(self, capabilities: lsp.ClientCapabilities | None = None) -> lsp.InitializeResult:
        folder = lsp.WorkspaceFolder(self.root.as_uri(), "sms")
        params = lsp.InitializeParams(
            capabilities=capabilities or lsp.ClientCapabilities(), workspace_folders=[folder]
        )
        result = await self.client.initialize_session(params)
        await self.settled()
        return result

    def put(self, path: str, text: str) -> int:
        """Open a text, or change it; the number of this state of it."""
        number = self.versions[path] = self.versions.get(path, 0) + 1
        if number == 1:
            item = lsp.TextDocumentItem(self.uri(path), "yaml", number, text)
            self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        else:
            self.client.text_document_did_change(
                lsp.DidChangeTextDocumentParams(
                    lsp.VersionedTextDocumentIdentifier(number, self.uri(path)),
                    [lsp.TextDocumentContentChangeWholeDocument(text)],
                )
            )
        return number

    def close(self, path: str) -> None:
        self.versions.pop(path)
        document = lsp.TextDocumentIdentifier(self.uri(path))
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(document))

    async def told(self, path: str, number: int) -> list[lsp.Diagnostic]:
        """What is shown first of a state of a text."""
        while True:
            params = await asyncio.wait_for(self.shown.get(), 60)
            self.diagnostics[params.uri] = list(params.diagnostics)
            if params.uri == self.uri(path) and params.version == number:
                return list(params.diagnostics)

    async def settled(self) -> None:
        """Wait until all rules have judged what there is now."""
        while not (await asyncio.wait_for(self.judged.get(), 60)).whole:
            pass
        while not self.shown.empty():
            params = self.shown.get_nowait()
            self.diagnostics[params.uri] = list(params.diagnostics)

    async def write(self, path: str, text: str) -> list[lsp.Diagnostic]:
        """Change a text, and give all that is found in it in the end, notes aside: the system is just begun."""
        while not self.judged.empty():
            self.judged.get_nowait()
        number = self.put(path, text)
        await self.told(path, number)
        await self.settled()
        notes = lsp.DiagnosticSeverity.Information
        return [shown for shown in self.diagnostics[self.uri(path)] if shown.severity != notes]

    def codes(self, path: str) -> list[object]:
        return [shown.code for shown in self.diagnostics.get(self.uri(path), [])]

    def at(self, path: str, text: str, mark: str = "¦") -> tuple[lsp.TextDocumentIdentifier, lsp.Position]:
        """The document and the place of a mark in a text, which is left out of it."""
        before = text.partition(mark)[0]
        line = before.count("\n")
        column = len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
        return lsp.TextDocumentIdentifier(self.uri(path)), lsp.Position(line, column)
