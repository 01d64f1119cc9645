"""What leads to a thing from elsewhere: each field, row of a table and text that names it, by what it is to it."""

from collections.abc import Iterable, Mapping, Sequence

from sms_lint.ground.sentences import plural
from sms_lint.model.entry import Entry
from sms_lint.publish.site.entries import named, newest_first, title_of
from sms_lint.publish.site.escape import Safe, text
from sms_lint.publish.site.html import bullets, folded, heading, named_facts, paragraph
from sms_lint.publish.site.kinds import has_page, kind_link
from sms_lint.publish.site.view import PageContext
from sms_lint.system.relations import naming, relation, speaking_of
from sms_lint.translation import ours, told

_SHOWN, _MOST = 6, 40
_MENTIONED = "Mentioned in"


def referred_by(here: PageContext, identity: str) -> Safe:
    """What refers to a document or record, as a section of its page."""
    title = heading(2, Safe(ours("Referred to by")), "sms-referrers")
    return Safe(
        title + (_shown(here, relations(here, identity)) or paragraph(Safe(ours("Nothing refers to it."))))
    )


def backlinks(here: PageContext, identity: str) -> Safe:
    """What refers to an entry, on demand."""
    found = relations(here, identity)
    count = len({entry.id for entries in found.values() for entry in entries})
    return folded(text(ours(f"Referred to by {count}")), _shown(here, found)) if count else Safe("")


def relations(here: PageContext, identity: str) -> Mapping[str, Sequence[Entry]]:
    """What refers to something, by what it is to it in words, the newest first; texts that mention it come last."""
    found: dict[str, dict[str, Entry]] = {}
    for (kind, field), entries in naming(here.sms).get(identity, {}).items():
        others = {entry.id: entry for entry in entries if entry.id != identity}
        if others:
            found.setdefault(_words(here, kind, field), {}).update(others)
    known = {identity, *(name for entries in found.values() for name in entries)}
    mentioned = {entry.id: entry for entry in _mentioning(here, identity) if entry.id not in known}
    if mentioned:
        found[ours(_MENTIONED)] = mentioned
    return {words: newest_first(here.sms, entries.values()) for words, entries in found.items()}


def _mentioning(here: PageContext, identity: str) -> Iterable[Entry]:
    """Texts that hold the id, or a link to the file."""
    for node in (*speaking_of(here.sms, (identity,)), *here.view.linked_from.get(identity, ())):
        yield Entry(node.id, node)


def _shown(here: PageContext, found: Mapping[str, Sequence[Entry]]) -> Safe:
    pairs = [(text(words), _listed(here, entries)) for words, entries in found.items()]
    return named_facts(pairs, "facts sms-back")


def _words(here: PageContext, kind: str, field: str) -> str:
    """What those that name something in a field are to it; where nobody said, the kind with the name of the field."""
    if words := relation(here.sms, kind, field):
        return ours(words)
    model = here.sms.kinds.get(kind)
    title = told().name(model.KIND.title) if model else kind
    return f"{title} ({told().name(title_of(here.sms, kind, field))})" if model else title


def _listed(here: PageContext, entries: Sequence[Entry]) -> Safe:
    """The newest of them, further ones on demand; of very many the register has the rest."""
    lines = [named(here, entry) for entry in entries[:_MOST]]
    left = len(entries) - _MOST
    kind = entries[0].kind
    rest = f" {kind_link(here, kind)}" if has_page(here.sms, kind) else ""
    others = text(ours(f"and {plural(left, 'other')} in"))
    further = bullets(lines[_SHOWN:]) + (paragraph(Safe(f"{others}{rest}")) if left > 0 else "")
    more = folded(text(ours(f"{len(entries) - _SHOWN} more")), Safe(further)) if lines[_SHOWN:] else ""
    return Safe(bullets(lines[:_SHOWN]) + more)
