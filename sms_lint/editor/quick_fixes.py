"""Quick fixes: what puts a finding right, as the rule that found it says; the same edits as `check --fix` makes."""

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol import types as lsp

from sms_lint.editor.desk import Desk, Repository
from sms_lint.editor.moved import change_between
from sms_lint.editor.positions import Lines
from sms_lint.model.finding import Finding
from sms_lint.model.fix import Fix, TextEdit, apart

FIX_ALL = f"{lsp.CodeActionKind.SourceFixAll.value}.sms-lint"


def quick_fixes(desk: Desk, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """What puts right the findings in a stretch of a text; all safe fixes of a file where that is asked for."""
    place = desk.place(params.text_document.uri)
    if place is None:
        return []
    repository, path = place
    found = [finding for finding in repository.findings.get(path, ()) if finding.fix]
    only = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
    actions: list[lsp.CodeAction] = []
    if not only or _is_wanted(only, lsp.CodeActionKind.QuickFix.value):
        near = _within(desk, repository, path, params.range, found)
        actions += filter(None, (_action(desk, repository, params, finding) for finding in near))
    if only and _is_wanted(only, FIX_ALL):
        actions += _all_safe(desk, repository, path, found)
    return actions


def _is_wanted(only: Iterable[str], kind: str) -> bool:
    """Whether a kind of action is one of those asked for, or below one of them."""
    return any(kind == wanted or kind.startswith(f"{wanted}.") for wanted in only)


def _within(
    desk: Desk, repository: Repository, path: str, wanted: lsp.Range, found: Iterable[Finding]
) -> Iterator[Finding]:
    """The findings that touch a stretch of the text as it is now."""
    lines = Lines(repository.session.text(path), desk.encoding)
    start, end = lines.offset(wanted.start), lines.offset(wanted.end)
    for finding in found:
        at = repository.session.now(finding.at)
        if at.start <= end and start <= at.end:
            yield finding


def _action(
    desk: Desk, repository: Repository, params: lsp.CodeActionParams, finding: Finding
) -> lsp.CodeAction | None:
    fix = finding.fix
    edit = _edit(desk, repository, fix.edits) if fix else None
    if fix is None or edit is None:
        return None
    shown = [
        one
        for one in params.context.diagnostics
        if one.code == finding.rule and one.message.startswith(finding.message)
    ]
    title = fix.title[:1].upper() + fix.title[1:]
    return lsp.CodeAction(
        title if fix.safe else f"{title} (check it)",
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=shown or None,
        is_preferred=fix.safe,
        edit=edit,
    )


def _all_safe(
    desk: Desk, repository: Repository, path: str, found: Iterable[Finding]
) -> Iterator[lsp.CodeAction]:
    """The safe fixes of one file that do not touch each other; what touches another one is offered again afterwards."""
    chosen: list[TextEdit] = []
    for finding in found:
        fix = finding.fix
        if fix and fix.safe and _is_of(path, fix) and apart((*chosen, *fix.edits)):
            chosen += fix.edits
    edit = _edit(desk, repository, chosen) if chosen else None
    if edit:
        yield lsp.CodeAction("Do all safe fixes of sms-lint", kind=FIX_ALL, edit=edit)


def _is_of(path: str, fix: Fix) -> bool:
    return all(edit.at.path == path for edit in fix.edits)


def _edit(desk: Desk, repository: Repository, edits: Sequence[TextEdit]) -> lsp.WorkspaceEdit | None:
    """The edits in the texts as they are now; None where somebody has written there meanwhile."""
    changes: dict[str, list[lsp.TextEdit]] = {}
    for edit in edits:
        now = _now(desk, repository, edit)
        if now is None:
            return None
        changes.setdefault(edit.at.path, []).append(now)
    texts = repository.session.texts
    return lsp.WorkspaceEdit(
        document_changes=[
            lsp.TextDocumentEdit(
                lsp.OptionalVersionedTextDocumentIdentifier(
                    repository.uri(path), texts[path].version if path in texts else None
                ),
                list(of_file),
            )
            for path, of_file in changes.items()
        ]
    )


def _now(desk: Desk, repository: Repository, edit: TextEdit) -> lsp.TextEdit | None:
    before, now = edit.at.file.text, repository.session.text(edit.at.path)
    start, end = edit.at.start, edit.at.end
    if before != now:
        change = change_between(before, now)
        if start <= change.old_end and change.start <= end:
            return None
        start, end = change.moved(start), change.moved(end)
    return lsp.TextEdit(Lines(now, desk.encoding).range(start, end), edit.text)
