"""What no draft of a language model may touch or say, whatever it was told in what it read."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from sms_lint.ground.errors import SmsError
from sms_lint.history.anchors.entry import FOLDER as ANCHORS
from sms_lint.model.controlled_files import form_of, is_controlled
from sms_lint.model.node import Node, Register
from sms_lint.model.persons_word import AGREEMENT, PERSONS_WORD, WHOLE
from sms_lint.model.statement import FOLDER as STATEMENTS
from sms_lint.starter.frozen_rows import FOLDER as RESULTS
from sms_lint.system.difference import Difference, Item
from sms_lint.system.sms import Sms

# Statements, anchors and frozen results are evidence that commands make.
_EVIDENCE = tuple(f"{folder}/" for folder in (STATEMENTS, ANCHORS, RESULTS))
# A line such as `Co-authored-by:` or `Signed-off-by:` would name others as having written or agreed.
_TRAILER = re.compile(r"\b[\w-]+-by\s*:", re.I)
# What accepts a finding, to the end of its line and to the end of its comment: its rule and its day count, too.
_SUPPRESSIONS = (
    re.compile(r"sms\s*:\s*ignore[^\n]*", re.I),
    re.compile(r"sms\s*:\s*ignore.*?-->", re.I | re.S),
)


def refuse_place(path: str) -> None:
    """Raise SmsError where no document, record or table can be at a path, or where it is evidence."""
    parts = path.split("/")
    plain = not path.startswith("/") and "\\" not in path and "\0" not in path and all(parts)
    if not plain or not is_controlled(path) or form_of(path) not in ("yaml", "markdown", "csv"):
        raise SmsError(
            f"`{path}` cannot be drafted: only documents, registers, records and tables can be (Markdown, YAML and CSV "
            "below `policies/`, `processes/` and `records/`), no settings, trust settings, workflows or rules"
        )
    if path.startswith(_EVIDENCE):
        raise SmsError(f"`{path}` cannot be drafted: it lies among statements, anchors or frozen results")


def refuse_words(*texts: str) -> None:
    """Raise SmsError where the title or reason of a draft names others as having written or signed."""
    if any(_TRAILER.search(text) for text in texts):
        raise SmsError(
            "title and reason of a draft cannot name who wrote, signed or reviewed; say what and why alone"
        )


def refuse_suppressions(path: str, before: str, after: str) -> None:
    """Raise SmsError where a text accepts a finding that it did not accept in the same words before."""
    if any(Counter(form.findall(after)) - Counter(form.findall(before)) for form in _SUPPRESSIONS):
        raise SmsError(f"`{path}`: a draft cannot accept findings; a person has to, with a reason and a day")


def persons_words(between: Difference, sms: Sms) -> Iterator[str]:
    """What a draft says in the place of a person, a sentence for each: approvals, acceptances, reviews, checks."""
    for id_ in sorted(between.touched):
        before, after = between.before.get(id_), between.after.get(id_)
        if before is not None and _is_closed(before, sms):
            yield f"{id_} is closed: a draft does not touch it; a person reopens or corrects it"
        elif after is not None and after.kind in WHOLE:
            yield f"{id_}: each {after.kind} is the word of a person"
        elif after is not None:
            yield from _said(id_, before, after, sms)


def _is_closed(item: Item, sms: Sms) -> bool:
    """Whether it may no longer be changed; what of a closed record may still be added is for a person to add."""
    model = sms.kinds.get(item.kind)
    closed = None if model is None or issubclass(model, Register) else model.KIND.closed
    return closed is not None and closed.is_closed(str(item.field(closed.by) or "") if closed.by else "")


def _said(id_: str, before: Item | None, after: Item, sms: Sms) -> Iterator[str]:
    for name, value in after.says:
        if not value or (before is not None and before.field(name) == value):
            continue
        if str(value) in AGREEMENT.get(name, ()):
            yield f"{id_}: `{name}: {value}` is for a person to say"
        elif name in PERSONS_WORD and not (before is None and _is_needed(sms.kinds.get(after.kind), name)):
            yield f"{id_}: `{name}` says what a person did, so a person has to enter it"


def _is_needed(model: type[Node] | None, name: str) -> bool:
    """Whether a new entry cannot be written without a field; whoever takes it over answers for it."""
    field = model.model_fields.get(name) if model else None
    return field is not None and field.is_required()


def lost(between: Difference, allowed: Collection[str] = ()) -> Iterator[str]:
    """What a draft would remove; a person withdraws a document, and closes a record."""
    for id_ in sorted(between.before.keys() - between.after.keys() - set(allowed)):
        if id_ not in between.new_ids:
            yield f"{id_} would be gone; a draft removes nothing"
