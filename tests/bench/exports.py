"""How long documents of many items take, by their steps, beside what mdformat and pandoc take on the same words.

And how long the command takes that writes the demo's notes. The items are those of one meeting, of four kinds, in
the words of a partnership that has met for years: a third of the voices is held back, people are named here and
there. All times but those of the command are of the processor, so that what else runs on the machine counts for
little.

mdformat runs in the environment of the peers, where it is pinned (tests/bench/board/peers.txt), and writes what it
read with its own renderer; pandoc is the one of the machine.
"""

import contextlib
import gc
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from codesign.model import (
    Attribution,
    Audience,
    Commitment,
    Item,
    ItemKind,
    Meeting,
    Partnership,
    Permission,
    Person,
    Record,
    Sector,
    Status,
    Voice,
)
from codesign.permissions import Sight
from codesign.records import HeldRecords, Records
from exports.documents.meeting_notes import meeting_notes
from exports.documents.pieces import Draft
from exports.formats import Format
from exports.html import html
from exports.library import NOTES, document
from exports.markdown import markdown
from exports.reader import read_whole
from exports.tree import Document
from exports.verify import verify
from exports.verify_html import verify_html
from tests.bench.board.__main__ import PEER
from tests.bench.board.peer import NotInstalled, Peer
from tests.bench.figures import ms, table, times
from tests.bench.partnerships import arguments, environment
from tests.support.terminal import ROOT

_SIZES = (1_000, 10_000, 100_000)
_PATIENCE = 60
"""Seconds after which another program is ended."""

_ON = date(2026, 11, 23)
_MET = datetime(2026, 11, 12, 18, 0, tzinfo=UTC)

_SECTORS = {"municipal": "Municipality", "caregiver": "Caregivers", "school": "Schools"}
_FIRST = ("Amina", "Bastien", "Carys", "Dafydd", "Esme", "Femi", "Greta", "Hamish")
_LAST = ("Okoro", "Tremblay", "Pritchard", "Lindqvist", "Achterberg")
_WHO = ("town planner", "curling club", "school nurse", "Amina Okoro")
_WORDS = (
    "Getting home after the clinic, as table {n} told it: the bus leaves at four",
    "A van on Tuesdays & Thursdays (plan {n}), shared with the curling club",
    "The last bus leaves at four, and I have waited {n} times for a lift",
    "Share timetable {n} with the clinic, see https://example.org/times/{n}",
    "Ask Greta whether room_{n} has 12 chairs * 3 rows",
)


def tables(folder: Path, full: bool) -> Iterator[str]:
    """Yield the tables; with `full` mdformat is installed where it is not, and the command runs more often."""
    yield _command(folder, 40 if full else 10)  # first: minutes of work make some machines slower than they begin
    partnerships = {items: _records(items) for items in _SIZES}
    written = {items: _written(each) for items, each in partnerships.items()}
    yield _by_steps(partnerships)
    yield _beside_others(folder, written, full)


# Many items


def _records(items: int) -> Records:
    """Return the records of a partnership with one meeting at which so many lines were captured."""
    found = HeldRecords()
    sectors = tuple(Sector(key, name) for key, name in _SECTORS.items())
    found.put(Partnership(id="ps", number="PS1", schema=1, name="River", sectors=sectors, contact="a@example.org"))
    for n in range(len(_FIRST) * len(_LAST)):
        name = f"{_FIRST[n % len(_FIRST)]} {_LAST[n // len(_FIRST)]}"
        found.put(Person(id=f"pe{n}", number=f"PE{n + 1}", schema=1, name=name, role=_WHO[n % 3]))
    found.put(Meeting(id="m", number="M1", schema=1, title="Workshop", on=_MET.date(), ended=_MET))
    for n in range(items):
        found.put(_line(n))
    return found


def _line(n: int) -> Record:
    told = _WORDS[n % len(_WORDS)].format(n=n)
    due = _ON + timedelta(days=n % 90)
    who = _WHO[n % len(_WHO)]
    common: dict[str, Any] = {"id": f"r{n:07}", "schema": 1, "meeting": "m"}
    match n % 4:
        case 0:
            return Item(number=f"N{n}", kind=ItemKind.NEED, status=Status.RAISED, title=told, **common)
        case 1:
            origins = frozenset({f"r{n - 1:07}"})
            rest = {**common, "origins": origins, "owners": frozenset({who}), "due": due}
            return Item(number=f"A{n}", kind=ItemKind.ACTION, status=Status.SHAPING, title=told, **rest)
        case 2:
            audience = (Audience.ROOM, Audience.PARTNERS, Audience.PUBLIC)[n % 3]
            permission = Permission(Attribution.SECTOR, audience)
            return Voice(number=f"V{n}", text=told, sector="caregiver", permission=permission, **common)
    origins = frozenset({f"r{n - 1:07}", f"r{n - 2:07}"})
    return Commitment(number=f"C{n}", text=told, who=who, due=due, origins=origins, **common)


def _draft(records: Records) -> Document:
    """Build the notes of the meeting, with what the partners may read, and nothing more."""
    meeting = records.get(Meeting, "m")
    assert meeting is not None
    draft = Draft(Sight(records, Audience.PARTNERS, _ON))
    meeting_notes(draft, meeting)
    return Document("Notes", "en", (), tuple(draft.blocks))


def _written(records: Records, form: Format = Format.MARKDOWN) -> str:
    """Make the whole document as a command or a screen does, with its verification and what is held back."""
    meeting = records.get(Meeting, "m")
    assert meeting is not None
    return document(NOTES, records, meeting, _ON, form=form).text


