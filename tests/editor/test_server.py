"""`sms-lint lsp`, spoken with as an editor speaks: one server for all tests of this module."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pytest_lsp import LanguageClient

from tests.editor.client import CONFIG, RISKS, ROWS, Editor, system_in

pytestmark = pytest.mark.asyncio(loop_scope="module")
RISK, SERVICE, POLICY = (
    "records/registers/risk.yml",
    "records/registers/service.yml",
    "policies/change.md",
)
CUSTOMER = "records/registers/customer.yml"
CSV = "records/data/incident.csv"
MOVES = lsp.ClientCapabilities(
    workspace=lsp.WorkspaceClientCapabilities(
        workspace_edit=lsp.WorkspaceEditClientCapabilities(
            document_changes=True, resource_operations=[lsp.ResourceOperationKind.Rename]
        )
    )
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def editor(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Editor]:
    client = await CONFIG.start()
    assert isinstance(client, LanguageClient)
    found = Editor(client, system_in(tmp_path_factory.mktemp("editor")))
    await found.start(MOVES)
    yield found
    await client.shutdown_session()
    await client.stop()  # type: ignore[no-untyped-call]


async def write(editor: Editor, path: str, marked: str) -> tuple[lsp.TextDocumentIdentifier, lsp.Position]:
    """Write a text with a mark where the cursor is; the mark is left out of it."""
    number = editor.put(path, marked.replace("¦", ""))
    await editor.told(path, number)
    return editor.at(path, marked)


async def completed(editor: Editor, path: str, marked: str) -> list[str]:
    place = await write(editor, path, marked)
    found = await editor.client.text_document_completion_async(lsp.CompletionParams(*place))
    assert isinstance(found, lsp.CompletionList)
    return [item.label for item in found.items]


async def test_a_sound_text_is_told_to_be_sound_and_a_fault_at_its_place(editor: Editor) -> None:
    assert await editor.write(RISK, RISKS) == []
    shown = await editor.write(RISK, RISKS.replace("service: SVC-MAIL", "service: SVC-MAYL"))
    dangling = next(diagnostic for diagnostic in shown if diagnostic.code == "dangling-reference")
    assert dangling.source == "sms-lint"
    assert dangling.severity == lsp.DiagnosticSeverity.Error
    assert "SVC-MAYL" in dangling.message
    line = RISKS.splitlines().index("    service: SVC-MAIL")
    assert dangling.range == lsp.Range(lsp.Position(line, 13), lsp.Position(line, 21))
    assert "dangling-reference" not in [diagnostic.code for diagnostic in await editor.write(RISK, RISKS)]


async def test_what_one_file_says_is_judged_by_the_others(editor: Editor) -> None:
    await editor.write(RISK, RISKS)
    services = (editor.root / SERVICE).read_text("utf-8")
    await editor.write(SERVICE, services.replace("id: SVC-MAIL", "id: SVC-POST"))
    assert "dangling-reference" in editor.codes(RISK)
    await editor.write(SERVICE, services)
    assert "dangling-reference" not in editor.codes(RISK)


async def test_places_are_counted_as_the_protocol_counts(editor: Editor) -> None:
    """Characters beyond the basic plane are two units of UTF-16; a form feed and a line separator end no line."""
    text = RISKS.replace("title: Mail", 'title: "🦊🦊\u2028 Mail"').replace('Mail" stands still', 'Mail"')
    text = text.replace("service: SVC-MAIL", 'service: "SVC-MAYL"').replace(
        "cause: One line", "cause: 🦊 One line"
    )
    shown = await editor.write(RISK, text)
    dangling = next(diagnostic for diagnostic in shown if diagnostic.code == "dangling-reference")
    line = text.split("\n").index('    service: "SVC-MAYL"')
    assert dangling.range == lsp.Range(lsp.Position(line, 13), lsp.Position(line, 23))
    flow = (
        text.replace('service: "SVC-MAYL"', "service: SVC-MAIL")
        + '  - {id: RSK-2026-02, cause: "🦊", service: ¦SVC-MAIL}\n'
    )
    place = await write(editor, RISK, flow)
    found = await editor.client.text_document_hover_async(lsp.HoverParams(*place))
    assert found is not None
    assert found.range is not None
    assert found.range.start == place[1]
    assert found.range.end.character == place[1].character + len("SVC-MAIL")


async def test_half_written_yaml_loses_nothing_that_was_known(editor: Editor) -> None:
    await editor.write(RISK, RISKS)
    broken = RISKS + "  - id: RSK-2026-02\n    service: SVC-¦\n    tit\n"
    assert await completed(editor, RISK, broken) == ["SVC-MAIL"]
    assert [diagnostic.code for diagnostic in editor.diagnostics[editor.uri(RISK)]] == ["syntax"]
    # An id of the broken file itself is known as it was, and nothing elsewhere is said to lead nowhere.
    place = await write(
        editor, POLICY, "---\nkind: policy\nid: POL-NEW\nrelated: [RSK-2026-¦01]\n---\n# New\n"
    )
    found = await editor.client.text_document_definition_async(lsp.DefinitionParams(*place))
    assert isinstance(found, lsp.Location)
    assert found.uri == editor.uri(RISK)
    assert found.range.start.line == RISKS.splitlines().index("  - id: RSK-2026-01")
    await editor.write(RISK, RISKS)
    editor.close(POLICY)
    await editor.settled()


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (RISK, RISKS.replace("service: SVC-MAIL", "service: ¦"), ["SVC-MAIL"]),
        (RISK, RISKS.replace("owner: change-manager", "owner: change¦"), ["change-manager"]),
        (RISK, RISKS.replace("title: Risk register", "satisfies: [20000-1:6.1.2-b, 20000-1:6.1.3-a¦]"), ["20000-1:6.1.3-a"]),
        (POLICY, "---\nkind: policy\nid: POL-NEW\nlifecycle: ¦\n---\n# New\n", ["draft", "active", "retired"]),
        (POLICY, "---\nkind: policy\nid: POL-NEW\nowner: change-man¦\n---\n# New\n", ["change-manager"]),
        (POLICY, "---\nkind: policy\nreview: {every: 12 months, ¦}\n---\n# New\n", ["last"]),
        (POLICY, "---\nkind: policy\nid: POL-NEW\nlifecyc¦\n---\n# New\n", ["lifecycle"]),
        (POLICY, "---\nkind: poli¦\n", ["policy"]),
        (POLICY, "# New\n\nSee [it](serv¦)\n", ["service-management.md"]),
        (POLICY, "# New\n\nAsk the `change-¦` for POL-\n", ["change-manager"]),
        (POLICY, "# New\n\nAs POL-SM¦ says\n", ["POL-SMS"]),
        (CSV, ROWS.replace("status", "impac¦,status", 1), ["impact"]),
        (CSV, ROWS.replace("SVC-MAIL,new", "SVC¦,new"), ["SVC-MAIL"]),
        ("sms.yml", "organization: {name: A}\nrules:\n  dangling-ref¦\n", ["dangling-reference"]),
        ("sms.yml", "organization: {name: A}\nrules:\n  dangling-reference: war¦\n", ["warning"]),
    ],
)  # fmt: skip
async def test_completion(editor: Editor, path: str, text: str, expected: list[str]) -> None:
    found = await completed(editor, path, text)
    editor.close(path)
    assert found[: len(expected)] == expected or found == expected


async def test_completion_replaces_the_word_that_is_there(editor: Editor) -> None:
    place = await write(editor, RISK, RISKS.replace("SVC-MAIL", "SVC¦-X"))
    found = await editor.client.text_document_completion_async(lsp.CompletionParams(*place))
    assert isinstance(found, lsp.CompletionList)
    edit = found.items[0].text_edit
    assert isinstance(edit, lsp.TextEdit)
    assert edit.new_text == "SVC-MAIL"
    assert (edit.range.start.character, edit.range.end.character) == (13, 18)
    await editor.write(RISK, RISKS)


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        (RISK, RISKS.replace("service: SVC-MAIL", "service: SVC-¦MAIL"), ["Managed mail", "state: live"]),
        (RISK, RISKS.replace("owner: change-m", "owner: ¦change-m", 1), ["Change manager", "held by: P-003"]),
        (RISK, RISKS.replace("    acceptance:", "    acc¦eptance:"), ["Value:", "accept"]),
        (POLICY, "---\nkind: policy\nid: POL-NEW\nsatisfies: [20000-1:5.2.¦1]\n---\n# New\n", ["20000-1:5.2.1"]),
        (POLICY, "---\nkind: policy\nid: POL-NEW\nlifecy¦cle: draft\n---\n# New\n", ["draft, active, retired", "needed"]),
        (POLICY, "---\nkind: pol¦icy\n---\n", ["Policy"]),
        (CSV, ROWS.replace("service", "ser¦vice", 1), ["Service"]),
        (CSV, ROWS.replace("SVC-MAIL", "SVC-¦MAIL"), ["Managed mail"]),
    ],
)  # fmt: skip
async def test_hover(editor: Editor, path: str, text: str, words: list[str]) -> None:
    place = await write(editor, path, text)
    found = await editor.client.text_document_hover_async(lsp.HoverParams(*place))
    editor.close(path)
    assert found is not None
    assert isinstance(found.contents, lsp.MarkupContent)
    assert [word for word in words if word not in found.contents.value.replace("\\", "")] == []


async def test_hover_says_nothing_of_a_plain_word(editor: Editor) -> None:
    place = await write(editor, RISK, RISKS.replace("cause: One", "cause: O¦ne"))
    assert await editor.client.text_document_hover_async(lsp.HoverParams(*place)) is None


async def test_definition_across_files(editor: Editor) -> None:
    place = await write(editor, RISK, RISKS.replace("service: SVC-MAIL", "service: SVC-MA¦IL"))
    found = await editor.client.text_document_definition_async(lsp.DefinitionParams(*place))
    assert isinstance(found, lsp.Location)
    assert (found.uri, found.range.start) == (editor.uri(SERVICE), lsp.Position(6, 8))
    policy = (
        (editor.root / POLICY).read_text("utf-8").replace("service-management.md#", "service-manage¦ment.md#")
    )
    place = await write(editor, POLICY, policy)
    found = await editor.client.text_document_definition_async(lsp.DefinitionParams(*place))
    assert isinstance(found, lsp.Location)
    assert found.uri == editor.uri("policies/service-management.md")
    assert found.range.start.line > 0
    place = await write(editor, RISK, RISKS.replace("cause: One line", "cause: INC-2026-¦0001"))
    found = await editor.client.text_document_definition_async(lsp.DefinitionParams(*place))
    assert isinstance(found, lsp.Location)
    assert (found.uri, found.range.start) == (editor.uri(CSV), lsp.Position(1, 0))
    await editor.write(RISK, RISKS)


async def test_references_across_files(editor: Editor) -> None:
    place = await write(
        editor, SERVICE, (editor.root / SERVICE).read_text("utf-8").replace("SVC-M", "SVC-¦M")
    )
    for declared, expected in ((True, [CSV, CUSTOMER, RISK, SERVICE]), (False, [CSV, CUSTOMER, RISK])):
        context = lsp.ReferenceContext(declared)
        found = await editor.client.text_document_references_async(lsp.ReferenceParams(context, *place))
        assert [at.uri for at in found or ()] == [editor.uri(path) for path in expected]


async def test_rename_changes_every_place_and_nothing_else(editor: Editor) -> None:
    place = await write(editor, RISK, RISKS.replace("service: SVC-MAIL", "service: SVC-MA¦IL"))
    prepared = await editor.client.text_document_prepare_rename_async(lsp.PrepareRenameParams(*place))
    assert isinstance(prepared, lsp.Range)
    params = lsp.RenameParams(text_document=place[0], position=place[1], new_name="SVC-POST")
    found = await editor.client.text_document_rename_async(params)
    assert found is not None
    edits = [change for change in found.document_changes or () if isinstance(change, lsp.TextDocumentEdit)]
    assert [change.text_document.uri for change in edits] == [
        editor.uri(path) for path in (CSV, CUSTOMER, RISK, SERVICE)
    ]
    assert edits[2].text_document.version == editor.versions[RISK]
    assert [edit.new_text for change in edits for edit in change.edits if isinstance(edit, lsp.TextEdit)] == [
        "SVC-POST"
    ] * 4


async def test_a_new_id_that_cannot_be_had_is_refused_in_a_sentence(editor: Editor) -> None:
    document, position = await write(editor, RISK, RISKS.replace("service: SVC-MAIL", "service: SVC-MA¦IL"))
    params = lsp.RenameParams(text_document=document, position=position, new_name="svc mail")
    with pytest.raises(JsonRpcException, match="cannot be the id; write it in capitals"):
        await editor.client.text_document_rename_async(params)


def done(text: str, edit: lsp.WorkspaceEdit | None, uri: str) -> str:
    """The text with the edits of an editor done, counted in UTF-16."""
    assert edit is not None
    for change in edit.document_changes or ():
        assert isinstance(change, lsp.TextDocumentEdit)
        assert change.text_document.uri == uri
        lines = text.split("\n")
        for text_edit in sorted(change.edits, key=lambda text_edit: -text_edit.range.start.line):
            assert isinstance(text_edit, lsp.TextEdit)
            assert text_edit.range.start.line == text_edit.range.end.line
            line = lines[text_edit.range.start.line].encode("utf-16-le")
            start, end = 2 * text_edit.range.start.character, 2 * text_edit.range.end.character
            lines[text_edit.range.start.line] = (
                line[:start] + text_edit.new_text.encode("utf-16-le") + line[end:]
            ).decode("utf-16-le")
        text = "\n".join(lines)
    return text


async def test_a_quick_fix_puts_the_finding_right(editor: Editor) -> None:
    text = RISKS.replace("cause: One line", 'cause: "🦊"').replace("raised: 2026-09-01", "raised: 1.9.2026")
    shown = await editor.write(RISK, text)
    wrong = next(diagnostic for diagnostic in shown if "raised" in diagnostic.message)
    document = lsp.TextDocumentIdentifier(editor.uri(RISK))
    context = lsp.CodeActionContext([wrong])
    found = await editor.client.text_document_code_action_async(
        lsp.CodeActionParams(document, wrong.range, context)
    )
    actions = [action for action in found or () if isinstance(action, lsp.CodeAction)]
    assert [list(action.diagnostics or ()) for action in actions] == [[wrong]]
    assert done(text, actions[0].edit, editor.uri(RISK)) == text.replace("1.9.2026", "2026-09-01")
    # A moment later somebody has written above it: the fix is where the value is now.
    longer = text.replace("title: Risk register", "title: Register of risks\nclassification: internal")
    editor.put(RISK, longer)
    moved = lsp.Range(
        lsp.Position(wrong.range.start.line + 1, 0), lsp.Position(wrong.range.start.line + 1, 99)
    )
    found = await editor.client.text_document_code_action_async(
        lsp.CodeActionParams(document, moved, lsp.CodeActionContext([]))
    )
    assert [
        done(longer, action.edit, editor.uri(RISK))
        for action in found or ()
        if isinstance(action, lsp.CodeAction)
    ] == [longer.replace("1.9.2026", "2026-09-01")]
    await editor.write(RISK, RISKS)


async def test_symbols_and_links(editor: Editor) -> None:
    await editor.write(RISK, RISKS)
    document = lsp.TextDocumentIdentifier(editor.uri(RISK))
    found = await editor.client.text_document_document_symbol_async(lsp.DocumentSymbolParams(document))
    assert [
        (symbol.name, symbol.detail) for symbol in found or () if isinstance(symbol, lsp.DocumentSymbol)
    ] == [
        ("REG-RISK", "Risk register"),
        ("RSK-2026-01", "Mail stands still"),
    ]
    policy = lsp.TextDocumentIdentifier(editor.uri(POLICY))
    found = await editor.client.text_document_document_symbol_async(lsp.DocumentSymbolParams(policy))
    [document_] = [symbol for symbol in found or () if isinstance(symbol, lsp.DocumentSymbol)]
    [title] = document_.children or ()
    assert (document_.name, title.name) == ("POL-CHG", "Change management policy")
    assert [part.name for part in title.children or ()] == ["Purpose", "Scope", "Responsibilities"]
    named = await editor.client.workspace_symbol_async(lsp.WorkspaceSymbolParams("mail late"))
    assert [(symbol.name, symbol.location.uri) for symbol in named or ()] == [
        ("INC-2026-0001 Mail late", editor.uri(CSV))
    ]
    links = await editor.client.text_document_document_link_async(lsp.DocumentLinkParams(policy))
    assert [link.target for link in links or ()] == [editor.uri("policies/service-management.md")]


async def test_a_change_on_the_disk_is_seen(editor: Editor) -> None:
    await editor.write(RISK, RISKS)
    path = editor.root / SERVICE
    before = path.read_text("utf-8")
    try:
        editor.close(SERVICE)
        path.write_text(before.replace("id: SVC-MAIL", "id: SVC-POST"), "utf-8")
        event = lsp.FileEvent(path.as_uri(), lsp.FileChangeType.Changed)
        editor.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([event]))
        await editor.settled()
        while "dangling-reference" not in editor.codes(RISK):
            await editor.settled()
    finally:
        path.write_text(before, "utf-8")
    await editor.write(RISK, RISKS + "\n")
    assert "dangling-reference" not in editor.codes(RISK)


async def test_settings_that_cannot_be_used_are_said_and_end_nothing(editor: Editor) -> None:
    before = (editor.root / "sms.yml").read_text("utf-8")
    editor.put("sms.yml", f"{before}\ncatalogues: [no-such-catalogue]\n")
    while not any(
        "cannot run" in shown.message for shown in editor.diagnostics.get(editor.uri("sms.yml"), ())
    ):
        params = await editor.shown.get()
        editor.diagnostics[params.uri] = list(params.diagnostics)
    assert not any("cannot run" in shown.message for shown in await editor.write("sms.yml", before))


async def test_a_file_of_no_repository_is_left_alone(
    editor: Editor, tmp_path_factory: pytest.TempPathFactory
) -> None:
    stray = tmp_path_factory.mktemp("elsewhere") / "note.yml"
    item = lsp.TextDocumentItem(stray.as_uri(), "yaml", 1, "a: [")
    editor.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    place = lsp.TextDocumentIdentifier(stray.as_uri()), lsp.Position(0, 2)
    assert await editor.client.text_document_hover_async(lsp.HoverParams(*place)) is None
    untitled = lsp.TextDocumentItem("untitled:Untitled-1", "yaml", 1, "kind: risk")
    editor.client.text_document_did_open(lsp.DidOpenTextDocumentParams(untitled))
    assert await editor.client.text_document_completion_async(
        lsp.CompletionParams(lsp.TextDocumentIdentifier("untitled:Untitled-1"), lsp.Position(0, 3))
    ) is None  # fmt: skip
