"""Entries in every style that people write: steps at random say what they should, and touch no comment of another line."""

import os
import random
from copy import deepcopy
from typing import Any

import pytest

from sms_lint.ground.source import Route
from sms_lint.ground.text import read_yaml
from sms_lint.ground.text.yaml_edit import UneditableError, with_item, with_value, without
from sms_lint.ground.text.yaml_written import Written

SEEDS = 4_000 if os.environ.get("SMS_LINT_NIGHTLY") else 150
WORDS = (
    "one",
    "two words",
    "a: b",
    "it's",
    'say "so"',
    "#no",
    "- x",
    "5.0",
    "x, y",
    "[z]",
    "é 日",
    "true",
    "k:",
)


class Hand:
    """Somebody with a style of their own: each value is written in one of the ways that YAML has."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.comments = chance, 0

    def entry(self) -> tuple[str, dict[str, Any]]:
        """The text of an entry, its first line indented as behind a dash, and what it says."""
        indent, lines, values = " " * self.chance.choice((2, 4)), [], {}
        for number in range(self.chance.randint(2, 6)):
            key = "id" if not number else f"key{number}"
            text, values[key] = self.value(indent)
            lines.append(f"{indent}{key}:{text}")
            lines += [f"{indent}{self.comment()}"] if self.chance.random() < 0.2 else []
            lines += [""] if self.chance.random() < 0.1 else []
        return "\n".join(lines) + self.chance.choice(("\n", "\n", "")), values

    def comment(self) -> str:
        """A comment that is there once."""
        self.comments += 1
        return f"# comment {self.comments};"

    def behind(self) -> str:
        return f"  {self.comment()}" if self.chance.random() < 0.2 else ""

    def value(self, indent: str) -> tuple[str, Any]:
        match self.chance.randint(0, 7):
            case 0:
                return f"{self.behind()}", None
            case 1:
                words = [self.chance.choice(WORDS) for _ in range(self.chance.randint(0, 4))]
                return f" [{', '.join(map(self.quoted, words))}]{self.behind()}", words
            case 2:
                return self.block_list(indent)
            case 3:
                return self.flow_group()
            case 4:
                return self.block_groups(indent)
            case 5:
                return f" |-\n{indent}  some\n\n{indent}  more: lines", "some\n\nmore: lines"
            case 6:
                return f" >-\n{indent}  folded\n{indent}  text", "folded text"
        word = self.chance.choice(WORDS)
        return f" {self.scalar(word)}{self.behind()}", word

    def scalar(self, word: str) -> str:
        is_plain = read_yaml(f"k: {word}").values == {"k": word}
        return word if is_plain and self.chance.random() < 0.6 else self.quoted(word)

    def quoted(self, word: str) -> str:
        if self.chance.random() < 0.5 or '"' in word:
            return "'" + word.replace("'", "''") + "'"
        return f'"{word}"'

    def block_list(self, indent: str) -> tuple[str, Any]:
        words = [self.chance.choice(WORDS) for _ in range(self.chance.randint(1, 4))]
        inner = indent + self.chance.choice(("", "  "))
        return "".join(f"\n{inner}- {self.scalar(word)}{self.behind()}" for word in words), words

    def flow_group(self) -> tuple[str, Any]:
        words = {f"in{number}": self.chance.choice(WORDS) for number in range(self.chance.randint(1, 3))}
        said = ", ".join(f"{key}: {self.quoted(word)}" for key, word in words.items())
        return f" {{{said}}}{self.behind()}", words

    def block_groups(self, indent: str) -> tuple[str, Any]:
        text, groups = "", []
        for _ in range(self.chance.randint(1, 3)):
            words = {f"in{number}": self.chance.choice(WORDS) for number in range(self.chance.randint(1, 3))}
            groups.append(words)
            if self.chance.random() < 0.5:
                said = ", ".join(f"{key}: {self.quoted(word)}" for key, word in words.items())
                text += f"\n{indent}  - {{{said}}}{self.behind()}"
                continue
            said_lines = [f"{key}: {self.scalar(word)}{self.behind()}" for key, word in words.items()]
            text += f"\n{indent}  - " + f"\n{indent}    ".join(said_lines)
        return text, groups


def step(text: str, values: dict[str, Any], chance: random.Random) -> tuple[str, dict[str, Any], str]:
    """One change of the text, what it has to say then, and the key that was touched."""
    wanted, key = deepcopy(values), chance.choice(sorted(values))
    held, word = values[key], chance.choice(WORDS)
    if chance.random() < 0.15:
        return with_value(text, ("new",), Written(word), tuple(values)), {**wanted, "new": word}, "new"
    if isinstance(held, list) and held and isinstance(held[0], str):
        items = [chance.choice((*WORDS, *held)) for _ in range(chance.randint(1, 5))]
        wanted[key] = items
        return with_value(text, (key,), [Written(item) for item in items]), wanted, key
    if isinstance(held, list) and held:
        return group_step(text, wanted, key, chance)
    if isinstance(held, dict):
        wanted[key]["in9"] = word
        return with_value(text, (key, "in9"), Written(word)), wanted, key
    if key != "id" and chance.random() < 0.3:
        del wanted[key]
        return without(text, (key,)), wanted, key
    wanted[key] = word
    return with_value(text, (key,), Written(word)), wanted, key


def group_step(
    text: str, wanted: dict[str, Any], key: str, chance: random.Random
) -> tuple[str, dict[str, Any], str]:
    number, word = chance.randrange(len(wanted[key])), chance.choice(WORDS)
    if chance.random() < 0.3:
        wanted[key].append({"in0": word})
        return with_item(text, (key,), {"in0": Written(word)}), wanted, key
    if len(wanted[key]) > 1 and chance.random() < 0.4:
        del wanted[key][number]
        return without(text, (key, number)), wanted, key
    route: Route = (key, number, chance.choice(("in0", "in7")))
    wanted[key][number][route[2]] = word
    return with_value(text, route, Written(word)), wanted, key


@pytest.mark.parametrize("start", range(0, SEEDS, 50))
def test_any_step_in_any_style_says_what_it_should(start: int) -> None:
    refused = 0
    for seed in range(start, start + 50):
        chance = random.Random(seed)
        text, values = Hand(chance).entry()
        assert read_yaml(text).values == values, text
        for _ in range(4):
            try:
                after, wanted, key = step(text, values, chance)
            except UneditableError:
                refused += 1
                continue
            assert read_yaml(after).values == wanted, f"seed {seed}, {key}\n{text}\n-----\n{after}"
            stay = [line for line in lines_of_others(text, key) if line not in after.splitlines()]
            assert stay == [], f"seed {seed}, {key}\n{text}\n-----\n{after}"
            text, values = after, wanted
    assert refused < 10


def lines_of_others(text: str, key: str) -> list[str]:
    """The lines of all keys but one, comments between them included."""
    lines, own = [], False
    indent = len(text) - len(text.lstrip(" "))
    for line in text.splitlines():
        if line[indent : indent + 1] not in ("", " ", "#", "-") and line[:indent].strip() == "":
            own = line[indent:].startswith(f"{key}:")
        lines += [] if own else [line]
    return lines
