"""Comments that accept findings, and the baseline."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from pydantic import ValidationError

from sms_lint.ground.faults import model_faults
from sms_lint.ground.source import Location, Origin, SourceFile, whole
from sms_lint.ground.text import places, read_yaml
from sms_lint.ground.text.ignore_comments import IgnoreWords, ignore_comments
from sms_lint.load.files import Disk, decode
from sms_lint.model.accepted import BASELINE_FILE, Baseline, BaselineSettings, IgnoreComment
from sms_lint.model.finding import ReadingFault

_MARK = b"sms: ignore"
RULE = "malformed-suppression"
_FORM = "`sms: ignore[rule] until=2026-12-31` and the reason"


class BaselineRead(NamedTuple):
    """The baseline, where there is one that can be read, and what is wrong with it."""

    baseline: Baseline | None
    reading_faults: tuple[ReadingFault, ...] = ()


def comments_of(disk: Disk) -> tuple[IgnoreComment, ...]:
    """The comments in all documents and records; most files hold none, and are not looked at twice."""
    return tuple(comment for path in disk.sources for comment in _comments(disk, path))


def _comments(disk: Disk, path: str) -> Iterator[IgnoreComment]:
    try:
        held = _MARK in disk.contents.raw(path)
    except OSError:
        return
    file = decode(disk, path).file if held else None
    if file is not None:
        yield from comments_in(file)


def comments_in(file: SourceFile) -> Iterator[IgnoreComment]:
    """The comments in one file."""
    for words in ignore_comments(file):
        yield _comment(file, words)


def _comment(file: SourceFile, words: IgnoreWords) -> IgnoreComment:
    comment = IgnoreComment(Location(file, words.start, words.end), words.about, words.rules or ())
    if not words.rules or "*" in words.rules:
        return replace(
            comment, rules=(), fault=f"it names no rule, so it would let everything pass: write {_FORM}"
        )
    if not words.until:
        return replace(comment, fault=f"it says no last day: write {_FORM}")
    try:
        until = date.fromisoformat(words.until)
    except ValueError:
        return replace(comment, fault=f"`{words.until}` is no day of the calendar: write {_FORM}")
    if len(words.reason.split()) < 2:
        return replace(comment, fault=f"it gives no reason: write {_FORM}")
    return replace(comment, until=until, reason=words.reason)


def as_before(
    comments: Iterable[IgnoreComment], before: Collection[IgnoreComment]
) -> tuple[IgnoreComment, ...]:
    """The comments of a proposed change, of which only those count that its base has as well, about the same words."""
    known = Counter(comment.same_as for comment in before)
    found = []
    for comment in comments:
        found.append(replace(comment, is_new=known[comment.same_as] < 1))
        known[comment.same_as] -= 1
    return tuple(found)


def baseline_of(disk: Disk) -> BaselineRead:
    """The baseline below a root."""
    if not disk.contents.is_file(BASELINE_FILE):
        return BaselineRead(None)
    text = decode(disk, BASELINE_FILE)
    return BaselineRead(None, text.reading_faults) if text.file is None else read_baseline(text.file)


def read_baseline(file: SourceFile) -> BaselineRead:
    """The baseline that a text holds."""
    parsed, origin = read_yaml(file.text), Origin(file, places)
    if not parsed.whole or parsed.flaws:
        at = Location(file, parsed.flaws[0].start, parsed.flaws[0].end) if parsed.flaws else whole(file)
        said = parsed.flaws[0].message if parsed.flaws else "the file cannot be read"
        return BaselineRead(None, (ReadingFault(RULE, at, f"the baseline cannot be read: {said}"),))
    try:
        return BaselineRead(Baseline(BaselineSettings.model_validate(parsed.values or {}), origin))
    except ValidationError as error:
        faults = model_faults(error, BaselineSettings, "the baseline")
    return BaselineRead(
        None,
        tuple(
            ReadingFault(
                RULE,
                origin.at_key(*fault.route) if fault.on_key else origin.at(*fault.route),
                f"the baseline does not count: {fault.message}",
            )
            for fault in faults
        ),
    )


def only_shrunk(own: Baseline | None, base: Baseline | None) -> Baseline | None:
    """The baseline that judges a proposed change: that of its base. What the change adds to it is noted.

    A change may take findings out; it is judged by what is left of them.
    """
    if base is None or own is None:
        return None
    then, now = (Counter(_times(each.said)) for each in (base, own))
    more = [entry for entry in own.said.findings if now[entry.fingerprint] > then[entry.fingerprint]]
    if more:
        return replace(
            base, origin=own.origin, grown=f"`{more[0].rule}` of {more[0].of} was added to the baseline"
        )
    if own.said.until > base.said.until:
        said = f"the last day of the baseline was moved from {base.said.until} to {own.said.until}"
        return replace(base, origin=own.origin, grown=said)
    return own


def _times(said: BaselineSettings) -> dict[str, int]:
    times: Counter[str] = Counter()
    for entry in said.findings:
        times[entry.fingerprint] += entry.times
    return dict(times)
