"""What a proposed change does, in words: to documents, records and settings, to the clauses, to what rests on it."""

from collections import Counter
from collections.abc import Iterator

from sms_lint.evidence import judged_obligations
from sms_lint.ground.sentences import joined, listed, plural
from sms_lint.model.finding import ChangePart, Result
from sms_lint.model.node import Document, Node, Register
from sms_lint.model.settings import SETTINGS_FILE, Config
from sms_lint.model.statement import FOLDER
from sms_lint.model.trust import TRUST_FILE
from sms_lint.system.approval_status import approvals_of, needed_level
from sms_lint.system.approval_status.files import subject_of
from sms_lint.system.difference import Difference, Item
from sms_lint.system.sms import Sms
from sms_lint.system.suspect_links import met_clauses, rests_on, reworded_clauses

_SHOWN = 6
# A review that was confirmed is no new text; the day of it is said by itself.
_SAID = ("owner", "approver", "lifecycle", "effective")


def change_summary(
    base: Sms, sms: Sms, between: Difference, results: tuple[Result, Result]
) -> tuple[ChangePart, ...]:
    """The parts of the summary that have something to say.

    `results` are those of a run of all rules over the base and over what is proposed.
    """
    changes = (*_documents(base, sms, between), *_records(sms, between), *_control(base, sms, between))
    parts = (
        ChangePart("What changes", changes),
        ChangePart("Clauses", tuple(_clauses((base, sms), results))),
        ChangePart("Documents to re-confirm", tuple(_resting(base, sms, between))),
    )
    return tuple(part for part in parts if part.lines)


def _documents(base: Sms, sms: Sms, between: Difference) -> Iterator[str]:
    formerly = {new: old for old, new in between.new_ids.items()}
    for id_ in sorted({*between.before, *between.after} - {*formerly.values()}):
        before, after = base.ids.get(formerly.get(id_, id_)), sms.ids.get(id_)
        if isinstance(before, Document) and after is None:
            yield f"{id_} “{before.title}” is removed"
        elif isinstance(after, Document):
            if not isinstance(before, Document):
                said = [f"new, version {after.version}, {after.lifecycle}, owner {after.owner}"]
            elif before.origin.file.text == after.origin.file.text:
                continue
            else:
                said = list(_differences(before, after))
            yield f"{id_} “{after.title}”: {'; '.join(said)}{_approval(sms, before, after)}"


def _differences(before: Document, after: Document) -> Iterator[str]:
    if before.id != after.id:
        yield f"was {before.id}"
    if before.version != after.version:
        yield f"version {before.version} → {after.version}"
    for name in _SAID:
        then, now = getattr(before, name), getattr(after, name)
        if then != now:
            yield f"{name} {then or 'none'} → {now or 'none'}"
    then_claimed, now_claimed = _claimed(before), _claimed(after)
    if more := sorted(now_claimed - then_claimed):
        yield f"says that it meets {listed(more, _SHOWN)}"
    if fewer := sorted(then_claimed - now_claimed):
        yield f"no longer says that it meets {listed(fewer, _SHOWN)}"
    if before.review.last != after.review.last:
        yield f"reviewed on {after.review.last}"
    if before.version == after.version and _text(before) != _text(after):
        yield f"its text is another under the same version {after.version}"


def _claimed(document: Document) -> frozenset[str]:
    """The clauses that a document, or a section of it, says it meets. They count once the text is in force."""
    return frozenset(document.satisfies).union(*(section.satisfies for section in document.sections))


def _text(document: Document) -> str:
    """What it says below its front matter."""
    return document.origin.file.text.partition("\n---")[2]


def _approval(sms: Sms, before: Node | None, document: Document) -> str:
    """Who has to approve it, where the settings ask for that: said by what was approved last.

    So it is with a text that takes the document out of use.
    """
    in_use = document if document.lifecycle != "retired" else before
    if (
        not isinstance(in_use, Document)
        or in_use.lifecycle != "active"
        or not needed_level(sms, document.kind)
    ):
        return ""
    approvals = approvals_of(sms)
    texts = approvals.texts.get(document.id) if approvals else None
    trust = approvals.chain.current if approvals else None
    if not texts or trust is None:
        return f"; to be approved by {document.approver}"
    if texts[-1].approved:
        return "; approved"
    deciding = texts[-1].deciding
    wanted = trust.requirement(deciding.kind)
    number = f" ({wanted.number} persons)" if wanted and wanted.number > 1 else ""
    roles = trust.approving_roles(deciding.kind, deciding.approver)
    return f"; to be approved by {joined(roles, 'or')}{number}"


