"""How people are told from offices: by what they are called."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sms_lint.ground.text import read_yaml

_PARTS = re.compile(r"[-._+]")
_LETTERS = re.compile(r"[^\W\d_]+")
_FEWEST = 3  # a shorter part of an address is an abbreviation, or an initial
# Words in small letters within a surname.
PARTICLES = "van|von|de|der|den|da|di|del|della|la|le|bin|al|ter|ten|zu|zum"
# A given name and a surname right before an address: `Jane Miller <jmiller@…`.
_BEFORE = re.compile(
    rf"([A-Z][a-zß-ÿ]+)(?:[ ](?:{PARTICLES}))*[ ]([A-Z][a-zß-ÿ'’-]+)[\](<`* ]{{1,4}}(?:mailto:)?\Z"
)


class PeopleWords(NamedTuple):
    """Words of offices, names that stand for anybody, given names (without those that are words too), and surnames."""

    offices: frozenset[str]
    anybody: frozenset[str]
    given: frozenset[str]
    given_and_words: frozenset[str]
    surnames: frozenset[str]


@cache
def people_words() -> PeopleWords:
    """The words of the data file beside this module."""
    text = files("sms_lint").joinpath("ground", "people.yml").read_text("utf-8")
    values = read_yaml(text).values
    names = ("offices", "anybody", "given_names", "given_names_and_words", "surnames")
    return PeopleWords(*(frozenset(" ".join(values[name]).split()) for name in names))


def is_of_an_office(word: str, roles: frozenset[str]) -> bool:
    """Whether a word in small letters is one of an office or a role, or is put together of such words."""
    known = people_words().offices
    return (
        word in roles
        or word in known
        or word.removesuffix("s") in known
        or _put_together(word, known | roles)
    )


def _put_together(word: str, known: frozenset[str]) -> bool:
    """Whether a word is other words in a row: `itservicedesk`."""
    reached = {0}
    for end in range(2, len(word) + 1):
        if any(end - start >= 2 and word[start:end] in known for start in reached):
            reached.add(end)
    return len(word) in reached


def names_a_person(local: str, domain: str, before: str, roles: frozenset[str]) -> bool:
    """Whether what stands before the @ of an address names a person. `before` is the text in front of it."""
    known = people_words()
    parts = [word for part in _PARTS.split(local.casefold()) for word in _LETTERS.findall(part)]
    if not known.anybody.isdisjoint(parts) or any(is_of_an_office(part, roles) for part in parts):
        return False
    if any(part in known.given or part in known.surnames for part in parts):
        return True
    # What is named like its own domain is a part of the organization.
    host = re.sub(r"[^\w]", "", domain.casefold())
    if max(map(len, parts), default=0) < _FEWEST or any(len(p) >= _FEWEST and p in host for p in parts):
        return False
    if len(parts) == 1:
        return _is_one_word_name(parts[0]) or _is_named_before(parts[0], before, roles)
    return (
        len(parts) <= _FEWEST
        and re.fullmatch(r"\D+[._]\D+", local) is not None
        and not {"-", "+"} & set(local)
    )


def _is_one_word_name(word: str) -> bool:
    """Whether one word is an initial and a surname, or a given name and one: `jmiller`, `millerj`, `janemiller`."""
    known = people_words()
    if word[1:] in known.surnames or word[:-1] in known.surnames:
        return True
    every = known.given | known.given_and_words
    return any(word[:end] in every and word[end:] in known.surnames for end in range(_FEWEST, len(word) - 2))


def is_given_name(word: str) -> bool:
    """Whether a word with a capital letter is a given name, as far as such are listed."""
    known = people_words()
    return word.casefold() in known.given or word.casefold() in known.given_and_words


def _is_named_before(word: str, before: str, roles: frozenset[str]) -> bool:
    """Whether the name before an address is the one that it is made of."""
    match = _BEFORE.search(before)
    if match is None:
        return False
    given, surname = match[1].casefold(), match[2].casefold()
    if is_of_an_office(given, roles) or is_of_an_office(surname, roles) or word == given + surname:
        return False
    return word == given or surname in word
