"""A thread beside the answers: judges a repository after each change, and tells what it found."""

from collections.abc import Callable
from threading import Condition, Thread

from sms_lint.editor.session import Session, Told
from sms_lint.ground.errors import SmsError

# Seconds without a change after which all rules judge; somebody who types fast makes shorter pauses.
PAUSE = 0.3

Tell = Callable[[Told], None]
Complain = Callable[[str], None]


class Watcher:
    """Judges one repository as long as it is open: what is quick after each key, all of it in each pause."""

    def __init__(self, session: Session, tell: Tell, complain: Complain, failed: Complain) -> None:
        """`tell` is given what was found, `complain` why nothing can be judged, `failed` a fault of the program."""
        self._session = session
        self._tell, self._complain, self._failed = tell, complain, failed
        self._woken = Condition()
        self._judged = -1
        self._ended = False
        self._thread = Thread(target=self._run, name="sms-lint judges", daemon=True)

    def start(self) -> None:
        """Judge now, and after every change."""
        self._thread.start()

    def wake(self) -> None:
        """Say that something changed."""
        with self._woken:
            self._woken.notify_all()

    def end(self) -> None:
        """Judge no more."""
        with self._woken:
            self._ended = True
            self._woken.notify_all()

    def _run(self) -> None:
        while self._next():
            try:
                self._judge()
            except SmsError as error:
                self._complain(str(error))
            except Exception as error:  # noqa: BLE001 - a fault of ours in one reading must not end all later ones
                self._failed(f"{type(error).__name__}: {error}")

    def _next(self) -> bool:
        """Wait for a change that was not judged yet. False at the end."""
        with self._woken:
            while not self._ended and self._session.state == self._judged:
                self._woken.wait()
            self._judged = self._session.state
            return not self._ended

    def _judge(self) -> None:
        for told in self._session.judged():
            self._tell(told)
            if not told.verdict.whole and self._changed_within(PAUSE):
                return

    def _changed_within(self, seconds: float) -> bool:
        """Whether something changes in the next moments."""
        with self._woken:
            return self._woken.wait_for(
                lambda: self._ended or self._session.state != self._judged, timeout=seconds
            )
