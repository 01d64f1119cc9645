"""Reads a catalogue from its file."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from sms_lint.ground.errors import SmsError
from sms_lint.model.catalogue.book import Catalogue
from sms_lint.model.catalogue.plain_yaml import packaged_names, packaged_text, plain_tree
from sms_lint.translation import ENGLISH_CODE, catalogue_words

NO_WORDS: Mapping[str, str] = {}
# What people read of a catalogue; all else are ids and choices.
_READ = frozenset({"title", "name", "text", "summary"})


def catalogue_names() -> tuple[str, ...]:
    """The names of the built-in catalogues, in order."""
    return packaged_names("data")


@cache  # part of the program and never changed, so that an editor need not read it again with every key
def load_catalogue(name: str, language: str = ENGLISH_CODE) -> Catalogue:
    """The catalogue of that name, its titles and texts in a language, where that has them.

    Raises SmsError with the names there are when there is none.
    """
    return catalogue_from(shipped_tree(name, language))


@cache  # several catalogues of an organization may extend the same one
def shipped_tree(name: str, language: str = ENGLISH_CODE) -> Any:
    """The tree of values of a built-in catalogue, for others to extend; nobody may change it.

    Raises SmsError with the names there are when there is none.
    """
    names = catalogue_names()
    if name not in names:
        near = get_close_matches(name, names, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise SmsError(f"There is no clause catalogue {name!r}.{hint} There are: {', '.join(names)}.")
    text = packaged_text("data", name)
    said = catalogue_words(language)
    return _in_words(plain_tree(text), said) if said else plain_tree(text)


def catalogue_from(raw: Mapping[str, Any]) -> Catalogue:
    """A catalogue from its tree of values. Raises pydantic's error for a tree that is none."""
    return Catalogue.model_validate(raw, context={"prefix": raw["prefix"]})


def read_catalogue(text: str, said: Mapping[str, str] = NO_WORDS) -> Catalogue:
    """A catalogue from the text of its file. A fault in it is our own bug, so pydantic's error is raised as it is."""
    return catalogue_from(_in_words(plain_tree(text), said) if said else plain_tree(text))


def _in_words(raw: Any, said: Mapping[str, str]) -> Any:
    """The same tree with titles, names and texts in another language, where it has them."""
    if isinstance(raw, list):
        return [_in_words(item, said) for item in raw]
    if not isinstance(raw, dict):
        return raw
    return {
        key: said.get(value, value) if key in _READ and isinstance(value, str) else _in_words(value, said)
        for key, value in raw.items()
    }
