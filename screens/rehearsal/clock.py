"""A clock whose pace can be set: in a rehearsal a second counts as more."""

from datetime import datetime, tzinfo

from codesign.ports import Clock

PACES = (1, 10, 60)
"""How many seconds one counts as."""


class PacedClock:
    """Goes on from another clock, as fast as that one or faster. It never jumps: another pace holds from the
    moment on which it is set."""

    def __init__(self, clock: Clock, pace: int = 1) -> None:
        self._clock = clock
        self._pace = pace
        self._set_at = self._begun = clock.now()

    def now(self) -> datetime:
        """Return the present moment of this clock, aware, in UTC."""
        return self._begun + (self._clock.now() - self._set_at) * self._pace

    def zone(self) -> tzinfo | None:
        """Return the zone in which times are shown; None for the machine's own."""
        return self._clock.zone()

    @property
    def pace(self) -> int:
        """How many seconds one counts as."""
        return self._pace

    def set_pace(self, pace: int) -> None:
        """Go on at another pace."""
        self._begun, self._set_at = self.now(), self._clock.now()
        self._pace = pace
