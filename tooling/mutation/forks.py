"""Work in forked processes: what one of them breaks, the next one does not see."""

import os
import resource
import signal
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_MEMORY = 4 * 1024**3
_LEAST_SECONDS = 5.0
Piece = TypeVar("Piece")


def forked(pieces: Iterable[Piece], do: Callable[[Piece], int], at_once: int) -> Iterator[tuple[Piece, int]]:
    """Each piece of work with its exit code, as they end; minus the number of a signal where one ended it."""
    running: dict[int, Piece] = {}
    waiting = iter(pieces)
    for piece in waiting:
        running[_fork(piece, do)] = piece
        if len(running) >= at_once:
            yield _ended(running)
    while running:
        yield _ended(running)


def _fork(piece: Piece, do: Callable[[Piece], int]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        code = do(piece)
    finally:
        os._exit(code)


def _ended(running: dict[int, Piece]) -> tuple[Piece, int]:
    child, status = os.wait()
    return running.pop(child), os.waitstatus_to_exitcode(status)


def limit(seconds: float) -> None:
    """End this process once it has computed for five times as long as usual, or hung even for a busy machine."""
    signal.setitimer(signal.ITIMER_PROF, _LEAST_SECONDS + 5 * seconds)
    signal.setitimer(signal.ITIMER_REAL, 60 * _LEAST_SECONDS + 60 * seconds)
