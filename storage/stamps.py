"""Stamps: the order of all changes on all devices (a hybrid logical clock).

A stamp is "milliseconds.counter.device" in hex, so that stamps compare as text. It is later than every stamp
that its author had seen, whatever the author's wall clock said; a clock that runs behind or ahead makes no
effect come before its cause.

Source: Kulkarni, Demirbas, Madappa, Avva, Leone, "Logical Physical Clocks" (OPODIS 2014).
"""

import re
from datetime import UTC, datetime

_COUNTS = 1 << 16
_FORM = re.compile(r"[0-9a-f]{12}\.[0-9a-f]{4}\.[0-9a-z]{8,32}")


class StampClock:
    """Gives stamps for one device, later than all that it has given or seen."""

    def __init__(self) -> None:
        self._milliseconds = 0
        self._count = 0

    def tick(self, at: datetime, device: str) -> str:
        """Return the stamp of something that a device does at a moment of its wall clock."""
        milliseconds = int(at.timestamp() * 1000)
        if milliseconds > self._milliseconds:
            self._milliseconds, self._count = milliseconds, 0
        elif self._count + 1 < _COUNTS:
            self._count += 1
        else:
            self._milliseconds, self._count = self._milliseconds + 1, 0
        return f"{self._milliseconds:012x}.{self._count:04x}.{device}"

    def see(self, stamp: str) -> None:
        """Take note of a stamp from elsewhere."""
        seen = int(stamp[:12], 16), int(stamp[13:17], 16)
        self._milliseconds, self._count = max((self._milliseconds, self._count), seen)


def moment_of(stamp: str) -> datetime:
    """Return when a stamp was given, in UTC, by the latest clock that its author had heard of. One beyond the
    calendar is at its end."""
    try:
        return datetime.fromtimestamp(int(stamp[:12], 16) / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.max.replace(tzinfo=UTC)


def device_of(stamp: str) -> str:
    """Return the device that gave a stamp."""
    return stamp[18:]


def is_stamp_of(stamp: str, device: str) -> bool:
    """Tell whether a text is a stamp that this device can have given."""
    return _FORM.fullmatch(stamp) is not None and device_of(stamp) == device
