"""The data of the history, read with the line at which each group begins, so that a fault can be shown where it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from sms_lint.ground.errors import SmsError

DATA = Path(__file__).parent / "data"


class Group(dict[str, Any]):
    """The keys of one group, and where it is written."""

    place: str = ""

    def need(self, name: str) -> Any:
        """What a key holds. Raises SmsError where it is not given."""
        if name not in self:
            raise self.fault(f"`{name}` is missing")
        return self[name]

    def only(self, *names: str) -> None:
        """Raise SmsError where there are other keys."""
        for name in self:
            if name not in names:
                raise self.fault(f"`{name}` is not known; known are {', '.join(names)}")

    def fault(self, why: str) -> SmsError:
        """What is wrong with it, to be raised."""
        return SmsError(f"{self.place}: {why}")


class _Loader(yaml.CSafeLoader):
    """Texts stay texts, days too; each group knows its line."""

    path: str = ""


def _group(loader: _Loader, node: yaml.MappingNode) -> Iterator[Group]:
    group = Group()
    group.place = f"{loader.path}:{node.start_mark.line + 1}"
    yield group
    group.update((str(key), value) for key, value in loader.construct_mapping(node, deep=True).items())


_Loader.add_constructor("tag:yaml.org,2002:map", _group)
for _implicit in ("timestamp", "float", "int", "bool"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_implicit}", lambda _loader, node: node.value)


def read(path: Path) -> Any:
    """What a data file holds."""
    with path.open(encoding="utf-8") as stream:
        loader = _Loader(stream)
        loader.path = path.relative_to(DATA.parents[2]).as_posix() if path.is_relative_to(DATA) else path.name
        try:
            return loader.get_single_data()
        finally:
            loader.dispose()
