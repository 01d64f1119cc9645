"""A language that is listened to: what it is asked to say and cannot."""

import re
from dataclasses import dataclass, field

from sms_lint.translation import Translation, translation_of


@dataclass(frozen=True)
class Listening(Translation):
    """A language that notes what it could not say."""

    missed: set[str] = field(default_factory=set)

    def say(self, sentence: str) -> str:
        return self._heard(sentence, super().say(sentence))

    def on_screen(self, sentence: str) -> str:
        return self._heard(sentence, super().on_screen(sentence))

    def _heard(self, sentence: str, said: str) -> str:
        if (
            said == sentence
            and sentence not in self.interface
            and sentence not in self.commands
            and re.search("[a-z]{3}", re.sub(r"<[^>]*>|`[^`]*`|\b[a-z]+/[\w./-]+", "", sentence))
        ):
            self.missed.add(sentence)
        return said


def listening_to(code: str) -> Listening:
    """A language of the program, which notes what it could not say."""
    told = translation_of(code)
    return Listening(code, told.sections, told.interface, told.findings, told.commands)
