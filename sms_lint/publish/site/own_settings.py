"""The organisation's own settings of the site builder, read as they are written: nothing is made of any tag."""

from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath

import yaml

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import PlainFiles, read_plain, refuse_links

# Of settings that inherit from others: more than anybody needs, and an end where they go in a circle.
_MOST_INHERITED = 8


def own_settings(base: Path, settings: str) -> Iterator[yaml.Node]:
    """The settings, and those that they inherit from, the nearest first; none where they cannot be read.

    Raises SmsError where those that they inherit from lie outside of the repository.
    """
    for _ in range(_MOST_INHERITED):
        refuse_links(base, settings)
        if not PlainFiles(base).is_file(settings):
            return
        try:
            read = yaml.compose(read_plain(base, settings).decode("utf-8", "replace"), yaml.SafeLoader)
        except (yaml.YAMLError, RecursionError):
            return  # the builder says what is wrong with them
        if read is None:
            return
        yield read
        inherited = value_of(read, "INHERIT")
        if inherited is None:
            return
        settings = normpath(join(dirname(settings), path_in(inherited, "INHERIT")))


def value_of(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """What a group of keys says of one; the last counts, as it does for the builder."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    found = [value for name, value in pairs if name.value == key]
    return found[-1] if found else None


def path_in(node: yaml.Node, name: str) -> str:
    """A path that stands there as a plain text. Raises SmsError where something else does."""
    if not isinstance(node, yaml.ScalarNode) or node.tag != "tag:yaml.org,2002:str":
        raise SmsError(f"`{name}` in the settings of the site has to be a path in the repository")
    return str(node.value).strip()


def on_one_line(nodes: list[yaml.Node]) -> str:
    """A list of what stands in settings, as YAML on one line, with its tags."""
    whole = yaml.SequenceNode("tag:yaml.org,2002:seq", nodes, flow_style=True)
    return yaml.serialize(whole, width=float("inf"), allow_unicode=True).strip()
