"""Sentences with holes, and the same sentences in another language.

The program writes its sentences in English, with names and numbers already in them. A template such as
`{0} was due for review on {1}` recognises such a sentence again, and what stood in its holes is put into the holes of
the translation. So nothing that makes a sentence needs to know of languages.

`{#0}` is a hole for a number, `{@0}` one for names without spaces, separated by commas. In a translation `{0~}` asks
for the form of a word behind a preposition, which stands in the same list with `~` before it:
`~{#0} days` is `{0} Tagen` where `{#0} days` is `{0} Tage`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

_HOLE = re.compile(r"\{([#@]?)(\d+)\}")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+", re.ASCII)
_MODEL = "1,234"
_FILLED = re.compile(r"\{(\d+)(~?)\}")
_DEEPEST = 5
# No sentence of the program is longer; a listing is, and finding out that no template fits it could take for ever.
_LONGEST = 4000
# What stands between such marks is written by people, or is a word of the files: it stays as it is.
_QUOTED = ("`", "“", '"')
# A hole that follows another one holds what may be added to a sentence, or nothing.
_SORTS = {"#": r"[\d,.]+", "@": r"\S+(?:, \S+)*"}
_ADDED = r"(?:(?:[;,]| \(| in commit| and ).*?)?"


class Templates:
    """Sentences by their templates. `shared` are those that anybody may say; those of `held` only fill holes."""

    def __init__(
        self,
        sentences: Mapping[str, str],
        shared: "Templates | None" = None,
        held: "Templates | None" = None,
    ) -> None:
        self._sentences = sentences
        self._shared = shared
        self._held = held

    def __len__(self) -> int:
        return len(self._sentences)

    @property
    def sentences(self) -> Mapping[str, str]:
        """The translations by the English sentences, without those that are shared or only fill holes."""
        return self._sentences

    def translated(self, sentence: str, fills: "Templates | None" = None) -> str | None:
        """The sentence in the other language; None where no template fits. `fills` are the only ones for its holes."""
        return self._found(sentence, fills or self, 0)

    def number(self, text: str) -> str:
        """A whole number in groups of figures, with the mark that the language has between them; else the text.

        What that mark is, the translation of `1,234` says.
        """
        if not _GROUPED.fullmatch(text):
            return text
        model = self._sentences.get(_MODEL) or (self._shared.number(_MODEL) if self._shared else _MODEL)
        return text.replace(",", model[1:-3])

    def _found(self, sentence: str, root: "Templates", depth: int) -> str | None:
        """The translation; what fills its holes is looked up from `root` on."""
        whole = self._sentences.get(sentence)
        if whole is not None:
            return whole
        if depth < _DEEPEST and len(sentence) <= _LONGEST:
            for words, pattern, template, translation in self._patterns:
                match = pattern.fullmatch(sentence) if _may_fit(words, sentence) else None
                if match is not None:
                    return _filled(template, translation, match, root, depth)
        said = self._shared._found(sentence, root, depth) if self._shared else None  # noqa: SLF001 - its own kind
        if said is None and depth and self._held:
            return self._held._found(sentence, root, depth)  # noqa: SLF001 - its own kind
        return said

    @cached_property
    def _patterns(self) -> list[tuple[tuple[str, ...], re.Pattern[str], str, str]]:
        """Those with holes, the one that says most first: it leaves the least to chance."""
        holed = [template for template in self._sentences if _HOLE.search(template)]
        holed.sort(key=lambda template: (-len(_HOLE.sub("", template)), "#" not in template))
        return [
            (
                tuple(_HOLE.sub("\0", template).split("\0")),
                _pattern(template),
                template,
                self._sentences[template],
            )
            for template in holed
        ]


def _may_fit(words: tuple[str, ...], sentence: str) -> bool:
    """Whether what stands between the holes of a template is in a sentence, in this order.

    It says no to nearly all that do not fit, at once: the pattern would try every length of every hole first.
    """
    if not (sentence.startswith(words[0]) and sentence.endswith(words[-1])):
        return False
    at = len(words[0])
    for word in words[1:-1]:
        at = sentence.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return at <= len(sentence) - len(words[-1])


def _filled(template: str, translation: str, match: re.Match[str], root: Templates, depth: int) -> str:
    quoted = frozenset(_quoted_holes(template))

    def held(hole: re.Match[str]) -> str:
        number, bent = hole.groups()
        said = match.groupdict().get(f"h{number}")
        if said is None:
            return hole[0]
        if number in quoted or not said:
            return said
        found = root._found(f"~{said}", root, depth + 1) if bent else None  # noqa: SLF001 - its own kind
        return found or root._found(said, root, depth + 1) or root.number(said)  # noqa: SLF001 - its own kind

    return _FILLED.sub(held, translation)


def holes(template: str) -> frozenset[str]:
    """The numbers of the holes of a template."""
    return frozenset(number for _, number in _HOLE.findall(template))


def filled_holes(translation: str) -> frozenset[str]:
    """The numbers of the holes that a translation fills."""
    return frozenset(number for number, _ in _FILLED.findall(translation))


def _quoted_holes(template: str) -> Iterator[str]:
    """The number of each hole that stands in quotes."""
    for match in _HOLE.finditer(template):
        before = template[: match.start()]
        if before.endswith(_QUOTED) and (before[-1] != "`" or before.count("`") % 2):
            yield match[2]


def _pattern(template: str) -> re.Pattern[str]:
    parts, at, known = [], 0, set[str]()
    for match in _HOLE.finditer(template):
        parts.append(re.escape(template[at : match.start()]))
        sort, number = match.groups()
        inner = _SORTS.get(sort) or (_ADDED if match.start() == at > 0 else ".*?")
        parts.append(f"(?P=h{number})" if number in known else f"(?P<h{number}>{inner})")
        known.add(number)
        at = match.end()
    return re.compile("".join((*parts, re.escape(template[at:]))), re.S)
