"""A simulated slow line, without a clock of its own: who uses it says what time it is, in seconds."""

from collections import deque

ASK, WELL = b"\x1b[5n", b"\x1b[0n"
"""The question whether the terminal is well, which every terminal answers at once, and the answer."""

_PACKET = 256
"""Bytes that the line takes at a time; what does not fit yet stays with whoever wrote it, as on a real line whose
buffers are full."""


class Line:
    """One direction of a line: bytes leave one after the other, and each is on its way for a while."""

    def __init__(self, bits_per_second: float, delay: float) -> None:
        self._bytes_per_second = bits_per_second / 8
        self._delay = delay
        self._free = 0.0
        self._under_way: deque[tuple[float, bytes]] = deque()

    def room(self, now: float) -> int:
        """Return how many bytes may be sent now: none while others are leaving."""
        return _PACKET if now >= self._free else 0

    def send(self, now: float, raw: bytes) -> None:
        """Send bytes; they leave when those before them have left."""
        self._free = max(now, self._free) + len(raw) / self._bytes_per_second
        self._under_way.append((self._free + self._delay, raw))

    def arrived(self, now: float) -> list[tuple[float, bytes]]:
        """Take what has arrived, each with the moment at which its last byte came."""
        came = []
        while self._under_way and self._under_way[0][0] <= now:
            came.append(self._under_way.popleft())
        return came

    @property
    def next_arrival(self) -> float:
        """The moment at which something comes next; never where nothing is under way."""
        return self._under_way[0][0] if self._under_way else float("inf")

    @property
    def next_room(self) -> float:
        """The moment from which on there is room."""
        return self._free


class Questions:
    """Counts what a terminal is asked, however the stream is cut into pieces."""

    def __init__(self) -> None:
        self._end = b""

    def count(self, raw: bytes) -> int:
        """Return how many questions end in this piece."""
        stream = self._end + raw
        self._end = stream[-(len(ASK) - 1) :]
        return stream.count(ASK)
