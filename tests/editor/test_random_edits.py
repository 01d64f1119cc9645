"""Whatever is written, nothing is lost: the server answers, and judges the text in the end as `check` would."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from lsprotocol import types as lsp

from sms_lint.editor import answers
from sms_lint.editor.desk import Desk, Repository
from sms_lint.editor.quick_fixes import quick_fixes
from sms_lint.editor.watching import Watcher
from sms_lint.load import load
from sms_lint.rules import checks_for
from sms_lint.rules.lint import lint
from tests.editor.client import FILES, system_in

PATHS = (*FILES, "policies/change.md", "sms.yml", "records/registers/role.yml")
# Pieces that somebody may write anywhere, those that break a text among them.
PIECES = st.one_of(
    st.sampled_from(
        ["\n", ": ", "- ", "{", "}", "[", "]", '"', "'", "---\n", "\t", "|", "#", "🦊", "\x00", "\u2028", "&a", "*a"]
    ),
    st.sampled_from(["SVC-MAIL", "change-manager", "kind: risk\n", "entries:\n", "id: ", "\r\n", "[x](y.md)", "\ufeff"]),
    st.just("\ud800"),
    st.text(max_size=8),
)  # fmt: skip
EDITS = st.lists(
    st.tuples(st.sampled_from(PATHS), st.floats(0, 1), st.integers(0, 12), PIECES), min_size=1, max_size=4
)


class Sent(list[tuple[str, object]]):
    """What the server sent; printed as a whole it would be megabytes."""

    def __repr__(self) -> str:
        return f"{len(self)} messages"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return system_in(tmp_path_factory.mktemp("random"))


class Quiet(Watcher):
    """Judges nothing by itself: the test asks."""

    def start(self) -> None: ...


def desk_at(root: Path) -> tuple[Desk, Repository, Sent]:
    sent = Sent()
    desk = Desk(lambda method, params: sent.append((method, params)), lambda: None)
    desk.open_folder(root.as_uri())
    return desk, desk.repositories[0], sent


@pytest.fixture(scope="module")
def opened(root: Path) -> tuple[Desk, Repository, Sent]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sms_lint.editor.desk.Watcher", Quiet)
        return desk_at(root)


@example(edits=[("policies/change.md", 0.5, 0, "\ud800")], where=0.5)
@given(edits=EDITS, where=st.floats(0, 1))
@settings(
    max_examples=100 if os.environ.get("SMS_LINT_NIGHTLY") else 8,
    phases=[Phase.explicit, Phase.generate],  # to look for a smaller example would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_it_answers_whatever_is_written_and_finds_what_a_check_finds(
    opened: tuple[Desk, Repository, Sent],
    root: Path,
    edits: list[tuple[str, float, int, str]],
    where: float,
) -> None:
    desk, repository, sent = opened
    session = repository.session
    texts = {path: (root / path).read_text("utf-8") for path in PATHS}
    for path in PATHS:
        desk.put((root / path).as_uri(), None)
    for number, (path, place, removed, piece) in enumerate(edits):
        text = texts[path]
        at = round(place * len(text))
        texts[path] = text[:at] + piece + text[at + removed :]
        desk.put((root / path).as_uri(), texts[path], number)
        ask_everything(desk, root / path, texts[path], where)
    told = list(session.judged())
    for state in told:
        desk._tell(repository, state)
    ask_everything(desk, root / edits[-1][0], texts[edits[-1][0]], where)
    assert [params for method, params in sent if method == "window/logMessage"] == []
    # Half of a pair is no character that a file could hold.
    fresh = load(root, overlay={path: texts[path].replace("\ud800", "\ufffd") for path, *_ in edits})
    expected = lint(fresh, checks_for(fresh)).findings
    assert not told or sorted(map(key, told[-1].verdict.findings)) == sorted(map(key, expected))


def key(finding: object) -> str:
    at = finding.at  # type: ignore[attr-defined]
    return f"{finding.rule} {at.path} {at.start} {at.end} {finding.message}"  # type: ignore[attr-defined]


def ask_everything(desk: Desk, file: Path, text: str, where: float) -> None:
    document, lines = lsp.TextDocumentIdentifier(file.as_uri()), text.split("\n")
    row = round(where * (len(lines) - 1))
    place = lsp.Position(row, round(where * len(lines[row])))
    for answer, params in (
        (answers.hover, lsp.HoverParams(document, place)),
        (answers.completion, lsp.CompletionParams(document, place)),
        (answers.go_to_definition, lsp.DefinitionParams(document, place)),
        (answers.references, lsp.ReferenceParams(lsp.ReferenceContext(False), document, place)),
        (answers.prepare_rename, lsp.PrepareRenameParams(document, place)),
        (answers.document_symbols, lsp.DocumentSymbolParams(document)),
        (answers.workspace_symbols, lsp.WorkspaceSymbolParams("m")),
        (answers.document_links, lsp.DocumentLinkParams(document)),
        (
            quick_fixes,
            lsp.CodeActionParams(
                document, lsp.Range(lsp.Position(0, 0), lsp.Position(9999, 0)), lsp.CodeActionContext([])
            ),
        ),
    ):
        ask: Callable[[Desk, object], object] = answer  # type: ignore[assignment]
        ask(desk, params)
