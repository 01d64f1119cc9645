"""What the records of a kind rest on: a fingerprint of their files, and the day up to which they are known."""

from pathlib import Path

from sms_lint.load.contents import digest_of
from sms_lint.load.files import scan
from sms_lint.measure.definition import Definition
from sms_lint.measure.fingerprint import short_digest
from sms_lint.measure.freezing import Source
from sms_lint.system.sms import Sms


def source_of(root: Path, sms: Sms, definition: Definition) -> Source:
    """What a KPI is computed from: the records of its kind, and the service hours by which it counts.

    Records that people keep here are known up to today; rows, up to the newest export.
    """
    contents, kind = scan(root).contents, definition.kpi.source
    tables = sms.tables(kind)
    nodes = (*sms.of_kind(kind), *((definition.hours,) if definition.hours else ()))
    texts = {node.path: node.origin.file.text for node in nodes}
    files = [f"{table.data_path} {digest_of(contents, table.data_path)}" for table in tables]
    exported = [table.source.exported for table in tables]
    digest = short_digest(
        sorted([*files, *(f"{path} {short_digest([text])}" for path, text in texts.items())])
    )
    return Source(digest, min(max(exported, default=sms.today), sms.today))
