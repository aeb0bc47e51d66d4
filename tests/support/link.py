"""A link between an SSH client and its server: it counts, it can be slow, and it can be cut."""

import contextlib
import select
import socket
import threading
import time
from dataclasses import dataclass, field

from tests.bench.board.line import Line

_TAKES = 4096
"""Bytes that the kernel may keep for the link on each side, so that what waits, waits with whoever wrote it."""


@dataclass
class _Way:
    """One direction."""

    source: socket.socket
    target: socket.socket
    line: Line | None
    count: int = 0
    log: list[tuple[float, int]] = field(default_factory=list)
    """The moment of each arrival, and how many bytes came."""

    def moment(self, now: float) -> float:
        """Return how many seconds it may rest."""
        if self.line is None:
            return 1.0
        return max(
            0.0, min(self.line.next_arrival, self.line.next_room if not self.line.room(now) else now + 1) - now
        )


class Link:
    """Takes one connection after the other and carries each to a port."""

    def __init__(self, port: int, *, bits_per_second: float = 0, round_trip: float = 0.0) -> None:
        """Carry to a loopback port; `round_trip` is in seconds. With no speed it is as fast as can be."""
        self._to = port
        self._speed, self._delay = bits_per_second, round_trip / 2
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _TAKES)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        self.port: int = self._listener.getsockname()[1]
        self._wake, self._woken = socket.socketpair()
        self._cut = threading.Event()
        self._closed = threading.Event()
        self.up: list[tuple[float, int]] = []
        """Of what arrived at the server: when, and how many bytes."""
        self.down: list[tuple[float, int]] = []
        """Of what arrived at the client."""
        self._thread = threading.Thread(target=self._run, name="link", daemon=True)
        self._thread.start()

    def cut(self) -> None:
        """Close the connection that there is, as a router does that loses its power: neither side is asked."""
        self._cut.set()
        self._wake.send(b"x")

    def close(self) -> None:
        """Cut it, and take no further connection."""
        self._closed.set()
        self.cut()
        self._thread.join(10)
        for each in (self._listener, self._wake, self._woken):
            each.close()

    def _run(self) -> None:
        while not self._closed.is_set():
            ready, _, _ = select.select([self._listener, self._woken], [], [])
            if self._woken in ready:
                self._woken.recv(16)
            if self._listener in ready and not self._closed.is_set():
                self._cut.clear()
                client, _ = self._listener.accept()
                with client, socket.socket() as server:
                    for each in (client, server):
                        each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _TAKES)
                        each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    server.connect(("127.0.0.1", self._to))
                    with contextlib.suppress(OSError):  # either side has ended
                        self._carry(client, server)

    def _line(self) -> Line | None:
        return Line(self._speed, self._delay) if self._speed else None

    def _carry(self, client: socket.socket, server: socket.socket) -> None:
        ways = (
            _Way(client, server, self._line(), log=self.up),
            _Way(server, client, self._line(), log=self.down),
        )
        while not self._cut.is_set():
            now = time.monotonic()
            sources = [way.source for way in ways if way.line is None or way.line.room(now)]
            rest = min(way.moment(now) for way in ways)
            ready, _, _ = select.select([*sources, self._woken], [], [], rest)
            if self._woken in ready:
                self._woken.recv(16)
            for way in ways:
                if way.source in ready and not _take(way):
                    return
                _deliver(way)


def _take(way: _Way) -> bool:
    """Take what the line has room for; return False once there is no more to come."""
    now = time.monotonic()
    raw = way.source.recv(way.line.room(now) if way.line else 65536)
    if way.line is None:
        way.target.sendall(raw)
        way.log.append((now, len(raw)))
    elif raw:
        way.line.send(now, raw)
    return bool(raw)


def _deliver(way: _Way) -> None:
    if way.line is not None:
        for _moment, raw in way.line.arrived(time.monotonic()):
            way.target.sendall(raw)
            way.log.append((time.monotonic(), len(raw)))
