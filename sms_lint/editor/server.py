"""The server that an editor starts: it speaks the Language Server Protocol 3.17 on its standard channels.

To answer another question, write its function in `answers` and its line in `ANSWERS`.
"""

import asyncio
import gc
from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import version
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from sms_lint.editor import answers
from sms_lint.editor.desk import JUDGED, Desk
from sms_lint.editor.quick_fixes import FIX_ALL, quick_fixes
from sms_lint.ground.errors import SmsError
from sms_lint.model.settings import SETTINGS_FILE

# In Markdown and YAML alike; an editor asks while a word grows without being told to.
_TRIGGERS = ["-", ":", " ", "[", "{", "(", '"', "`", ","]
_WATCHED = ("**/*.yml", "**/*.yaml", "**/*.md", "**/*.csv", "**/*.parquet", f"**/{SETTINGS_FILE}")
_READING = "sms-lint/reading"

# What an editor may ask about a place or a file: the method, the function, and how the method is announced.
ANSWERS: Mapping[str, tuple[Callable[[Desk, Any], Any], Any]] = {
    lsp.TEXT_DOCUMENT_HOVER: (answers.hover, None),
    lsp.TEXT_DOCUMENT_COMPLETION: (
        answers.completion,
        lsp.CompletionOptions(trigger_characters=_TRIGGERS),
    ),
    lsp.TEXT_DOCUMENT_DEFINITION: (answers.go_to_definition, None),
    lsp.TEXT_DOCUMENT_REFERENCES: (answers.references, None),
    lsp.TEXT_DOCUMENT_PREPARE_RENAME: (answers.prepare_rename, None),
    lsp.TEXT_DOCUMENT_RENAME: (answers.rename, lsp.RenameOptions(prepare_provider=True)),
    lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (answers.document_symbols, None),
    lsp.WORKSPACE_SYMBOL: (answers.workspace_symbols, None),
    lsp.TEXT_DOCUMENT_DOCUMENT_LINK: (answers.document_links, None),
    lsp.TEXT_DOCUMENT_CODE_ACTION: (
        quick_fixes,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix, FIX_ALL]),
    ),
}


class EditorServer(LanguageServer):
    """The protocol on one side, the desk with the repositories on the other."""

    def __init__(self) -> None:
        """Announce what can be asked. Whole texts come with each change; see `positions` for why not pieces."""
        super().__init__("sms-lint", version("sms-lint"), lsp.TextDocumentSyncKind.Full)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_reading = self._is_settled = False
        self.desk = Desk(self._notify_soon, self._began)
        for method, (answer, options) in ANSWERS.items():
            self.feature(method, options)(self._answering(answer))
        for method, heard in self._heard().items():
            self.feature(method)(heard)

    def _heard(self) -> Mapping[str, Callable[[Any], Any]]:
        """What an editor says without asking; no methods, as the library notes names on them."""
        return {
            lsp.INITIALIZED: lambda _: self._initialized(),
            lsp.TEXT_DOCUMENT_DID_OPEN: partial(self._opened),
            lsp.TEXT_DOCUMENT_DID_CHANGE: partial(self._changed),
            lsp.TEXT_DOCUMENT_DID_CLOSE: lambda params: self.desk.put(params.text_document.uri, None),
            lsp.TEXT_DOCUMENT_DID_SAVE: lambda _: self.desk.disk_changed(),
            lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: lambda _: self.desk.disk_changed(),
            lsp.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: partial(self._folders_changed),
        }

    def _answering(self, answer: Callable[[Desk, Any], Any]) -> Callable[[Any], Any]:
        def answering(params: Any) -> Any:
            try:
                return answer(self.desk, params)
            except SmsError:  # the settings say why nothing can be read
                return None

        return answering

    def _initialized(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.desk.encoding = str(getattr(encoding := self.workspace.position_encoding, "value", encoding))
        self.desk.can_move = self._can_move()
        folders = [folder.uri for folder in self.workspace.folders.values()]
        for uri in folders or filter(None, [self.workspace.root_uri]):
            self.desk.open_folder(uri)
        self._ask_for_changes()

    def _can_move(self) -> bool:
        """Whether the editor renames files where an edit says so."""
        workspace = self.client_capabilities.workspace
        edits = workspace.workspace_edit if workspace else None
        return lsp.ResourceOperationKind.Rename in ((edits and edits.resource_operations) or ())

    def _ask_for_changes(self) -> None:
        """Ask to be told of files that change on the disk, where the editor can do that."""
        workspace = self.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace else None
        if not (watched and watched.dynamic_registration):
            return
        watchers = [lsp.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
        asked = lsp.Registration("files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        # Where it is refused, a judgement in each pause of typing looks at the disk all the same.
        self.client_register_capability(lsp.RegistrationParams([asked]))

    def _opened(self, params: lsp.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        self.desk.put(document.uri, document.text, document.version)

    def _changed(self, params: lsp.DidChangeTextDocumentParams) -> None:
        document = self.workspace.get_text_document(params.text_document.uri)
        self.desk.put(params.text_document.uri, document.source, params.text_document.version)

    def _folders_changed(self, params: lsp.DidChangeWorkspaceFoldersParams) -> None:
        for folder in params.event.removed:
            self.desk.close_folder(folder.uri)
        for folder in params.event.added:
            self.desk.open_folder(folder.uri)

    def _notify_soon(self, method: str, params: object) -> None:
        """Send from any thread."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._notify_now, method, params)

    def _notify_now(self, method: str, params: object) -> None:
        if method == JUDGED:
            self._ended()
        self.protocol.notify(method, params)

    def _began(self) -> None:
        """Show that the repository is being read, which takes some seconds the first time."""
        window = self.client_capabilities.window
        if window and window.work_done_progress and not self._is_reading:
            self._is_reading = True
            self.work_done_progress.create(_READING, self._show_reading)

    def _show_reading(self, _: object) -> None:
        if self._is_reading:
            title = "Reading the service management system"
            self.work_done_progress.begin(_READING, lsp.WorkDoneProgressBegin(title=title))

    def _ended(self) -> None:
        if self._is_reading:
            self._is_reading = False
            self.work_done_progress.end(_READING, lsp.WorkDoneProgressEnd())
        if not self._is_settled:
            self._is_settled = True
            gc.collect()
            gc.freeze()  # what the first reading made stays: to look through it again and again would cost time


def serve() -> None:
    """Serve one editor until it ends the connection."""
    gc.enable()  # unlike a command, this runs for hours
    EditorServer().start_io()
