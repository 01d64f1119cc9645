"""A forge that answers as GitHub and GitLab do, in the shapes that they document: it keeps issues and comments."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "t0k3n"


class Kept:
    """What the forge keeps, whose token comes, and what was written."""

    def __init__(self, forge: str, own: str) -> None:
        self.forge, self.own = forge, own
        self.issues: list[dict[str, Any]] = []
        self.comments: list[dict[str, Any]] = []
        self.written: list[tuple[str, str]] = []
        self.page = 100

    def issue(self, body: str, who: str = "", **other: Any) -> dict[str, Any]:
        """An issue that somebody opened."""
        number = len(self.issues) + 1
        who = who or self.own
        title = other.pop("title", "A title")
        if self.forge == "github":
            shape = {"id": 9000 + number, "number": number, "title": title, "body": body, "state": "open",
                     "user": {"login": who, "type": "Bot"}}  # fmt: skip
        else:
            shape = {"id": 9000 + number, "iid": number, "title": title, "description": body, "state": "opened",
                     "author": {"username": who}}  # fmt: skip
        self.issues.append({**shape, **other})
        return self.issues[-1]

    def comment(self, body: str, who: str = "", **other: Any) -> dict[str, Any]:
        """A comment that somebody wrote."""
        who = who or self.own
        person = (
            {"user": {"login": who}}
            if self.forge == "github"
            else {"author": {"username": who}, "system": False}
        )
        self.comments.append({"id": 700 + len(self.comments), "body": body, **person, **other})
        return self.comments[-1]

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> tuple[int, Any]:
        """The status and the answer."""
        if path == "user":
            if self.own == "github-actions[bot]":
                return 403, {"message": "Resource not accessible by integration"}
            return 200, {"login": self.own, "username": self.own}
        if not path.startswith(("repos/acme/sms/", "projects/acme/sms/")):
            return 404, {"message": "Not Found"}
        rest = path.split("/")[3:]
        if method == "GET":
            every = self.comments if rest[-1] in ("comments", "notes") else self._open()
            start = (int(query["page"][0]) - 1) * self.page
            return 200, every[start : start + self.page]
        self.written.append((method, "/".join(rest)))
        return 200, self._write(rest, body)

    def _open(self) -> list[dict[str, Any]]:
        return [issue for issue in self.issues if issue["state"] in ("open", "opened")]

    def _write(self, rest: list[str], body: Any) -> Any:
        if rest == ["issues"]:
            return self.issue(body.get("body") or body.get("description"), title=body["title"])
        if rest[-1] in ("comments", "notes"):
            return self.comment(body["body"])
        number, kept = int(rest[-1]), self.comments if len(rest) > 2 else self.issues
        found = next(each for each in kept if number in (each.get("number"), each.get("iid"), each["id"]))
        if body.pop("state_event", "") == "close":
            body["state"] = "closed"
        found.update(body)
        return found


@contextmanager
def serving(kept: Kept) -> Iterator[str]:
    """The address at which it answers, whoever brings the token."""

    class Answers(BaseHTTPRequestHandler):
        def _any(self) -> None:
            parts = urlsplit(self.path)
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, said = 401, {"message": "Bad credentials"}
            if self.headers["Authorization"] == f"Bearer {TOKEN}":
                body = json.loads(raw) if raw else None
                status, said = kept.answer(
                    self.command, unquote(parts.path.strip("/")), parse_qs(parts.query), body
                )
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        do_GET = do_POST = do_PATCH = do_PUT = _any  # noqa: N815 - as the library calls them

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
