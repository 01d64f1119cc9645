"""What units of time are called in each language: one file of data, `units.yml`."""

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Literal

import yaml

TimeUnit = Literal["minute", "hour", "working day", "day", "week", "month", "year"]
_ENGLISH: tuple[TimeUnit, ...] = ("minute", "hour", "working day", "day", "week", "month", "year")


def _read() -> Mapping[str, Mapping[TimeUnit, list[str]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read: Mapping[str, Mapping[TimeUnit, list[str]]] = yaml.load(
        files("sms_lint").joinpath("ground", "units.yml").read_text("utf-8"), Loader=loader
    )
    return read


def _named() -> Iterator[tuple[str, TimeUnit]]:
    for unit in _ENGLISH:
        yield unit, unit
        yield f"{unit}s", unit
    for units in _read().values():
        for unit, names in units.items():
            yield from ((name, unit) for name in names)


# The unit that each word means.
TIME_UNITS: Mapping[str, TimeUnit] = dict(_named())
# Words of scripts without spaces follow their number at once.
_SPACED = [name for name in TIME_UNITS if re.match(r"[a-zà-ÿ]", name, re.I)]
_UNSPACED = [name for name in TIME_UNITS if name not in _SPACED and TIME_UNITS[name] != name]


def _choice(names: list[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))


DURATION_PATTERN = rf"[0-9]{{1,4}}(?: (?:{_choice(_SPACED)})| ?(?:{_choice(_UNSPACED)}))"
# The same words behind a number within a sentence.
UNIT_WORDS = rf"(?:(?:{_choice(_SPACED)})\b|(?:{_choice(_UNSPACED)}))"
_DURATION = re.compile(r"([0-9]{1,4}) ?(.+)")


def number_and_unit(text: str) -> tuple[int, TimeUnit]:
    """What a text of this pattern says."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(f"{text} is no length of time")
    return int(match[1]), TIME_UNITS[match[2]]
