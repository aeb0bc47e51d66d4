"""Runs of several heats: who takes part in each, on which files."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from tests.bench.board import programs
from tests.bench.board.heats import Entry, Form, Heat, Size, Took, run_heat
from tests.bench.board.measures import MANY
from tests.bench.board.peer import NotInstalled, Peer
from tests.bench.board.programs import Part, Program

Place = tuple[Size, int]
"""A window, and a number of cards."""


def places(form: Form, words: Iterable[str] = ()) -> list[Place]:
    """Return where heats are run, of windows and numbers of cards those that are named."""
    asked = set(words)
    every = [(size, cards) for size in form.windows for cards in form.cards]
    return [(size, cards) for size, cards in every if asked <= {f"{size[0]}x{size[1]}", str(cards)}]


def measure(
    form: Form, chosen: Iterable[Place], folder: Path, peer: Peer, kept: Iterable[Heat] = ()
) -> Iterator[Heat]:
    """Yield heats as they end, run in a folder below that one. Heats that are kept tell what need not be tried."""
    before, folder = list(kept), folder.resolve()  # a relative place for a person's own files counts for none
    with tempfile.TemporaryDirectory(prefix=".work-", dir=folder) as work:
        make = cache(_Maker(Path(work), folder / ".bytecode", peer))
        for size, cards in chosen:
            heat = run_heat(form, size, cards, list(_entries(make, size, cards, before)))
            before.append(heat)
            yield heat


class _Maker:
    """Makes programs, with their files."""

    def __init__(self, folder: Path, bytecode: Path, peer: Peer) -> None:
        self._folder, self._bytecode, self._peer = folder, bytecode, peer

    def __call__(self, name: str, cards: int) -> Program:
        match name:
            case programs.HELLO:
                program = programs.hello(self._folder, self._bytecode)
            case programs.FLOOR:
                program = programs.floor(self._folder, self._bytecode)
            case programs.OURS:
                program = programs.board(self._folder, self._bytecode, cards)
            case _:
                program = self._peer.board(self._folder, self._bytecode, cards)
        program.keep_as_new()
        return program


def _entries(
    make: Callable[[str, int], Program], size: Size, cards: int, before: Iterable[Heat]
) -> Iterator[Entry]:
    """Yield who takes part: above a number of cards the board with fewer of them too, to be compared with."""
    for name in (programs.HELLO, programs.FLOOR):
        yield make(name, 0), Took(name, 0)
    for count in (*((MANY,) if cards > MANY else ()), cards):
        yield make(programs.OURS, count), Took(programs.OURS, count)
    took = Took(programs.PEER, cards)
    took.remark = not_to_be_tried(size, cards, before)
    try:
        yield None if took.remark else make(programs.PEER, cards), took
    except NotInstalled as error:
        took.remark = str(error)
        yield None, took


def not_to_be_tried(size: Size, cards: int, before: Iterable[Heat]) -> str:
    """Return why the peer would be tried in vain: with fewer cards it did not even start within the limit."""
    for heat in before:
        if heat.window == size and heat.cards < cards:
            for took in heat.took:
                if took.name == programs.PEER and Part.START in took.too_long:
                    return f"not tried, as with {heat.cards:,} cards it did not start within the limit"
    return ""
