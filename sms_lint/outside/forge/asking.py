"""Talking to a forge: the one place that reaches out to it, and only where somebody asked for it."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NoReturn
from urllib.error import HTTPError, URLError
from urllib.request import Request, build_opener

from sms_lint.ground.errors import SmsError
from sms_lint.outside.forge.protection import MOST_BYTES, Ask, NotShownError
from sms_lint.outside.web import StayThere

# Where each forge answers unless another address is named, and the variables that may hold a token for it.
ADDRESSES: Mapping[str, str] = {"github": "https://api.github.com", "gitlab": "https://gitlab.com/api/v4"}
TOKENS: Mapping[str, tuple[str, ...]] = {"github": ("GH_TOKEN", "GITHUB_TOKEN"), "gitlab": ("GITLAB_TOKEN",)}
_SECONDS = 30


# Sends a request (`GET`, `POST`, …) for an address, with what is to be said, and gives the parsed answer.
Talk = Callable[[str, str, Mapping[str, Any] | None], Any]


def talking(forge: str, address: str, environment: Mapping[str, str]) -> Talk:
    """Talks to a forge with the token of the environment. Raises SmsError without one, or for an address without TLS.

    Where the forge has nothing at an address, or does not show it, NotShownError is raised.
    """
    token = next((found for name in TOKENS[forge] if (found := environment.get(name))), "")
    if not token:
        raise SmsError(f"a token is needed to ask {forge}; put one into {' or '.join(TOKENS[forge])}")
    place = (address or ADDRESSES[forge]).rstrip("/")
    if not place.startswith(("https://", "http://127.0.0.1:")):
        raise SmsError(f"`{place}` is no address that begins with https://, and a token is sent to no other")
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json", "User-Agent": "sms-lint"}
    opener = build_opener(StayThere)

    def talk(method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        request = Request(f"{place}/{path}", headers=headers, method=method)
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with opener.open(request, timeout=_SECONDS) as answer:
                return json.loads(answer.read(MOST_BYTES) or b"null")
        except HTTPError as error:
            _refused(error, forge, path.partition("?")[0])
        except (URLError, TimeoutError, OSError) as error:
            raise SmsError(f"{forge} cannot be reached: {getattr(error, 'reason', error)}") from None
        except ValueError:
            raise SmsError(f"{forge} answers no JSON for `{path.partition('?')[0]}`") from None

    return talk


class _NothingThereError(Exception):
    """The forge says that there is no such thing, and not only that it does not show it."""


def _refused(error: HTTPError, forge: str, path: str) -> NoReturn:
    if error.code == 404:
        if b"Branch not protected" in error.read(MOST_BYTES):
            raise _NothingThereError
        raise NotShownError(path) from None
    raise SmsError(f"{forge} answers {error.code} for `{path}`; is the token allowed to do that?") from None


def asking(forge: str, address: str, environment: Mapping[str, str]) -> Ask:
    """Asks a forge, as `talking` does, and gives None for what it says is not there."""
    talk = talking(forge, address, environment)

    def ask(path: str) -> Any:
        try:
            return talk("GET", f"{path}?per_page=100", None)
        except _NothingThereError:
            return None

    return ask
