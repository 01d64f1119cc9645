"""One language: the data files of its folder, and what an organisation adds in a file of its own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from sms_lint.ground.section_titles import usual_names
from sms_lint.translation.templates import Templates

ENGLISH_CODE = "en"
# The groups of a file of translations: names of sections, what site and paper say, what commands say on the screen,
# and what findings say by rule.
GROUPS = ("sections", "interface", "commands", "findings")
# What a page would not show as text: tags, what begins one, and characters written by name.
_MARKUP = re.compile(r"<[^>]*>?|>|&\w*;?|[`\[\]]")
_SHARED, _HELD = "shared", "held"
# How a count of things begins, and the number that shows how figures are grouped.
_COUNTS = ("1 ", "{#0} ", "1,234")


@dataclass(frozen=True)
class Translation:
    """What is said in one language. `sections` are the names of required sections, the usual one first.

    `interface` are the sentences of site and paper by the English ones, `commands` those that only commands say on the
    screen; `findings` those of each rule, of its findings
    and remedies, by the English ones; those that several rules say are under `shared`, and
    what only fills the holes of others under `held`.
    """

    code: str
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    interface: Mapping[str, str] = field(default_factory=dict)
    findings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    commands: Mapping[str, str] = field(default_factory=dict)

    def section(self, title: str) -> str:
        """The usual name of a required section."""
        return next(iter(self.sections.get(title, ())), title)

    def say(self, sentence: str) -> str:
        """A sentence of the site or of a paper in this language; the English one where there is none."""
        own = sentence.strip()
        if not self.interface or not own:
            return sentence
        known = self._said.get(own)
        if known is None:
            known = self._said[own] = self._interface.translated(own) or own
        return sentence.replace(own, known, 1)

    def on_screen(self, sentence: str) -> str:
        """What a command says, in this language; the English sentence where there is none.

        Neither words of pages nor single words fill the holes: what stands there may be a name that somebody gave.
        """
        own = sentence.strip()
        if not self.interface or not own:
            return sentence
        return sentence.replace(own, self._commands.translated(own, self._fills) or own, 1)

    def name(self, word: str) -> str:
        """A word or a title in this language: only where it is known as a whole."""
        return self.interface.get(word, word)

    def number(self, number: int) -> str:
        """A whole number, its figures in groups as the language has them."""
        return self._interface.number(f"{number:,}")

    def finding(self, rule: str, sentence: str) -> str:
        """What a rule says, or its remedy, in this language; the English sentence where there is none."""
        if not self.findings:
            return sentence
        templates = self._rules.get(rule)
        if templates is None:
            templates = self._rules[rule] = Templates(self.findings.get(rule, {}), self._shared, self._held)
        return templates.translated(sentence) or sentence

    @cached_property
    def _interface(self) -> Templates:
        return Templates(self.interface)

    @cached_property
    def _commands(self) -> Templates:
        return Templates({**self.interface, **self.commands})

    @cached_property
    def _fills(self) -> Templates:
        """What may stand in a hole of what a command says: parts of such sentences, and counts."""
        counts = {said: self.interface[said] for said in self.interface if said.startswith(_COUNTS)}
        return Templates({**counts, **{said: self.commands[said] for said in self.commands if " " in said}})

    @cached_property
    def _shared(self) -> Templates:
        return Templates(self.findings.get(_SHARED, {}))

    @cached_property
    def _held(self) -> Templates:
        return Templates(self.findings.get(_HELD, {}))

    @cached_property
    def _rules(self) -> dict[str, Templates]:
        return {}

    @cached_property
    def _said(self) -> dict[str, str]:
        return {}


ENGLISH = Translation(ENGLISH_CODE)


def starter_languages() -> tuple[str, ...]:
    """The languages in which a starter can be written."""
    return tuple(
        code for code in LANGUAGES if code == ENGLISH_CODE or _here().joinpath(code, "starter.yml").is_file()
    )


@cache
def catalogue_words(code: str) -> Mapping[str, str]:
    """Titles, names and texts of the clause catalogues in a language, by the English ones."""
    return _read(code, "catalogue") if code in LANGUAGES else {}


@cache
def starter_texts(code: str) -> Templates:
    """What a starter says in a language; nothing where that language has no starter."""
    return Templates(_read(code, "starter") if code in LANGUAGES else {})


@cache
def help_texts(code: str) -> Templates:
    """What the help of commands says in a language, and why arguments are refused."""
    return Templates(_read(code, "help") if code in LANGUAGES else {})


@cache
def reference_texts(code: str) -> Templates:
    """What the pages of rules, kinds and settings say in a language."""
    return Templates(_read(code, "reference") if code in LANGUAGES else {})


def starter_readme(code: str) -> str:
    """The README of a starter in a language; empty where that language has none."""
    file = _here().joinpath(code, "README.md")
    return file.read_text("utf-8") if code in LANGUAGES and file.is_file() else ""


def _here() -> Traversable:
    return files("sms_lint").joinpath("translation")


def _languages() -> tuple[str, ...]:
    """The codes of the languages of which there is a folder, and English."""
    folders = (entry.name for entry in _here().iterdir() if entry.joinpath("sections.yml").is_file())
    return tuple(sorted({*folders, ENGLISH_CODE}))


LANGUAGES = _languages()


@cache
def translation_of(code: str) -> Translation:
    """What is said in a language; English where there is no folder of it."""
    if code == ENGLISH_CODE or code not in LANGUAGES:
        return replace(ENGLISH, code=code)
    return with_own(Translation(code), {group: _read(code, group) for group in GROUPS})


def _read(code: str, group: str) -> Any:
    file = _here().joinpath(code, f"{group}.yml")
    if not file.is_file():
        return {}
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(file.read_text("utf-8"), Loader=loader) or {}


def with_own(translation: Translation, given: Mapping[str, Any]) -> Translation:
    """A language with further names and sentences, which count before those that are there.

    Raises ValueError where something in them has the wrong form.
    """
    if unknown := given.keys() - set(GROUPS):
        raise ValueError(f"`{min(unknown)}` is none of its groups: {', '.join(GROUPS)}")
    sections = {
        english: (*names, *(name for name in translation.sections.get(english, ()) if name not in names))
        for english, names in _lists(given.get("sections") or {})
    }
    rules = {
        rule: {**translation.findings.get(rule, {}), **_texts(f"findings.{rule}", said)}
        for rule, said in _group("findings", given.get("findings") or {}).items()
    }
    return replace(
        translation,
        sections={**translation.sections, **sections},
        interface={**translation.interface, **_of_pages(_texts("interface", given.get("interface") or {}))},
        commands={**translation.commands, **_texts("commands", given.get("commands") or {})},
        findings={**translation.findings, **rules},
    )


def _group(name: str, values: object) -> Mapping[str, Any]:
    if not isinstance(values, Mapping):
        raise ValueError(f"`{name}` holds no texts, each with its English text before the colon")  # noqa: TRY004
    return values


def _texts(name: str, values: object) -> Mapping[str, str]:
    texts = _group(name, values)
    if wrong := next((key for key, said in texts.items() if not isinstance(said, str)), None):
        raise ValueError(f"`{name}` holds no text for `{wrong}`")
    return {english: said for english, said in texts.items() if said.strip()}


def _of_pages(sentences: Mapping[str, str]) -> Mapping[str, str]:
    """The sentences of pages, each with the tags of its English one and no others: pages take them as they are."""
    for english, said in sentences.items():
        if sorted(_MARKUP.findall(english)) != sorted(_MARKUP.findall(said)):
            raise ValueError(f"`interface` may write no other tags for `{english}` than the English text has")
    return sentences


def _lists(values: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    for english, names in _group("sections", values).items():
        listed = (names,) if isinstance(names, str) else names
        if not isinstance(listed, list | tuple) or not all(isinstance(name, str) for name in listed):
            raise ValueError(f"the section `{english}` has no list of names")
        yield english, tuple(listed)


@cache
def _section_names() -> Mapping[str, frozenset[str]]:
    named: dict[str, set[str]] = {}
    for code in LANGUAGES:
        for english, names in translation_of(code).sections.items():
            named.setdefault(english, set()).update(name.casefold() for name in names)
    return {english: frozenset(names) for english, names in named.items()}


def section_names(title: str, spoken: Translation) -> frozenset[str]:
    """Every name by which a required section may be called, in any language, in small letters."""
    own = (name.casefold() for name in spoken.sections.get(title, ()))
    return usual_names(title).union(own, _section_names().get(title, frozenset()))
