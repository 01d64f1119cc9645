"""For faults that have to be there on import: a process that has imported nothing yet takes orders."""

import json
import os
import signal
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tooling.mutation.forks import forked

Order = Mapping[str, Any]


def take_orders(orders: socket.socket, carry_out: Callable[[Order], int], child: int) -> None:
    """Carry out each order in a fork of this process and answer with its exit code, until a child ends."""
    orders.settimeout(1)
    while _is_running(child):
        try:
            link, _ = orders.accept()
        except TimeoutError:
            continue
        if not os.fork():
            with link, link.makefile("r", encoding="utf-8") as stream:
                for _, code in forked([json.loads(stream.readline())], carry_out, 1):
                    link.sendall(f"{code}\n".encode())
            os._exit(0)
        link.close()


def order(place: Path, what: Order) -> int:
    """Give an order, and wait until it was carried out; end as it did where a signal stopped it."""
    with socket.socket(socket.AF_UNIX) as link:
        link.connect(str(place))
        link.sendall(json.dumps(what).encode() + b"\n")
        with link.makefile("r", encoding="utf-8") as stream:
            code = int(stream.readline())
    if code < 0:
        os.kill(os.getpid(), -code)
        signal.pause()
    return code


def listening(place: Path) -> socket.socket:
    """Where orders come in."""
    orders = socket.socket(socket.AF_UNIX)
    orders.bind(str(place))
    orders.listen()
    return orders


def _is_running(child: int) -> bool:
    """Whether it has not ended yet; others that have are forgotten."""
    while True:
        ended, _ = os.waitpid(-1, os.WNOHANG)
        if ended in (0, child):
            return not ended
