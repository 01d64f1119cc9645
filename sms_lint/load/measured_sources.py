"""What the records of a kind rest on: a fingerprint of their files, and the day up to which they are known."""

from pathlib import Path

from sms_lint.load.contents import digest_of
from sms_lint.load.files import scan
from sms_lint.measure.fingerprint import short_digest
from sms_lint.measure.freezing import Source
from sms_lint.system.sms import Sms


def source_of(root: Path, sms: Sms, kind: str) -> Source:
    """The source of a kind. Records that people keep here are known up to today; rows, up to the newest export."""
    contents = scan(root).contents
    tables = sms.tables(kind)
    texts = {node.path: node.origin.file.text for node in sms.of_kind(kind)}
    files = [f"{table.data_path} {digest_of(contents, table.data_path)}" for table in tables]
    exported = [table.source.exported for table in tables]
    digest = short_digest(
        sorted([*files, *(f"{path} {short_digest([text])}" for path, text in texts.items())])
    )
    return Source(digest, min(max(exported, default=sms.today), sms.today))
