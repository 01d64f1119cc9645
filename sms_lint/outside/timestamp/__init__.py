"""Timestamps by RFC 3161: an authority vouches that it saw certain bytes at a certain time."""

from sms_lint.outside.timestamp.asking import ask
from sms_lint.outside.timestamp.checking import check_token, query
from sms_lint.outside.timestamp.der import MOST_BYTES, TimestampError, covers, tidied

__all__ = ["MOST_BYTES", "TimestampError", "ask", "check_token", "covers", "query", "tidied"]
