"""The store with one thing wrong in it, over and over: each time some check has to notice.

A mutant is a copy of the package in which one piece of text is another. Where the text is not there any more the
mutant is stale, and that is a failure too: a check that was never tried proves nothing.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.verify import verify_folder
from tests.battery import clocks, crash, cut, processes, readers, replicas, scarce, soak, users
from tests.battery.apart import ROOT, apart, with_packages
from tests.battery.cases import Battery, Size, Tally
from tests.battery.parts import add, card, opened

Part = Callable[[Size, Path], Tally]
_PASS = "pass\n"
_TESTS = "tests/storage/test_journal_store.py"


# Two small checks that are of use to nobody else


class _Noting:
    """The real file operations, and which of them were done on which file."""

    def __init__(self) -> None:
        self.done: list[tuple[str, str]] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        real: Callable[..., Any] = getattr(os, name)

        def note(where: Any, *more: Any) -> Any:
            found = Path(f"/proc/self/fd/{where}").readlink().name if isinstance(where, int) else Path(where).name
            self.done.append((name, found))
            return real(where, *more)

        return note


def acknowledged_is_synced(_size: Size, folder: Path) -> Tally:
    """See that a commit returns only after the line that it wrote was synced."""
    tally, ops = Tally(), _Noting()
    (folder / "river").mkdir()
    store = opened(folder / "river", "device0001", folder / "own", ops)
    for n in range(5):
        with tally.case(f"commit {n}"):
            ops.done.clear()
            add(store, card(f"{n}"))
            of_journal = [name for name, file in ops.done if file == "device0001.jsonl" and name != "open"]
            assert of_journal[-2:] == ["write", "fdatasync"], of_journal
    return tally


def verify_sees_gaps(_size: Size, folder: Path) -> Tally:
    """See that verify notices lines that were taken out, put in twice, or exchanged."""
    tally = Tally()
    (folder / "river").mkdir()
    store = opened(folder / "river", "device0001", folder / "own")
    for n in range(4):
        add(store, card(f"{n}"))
    store.close()
    journal = folder / "river" / "journal" / "device0001.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    for places in ((0, 2, 3), (1, 2, 3), (0, 1, 1, 2, 3), (0, 2, 1, 3)):
        with tally.case(f"lines {places}"):
            journal.write_bytes(b"".join(lines[place] for place in places))
            assert verify_folder(folder / "river").problems != []
    return tally


# The mutants


@dataclass(frozen=True)
class Mutant:
    """One thing that is wrong, and the check that has to see it."""

    name: str
    file: str
    text: str
    instead: str
    check: Part | str
    """A part of a battery at its quick size, or the name of a test."""

    @property
    def told(self) -> str:
        """The check's name."""
        return self.check if isinstance(self.check, str) else f"{self.check.__module__}.{self.check.__qualname__}"


