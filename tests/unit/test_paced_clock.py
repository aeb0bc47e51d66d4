"""The clock of a rehearsal."""

from datetime import timedelta

from screens.rehearsal.clock import PacedClock
from tests.support.doubles import NOW, StillClock


def test_a_second_counts_as_more_from_when_it_is_said_and_no_time_is_lost_or_jumped() -> None:
    still = StillClock()
    paced = PacedClock(still)
    still.forward(seconds=5)
    paced.set_pace(60)
    assert paced.now() == NOW + timedelta(seconds=5)
    still.forward(seconds=2)
    assert paced.now() == NOW + timedelta(minutes=2, seconds=5)
    paced.set_pace(1)
    still.forward(seconds=1)
    assert paced.now() == NOW + timedelta(minutes=2, seconds=6)
    assert (paced.zone(), paced.pace) == (still.zone(), 1)
