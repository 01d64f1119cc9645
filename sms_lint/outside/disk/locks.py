"""Two runs that write into one folder: the second waits for the first, and says so.

The system holds the lock for the process, so that none is left of a run that was killed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sms_lint.ground.errors import SmsError
from sms_lint.outside.disk.places import refuse_links

if TYPE_CHECKING:
    from filelock import FileLock

# Until it is said that another run is waited for, and until nobody waits any more. A site takes a minute at most.
_SOON = 1.0
_LATE = 600.0


@contextmanager
def locked(folder: Path, name: str, say: Callable[[str], None], late: float = _LATE) -> Iterator[None]:
    """Be the only run that has the lock `name` below a folder; folders are made where they are not there.

    Raises SmsError where another run does not end, where the lock is a link, or where it cannot be made.
    """
    from filelock import FileLock, Timeout

    refuse_links(folder, name)
    lock = FileLock(folder / name)
    try:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        _wait(lock, folder, say, late)
    except Timeout:
        raise SmsError(
            f"another run of sms-lint has been writing into {folder} for {late:.0f} seconds; "
            "end it, or wait until it is done, and run this again"
        ) from None
    except OSError as error:
        raise SmsError(f"{folder / name} cannot be locked: {error.strerror}") from None
    try:
        yield
    finally:
        # While it is still ours: whoever waits for the file that is gone looks for the new one.
        (folder / name).unlink(missing_ok=True)
        lock.release()


def _wait(lock: "FileLock", folder: Path, say: Callable[[str], None], late: float) -> None:
    from filelock import Timeout

    try:
        lock.acquire(timeout=min(_SOON, late))
    except Timeout:
        say(f"Another run of sms-lint is writing into {folder}; waiting for it")
        lock.acquire(timeout=late)
