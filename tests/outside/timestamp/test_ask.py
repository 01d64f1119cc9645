"""Asking an authority over the network."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from sms_lint.ground.errors import SmsError
from sms_lint.outside.timestamp import MOST_BYTES
from sms_lint.outside.timestamp.asking import ask


class Answering(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/")
            self.end_headers()
            return
        if self.path == "/broken":
            self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\nshort")
            return
        if self.path == "/nonsense":
            self.wfile.write(b"\x00\x01nonsense\r\n\r\n")
            return
        self.send_response(200 if self.path != "/refused" else 403)
        self.end_headers()
        size = {"/large": MOST_BYTES + 1}.get(self.path, 0)
        self.wfile.write(b"x" * size or self.headers["Content-Type"].encode() + b" " + asked)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_query_is_answered(address: str) -> None:
    assert ask(address + "/", b"a query") == b"application/timestamp-query a query"


@pytest.mark.parametrize(
    ("path", "why"),
    [("/moved", "HTTP status 302"), ("/refused", "HTTP status 403"), ("/large", "far more than a timestamp"),
     ("/nonsense", "broke off")],
)  # fmt: skip
def test_other_answers_are_said(address: str, path: str, why: str) -> None:
    with pytest.raises(SmsError, match=why):
        ask(address + path, b"a query")


@pytest.mark.parametrize(
    "url",
    ["", "http://tsa.example/", "ftp://localhost/", "file:///etc/passwd", "http://localhost@tsa.example/",
     "http://localhost.tsa.example/", "https://", "https://[", "https://tsa.example:port/", "https://a b/",
     "https://tsa.example/\r\nHost: other"],
)  # fmt: skip
def test_addresses_that_are_not_asked(url: str) -> None:
    with pytest.raises(SmsError, match="address"):
        ask(url, b"a query")


def test_nobody_there() -> None:
    with pytest.raises(SmsError, match="cannot be reached"):
        ask("http://127.0.0.1:9/", b"a query")