MUTANTS = (
    Mutant(
        "the journal is not synced",
        "writer.py",
        "self._ops.fdatasync(self._fd)\n",
        _PASS,
        acknowledged_is_synced,
    ),
    Mutant(
        "there is no lock",
        "lock.py",
        "if not _wait_for(self._fd, until, 0.001, meanwhile):\n",
        "if False:\n",
        processes.at_once,
    ),
    Mutant(
        "any seal is believed",
        "reader.py",
        "if waiting and lock.seal != self.seal:\n",
        "if False:\n",
        f"{_TESTS}::TestSeveralProcesses::test_what_a_commit_rests_on_is_made_durable_with_it",
    ),
    Mutant(
        "the last writer of a text wins",
        "entries.py",
        "_write_text(form, entry, path, value, stamp, base, arrived)\n",
        "_write(kind, form, entry, path, value, stamp)\n",
        clocks.clocks_off,
    ),
    Mutant(
        "nothing is put into quarantine",
        "store.py",
        "write_file(path, broken.raw, file_mode(self._folder), self._ops)\n",
        _PASS,
        scarce.file_size_limit,
    ),
    Mutant(
        "folders are not synced",
        "files.py",
        "os.O_RDONLY | os.O_DIRECTORY)\n    try:\n        ops.fsync(fd)\n",
        "os.O_RDONLY | os.O_DIRECTORY)\n    try:\n        pass\n",
        crash.crash_everywhere,
    ),
    Mutant(
        "the snapshot is not synced",
        "files.py",
        "write_all(fd, data, ops)\n            ops.fsync(fd)\n",
        "write_all(fd, data, ops)\n",
        crash.crash_everywhere,
    ),
    Mutant(
        "the snapshot is written in place",
        "files.py",
        'temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")\n',
        "temporary = path\n",
        scarce.file_size_limit,
    ),
    Mutant("a torn end is not cut off", "store.py", "self._own.cut(torn.begins)\n", _PASS, scarce.file_size_limit),
    Mutant(
        "the crc of a line is not looked at",
        "journal.py",
        'if raw[:9] != b"%08x " % crc:\n',
        "if False:\n",
        cut.one_byte,
    ),
    Mutant(
        "one does not catch up before one writes",
        "store.py",
        "self._catch_up(locked=True)\n                self._keep_broken()\n",
        "self._keep_broken()\n",
        processes.at_once,
    ),
    Mutant(
        "the clock goes back",
        "stamps.py",
        "if now > milliseconds:\n",
        "if now:\n",
        clocks.clocks_off,
    ),
    Mutant(
        "the stamps of what one saw are not written",
        "merge.py",
        "seen = {edit.was.get(path), *edit.beside.get(path, ())}\n",
        "seen = frozenset[str]()\n",
        replicas.by_seed,
    ),
    Mutant(
        "the stamps of what somebody saw are not read",
        "entries.py",
        "for replaced in base:\n",
        "for replaced in ():\n",
        replicas.by_seed,
    ),
    Mutant(
        "a stamp that is replaced before it arrives is forgotten",
        "entries.py",
        'entry[f"!{path}"] = [*entry.get(f"!{path}", ()), replaced]\n',
        _PASS,
        replicas.by_seed,
    ),
    Mutant("lines are not chained", "merge.py", "after=last.crc,\n", "after=0,\n", processes.at_once),
    Mutant(
        "the chain is not looked at",
        "verify.py",
        "if (line.n, line.after) != (n + 1, crc_before):\n",
        "if False:\n",
        verify_sees_gaps,
    ),
    Mutant(
        "a commit returns before its line is written",
        "store.py",
        "        self._own.append(raw, begins, self._journals.file_of(self._device))\n",
        "        mine = raw, begins, self._journals.file_of(self._device)\n"
        "        held, self._held = getattr(self, '_held', None), mine\n"
        "        if held is not None:\n"
        "            self._own.append(*held)\n",
        soak.under_kills,
    ),
    Mutant(
        "what a failed write left is not cut off",
        "writer.py",
        "self._ops.ftruncate(self._fd, begins)\n",
        _PASS,
        f"{_TESTS}::TestFailures::test_a_failed_write_changes_nothing_and_keeps_the_words",
    ),
    Mutant(
        "one goes on after a failed fsync",
        "store.py",
        "if self._refused:\n",
        "if False:\n",
        f"{_TESTS}::TestFailures::test_a_failed_fsync_ends_all_writing_until_the_data_is_read_again",
    ),
    Mutant(
        "refused words are not kept",
        "rescue.py",
        "write_file(path, raw, 0o600, self._ops)\n",
        _PASS,
        readers.by_modes,
    ),
    Mutant(
        "the umask decides who may read",
        "files.py",
        "!= mode:\n        ops.fchmod(fd, mode)\n",
        "!= mode:\n        pass\n",
        users.alone,
    ),
    Mutant(
        "another's half line is taken for a whole one",
        "reader.py",
        'whole = raw.rfind(b"\\n") + 1\n',
        "whole = len(raw)\n",
        replicas.by_seed,
    ),
    Mutant(
        "a snapshot of other journals is believed",
        "reader.py",
        "if not _begins_with(last, self._bytes(device, last.begins, last.ends - last.begins)):\n",
        "if False:\n",
        f"{_TESTS}::TestCrashes::test_a_snapshot_of_another_journal_is_not_believed",
    ),
)
_QUICK = (*MUTANTS[:2], *MUTANTS[3:5])


def _caught(mutant: Mutant | None, check: Part | str, copy: Path) -> bool:
    """Tell whether a check fails on a copy of the store.

    Raises:
        AssertionError: the mutant is stale, or the copy is not one that runs.
    """
    shutil.copytree(ROOT / "storage", copy / "storage", ignore=shutil.ignore_patterns("__pycache__"))
    if mutant is not None:
        file = copy / "storage" / mutant.file
        source = file.read_text("utf-8")
        assert source.count(mutant.text) == 1, (
            f"stale: the text stands {source.count(mutant.text)} times in the file"
        )
        file.write_text(source.replace(mutant.text, mutant.instead), "utf-8")
    packages = with_packages(copy)
    looks = "import storage.shelf, storage.verify; print(storage.__file__)"
    used = subprocess.run([sys.executable, "-c", looks], capture_output=True, text=True, check=False, **packages)
    assert Path(used.stdout.strip()).parent == copy / "storage", f"not a store that runs: {used.stderr}"
    if not isinstance(check, str):
        return apart(check, Size.QUICK, copy / "tried", instead=copy).failures != []
    command = [sys.executable, "-m", "pytest", "-q", "-c", str(ROOT / "pyproject.toml"), str(ROOT / check)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **packages)
    assert done.returncode in {0, 1}, f"the test could not be run: {done.stdout}{done.stderr}"
    return done.returncode == 1


def run(size: Size, folder: Path) -> Tally:
    """Try each mutant; at full size also that no check fails on the store as it is."""
    tally = Tally()
    chosen = MUTANTS if size is Size.FULL else _QUICK
    for number, mutant in enumerate(chosen):
        with tally.case(mutant.name):
            assert _caught(mutant, mutant.check, folder / f"{number}"), f"{mutant.told} did not notice"
    tally.measured["caught"] = f"{tally.cases - len(tally.failures)} of {tally.cases}"
    if size is Size.FULL:
        for told, check in {mutant.told: mutant.check for mutant in chosen}.items():
            with tally.case(f"{told}, on the store as it is"):
                assert not _caught(None, check, folder / f"as it is {tally.cases}"), (
                    "it fails without a mutant too"
                )
    return tally


BATTERIES = (
    Battery("mutants of the store", "each thing that is wrong is noticed by the check that is named for it", run),
)
