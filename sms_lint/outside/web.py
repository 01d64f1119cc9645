"""What all that goes out over the network has in common."""

from typing import Any
from urllib.request import HTTPRedirectHandler


class StayThere(HTTPRedirectHandler):
    """Follows nowhere: nobody agreed to another place, and what is sent along is for this one alone."""

    def redirect_request(self, *_arguments: Any, **_named: Any) -> None:
        """Refuse."""
