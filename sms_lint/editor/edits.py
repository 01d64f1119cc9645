"""Edits of texts as an editor carries them out: a new id in every place, and what mends a finding."""

from collections.abc import Callable, Iterable, Mapping

from lsprotocol import types as lsp

from sms_lint.editor.positions import Lines
from sms_lint.ground.text.edits import Edit
from sms_lint.starter.rename import Renaming


def text_edits(text: str, edits: Iterable[Edit], encoding: str) -> list[lsp.TextEdit]:
    """Edits of one text, in its lines and columns."""
    lines = Lines(text, encoding)
    return [lsp.TextEdit(lines.range(edit.start, edit.end), edit.text) for edit in edits]


def renamed(
    found: Renaming,
    uri: Callable[[str], str],
    versions: Mapping[str, int | None],
    encoding: str,
    *,
    can_move: bool,
) -> lsp.WorkspaceEdit:
    """A new id in every place; files that are called by it are renamed last, where the editor can do that."""
    changes: list[lsp.TextDocumentEdit | lsp.CreateFile | lsp.RenameFile | lsp.DeleteFile] = [
        lsp.TextDocumentEdit(
            lsp.OptionalVersionedTextDocumentIdentifier(uri(path), versions.get(path)),
            list(text_edits(found.texts[path][0], edits, encoding)),
        )
        for path, edits in sorted(found.edits.items())
    ]
    if can_move:
        changes += (lsp.RenameFile(uri(path), uri(target)) for path, target in found.moved.items())
    return lsp.WorkspaceEdit(document_changes=changes)
