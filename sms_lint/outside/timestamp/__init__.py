"""Timestamps by RFC 3161: an authority vouches that it saw certain bytes at a certain time.

`checking` and `asking` are imported by whoever needs them: certificates and the network take long to load.
"""

from sms_lint.outside.timestamp.der import MOST_BYTES, TimestampError, covers, tidied

__all__ = ["MOST_BYTES", "TimestampError", "covers", "tidied"]
