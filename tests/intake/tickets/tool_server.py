"""A server on this machine that answers as the tools' documented interfaces do: pages, limits, tokens."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "secret-token-of-nobody"
Ticket = dict[str, Any]


@dataclass
class Tool:
    """What the server has, what it is asked, and how it behaves. `limited` answers come with status 429 first."""

    tickets: Sequence[Ticket]
    limited: int = 0
    status: int = 200
    next_host: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    authorizations: set[str] = field(default_factory=set)

    def answer(self, path: str, asked: dict[str, str]) -> tuple[Any, dict[str, str]]:
        """The body and the headers for a request, in the way of the tool whose path it is."""
        if path == "/api/now/table/incident":
            since = asked["sysparm_query"].removeprefix("sys_updated_on>=").partition("^")[0]
            found = [ticket for ticket in self.tickets if ticket["sys_updated_on"] >= since]
            start, size = int(asked["sysparm_offset"]), int(asked["sysparm_limit"])
            return {"result": found[start : start + size]}, {"X-Total-Count": str(len(found))}
        if path == "/api/v1/tickets/search":
            start, size = (int(asked["page"]) - 1) * int(asked["per_page"]), int(asked["per_page"])
            return list(self.tickets[start : start + size]), {}
        if path == "/rest/api/3/search/jql":
            start = int(asked.get("nextPageToken", "0"))
            size = int(asked["maxResults"])
            more = (
                {"nextPageToken": str(start + size)} if start + size < len(self.tickets) else {"isLast": True}
            )
            return {"issues": list(self.tickets[start : start + size]), **more}, {}
        link = {"Link": f'<{self.next_host}/linked?page=2>; rel="next"'} if self.next_host else {}
        return list(self.tickets), link


@contextmanager
def served(tool: Tool) -> Iterator[str]:
    """The address of a server for a tool; it ends with the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
            tool.asked.append((parts.path, asked))
            tool.authorizations.add(self.headers.get("Authorization", ""))
            if TOKEN not in self.headers.get("Authorization", ""):
                self.reply(401, {"error": "no"}, {})
            elif tool.limited:
                tool.limited -= 1
                self.reply(429, {}, {"Retry-After": "1"})
            elif tool.status != 200:
                self.reply(tool.status, {"detail": "inside"}, {})
            else:
                self.reply(200, *tool.answer(parts.path, asked))

        def reply(self, status: int, body: Any, headers: dict[str, str]) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {
                **headers,
                "Content-Type": "application/json",
                "Content-Length": str(len(content)),
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Nothing: the tests look at what was asked."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
