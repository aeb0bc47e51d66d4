"""A document is read back in a process of its own where there can be one, and here where there cannot."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from exports import ahead
from exports.reader import read

ROOT = Path(__file__).parent.parent.parent
BODY = "# Notes\n\nThe **last bus** [leaves] at `four`.\n\n* A\n* B é \U0001f68c\n"

ONE = f"""
import os, signal, sys
from exports import ahead
os.cpu_count = lambda: 2
body = {BODY!r}
ahead.make_ready()
(process,) = ahead._ready
{{meanwhile}}
print(list(ahead.read(body)))
print("markdown_it" in sys.modules)
print(list(ahead.read(body)))
try:
    os.waitpid(-1, 0)
except ChildProcessError:
    print("nobody is left")
"""


def ran(meanwhile: str) -> list[str]:
    """Return what a program says that reads a text twice, the first time in the other process."""
    code = ONE.format(meanwhile=meanwhile)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    "meanwhile",
    [
        "",
        "os.kill(process._process, signal.SIGKILL)",
        "body += '\\udcff'",  # no such text can be told
    ],
)
def test_wherever_it_is_read_the_same_is_found(meanwhile: str) -> None:
    there, imported, here, left = ran(meanwhile)
    assert imported == str(bool(meanwhile)), "only where it was not read there, it is read here"
    assert there == here == str(list(read(BODY + ("\udcff" if "udcff" in meanwhile else ""))))
    assert left == "nobody is left"


def test_one_that_nobody_asks_ends_with_the_program() -> None:
    code = f"{ONE.partition('{meanwhile}')[0]}print('over')"
    # it has the same output, which is open until both have ended
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, timeout=60)
    assert (done.stdout, done.stderr) == (b"over\n", b"")


def test_a_program_with_threads_is_not_doubled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    ahead.make_ready()
    assert not ahead._ready


def test_where_there_is_no_room_for_a_process_it_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError

    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(os, "fork", full)
    ahead.make_ready()
    assert list(ahead.read(BODY)) == list(read(BODY))
