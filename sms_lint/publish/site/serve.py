"""Shows the site while somebody writes: serves it on this machine alone, and builds it again when a file changes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

from sms_lint.ground.errors import SmsError
from sms_lint.model.controlled_files import FOLDERS
from sms_lint.model.settings import SETTINGS_FILE
from sms_lint.model.trust import TRUST_FILE

WATCHED = (*FOLDERS, "docs", "schemas", "rules", "rules.yml", SETTINGS_FILE, TRUST_FILE, "mkdocs.yml")
HOST = "127.0.0.1"
_PAUSE = 0.3

FileStates = dict[str, tuple[int, int]]


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files, says nothing, and lets no browser keep an old page."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the base class
        """Nothing: the screen belongs to the builds."""

    def end_headers(self) -> None:
        """Tell browsers to request pages again."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@contextmanager
def served(folder: Path, port: int) -> Iterator[str]:
    """Serve a folder while the block runs; gives the address. Port 0 takes any free one.

    Raises SmsError where the port is taken.
    """
    try:
        server = ThreadingHTTPServer((HOST, port), partial(_Quiet, directory=str(folder)))
    except OSError as error:
        raise SmsError(f"port {port} cannot be used: {error.strerror}; choose another with --port") from None
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def state_of(root: Path) -> FileStates:
    """Size and time of every file that the site is made from."""
    found: FileStates = {}
    for name in WATCHED:
        target = root / name
        paths = [target] if target.is_file() else target.rglob("*") if target.is_dir() else []
        for path in paths:
            try:
                status = path.lstat()
            except OSError:  # it went away between listing and looking
                continue
            found[str(path)] = (status.st_mtime_ns, status.st_size)
    return found


def watch(root: Path, rebuild: Callable[[], None], stop: Event, pause: float = _PAUSE) -> None:
    """Call `rebuild` now and after every change, until `stop` is set. A change during a build is not missed."""
    seen: FileStates | None = None
    while not stop.is_set():
        now = state_of(root)
        if now != seen:
            seen = now
            rebuild()
        stop.wait(pause)
