"""Stamps: the order of all changes on all devices (a hybrid logical clock).

A stamp is "milliseconds.counter.device" in hex, so that stamps compare as text. It is later than every stamp
that its author had seen, whatever the author's wall clock said; a clock that runs behind or ahead makes no
effect come before its cause.

Source: Kulkarni, Demirbas, Madappa, Avva, Leone, "Logical Physical Clocks" (OPODIS 2014).
"""

import re
from datetime import UTC, datetime

_COUNTS = 1 << 16
_MOMENT = "{:012x}.{:04x}"
"""A stamp without its device: milliseconds since 1970, and a count of those in the same one."""
FIRST = "000000000000.{:04x}.{}"
"""A stamp before all that are given, by a count and a device."""
_FORM = re.compile(r"[0-9a-f]{12}\.[0-9a-f]{4}\.[0-9a-z]{8,32}")


class StampClock:
    """Gives stamps for one device, later than all that it has given or seen."""

    def __init__(self) -> None:
        self._latest = _MOMENT.format(0, 0)

    def tick(self, at: datetime, device: str) -> str:
        """Return the stamp of something that a device does at a moment of its wall clock."""
        milliseconds, count = int(self._latest[:12], 16), int(self._latest[13:], 16)
        now = int(at.timestamp() * 1000)
        if now > milliseconds:
            milliseconds, count = now, 0
        elif count + 1 < _COUNTS:
            count += 1
        else:
            milliseconds, count = milliseconds + 1, 0
        self._latest = _MOMENT.format(milliseconds, count)
        return f"{self._latest}.{device}"

    def see(self, stamp: str) -> None:
        """Take note of a stamp from elsewhere."""
        if stamp > self._latest:
            self._latest = stamp[:17]


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
