"""For faults that have to be there on import: a process that has imported nothing yet takes orders."""

import json
import os
import signal
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tooling.mutation.forks import forked

_PAUSE = 0.2
Order = Mapping[str, Any]


def take_orders(orders: socket.socket, carry_out: Callable[[Order], int], child: int) -> int:
    """Carry out each order in a fork of this process and answer with its exit code, until a child ends: its code."""
    orders.settimeout(_PAUSE)
    forks: list[int] = []
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            for fork in forks:
                os.waitpid(fork, 0)
            return os.waitstatus_to_exitcode(status)
        try:
            link, _ = orders.accept()
        except TimeoutError:
            continue
        forks.append(os.fork())
        if not forks[-1]:
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
