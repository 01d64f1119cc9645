"""From text to values, places, headings and links. Pure: nothing here reads a disk."""

from sms_lint.parse.characters import Flaw, character_flaws
from sms_lint.parse.code import without_code
from sms_lint.parse.conflict import CONFLICT, conflict_flaws
from sms_lint.parse.markdown import body_start, front_matter, links, sections, slug
from sms_lint.parse.targets import Target, link_target, scheme
from sms_lint.parse.yaml_subset import Parsed, Plain, places, read_yaml

__all__ = [
    "CONFLICT",
    "Flaw",
    "Parsed",
    "Plain",
    "Target",
    "body_start",
    "character_flaws",
    "conflict_flaws",
    "front_matter",
    "link_target",
    "links",
    "places",
    "read_yaml",
    "scheme",
    "sections",
    "slug",
    "without_code",
]
