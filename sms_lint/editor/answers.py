"""Answers to what an editor asks about a place: each takes the desk and the question, and gives what is shown."""

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from sms_lint.editor.completion import Proposal, Proposals, proposals
from sms_lint.editor.cursor import word_at
from sms_lint.editor.desk import Desk, Spot
from sms_lint.editor.edits import renamed
from sms_lint.editor.hover import explanation
from sms_lint.editor.navigation import Symbol, definition, links_of, symbols_named, symbols_of
from sms_lint.editor.positions import Lines
from sms_lint.ground.errors import SmsError
from sms_lint.ground.source import Location, SourceFile
from sms_lint.starter.rename import named_places, renaming, texts_naming

_REFUSED = -32803  # RequestFailed of the protocol: the sentence is shown to whoever asked


def hover(desk: Desk, params: lsp.HoverParams) -> lsp.Hover | None:
    """What the thing at a place is."""
    spot = desk.spot(params.text_document.uri, params.position)
    if spot is None:
        return None
    found = explanation(spot.session.system(), spot.session.node, spot.path, spot.text, spot.offset)
    if found is None:
        return None
    range_ = Lines(spot.text, desk.encoding).range(found.start, found.end)
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, str(found.text)), range_)


def completion(desk: Desk, params: lsp.CompletionParams) -> lsp.CompletionList | None:
    """What may be written at a place."""
    spot = desk.spot(params.text_document.uri, params.position)
    if spot is None:
        return None
    found = proposals(spot.session.system(), spot.path, spot.text, spot.offset)
    if found is None:
        return None
    items = [_item(desk, spot, found, item, number) for number, item in enumerate(found.items)]
    return lsp.CompletionList(found.more, items)


def _item(desk: Desk, spot: Spot, found: Proposals, item: Proposal, number: int) -> lsp.CompletionItem:
    range_ = Lines(spot.text, desk.encoding).range(found.start, found.end)
    text = item.text
    if text.endswith(": ") and spot.text[found.end : found.end + 1] == ":":
        text = text[:-2]  # the name of a field that stands there already
    return lsp.CompletionItem(
        label=item.text.removesuffix(": "),
        kind=item.sort,
        detail=item.detail or None,
        documentation=item.description or None,
        sort_text=f"{number:05}",
        filter_text=spot.text[found.start : spot.offset] or item.text,  # chosen already, by title as well
        text_edit=lsp.TextEdit(range_, text),
    )


def go_to_definition(desk: Desk, params: lsp.DefinitionParams) -> lsp.Location | None:
    """Where the thing at a place is defined."""
    spot = desk.spot(params.text_document.uri, params.position)
    if spot is None:
        return None
    found = definition(spot.session.system(), spot.session.node, spot.path, spot.text, spot.offset)
    return desk.location(spot.repository, found) if found else None


def references(desk: Desk, params: lsp.ReferenceParams) -> list[lsp.Location]:
    """Every place that names the thing at a place."""
    spot = desk.spot(params.text_document.uri, params.position)
    word = _word(spot)
    if spot is None or spot.session.node(word) is None:
        return []
    sms, texts = spot.session.system_now(), _texts(spot)
    spans = named_places(sms, texts, word)
    found = [
        Location(SourceFile(path, texts[path]), *span)
        for path, places in sorted(spans.items())
        for span in places
    ]
    node = sms.get(word)
    own = definition(sms, spot.session.node, spot.path, spot.text, spot.offset) if node else None
    if not params.context.include_declaration and own:
        found = [at for at in found if (at.path, at.start) != (own.path, own.start)]
    return [desk.location(spot.repository, at) for at in found]


def _word(spot: Spot | None) -> str:
    return spot.text[slice(*word_at(spot.text, spot.offset))] if spot else ""


def _texts(spot: Spot) -> dict[str, str]:
    """The text of every file of the repository that may name an id."""
    session = spot.session
    return dict(texts_naming(session.system(), session.text))


def prepare_rename(desk: Desk, params: lsp.PrepareRenameParams) -> lsp.Range | None:
    """The id at a place, where it is one that something has."""
    spot = desk.spot(params.text_document.uri, params.position)
    if spot is None or spot.session.node(_word(spot)) is None:
        return None
    return Lines(spot.text, desk.encoding).range(*word_at(spot.text, spot.offset))


def rename(desk: Desk, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    """Another id for the thing at a place, everywhere. Refused in a sentence where it cannot be had."""
    spot = desk.spot(params.text_document.uri, params.position)
    if spot is None:
        return None
    session = spot.session
    try:
        found = renaming(session.system_now(), _texts(spot), _word(spot), params.new_name)
    except SmsError as error:
        raise JsonRpcException(str(error), _REFUSED) from None
    versions = {path: kept.version for path, kept in session.texts.items()}
    return renamed(found, spot.repository.uri, versions, desk.encoding, can_move=desk.can_move)


def document_symbols(desk: Desk, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    """What a file holds, headings inside of each other."""
    place = desk.place(params.text_document.uri)
    if place is None:
        return []
    repository, path = place
    top: list[lsp.DocumentSymbol] = []
    open_: list[tuple[int, lsp.DocumentSymbol]] = []
    for symbol in symbols_of(repository.session.system(), path):
        shown = _symbol(
            desk, repository.session.now(symbol.at), repository.session.now(symbol.named_at), symbol
        )
        while open_ and open_[-1][0] >= symbol.level:
            open_.pop()
        siblings = open_[-1][1].children if open_ and symbol.level else top
        (top if siblings is None else siblings).append(shown)  # type: ignore[attr-defined]
        open_.append((symbol.level, shown))
    return top


def _symbol(desk: Desk, at: Location, named_at: Location, symbol: Symbol) -> lsp.DocumentSymbol:
    lines = Lines(at.file.text, desk.encoding)
    start, end = min(at.start, named_at.start), max(at.end, named_at.end)
    sort = lsp.SymbolKind.String if symbol.level else lsp.SymbolKind.Object
    selection = lines.range(named_at.start, named_at.end)
    name = symbol.name or "(no name)"  # the protocol allows no empty one
    return lsp.DocumentSymbol(
        name, sort, lines.range(start, end), selection, symbol.detail or None, children=[]
    )


def workspace_symbols(desk: Desk, params: lsp.WorkspaceSymbolParams) -> list[lsp.SymbolInformation]:
    """What has an id or a title with some characters, in every repository that is open."""
    return [
        lsp.SymbolInformation(
            desk.location(repository, symbol.at),
            f"{symbol.name} {symbol.detail}".strip(),
            lsp.SymbolKind.Object,
        )
        for repository in desk.repositories
        for symbol in symbols_named(repository.session.system(), params.query)
    ]


def document_links(desk: Desk, params: lsp.DocumentLinkParams) -> list[lsp.DocumentLink]:
    """Links that lead to files of the repository."""
    place = desk.place(params.text_document.uri)
    if place is None:
        return []
    repository, path = place
    text = repository.session.text(path)
    lines = Lines(text, desk.encoding)
    return [
        lsp.DocumentLink(lines.range(link.start, link.end), repository.uri(link.path))
        for link in links_of(repository.session.system(), path, text)
    ]
