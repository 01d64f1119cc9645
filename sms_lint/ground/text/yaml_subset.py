"""A strict subset of YAML: lists, groups of keys, and scalars that are all text.

One pass over libyaml's events builds the values and refuses what the subset leaves out. Events, not the C
composer, because deep nesting crashes the composer before anybody can count it. Places are found by a second
pass over the same text, asked for only when a finding needs one.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from sms_lint.ground.source import Place, Places, Quoted, Route, RouteKey, SourceFile
from sms_lint.ground.text.characters import Flaw, hidden_flaw
from sms_lint.ground.text.front_matter import front_matter
from sms_lint.ground.text.swallowed import (
    MAY_SWALLOW,
    lost_text,
    unseen_after_reading,
)
from sms_lint.ground.text.yaml_errors import syntax_flaw

MOST_NESTING = 64


# What a scalar without quotes looks like that some reader of YAML takes for a number, a date, a truth value or
# nothing. Wider than what any of them accepts: whoever asks decides. Checked only after the first character.
# Whole numbers of up to 15 figures are left out: whoever reads one as a number writes the same characters again.
_NOT_TEXT = re.compile(
    r"yes|no|on|off|true|false|null|~|[-+]?\.(?:inf|nan)"
    r"|(?!(?:0|[1-9][0-9]{0,14})\Z)[-+]?[.0-9][0-9a-fox_.]*(?:e[-+]?[0-9]+)?"
    r"|[-+]?[0-9][0-9_]*(?::[0-9]+)+(?:\.[0-9_]*)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?",
    re.I,
).fullmatch
_FIRST = frozenset("yntofYNTOF~.+-0123456789")


class Plain(NamedTuple):
    """A scalar that may not say what a person sees: the list or group it is in, and where.

    Without quotes it may be no text to another reader; or the reader left something out, which `lost` says.
    """

    group: Route
    key: RouteKey
    value: str
    start: int
    end: int
    lost: str = ""


class Parsed(NamedTuple):
    """The values of a YAML text, and what is wrong with its form. `whole` is False where reading had to stop."""

    values: Any
    flaws: list[Flaw]
    whole: bool
    plain: list[Plain]


def read_yaml(text: str) -> Parsed:
    """Read `text`; every scalar is text, an empty one is None."""
    reader = _Reader(text, None)
    whole = reader.run()
    return Parsed(reader.root, reader.flaws, whole, reader.plain)


@lru_cache(maxsize=256)
def places(file: SourceFile) -> Places:
    """Where each key and value of a YAML file, or of a document's front matter, is in the whole file."""
    start, end = front_matter(file.text) if file.path.endswith(".md") else (0, len(file.text))
    found: dict[Route, Place] = {}
    _Reader(file.text[start:end], found).run()
    if not start:
        return found
    return {route: Place(*(offset + start for offset in place)) for route, place in found.items()}


class _Frame:
    """A list or group that is being read; `key` is the one whose value comes next."""

    __slots__ = (
        "container",
        "is_item",
        "is_key",
        "key",
        "key_at",
        "keys",
        "last_twice",
        "route",
        "start",
        "two",
    )

    def __init__(self, container: Any, route: Route, start: int) -> None:
        self.container = container
        self.route = route
        self.start = start
        self.key: RouteKey | None = None
        self.key_at = (0, 0)
        self.keys: dict[str, tuple[int, int]] = {}
        self.two = self.last_twice = False
        self.is_key = False
        self.is_item = bool(route) and isinstance(route[-1], int)