def _by_steps(partnerships: Mapping[int, Records]) -> str:
    few, more, many = (_steps(partnerships[items]) for items in _SIZES)
    rows = []
    for name in few:
        first, middle = _times(few[name], 5), _times(more[name], 5)
        before = _times(few[name], 5)
        (last,) = _times(many[name], 1)
        beside = statistics.median([*before, *_times(few[name], 5)])
        ratio = times(last / _SIZES[-1], beside / _SIZES[0])
        rows.append([name, ms(min(first)), ms(min(middle)), ms(last), ratio])
    return table(
        "Documents of many items, least processor time of five (100,000: of one, compared with five runs of 1,000 "
        "right before it and five right after)",
        ["", *(f"{items:,} items" for items in _SIZES), f"an item of {_SIZES[-1]:,}, of one of {_SIZES[0]:,}"],
        rows,
    )


def _steps(records: Records) -> dict[str, Callable[[], object]]:
    draft = _draft(records)
    text, page = markdown(draft), html(draft)
    return {
        "who may read what, and building": partial(_draft, records),
        "writing Markdown": partial(markdown, draft),
        "verifying Markdown": partial(verify, draft, text),
        "**the whole document as Markdown**": partial(_written, records),
        "writing HTML": partial(html, draft),
        "verifying HTML": partial(verify_html, draft, page),
        "**the whole document as HTML**": partial(_written, records, Format.HTML),
    }


def _times(act: Callable[[], object], rounds: int) -> list[float]:
    """Return the milliseconds of processor time that each of some runs of an act took."""
    took = []
    for _round in range(rounds):
        gc.collect()
        begun = time.process_time_ns()
        act()
        took.append((time.process_time_ns() - begun) / 1e6)
    return took


# Beside others


def _read(text: str) -> None:
    for _slot in read_whole(text):
        pass


def _beside_others(folder: Path, written: Mapping[int, str], install: bool) -> str:
    rows = [
        [
            "markdown-it-py, reading",
            *(ms(*_times(partial(_read, text), 1)) for text in written.values()),
        ]
    ]
    files = {items: folder / f"{items}.md" for items in written}
    for items, text in written.items():
        files[items].write_text(text, "utf-8")
    rows += ([name, *others] for name, others in _others(files, install))
    title = "Others on the same Markdown, processor time of one run with their start"
    return table(title, ["", *(f"{items:,} items" for items in written)], rows)


def _others(files: Mapping[int, Path], install: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield what others take who read the files and write them again, or why they do not."""
    peer = Peer(PEER)
    if install:
        with contextlib.suppress(NotInstalled):  # the table says so
            peer.install()
    python = PEER / "bin" / "python"
    script = "import sys, mdformat; mdformat.text(open(sys.argv[1], encoding='utf-8').read())"
    found = {
        "mdformat, reading and writing": [str(python), "-c", script] if peer.installed else None,
        "pandoc, reading and writing": ["pandoc", "-f", "gfm", "-t", "gfm"] if shutil.which("pandoc") else None,
    }
    how = {
        "mdformat, reading and writing": "not installed: `make bench-exports` does it",
        "pandoc, reading and writing": "not installed: `apt install pandoc`",
    }
    for name, command in found.items():
        if command is None:
            yield name, [how[name] for _file in files]
        else:
            yield name, [_of_process([*command, str(file)]) for file in files.values()]


def _of_process(command: list[str]) -> str:
    """Return the processor time of a process; what takes minutes is ended."""
    before = _used()
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        return f"more than {_PATIENCE} s"
    return ms(_used() - before)


def _used() -> float:
    """Return how many milliseconds the processor worked for processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1000


# The command


def _command(folder: Path, rounds: int) -> str:
    """Return what the command takes more than Python alone: rounds of pairs, one right after the other."""
    program = [sys.executable, "-m", "codesign", *arguments(folder)]
    environ = {**os.environ, **environment(folder)}
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import click, msgspec, markdown_it'": [
            sys.executable,
            "-c",
            "import click, msgspec, markdown_it",
        ],
        "codesign export notes cottonwood --out -": [*program, "export", "notes", "cottonwood", "--out", "-"],
    }
    _run([*program, "demo", "--no-open"], environ)
    walls: dict[str, list[float]] = {name: [] for name in commands}
    cores: dict[str, list[float]] = {name: [] for name in commands}
    for n in range(rounds + 1):
        for name, command in commands.items():
            used, begun = _used(), time.perf_counter()
            _run(command, environ)
            if n:  # the first round fills the caches
                walls[name].append((time.perf_counter() - begun) * 1000)
                cores[name].append(_used() - used)
    first = next(iter(commands))

    def more(took: dict[str, list[float]], name: str) -> str:
        return ms(statistics.median(each - least for each, least in zip(took[name], took[first], strict=True)))

    return table(
        "The notes of the demo from the command line, medians and medians of the differences of pairs",
        ["", "time", "more", "processor time", "more"],
        [
            [
                f"`{name}`",
                *(ms(statistics.median(walls[name])), more(walls, name)),
                *(ms(statistics.median(cores[name])), more(cores, name)),
            ]
            for name in commands
        ],
    )


def _run(command: list[str], environ: Mapping[str, str]) -> None:
    subprocess.run(command, env=environ, cwd=ROOT, check=True, stdin=subprocess.DEVNULL, capture_output=True)
