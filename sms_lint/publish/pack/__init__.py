"""Packs: files with their digests, a signature and a timestamp, which anybody can check without this program."""

from sms_lint.publish.pack.archive import LIMITS, Limits, read_archive, read_folder, write_archive
from sms_lint.publish.pack.bag import NAMESPACE, SIGNATURE, TOKEN, bag, sealed, stamped
from sms_lint.publish.pack.names import PackError, name_fault
from sms_lint.publish.pack.verify import PackRefused, PackVerdict, VerificationResult, verify

__all__ = [
    "LIMITS",
    "NAMESPACE",
    "SIGNATURE",
    "TOKEN",
    "Limits",
    "PackError",
    "PackRefused",
    "PackVerdict",
    "VerificationResult",
    "bag",
    "name_fault",
    "read_archive",
    "read_folder",
    "sealed",
    "stamped",
    "verify",
    "write_archive",
]
