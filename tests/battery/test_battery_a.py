"""Batteries of the store at a size that fits into `make test`: journals, disks and system calls."""

import shutil
from pathlib import Path

import pytest

from tests.battery import crash, cut, injected, withdrawal
from tests.battery.cases import Battery, Size, missing

_ALL = (*cut.BATTERIES, *crash.BATTERIES, *withdrawal.BATTERIES, *injected.BATTERIES)


@pytest.mark.parametrize("battery", _ALL, ids=lambda battery: battery.name)
def test_the_store_holds(battery: Battery, tmp_path: Path) -> None:
    if battery.needs and not shutil.which(battery.needs):
        missing(f"{battery.name} needs {battery.needs}: apt-get install {battery.needs}")
    tally = battery.run(Size.QUICK, tmp_path)
    assert tally.failures == []
    assert tally.cases > 0
