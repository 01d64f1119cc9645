"""What ticket tools call fields and states, in several languages: data for proposing a mapping."""

import re
from collections.abc import Mapping
from functools import cache

from sms_lint.ground.text import read_yaml
from sms_lint.model.mapping.package_data import data_text


def plain_name(text: str) -> str:
    """A name of a column or state in small letters, with spaces for everything that is no letter or digit."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).casefold()))


@cache
def _words(name: str) -> Mapping[str, tuple[str, ...]]:
    values = read_yaml(data_text("words", name)).values
    return {key: tuple(map(plain_name, words)) for key, words in values.items()}


def column_words() -> Mapping[str, tuple[str, ...]]:
    """The names that columns of each field bear, the usual ones first."""
    return _words("columns")


def state_words() -> Mapping[str, tuple[str, ...]]:
    """The words for each of our states and answers."""
    return _words("states")


def is_personal(column: str) -> bool:
    """Whether the name of a column says that it holds persons."""
    name = f" {plain_name(column)} "
    return any(f" {word} " in name for word in _words("personal")["personal"])
