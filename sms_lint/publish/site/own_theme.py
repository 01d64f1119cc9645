"""The organisation's own look of the site: which theme its settings name, and which folder of its own.

Everything in that folder is published, so it has to lie in the repository, in whatever way the settings spell it.
"""

from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import yaml

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk import PlainFiles, read_plain, refuse_links

# Of settings that inherit from others: more than anybody needs, and an end where they go in a circle.
_MOST_INHERITED = 8


def own_theme(base: Path, settings: str, nothing: Path) -> dict[str, Any]:
    """What our settings of the builder have to say of the theme, where the organisation's are at `base`.

    The path of its folder is relative to its own settings, and ours are elsewhere. Where none is found, an empty folder
    (`nothing`) is named: what these settings may say in a way that is not read here never counts. Raises SmsError where
    the folder, or settings that they inherit from, lie outside of the repository.
    """
    found = tuple(_themes(base, settings))
    themes = [theme for theme, _ in found if theme is not None]
    if not themes and not any(merged for _, merged in found):
        return {}
    folders = [folder for theme in themes if (folder := _value(theme, "custom_dir")) is not None]
    place = str(_folder(base, folders[0]) if folders else nothing)
    if themes and isinstance(themes[0], yaml.ScalarNode):  # the theme by its name alone
        return {"name": themes[0].value, "custom_dir": place}
    return {"custom_dir": place}


def _themes(base: Path, settings: str) -> Iterator[tuple[yaml.Node | None, bool]]:
    """What the settings, and those that they inherit from, say of the theme; and whether some of it is merged in."""
    for _ in range(_MOST_INHERITED):
        refuse_links(base, settings)
        if not PlainFiles(base).is_file(settings):
            return
        try:
            read = yaml.compose(read_plain(base, settings).decode("utf-8", "replace"), yaml.SafeLoader)
        except (yaml.YAMLError, RecursionError):
            return  # the builder says what is wrong with them
        yield _value(read, "theme"), _value(read, "<<") is not None
        inherited = _value(read, "INHERIT")
        if inherited is None:
            return
        settings = normpath(join(dirname(settings), _path(inherited, "INHERIT")))


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """What a group of keys says of one; the last counts, as it does for the builder."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    found = [value for name, value in pairs if name.value == key]
    return found[-1] if found else None


def _path(node: yaml.Node, name: str) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.tag != "tag:yaml.org,2002:str":
        raise SmsError(f"`{name}` in the settings of the site has to be a path in the repository")
    return str(node.value).strip()


def _folder(base: Path, node: yaml.Node) -> Path:
    path = normpath(_path(node, "custom_dir"))
    refuse_links(base, path)
    return base / path
