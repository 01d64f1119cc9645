"""The organisation's own look of the site: which theme its settings name, and which folder of its own.

Everything in that folder is published, so it has to lie in the repository, in whatever way the settings spell it.
"""

from pathlib import Path
from posixpath import normpath
from typing import Any

import yaml

from sms_lint.outside.disk import refuse_links
from sms_lint.publish.site.own_settings import own_settings, path_in, value_of


def own_theme(base: Path, settings: str, nothing: Path) -> dict[str, Any]:
    """What our settings of the builder have to say of the theme, where the organisation's are at `base`.

    The path of its folder is relative to its own settings, and ours are elsewhere. Where none is found, an empty folder
    (`nothing`) is named: what these settings may say in a way that is not read here never counts. Raises SmsError where
    the folder, or settings that they inherit from, lie outside of the repository.
    """
    found = [
        (value_of(read, "theme"), value_of(read, "<<") is not None) for read in own_settings(base, settings)
    ]
    themes = [theme for theme, _ in found if theme is not None]
    if not themes and not any(merged for _, merged in found):
        return {}
    folders = [folder for theme in themes if (folder := value_of(theme, "custom_dir")) is not None]
    place = str(_folder(base, folders[0]) if folders else nothing)
    if themes and isinstance(themes[0], yaml.ScalarNode):  # the theme by its name alone
        return {"name": themes[0].value, "custom_dir": place}
    return {"custom_dir": place}


def _folder(base: Path, node: yaml.Node) -> Path:
    path = normpath(path_in(node, "custom_dir"))
    refuse_links(base, path)
    return base / path