def _records(sms: Sms, between: Difference) -> Iterator[str]:
    """How many entries of each kind were added, changed, brought to an end and removed."""
    renamed = {*between.new_ids.values(), *between.new_ids}
    counts: dict[str, Counter[str]] = {}
    for id_ in sorted({*between.before, *between.after} - renamed):
        before, after = between.before.get(id_), between.after.get(id_)
        model = sms.kinds.get((after or before or _NONE).kind)
        if model is None or issubclass(model, Document | Register):
            continue
        if what := _what_became(before, after, model.KIND.state_field, model.KIND.finished):
            counts.setdefault(model.KIND.register, Counter())[what] += 1
    for register, found in sorted(counts.items()):
        yield f"{register}: {joined([f'{number} {what}' for what, number in sorted(found.items())])}"
    if between.new_ids:
        yield f"other ids: {listed((f'{old} → {new}' for old, new in between.new_ids.items()), _SHOWN)}"


_NONE = Item("", "", False, ())


def _what_became(before: Item | None, after: Item | None, field: str, finished: tuple[str, ...]) -> str:
    if after is None:
        return "removed"
    if before is None:
        return "added"
    if before.says == after.says:
        return ""
    ended = str(after.field(field)) in finished and str(before.field(field)) not in finished
    return "brought to an end" if ended else "changed"


def _control(base: Sms, sms: Sms, between: Difference) -> Iterator[str]:
    """What decides, and statements about texts."""
    then, now = base.written_config, sms.written_config
    names = [name for name in Config.model_fields if getattr(then, name) != getattr(now, name)]
    if names:
        yield f"{SETTINGS_FILE}: {listed((f'`{name}`' for name in names), _SHOWN)}; it decides after the merge"
    if TRUST_FILE in between.paths:
        yield f"{TRUST_FILE}: its owners have to sign it"
    signed = {subject_of(path) for path in between.paths if path.startswith(f"{FOLDER}/")} - {""}
    if signed:
        yield f"statements about {listed(sorted(signed), _SHOWN)}"


def _clauses(systems: tuple[Sms, Sms], results: tuple[Result, Result]) -> Iterator[str]:
    """The obligations that the change completes, and those that it leaves incomplete."""
    before, after = map(judged_obligations, systems, results)
    known = [id_ for id_ in after if id_ in before]
    won = [id_ for id_ in known if after[id_].complete and not before[id_].complete]
    lost = [id_ for id_ in known if before[id_].complete and not after[id_].complete]
    if won:
        yield f"complete now: {listed(won, _SHOWN)}"
    if lost:
        yield f"no longer complete: {listed(lost, _SHOWN)}"


def _resting(base: Sms, sms: Sms, between: Difference) -> Iterator[str]:
    """The active documents that rest on a document that gets another text, or on a clause that gets other words.

    Those that the change reviews as well are confirmed by that.
    """
    waiting = [
        document
        for document in sms.documents
        if document.lifecycle == "active" and not _reviewed(document, between)
    ]
    for id_ in sorted(between.touched):
        changed = sms.ids.get(id_)
        before, after = between.before.get(id_), between.after.get(id_)
        if isinstance(changed, Document) and before and after and not _only_reviewed(before, after):
            resting = [each for each in waiting if each is not changed and changed in rests_on(sms, each)]
            yield from _to_confirm(f"{id_} {changed.version}", resting)
    for clause in reworded_clauses(base, sms):
        yield from _to_confirm(clause, [each for each in waiting if clause in met_clauses(each)])


def _to_confirm(what: str, resting: list[Document]) -> Iterator[str]:
    """The sentence on what rests on something, and for whom that is; none where nothing does."""
    if resting:
        owners = listed(dict.fromkeys(str(document.owner) for document in resting), _SHOWN)
        names = listed((document.id for document in resting), _SHOWN)
        yield f"{plural(len(resting), 'document')} on {what}, {names}: for {owners}"


def _only_reviewed(before: Item, after: Item) -> bool:
    """Whether nothing but the review differs."""
    pairs = zip(before.says[:-1], after.says[:-1], strict=False)
    others = [name for (name, then), (_, now) in pairs if then != now and name != "review"]
    return not others and _body(before) == _body(after)


def _body(item: Item) -> str:
    return str(item.says[-1][1]).partition("\n---")[2]


def _reviewed(document: Document, between: Difference) -> bool:
    """Whether the change confirms a review of it: nothing of it is suspect then."""
    before = between.before.get(document.id)
    then = before.field("review") if before else None
    return then is not None and then != document.review
