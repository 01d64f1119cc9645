"""The mutants that are known to survive, each with the reason why no test notices it."""

from collections.abc import Mapping
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("survivors.yml")


def known_survivors(path: Path = FILE) -> Mapping[str, str]:
    """The reason for each, by its id. Raises ValueError where one has no reason, or stands twice."""
    groups = yaml.safe_load(path.read_text("utf-8")) or []
    found: dict[str, str] = {}
    for group in groups:
        reason = group["why"].strip()
        if not reason:
            raise ValueError(f"{path.name}: a group of mutants has no reason: {group['mutants'][:1]}")
        for mutant in group["mutants"]:
            if mutant in found:
                raise ValueError(f"{path.name}: `{mutant}` is used twice")
            found[mutant] = reason
    return found
