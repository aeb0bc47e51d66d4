"""Batteries of the store at a size that fits into `make test`: processes, users, disks, clocks, replicas."""

from pathlib import Path

import pytest

from tests.battery import disk, live, mutants, processes, replicas, soak
from tests.battery.apart import NOT_HERE
from tests.battery.cases import Battery, Size, missing

_ALL = (
    *soak.BATTERIES,
    *mutants.BATTERIES,
    *replicas.BATTERIES,
    *disk.BATTERIES,
    *processes.BATTERIES,
    *live.BATTERIES,
)


@pytest.mark.parametrize("battery", _ALL, ids=lambda battery: battery.name)
def test_the_store_holds(battery: Battery, tmp_path: Path) -> None:
    """What needs root is tried in a user namespace where one is not root."""
    tally = battery.run(Size.QUICK, tmp_path)
    if tally.failures and tally.failures[0].startswith(NOT_HERE):
        missing(tally.failures[0])
    if tally.failures:
        pytest.fail("\n".join(tally.failures), pytrace=False)
    assert tally.cases > 0
