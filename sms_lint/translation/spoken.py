"""The language that pages and papers are written in, from the door where one is made to the word on it.

A hundred functions make a page, and each of them would have to hand the language on to the next. It is the one thing
that they share and that none of them decides, so it is kept beside them: set at the door, read where a word is written.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from sms_lint.translation.language import ENGLISH, Translation, help_texts, reference_texts

Language = Callable[[], Translation]
_SPOKEN: ContextVar[Language] = ContextVar("spoken", default=lambda: ENGLISH)


def told() -> Translation:
    """The language that is spoken now."""
    return _SPOKEN.get()()


def ours(sentence: str) -> str:
    """One of our own sentences in the language that is spoken now. Never for what people wrote."""
    return _SPOKEN.get()().say(sentence)


def on_screen(sentence: str) -> str:
    """What a command says, in the language that is spoken now. Never for what people wrote."""
    return _SPOKEN.get()().on_screen(sentence)


def helped(sentence: str) -> str:
    """What the help of a command says, in the language that is spoken now. Spaces around it stay."""
    own = sentence.strip()
    return sentence.replace(own, help_texts(told().code).translated(own) or own, 1) if own else sentence


def explained(sentence: str) -> str:
    """What a page on a rule, a kind or a setting says, in the language that is spoken now."""
    return reference_texts(told().code).translated(sentence) or _SPOKEN.get()().name(sentence)


def name(word: str) -> str:
    """A word of ours, or a title, in the language that is spoken now: only where it is known as a whole."""
    return _SPOKEN.get()().name(word)


def counted(count: int) -> str:
    """A whole number in the language that is spoken now."""
    return _SPOKEN.get()().number(count)


@contextmanager
def spoken(language: Translation | Language) -> Iterator[None]:
    """Speak a language until the end. One that has to be looked up is looked up with the first word that is said."""
    token = _SPOKEN.set((lambda: language) if isinstance(language, Translation) else cache(language))
    try:
        yield
    finally:
        _SPOKEN.reset(token)
