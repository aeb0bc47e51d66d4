"""Runs the battery and reports: python -m tests.battery [--quick] [--write FILE] [WORDS]

With WORDS only the batteries whose names hold them are run. What each counted is kept in build/battery/, so that a
run that takes most of an hour can be done in parts: the report is made of what is there.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from codesign.text import slug
from tests.battery import crash, cut, disk, injected, live, mutants, processes, replicas, soak, withdrawal
from tests.battery.cases import Battery, Size, Tally

ALL: tuple[Battery, ...] = tuple(
    battery
    for module in (cut, crash, withdrawal, injected, soak, processes, live, disk, replicas, mutants)
    for battery in module.BATTERIES
)

KEPT = Path("build") / "battery"

_HEAD = """\
# Reliability

Written by `make battery`, which tries what happens to laptops and servers, very often, and counts. A case is a
failure when anything that the store had acknowledged is not there, when it says something else than is so, or when
it breaks. `make test` runs the same at a smaller size.

"""


class Result(msgspec.Struct, frozen=True):
    """What a battery counted, and where and when."""

    name: str
    size: Size
    on: str
    seconds: float
    tally: Tally


def main(arguments: list[str]) -> int:
    """Run what was asked for and return the number of batteries in which something failed, at most 100."""
    parser = argparse.ArgumentParser(prog="python -m tests.battery")
    parser.add_argument("--quick", action="store_true", help="the size of `make test`")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the report there")
    parser.add_argument("words", nargs="*", help="run only the batteries whose names hold these")
    chosen = parser.parse_args(arguments)
    size = Size.QUICK if chosen.quick else Size.FULL
    failed = 0
    for battery in ALL:
        if all(word in battery.name for word in chosen.words):
            result = _run(battery, size)
            failed += bool(result.tally.failures)
            KEPT.mkdir(parents=True, exist_ok=True)
            _file(battery, size).write_bytes(msgspec.json.encode(result))
    report = _HEAD + "\n".join(_report(size)) + "\n"
    sys.stdout.write(report)
    if chosen.write:
        chosen.write.write_text(report, "utf-8")
    return min(100, failed)


def _file(battery: Battery, size: Size) -> Path:
    return KEPT / f"{slug(battery.name)}.{size.value}.json"


def _run(battery: Battery, size: Size) -> Result:
    """Run one, in a folder of its own that is kept only where something failed."""
    folder = Path(tempfile.mkdtemp(prefix="battery-"))
    begun = time.monotonic()
    if battery.needs not in {"", "root"} and not shutil.which(battery.needs):
        tally = Tally(1, [f"{battery.needs} is missing"])
    else:
        tally = battery.run(size, folder)
    seconds = time.monotonic() - begun
    sys.stderr.write(f"{battery.name}: {tally.cases} cases, {len(tally.failures)} failed, {seconds:.0f} s\n")
    for failure in tally.failures[:20]:
        sys.stderr.write(f"    {failure}\n")
    if not tally.failures:
        shutil.rmtree(folder, ignore_errors=True)
    return Result(battery.name, size, f"{datetime.now(UTC):%Y-%m-%d}", seconds, tally)


def _report(size: Size) -> Iterator[str]:
    kept = {
        battery.name: msgspec.json.decode(_file(battery, size).read_bytes(), type=Result)
        for battery in ALL
        if _file(battery, size).exists()
    }
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    cases = sum(each.tally.cases for each in kept.values())
    failures = sum(len(each.tally.failures) for each in kept.values())
    yield f"Size {size.value}, {machine}: {cases:,} cases, {failures:,} failures.\n"
    yield "| what was tried | on | cases | failures | what must hold | measured |"
    yield "|---|---|--:|--:|---|---|"
    for battery in ALL:
        if (result := kept.get(battery.name)) is None:
            yield f"| {battery.name} | not yet | | | {battery.promise} | |"
            continue
        tally = result.tally
        measured = "; ".join(f"{name}: {value}" for name, value in tally.measured.items())
        counts = f"{tally.cases:,} | {len(tally.failures):,}"
        yield f"| {battery.name} | {result.on} | {counts} | {battery.promise} | {measured} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
