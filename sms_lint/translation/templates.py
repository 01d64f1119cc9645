"""Sentences with holes, and the same sentences in another language.

The program writes its sentences in English, with names and numbers already in them. A template such as
`{0} was due for review on {1}` recognises such a sentence again, and what stood in its holes is put into the holes of
the translation. So nothing that makes a sentence needs to know of languages.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

_HOLE = re.compile(r"\{(\d+)\}")
_DEEPEST = 4
# What stands between such marks is written by people, or is a word of the files: it stays as it is.
_QUOTED = ("`", "“", '"')


class Templates:
    """Sentences by their templates. `shared` are those that may fill a hole, or be said by anybody."""

    def __init__(self, sentences: Mapping[str, str], shared: "Templates | None" = None) -> None:
        self._sentences = sentences
        self._shared = shared

    def __len__(self) -> int:
        return len(self._sentences)

    def translated(self, sentence: str, depth: int = 0) -> str | None:
        """The sentence in the other language; None where no template fits."""
        whole = self._sentences.get(sentence)
        if whole is not None:
            return whole
        for pattern, template, translation in self._patterns:
            match = pattern.fullmatch(sentence) if depth < _DEEPEST else None
            if match is not None:
                return self._filled(template, translation, match, depth)
        return self._shared.translated(sentence, depth) if self._shared else None

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str, str]]:
        """Those with holes, the one that says most first: it leaves the least to chance."""
        holed = [template for template in self._sentences if _HOLE.search(template)]
        holed.sort(key=lambda template: -len(_HOLE.sub("", template)))
        return [(_pattern(template), template, self._sentences[template]) for template in holed]

    def _filled(self, template: str, translation: str, match: re.Match[str], depth: int) -> str:
        held = {
            number: match[f"h{number}"]
            if is_quoted
            else self.translated(match[f"h{number}"], depth + 1) or match[f"h{number}"]
            for number, is_quoted in _holes(template)
        }
        return _HOLE.sub(lambda hole: held.get(hole[1], hole[0]), translation)


def holes(template: str) -> frozenset[str]:
    """The numbers of the holes of a template."""
    return frozenset(_HOLE.findall(template))


def _holes(template: str) -> Iterator[tuple[str, bool]]:
    """The number of each hole, and whether it stands in quotes."""
    for match in _HOLE.finditer(template):
        yield match[1], template[: match.start()].endswith(_QUOTED)


def _pattern(template: str) -> re.Pattern[str]:
    parts, at, known = [], 0, set[str]()
    for match in _HOLE.finditer(template):
        parts.append(re.escape(template[at : match.start()]))
        parts.append(f"(?P=h{match[1]})" if match[1] in known else f"(?P<h{match[1]}>.*?)")
        known.add(match[1])
        at = match.end()
    return re.compile("".join((*parts, re.escape(template[at:]))), re.S)
