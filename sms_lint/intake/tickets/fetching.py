"""Tickets fetched from a tool's interface, page by page, by dlt: it waits as the tool asks and tries again.

The token is added to requests to the tool's own address alone, and is in no message.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sms_lint.ground.errors import SmsError
from sms_lint.intake.tickets.export import Export
from sms_lint.intake.tickets.json_records import export_of, flat
from sms_lint.model.mapping import Live, Pages

if TYPE_CHECKING:
    from dlt.sources.helpers.rest_client.paginators import BasePaginator
    from dlt.sources.helpers.rest_client.typing import Hooks
    from requests import Response
    from requests.auth import AuthBase

MOST_TICKETS = 2_000_000
_ATTEMPTS = 5
_TIMEOUT = 60
_BUSY = 429
_BEGINNING = datetime(1970, 1, 2, tzinfo=ZoneInfo("UTC"))


class Fetched(NamedTuple):
    """The tickets of an interface as rows, and the bytes that they came as, for their digest."""

    export: Export
    raw: bytes


def fetched(live: Live, records: str | None, token: str, since: datetime | None) -> Fetched:
    """Every ticket that changed since a time, or every one. Raises SmsError where the tool does not answer."""
    tickets: list[Mapping[str, Any]] = []
    for page in _pages(live, records, token, since or _BEGINNING):
        if tickets and page and page == tickets[-len(page) :]:
            raise SmsError(
                f"{_host(live)} answers with the same page again and again; look at `pages` in the mapping"
            )
        tickets += page
        if len(tickets) > MOST_TICKETS:
            raise SmsError(f"{_host(live)} has more than {MOST_TICKETS:,} tickets; fetch a part with `since`")
    raw = json_bytes(tickets)
    return Fetched(export_of([flat(ticket) for ticket in tickets]), raw)


def json_bytes(tickets: list[Mapping[str, Any]]) -> bytes:
    """Tickets as bytes, the same ones for the same tickets."""
    return json.dumps(tickets, sort_keys=True, ensure_ascii=True).encode()


def _pages(live: Live, records: str | None, token: str, since: datetime) -> Iterator[list[Mapping[str, Any]]]:
    try:
        from dlt.sources.helpers.requests import Client
        from dlt.sources.helpers.rest_client.client import RESTClient
        from requests import RequestException
    except ImportError:
        raise SmsError("fetching needs dlt; install it with `pip install 'sms-lint[sync]'`") from None
    session = Client(raise_for_status=False, request_timeout=_TIMEOUT, request_max_attempts=_ATTEMPTS).session
    client = RESTClient(
        live.url or "", session=session, auth=_auth(live, token), paginator=_paginator(live.pages)
    )
    hooks: Hooks = {"response": [_Answers(live)]}
    try:
        selector = records or "$"
        for page in client.paginate(
            live.path, params=_params(live, since), data_selector=selector, hooks=hooks
        ):
            if not all(isinstance(ticket, dict) for ticket in page):
                raise SmsError(
                    f"{_host(live)} answers with no list of tickets; look at `form.records` in the mapping"
                )
            yield list(page)
    except RequestException as error:
        raise SmsError(
            f"{_host(live)} does not answer ({type(error).__name__}); nothing was changed"
        ) from None
    except ValueError:
        raise SmsError(f"{_host(live)} answers with something else than JSON; nothing was changed") from None


def _host(live: Live) -> str:
    return urlsplit(live.url or "").netloc


def _params(live: Live, since: datetime) -> dict[str, str]:
    found = dict(live.params)
    if live.since:
        at = since.astimezone(ZoneInfo(live.zone)).strftime(live.since.form)
        found[live.since.param] = live.since.as_.replace("{}", at)
    if live.pages.size_param and live.pages.by != "offset":
        found[live.pages.size_param] = str(live.pages.size)
    return found


def _paginator(pages: Pages) -> "BasePaginator":
    from dlt.sources.helpers.rest_client import paginators

    if pages.by == "offset":
        return paginators.OffsetPaginator(
            pages.size, offset_param=pages.param, limit_param=pages.size_param, total_path=None
        )
    if pages.by == "page":
        return paginators.PageNumberPaginator(pages.first, page_param=pages.param, total_path=None)
    if pages.by == "cursor":
        return paginators.JSONResponseCursorPaginator(pages.path or "next", cursor_param=pages.param)
    return paginators.HeaderLinkPaginator()


def _auth(live: Live, token: str) -> "AuthBase":
    """What adds the token to a request, and refuses to where the request goes to another place."""
    from requests import PreparedRequest
    from requests.auth import AuthBase

    ours, named = urlsplit(live.url or ""), live.authorization
    basic = base64.b64encode(token.encode()).decode()
    header = f"Basic {basic}" if named == "basic" else named.replace("{}", token)

    class OwnHost(AuthBase):
        def __call__(self, request: PreparedRequest) -> PreparedRequest:
            there = urlsplit(request.url or "")
            if (there.scheme, there.netloc) != (ours.scheme, ours.netloc):
                said = f"{ours.netloc} leads on to {there.netloc}; the token is not sent there"
                raise SmsError(f"{said}, and nothing was changed")
            request.headers["Authorization"] = header
            return request

    return OwnHost()


class _Answers:
    """Looks at each answer: dlt tries again where a tool is busy, as long as it has tries left; all else is final."""

    def __init__(self, live: Live) -> None:
        self.live, self.busy = live, 0

    def __call__(self, response: "Response", *_: Any, **__: Any) -> None:
        status = response.status_code
        self.busy = self.busy + 1 if status == _BUSY or status >= 500 else 0
        if status < 400 or 0 < self.busy < _ATTEMPTS:
            return
        # What the answer says is not repeated: it may hold anything.
        said = f"{_host(self.live)} {self._reason(status)} (status {status}); nothing was changed"
        raise SmsError(said)

    def _reason(self, status: int) -> str:
        if status in (401, 403):
            return f"does not accept the token in {self.live.token}, or it may not read tickets"
        if status == _BUSY:
            return "asks to wait for longer than this run does; try again later"
        if status >= 500:
            return "has an error of its own"
        return "does not know this request; look at `path` and `params` in the mapping"
