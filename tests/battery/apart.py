"""Runs a part of a battery in a process of its own: python -m tests.battery.apart MODULE FUNCTION SIZE FOLDER.

Such a process has no threads, so it may fork as often as it likes, and what it forks needs a millisecond
instead of the start of a program. It may be given mounts that nobody else sees, which end with it, and it may
fork one that acts as another user.
"""

import codecs
import contextlib
import functools
import importlib
import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from codesign.words import groups, table
from tests.battery.cases import Size, Tally

ROOT = Path(__file__).parent.parent.parent
_PRIVATE_MOUNTS = (
    ("unshare", "--mount"),
    ("unshare", "--map-root-user", "--map-auto", "--mount"),
    ("unshare", "--map-root-user", "--mount"),
)
"""Who is root has private mounts; who is not can be root in a user namespace, with other users only where the
system has set some aside for that (package uidmap)."""
_PRIVATE_USERS = ((), ("unshare", "--map-root-user", "--map-auto"))
NOT_HERE = "this machine lets this user have no "
HOW = (
    NOT_HERE + "{what}; run it as root: "
    "sudo {python} -m pytest tests/battery/test_battery_b.py (in a container: with --cap-add SYS_ADMIN)"
)


@dataclass(frozen=True)
class User:
    """Whom a forked process acts as."""

    uid: int
    gids: tuple[int, ...]
    """The first is the user's own group."""
    umask: int = 0o022


def apart(
    what: Callable[[Size, Path], Tally],
    size: Size,
    folder: Path,
    *,
    mounts: bool = False,
    users: bool = False,
    instead: Path | None = None,
) -> Tally:
    """Run a function of a module in a process of its own, and return what it counted.

    Where that needs rights which cannot be had, the tally says so as a failure: it must not pass unseen. Packages
    that lie in the folder `instead` are used instead of the program's own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wrapped = _private(_PRIVATE_MOUNTS, "mounts") if mounts else _private(_PRIVATE_USERS, "users") if users else ()
    if wrapped is None:
        missing = "private mounts" if mounts else "other users"
        return Tally(cases=1, failures=[HOW.format(what=missing, python=sys.executable)])
    told = folder / "tally.json"
    command = [sys.executable, "-m", __name__, what.__module__, what.__qualname__, size.value, str(folder)]
    done = subprocess.run(
        [*wrapped, *command, str(told)], capture_output=True, text=True, check=False, **with_packages(instead)
    )
    if done.returncode or not told.exists():
        return Tally(cases=1, failures=[f"{what.__qualname__} ended with {done.returncode}: {done.stderr}"])
    return msgspec.json.decode(told.read_bytes(), type=Tally)


def with_packages(instead: Path | None) -> dict[str, Any]:
    """Return what subprocess.run needs for a Python that finds packages in a folder before the program's own."""
    if instead is None:
        return {}
    return {"cwd": instead, "env": {**os.environ, "PYTHONPATH": f"{instead}{os.pathsep}{ROOT}"}}


@functools.cache
def _private(ways: tuple[tuple[str, ...], ...], what: str) -> tuple[str, ...] | None:
    """Return the first way that works here to have private mounts, or other users; None where there is none."""
    trial = {
        "mounts": "mount -t tmpfs tmpfs .",  # seen by nobody: each way to mounts of one's own begins with unshare
        "users": f"{sys.executable} -c 'import os; os.setgroups([64001]); os.setuid(64001)'",
    }
    for way in ways:
        with contextlib.suppress(FileNotFoundError):
            tried = subprocess.run([*way, "sh", "-c", trial[what]], capture_output=True, check=False)
            if tried.returncode == 0:
                return way
    return None


class Child:
    """A fork of this process that does something, as another user if one is given."""

    def __init__(self, what: Callable[[], Tally], user: User | None = None) -> None:
        # read now what is read when it is first used: another user may not be able to go where the program lies
        for group in groups():
            table(group)
        codecs.lookup("ascii")
        self._reading, writing = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(self._reading)
            _report(what, user, writing)
        os.close(writing)

    def result(self) -> Tally:
        """Wait until it has ended, and return what it counted."""
        with os.fdopen(self._reading, "rb") as file:
            raw = file.read()
        os.waitpid(self._process, 0)
        return msgspec.json.decode(raw, type=Tally) if raw else Tally(cases=1, failures=["a child ended at once"])


def forked(what: Callable[[], Tally], user: User | None = None) -> Tally:
    """Run something in a fork of this process, and return what it counted."""
    return Child(what, user).result()


def _report(what: Callable[[], Tally], user: User | None, writing: int) -> None:
    """In the child: do it, tell the parent, and be gone without running what the parent left to be run."""
    try:
        if user is not None:
            os.setgroups(user.gids)
            os.setgid(user.gids[0])
            os.setuid(user.uid)
            os.umask(user.umask)
        tally = what()
    except BaseException:  # noqa: BLE001  # whatever it is belongs into the report
        tally = Tally(cases=1, failures=[traceback.format_exc()])
    with os.fdopen(writing, "wb") as file:
        file.write(msgspec.json.encode(tally))
    os._exit(0)


def gather(whole: Tally, part: Tally) -> None:
    """Add what a part counted to the whole."""
    whole.cases += part.cases
    whole.failures += part.failures
    whole.measured |= part.measured


def _main(module: str, function: str, size: str, folder: str, told: str) -> None:
    what: Callable[[Size, Path], Tally] = getattr(importlib.import_module(module), function)
    tally = what(Size(size), Path(folder))
    Path(told).write_bytes(msgspec.json.encode(tally))


if __name__ == "__main__":
    _main(*sys.argv[1:])
