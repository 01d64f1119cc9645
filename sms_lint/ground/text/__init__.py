"""From text to values, places, headings and links. Pure: nothing here reads a disk."""

from sms_lint.ground.text.characters import Flaw, character_flaws, hidden_flaws
from sms_lint.ground.text.conflict import CONFLICT, conflict_flaws
from sms_lint.ground.text.front_matter import body_start, front_matter
from sms_lint.ground.text.markdown import (
    COMMENT,
    blanked,
    heading_of,
    links,
    sections,
    slug,
    without_code,
    without_code_spans,
)
from sms_lint.ground.text.prose import parsed
from sms_lint.ground.text.targets import LinkTarget, link_target, scheme
from sms_lint.ground.text.yaml_subset import Parsed, Plain, places, read_yaml

__all__ = [
    "COMMENT",
    "CONFLICT",
    "Flaw",
    "LinkTarget",
    "Parsed",
    "Plain",
    "blanked",
    "body_start",
    "character_flaws",
    "conflict_flaws",
    "front_matter",
    "heading_of",
    "hidden_flaws",
    "link_target",
    "links",
    "parsed",
    "places",
    "read_yaml",
    "scheme",
    "sections",
    "slug",
    "without_code",
    "without_code_spans",
]
