"""Asking a forge for its settings: the one place that reaches out for them, and only where somebody asked for it."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from sms_lint.ground.errors import SmsError
from sms_lint.outside.forge.protection import MOST_BYTES, Ask, NotShownError

# Where each forge answers unless another address is named, and the variables that may hold a token for it.
ADDRESSES: Mapping[str, str] = {"github": "https://api.github.com", "gitlab": "https://gitlab.com/api/v4"}
TOKENS: Mapping[str, tuple[str, ...]] = {"github": ("GH_TOKEN", "GITHUB_TOKEN"), "gitlab": ("GITLAB_TOKEN",)}
_SECONDS = 30


class _StayThere(HTTPRedirectHandler):
    """Follows nowhere, so that the token is shown to nobody else."""

    def redirect_request(self, *_args: Any, **_named: Any) -> None:
        """Refuse."""


def asking(forge: str, address: str, environment: Mapping[str, str]) -> Ask:
    """Asks a forge with the token of the environment. Raises SmsError without one, or for an address without TLS."""
    token = next((found for name in TOKENS[forge] if (found := environment.get(name))), "")
    if not token:
        raise SmsError(
            f"a token is needed to ask {forge}; put one that may read into {' or '.join(TOKENS[forge])}"
        )
    place = (address or ADDRESSES[forge]).rstrip("/")
    if not place.startswith(("https://", "http://127.0.0.1:")):
        raise SmsError(f"`{place}` is no address that begins with https://, and a token is sent to no other")
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json", "User-Agent": "sms-lint"}
    opener = build_opener(_StayThere)

    def ask(path: str) -> Any:
        try:
            with opener.open(
                Request(f"{place}/{path}?per_page=100", headers=headers), timeout=_SECONDS
            ) as answer:
                return json.loads(answer.read(MOST_BYTES))
        except HTTPError as error:
            if error.code == 404:
                if b"Branch not protected" in error.read(MOST_BYTES):
                    return None
                raise NotShownError(path) from None
            raise SmsError(
                f"{forge} answers {error.code} for `{path}`; may the token read the settings?"
            ) from None
        except (URLError, TimeoutError, OSError) as error:
            raise SmsError(f"{forge} cannot be reached: {getattr(error, 'reason', error)}") from None
        except ValueError:
            raise SmsError(f"{forge} answers no JSON for `{path}`") from None

    return ask
