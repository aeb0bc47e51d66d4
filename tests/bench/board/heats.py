"""Heats: who takes part takes turns, and what each took is gathered."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import msgspec

from tests.bench.board.programs import HELD_PER_SECOND, Part, Program, Step
from tests.bench.board.watched import SlowLink, TooLong, Watched

Size = tuple[int, int]
"""Columns and lines of a window."""

_CALM = 1.0
"""Seconds after the first screen until it counts as idle."""
_SOON = 1_500.0
"""Milliseconds within which whoever starts is started as often as is wanted."""
_PATIENCE = 90.0
"""Seconds; who needs longer for a turn gets no second one."""


class Took(msgspec.Struct):
    """What one program took in a heat: an entry for each start, key or turn."""

    name: str
    cards: int
    """0 where there are none."""
    starts: list[tuple[float, int]] = msgspec.field(default_factory=list)
    """Milliseconds and bytes."""
    pressed: dict[Part, list[tuple[float, int]]] = msgspec.field(default_factory=dict)
    """The same of each key that drew something."""
    silent: dict[Part, int] = msgspec.field(default_factory=dict)
    """How many keys drew nothing."""
    held: list[tuple[float, int]] = msgspec.field(default_factory=list)
    """Seconds after the last key, and bytes."""
    idle: list[tuple[float, int]] = msgspec.field(default_factory=list)
    """Percent of a core, and bytes."""
    memory: list[tuple[float | None, float | None]] = msgspec.field(default_factory=list)
    """MiB: the peak of the resident set, and the share of what is resident."""
    quits: list[float] = msgspec.field(default_factory=list)
    """Milliseconds."""
    turns: int = 0
    too_long: set[Part] = msgspec.field(default_factory=set)
    """What took longer than the limit, and was not tried again."""
    slow: bool = False
    """Whether one turn needed so long that there was no further one."""
    remark: str = ""
    """Why nothing was measured."""


class Heat(msgspec.Struct, frozen=True):
    """What all took in one window with one number of cards."""

    window: Size
    cards: int
    on: str
    load: float
    """The load of the machine before."""
    others: float | None
    """Percent of a core that other programs used meanwhile; None where the system does not say."""
    took: list[Took]


@dataclass(frozen=True)
class Form:
    """How much is measured."""

    name: str
    windows: tuple[Size, ...]
    cards: tuple[int, ...]
    starts: int
    """How often who starts soon is started besides, all in turns: at another minute a machine needs another time
    for the same start."""
    turns: int
    idle: float
    """Seconds."""


QUICK = Form("quick", ((80, 24),), (20, 200), starts=4, turns=2, idle=2.0)
FULL = Form("full", ((80, 24), (120, 40)), (20, 200, 2_000, 10_000), starts=20, turns=3, idle=4.0)


Entry = tuple[Program | None, Took]
"""Who takes part; where there is no program, what it took says why."""


def run_heat(form: Form, window: Size, cards: int, entries: Sequence[Entry]) -> Heat:
    """Let all take their turns, another one first each time."""
    load, others = os.getloadavg()[0], _others()
    running = [(program, took) for program, took in entries if program is not None]
    start_all(form, window, running)
    for n in range(form.turns):
        first = n % len(running)
        for program, took in running[first:] + running[:first]:
            if Part.START not in took.too_long and not took.slow:
                _take_turn(program, window, took, form.idle)
    on = f"{datetime.now(UTC):%Y-%m-%d}"
    return Heat(window, cards, on, load, others(), [took for _program, took in entries])


def start_all(form: Form, window: Size, running: Sequence[tuple[Program, Took]]) -> None:
    """Start all in turns, and those no more that take long."""
    soon = []
    for program, took in running:
        _turn(program, window, took, lambda _terminal: None)
        if took.starts and took.starts[0][0] < _SOON:
            soon.append((program, took))
        took.starts.clear()  # the first start compiles, and is not counted
    for _ in range(form.starts):
        for program, took in soon:
            _turn(program, window, took, lambda _terminal: None)


def _take_turn(program: Program, window: Size, took: Took, idle: float) -> None:
    """Start a program twice: for the keys one after the other, and for the key that is held."""
    begun, given_up = time.perf_counter(), len(took.too_long)
    _turn(program, window, took, partial(_use, program, took, idle))
    if program.held and not took.too_long & {Part.START, Part.HELD}:
        _turn(program, window, took, partial(_hold, program, took))
    took.turns += 1
    # the turn in which something is given up is no measure of how long the next one takes
    took.slow = len(took.too_long) == given_up and time.perf_counter() - begun > _PATIENCE


def _turn(program: Program, window: Size, took: Took, then: Callable[[Watched], None]) -> None:
    """Start a program with its files as new, do something with it, and end it; what takes too long ends it too."""
    program.make_as_new()
    terminal = Watched(program.command, window, program.env)
    with contextlib.closing(terminal), contextlib.suppress(TooLong):
        with _limited(took, Part.START):
            drawn = terminal.first_screen(program.shows)
        took.starts.append(((drawn.last - terminal.begun) * 1e3, drawn.count))
        then(terminal)


def _use(program: Program, took: Took, idle: float, terminal: Watched) -> None:
    """Leave it alone, press its keys, and quit it."""
    try:
        terminal.rest(_CALM)
        took.idle.append(terminal.rest(idle))
        for step in program.steps:
            if step.part not in took.too_long:
                with _limited(took, step.part):
                    _press(program, step, took, terminal)
    finally:
        took.memory.append(terminal.memory)
    with _limited(took, Part.QUIT):
        took.quits.append(terminal.quit())


def _press(program: Program, step: Step, took: Took, terminal: Watched) -> None:
    """Press the keys of a step.

    Raises:
        AssertionError: what a key should have changed on the disk is not there once it is drawn.
    """
    for key in step.before:
        terminal.press(key)
    for key in step.keys:
        before = program.on_disk
        if drawn := terminal.press(key):
            took.pressed.setdefault(step.part, []).append(drawn)
        else:
            took.silent[step.part] = took.silent.get(step.part, 0) + 1
        assert not step.kept or program.on_disk != before, f"{program.name} did not keep {key!r}:\n{terminal.text}"
    for key in step.after:
        terminal.press(key)


def _hold(program: Program, took: Took, terminal: Watched) -> None:
    terminal.rest(_CALM)
    with _limited(took, Part.HELD):
        took.held.append(terminal.hold(program.held, HELD_PER_SECOND, SlowLink()))


@contextlib.contextmanager
def _limited(took: Took, part: Part) -> Iterator[None]:
    """Take note of what takes too long."""
    try:
        yield
    except TooLong:
        took.too_long.add(part)
        raise


def _others() -> Callable[[], float | None]:
    """Begin to watch what other programs use, and return what tells it."""
    begun, before = time.perf_counter(), _busy_with_others()

    def percent() -> float | None:
        after = _busy_with_others()
        if before is None or after is None:
            return None
        return max(0.0, (after - before) / (time.perf_counter() - begun) * 100)

    return percent


def _busy_with_others() -> float | None:
    """Return the seconds that the cores have worked since the machine started, but for us and those that we
    started and that have ended; None where the system does not say."""
    try:
        ticks = Path("/proc/stat").read_text("ascii").splitlines()[0].split()[1:]
    except OSError:
        return None
    user, nice, system, _idle, _waiting, *interrupts = map(int, ticks)
    worked = sum((user, nice, system, *interrupts[:2])) / os.sysconf("SC_CLK_TCK")
    return worked - sum(os.times()[:4])
