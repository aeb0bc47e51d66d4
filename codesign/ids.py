"""Ids that are unique for ever and sort by the time at which they were made."""

import os
from collections.abc import Callable
from datetime import datetime

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = tuple(first + second for first in _ALPHABET for second in _ALPHABET)
"""Of ten bits each; every change makes an id, which takes half as long so."""


class TimeIds:
    """Ids of 26 letters and digits: 48 bits of milliseconds, 80 bits of chance (the layout of a ULID).

    Own code because the packages for it cost more start time (50 ms) than the command line has to spare.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last = 0

    def new(self) -> str:
        """Return an id that is greater than all that this object has given before."""
        value = int(self._now().timestamp() * 1000) << 80 | int.from_bytes(os.urandom(10))
        if value <= self._last:
            value = self._last + 1
        self._last = value
        return "".join([_PAIRS[value >> shift & 1023] for shift in range(120, -1, -10)])
