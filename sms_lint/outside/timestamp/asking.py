"""Asking an authority over the network."""

import time
from http.client import HTTPException
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, build_opener

from sms_lint.ground.errors import SmsError
from sms_lint.outside.timestamp.der import MOST_BYTES
from sms_lint.outside.web import StayThere

_SECONDS = 30
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_CHUNK = 16 * 1024


def ask(url: str, query: bytes) -> bytes:
    """What the authority at an address answers to a query; its content is not checked.

    Raises SmsError where the address is not allowed, nobody answers, or the answer is no file of a timestamp's size.
    """
    _refuse_open(url)
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    request = Request(url, data=query, headers=headers, method="POST")
    until = time.monotonic() + _SECONDS
    try:
        with build_opener(StayThere).open(request, timeout=_SECONDS) as answer:
            return _read(answer, until)
    except HTTPError as error:
        error.close()
        raise SmsError(f"the authority at {url} refused: it answered with HTTP status {error.code}") from None
    except TimeoutError:
        raise _late(url) from None
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise _late(url) from None
        raise SmsError(f"the authority at {url} cannot be reached: {error.reason}") from None
    except (OSError, HTTPException) as error:
        raise SmsError(f"the authority at {url} broke off: {error}") from None


def _refuse_open(url: str) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        raise SmsError(f"`{url}` is not a web address") from None
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and host in _HERE)):
        raise SmsError(f"`{url}` cannot be asked for a timestamp: the address has to begin with https://")
    if not url.isascii() or not url.isprintable() or " " in url:
        raise SmsError(f"{url!r} is not a web address")


def _late(url: str) -> SmsError:
    return SmsError(f"the authority at {url} did not answer within {_SECONDS} seconds; try again later")


def _read(answer: IO[bytes], until: float) -> bytes:
    """The whole answer; a server that sends drop by drop is given up too."""
    found = bytearray()
    while chunk := answer.read1(_CHUNK):  # type: ignore[attr-defined]  # of the class that urllib returns
        found += chunk
        if len(found) > MOST_BYTES:
            raise SmsError("the authority answered with far more than a timestamp; is the address right?")
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(found)
