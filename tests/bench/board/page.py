"""The page of docs/ that the benchmark writes."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version

from codesign import __version__
from tests.bench.board.heats import Heat
from tests.bench.board.report import heat_table, summary
from tests.bench.board.runs import Place

_HEAD = """\
# Performance

Written by `make bench-board`: how the board appears, follows a key, rests and ends, beside two Textual apps that
do next to nothing (one widget; a heading and a list with a mark that moves) and beside kanban-tui, a board of
widgets, with as many cards. All run as processes under terminals of their own, in turns.
"""

_TAIL = """\
## How it is measured

* First paint: from the start of the process to the last byte before silence, with a card on the screen. Modules
  are compiled before, as those of an installed program are. The board is started as `codesign` alone; with options
  it also imports what reads them. All that need less than 1.5 s are started twenty times more than the others, in
  turns.
* A key: to the last byte that it causes. It is over when nothing comes for 60 ms and the process does not work.
  The cursor goes nine cards down and up again. A card is moved to the next column and back, and once it is drawn
  there the change must be on the disk. kanban-tui is given letters, as its arrows scroll a long column.
* Held key: 30 keys a second for two seconds over a line of 64 kbit/s with 200 ms there and back, from the last key
  until the last byte has arrived. The terminal answers at its end of the line when it is asked whether it is well.
* Idle: the part of a core that is used from a second after the first screen on. Memory: the peak until the program
  is quit, and its share of what is resident then (PSS).
* The terminal has no true colour and answers nothing else, as over SSH.
* Medians. What takes longer than 60 s is given up and not tried again; after a turn of more than 90 s there is no
  further one.

The clock of a meeting is not on the board and not in the tables.

Times of one machine at one hour mean little; ratios hold. To measure again, on a machine that does nothing else,
for most of an hour:

    make bench-board

In parts, where the second line writes this page of what was kept in build/bench-board/:

    python -m tests.bench.board --full --install 80x24 200
    python -m tests.bench.board --full --report --write docs/performance.md

Without `--full` 20 and 200 cards are measured in two turns.
"""


def page(kept: Mapping[Place, Heat], wanted: Sequence[Place], peer: str) -> str:
    """Return the page of the heats that are kept, of those that are wanted; `peer` is kanban-tui's version."""
    return "\n".join(_parts([kept[each] for each in wanted if each in kept], len(wanted), peer))


def _parts(heats: Sequence[Heat], wanted: int, peer: str) -> Iterator[str]:
    yield _HEAD
    yield f"{summary(heats)}\n"
    if len(heats) < wanted:
        yield f"Not all is measured yet: {len(heats)} of {wanted} tables.\n"
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    yield f"{machine}, codesign {__version__}, Textual {version('textual')} for all, kanban-tui {peer}.\n"
    for heat in heats:
        yield f"{heat_table(heat)}\n"
    yield _TAIL
