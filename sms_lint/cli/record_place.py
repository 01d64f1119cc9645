"""Where the records are that figures are computed from: the files, or a table of an engine of the settings."""

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.ground.errors import SmsError

if TYPE_CHECKING:
    from sms_lint.measure.compute import RecordPlace
    from sms_lint.model.engine_settings import EngineSetting
    from sms_lint.system.sms import Sms


@contextmanager
def record_place(
    root: Path, sms: "Sms", wanted: Mapping[str, frozenset[str]], name: str
) -> "Iterator[RecordPlace]":
    """The place with these fields of these kinds: the engine of that name, or the files where none is named."""
    from sms_lint.load.measured_rows import measured_rows
    from sms_lint.measure.compute import RecordPlace

    if not name:
        with measured_rows(root, sms, wanted) as ask:
            yield RecordPlace(ask)
        return
    from sms_lint.measure.engine import ENGINES
    from sms_lint.outside.engines import engine

    setting = _setting(sms, name)
    tables = _tables(setting, sms, wanted)
    with engine(setting.kind, setting.address, os.environ) as ask:
        yield RecordPlace(ask, ENGINES[setting.kind], tables)


@contextmanager
def record_places(
    root: Path, sms: "Sms", wanted: Mapping[str, frozenset[str]], name: str
) -> "Iterator[Mapping[str, RecordPlace]]":
    """The place of each kind: the engine of that name where it has a table of it, else the files."""
    there = {table.kind for table in _setting(sms, name).tables} if name else set()
    with ExitStack() as stack:
        found: dict[str, RecordPlace] = {}
        for at, own in ((name, there & wanted.keys()), ("", wanted.keys() - there)):
            if own:
                place = stack.enter_context(record_place(root, sms, {kind: wanted[kind] for kind in own}, at))
                found.update(dict.fromkeys(own, place))
        yield found


def _setting(sms: "Sms", name: str) -> "EngineSetting":
    from sms_lint.ground.faults import nearest

    known = {setting.name: setting for setting in sms.config.engines}
    if name not in known:
        raise SmsError(f"`engines` in sms.yml names no engine {name}{nearest(name, list(known))}")
    return known[name]


def _tables(setting: "EngineSetting", sms: "Sms", wanted: Mapping[str, frozenset[str]]) -> Mapping[str, str]:
    from sms_lint.measure.engine import ENGINES
    from sms_lint.measure.engine_table import records_in

    known = {table.kind: table for table in setting.tables}
    for kind in wanted:
        if kind not in known:
            raise SmsError(f"the engine {setting.name} has no table of {kind}; name one in its `tables`")
    return {
        kind: records_in(known[kind], sms.kinds[kind], names, ENGINES[setting.kind])
        for kind, names in wanted.items()
    }
