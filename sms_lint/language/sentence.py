"""Messages with fields in braces: `{id} was due on {due}, {due:ago}`.

A field stands there as it is written, several values as a list in a sentence. After a colon says how it is to be
shown: `ago` (12 days ago), `day` (without the time), `words` (in_use as "in use"), `count` (how many).
`{{` and `}}` are braces.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from sms_lint.ground.faults import nearest
from sms_lint.ground.sentences import ago, listed
from sms_lint.language.case import LETTERS, Case
from sms_lint.language.field_types import SORT_WORDS
from sms_lint.language.parsing import MOST_CHARACTERS, parse_name
from sms_lint.language.scope import NameScope
from sms_lint.language.syntax import MisfitError
from sms_lint.model.row_rules import moment

Say = Callable[[Case], str]
_PART = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}]*)\}|[{}]")
_WAYS = ("ago", "day", "words", "count")


def sentence(text: str, scope: NameScope) -> Say:
    """The function that fills in a message. Raises MisfitError where something in braces means nothing."""
    if len(text) > MOST_CHARACTERS:
        said = f"this is longer than {MOST_CHARACTERS} characters; say the rest in `why` or `remedy`"
        raise MisfitError(said, MOST_CHARACTERS, len(text))
    parts: list[str | Say] = []
    at = 0
    for match in _PART.finditer(text):
        parts.append(text[at : match.start()])
        at = match.end()
        if match["name"] is not None:
            parts.append(_field(match, scope))
        elif match.group() in ("{{", "}}"):
            parts.append(match.group()[0])
        else:
            said = "there is a single brace here; write `{{` or `}}` where a brace is meant"
            raise MisfitError(said, match.start(), match.end())
    parts.append(text[at:])

    def say(case: Case) -> str:
        said = "".join(part if isinstance(part, str) else part(case) for part in parts)
        case.spend(1 + len(said) // LETTERS)
        return said

    return say


def _field(match: re.Match[str], scope: NameScope) -> Say:
    written, _, way = match["name"].partition(":")
    start = match.start("name")
    if way and way not in _WAYS:
        said = f"a field is shown as `ago`, `day`, `words` or `count`, not as `{way}`{nearest(way, _WAYS)}"
        raise MisfitError(said, start + len(written) + 1, match.end("name"))
    try:
        name = parse_name(written)
        meaning = scope.meaning(name)
    except MisfitError as misfit:
        raise MisfitError(misfit.message, start + misfit.start, max(start + misfit.end, start + 1)) from None
    if meaning.sort == "group":
        raise MisfitError(f"`{written}` is a group; name one of its fields", start, start + len(written))
    if way in ("ago", "day") and meaning.sort != "time":
        said = f"`{written}` is {SORT_WORDS[meaning.sort]}, so it cannot be shown as `{way}`"
        raise MisfitError(said, start, match.end("name"))
    read, show = meaning.read, _SHOW["moment" if meaning.sort == "time" and not way else way]
    return lambda case: show(read(case) or (), case)


def _as_moment(found: Sequence[str], _case: Case) -> str:
    return listed(_moment(text) for text in found)


def _moment(text: str) -> str:
    read = moment(text)
    return f"{read:%Y-%m-%d %H:%M}".removesuffix(" 00:00") if read else text


def _as_ago(found: Sequence[str], case: Case) -> str:
    days = [read.date() for text in found if (read := moment(text))]
    return listed(ago(day, case.sms.today) for day in days)


_SHOW: Mapping[str, Callable[[Sequence[str], Case], str]] = {
    "": lambda found, _case: listed(found),
    "moment": _as_moment,
    "ago": _as_ago,
    "day": lambda found, _case: listed(text[:10] for text in found),
    "words": lambda found, _case: listed(text.replace("_", " ") for text in found),
    "count": lambda found, _case: str(len(found)),
}