class _Reader:
    def __init__(self, text: str, found: dict[Route, Place] | None) -> None:
        self.text = text
        self.found = found
        self.flaws: list[Flaw] = []
        self.plain: list[Plain] = []
        self.root: Any = None
        self.stack: list[_Frame] = []
        self.documents = 0
        self.may_swallow = MAY_SWALLOW(text) is not None

    def run(self) -> bool:
        parser = CParser(self.text)
        try:
            return self._read(parser)
        except yaml.MarkedYAMLError as error:
            # What is odd in the lines of the break comes of it.
            flaw = syntax_flaw(self.text, error)
            self.flaws = [known for known in self.flaws if not self._of_the_break(known, flaw)]
            self.flaws.append(flaw)
        except yaml.YAMLError as error:
            at = self._offset(getattr(error, "position", 0))
            self.flaws.append(Flaw("syntax", at, at + 1, "this character is not allowed in YAML"))
        finally:
            parser.dispose()
        return False

    def _of_the_break(self, known: Flaw, flaw: Flaw) -> bool:
        return known.rule == "yaml-feature" and "\n" not in self.text[known.start : flaw.start]

    def _offset(self, octets: int) -> int:
        """Libyaml counts octets of UTF-8 where it refuses a character."""
        return len(self.text.encode("utf-8", "replace")[:octets].decode("utf-8", "ignore"))

    def _read(self, parser: Any) -> bool:
        get = parser.get_event
        while True:
            event = get()
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if not self._open(event, {} if kind is MappingStartEvent else []):
                    return False
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(event)
            elif kind is AliasEvent:
                self._refuse(event, f"an alias (`*name`) is not allowed; write the value out{_OR_QUOTES}")
                self._put(None, event.start_mark.index, event.end_mark.index)
            elif kind is DocumentStartEvent:
                if not self._document(event):
                    return False
            elif kind is StreamEndEvent:
                return True

    def _document(self, event: Any) -> bool:
        self.documents += 1
        if event.version or event.tags:
            self._refuse(event, "a directive (a line that begins with %) is not allowed; remove it")
        if self.documents > 1:
            self._refuse(
                event,
                "a file holds only one document; a second one begins here with `---`: "
                "delete what follows, or move it to a file of its own",
            )
            return False
        return True

    def _refuse(self, event: Any, message: str) -> None:
        start = event.start_mark.index
        self.flaws.append(Flaw("yaml-feature", start, max(event.end_mark.index, start + 1), message))

    def _named(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(
                event,
                f"an anchor (`&{event.anchor}`) is not allowed; write the value out where it is needed{_OR_QUOTES}",
            )
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(
                event,
                f"a tag (`{tag}`) is not allowed; a value is plain text, a list or a group of keys{_OR_QUOTES}",
            )

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._named(event)
        value = event.value
        if self.may_swallow:
            self._swallowed(event)
        if not event.implicit[0]:
            value = Quoted(value)
        elif value == "":
            value = None
        stack = self.stack
        if stack:
            frame = stack[-1]
            if frame.key is None and type(frame.container) is dict:
                self._key(frame, value, event)
                return
            if value and value[0] in _FIRST and event.implicit[0] and _NOT_TEXT(value):
                key = frame.key if frame.key is not None else len(frame.container)
                at = (event.start_mark.index, event.end_mark.index)
                self.plain.append(Plain(frame.route, key, value, *at))
        self._put(value, event.start_mark.index, event.end_mark.index)

    def _swallowed(self, event: Any) -> None:
        """Note what a person sees here and the value does not say."""
        start, end = event.start_mark.index, event.end_mark.index
        source, frame = self.text[start:end], self.stack[-1] if self.stack else None
        is_value = frame is not None and (frame.key is not None or type(frame.container) is list)
        lost = lost_text(self.text, source, event) if is_value else ""
        if frame is not None and lost:
            key = frame.key if frame.key is not None else len(frame.container)
            self.plain.append(Plain(frame.route, key, event.value, start, max(end, start + 1), lost))
        elif "\\" in source and event.style == '"' and (unseen := unseen_after_reading(source, event.value)):
            self.flaws.append(hidden_flaw(unseen, start, end, "this is read as an invisible character"))

    def _key(self, frame: _Frame, key: str | None, event: Any) -> None:
        at = (event.start_mark.index, event.end_mark.index)
        if key is None:
            self._refuse(event, "there is a value here without a key")
            key = ""
        if key == "<<":
            self._refuse(event, "a merge key (`<<`) is not allowed; write the keys out")
        twice = key in frame.keys
        if (
            twice and frame.last_twice and not frame.two
        ):  # one key after the other: a second entry has run into this one
            frame.two = True
            self.flaws[-1] = self.flaws[-1]._replace(message=f"{self.flaws[-1].message}{_NEW_ENTRY}")
        elif twice and not frame.two:
            frame.two = key == "id"  # the other keys of a second entry follow
            said = f"the key `{key}` is used a second time here{_NEW_ENTRY if frame.two else ''}"
            related = ((*frame.keys[key], "it is used here for the first time"),)
            self.flaws.append(Flaw("duplicate-key", *at, said, related))
        frame.last_twice = twice
        frame.keys[key] = at
        frame.key, frame.key_at = key, at

    def _open(self, event: Any, container: Any) -> bool:
        if event.anchor is not None or event.tag is not None:
            self._named(event)
        stack = self.stack
        start = event.start_mark.index
        if len(stack) >= MOST_NESTING:
            self.flaws.append(
                Flaw(
                    "too-deep",
                    start,
                    start + 1,
                    f"lists and groups are nested more than {MOST_NESTING} deep here",
                )
            )
            return False
        is_key = bool(stack) and stack[-1].key is None and type(stack[-1].container) is dict
        if is_key:
            self._refuse(event, "a key must be a plain word, not a list or a group")
            stack[-1].key, stack[-1].key_at = "", (start, start)
        stack.append(_Frame(container, self._route(), start))
        stack[-1].is_key = is_key
        return True

    def _route(self) -> Route:
        if not self.stack:
            return ()
        frame = self.stack[-1]
        return (*frame.route, frame.key if type(frame.container) is dict else len(frame.container))  # type: ignore[arg-type]

    def _close(self, event: Any) -> None:
        frame = self.stack.pop()
        end = event.end_mark.index
        if frame.is_key:  # it was refused; the value behind it is that of the word in it
            self.stack[-1].key, self.stack[-1].key_at = _word_in(frame.container), (frame.start, end)
            return
        if self.found is not None:
            end = frame.start + len(self.text[frame.start : end].rstrip())
        self._put(frame.container, frame.start, end)

    def _put(self, value: Any, start: int, end: int) -> None:
        if not self.stack:
            self.root = value
            if self.found is not None:
                self.found[()] = Place(start, start, start, end)
            return
        frame = self.stack[-1]
        if type(frame.container) is dict:
            key = frame.key or ""
            # What has no key was refused; behind a second `id` in a list begins another entry.
            if (
                key and not (frame.two and frame.is_item) and frame.container.get(key) is None
            ):  # of two, the first that says something counts
                if self.found is not None:
                    self.found.pop((*frame.route, key), None)
                    self._record((*frame.route, key), frame.key_at, start, end)
                frame.container[key] = value
            frame.key = None
        else:
            if self.found is not None:
                self._record((*frame.route, len(frame.container)), (start, start), start, end)
            frame.container.append(value)

    def _record(self, route: Route, key_at: tuple[int, int], start: int, end: int) -> None:
        if self.found is None or route in self.found:
            return
        if start == end:  # an empty value is shown at its key
            start, end = key_at
        stripped = len(self.text[start:end].rstrip())  # a block scalar's end mark lies on the next line
        self.found[route] = Place(*key_at, start, start + stripped)


def _word_in(container: Any) -> str:
    """The first word of a list or a group that stands in the place of a key; empty where there is none."""
    first = next(iter(container), "")
    return first if isinstance(first, str) else ""


_OR_QUOTES = ", or put a text that begins with this mark in quotes"
_NEW_ENTRY = "; where a new entry of a list begins, write `- ` before it"
