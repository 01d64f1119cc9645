"""A mail server on this machine, just large enough to take mail (RFC 5321), and to note what it was told."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import SMTP
from threading import Thread


class PostOffice:
    """What it took, the lines that came, and whom it does not take mail for."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.lines: list[str] = []
        self.refused = ""
        self.port = 0


@contextmanager
def post_office() -> Iterator[PostOffice]:
    office = PostOffice()

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            for raw in self.rfile:
                line = raw.decode().strip()
                office.lines.append(line)
                word = line.split(" ")[0].upper()
                if word == "DATA":
                    self.wfile.write(b"354 go on\r\n")
                    office.taken.append(message_from_bytes(self._data(), policy=SMTP))
                refused = word == "RCPT" and office.refused and office.refused in line
                answer = {"EHLO": b"250-here\r\n250 8BITMIME\r\n", "QUIT": b"221 bye\r\n"}
                self.wfile.write(b"550 nobody here\r\n" if refused else answer.get(word, b"250 fine\r\n"))
                if word == "QUIT":
                    return

        def _data(self) -> bytes:
            lines = iter(self.rfile.readline, b".\r\n")
            return b"".join(line[1:] if line.startswith(b"..") else line for line in lines)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        office.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield office
        finally:
            server.shutdown()
            thread.join()
