"""Measures the board and reports: python -m tests.bench.board [--full] [--install] [--write FILE] [WORDS]

What each heat took is kept in build/bench-board/, so that a run that takes most of an hour can be done in parts:
the report is made of what is there.
"""

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from tests.bench.board.heats import FULL, QUICK, Form, Heat
from tests.bench.board.page import page
from tests.bench.board.peer import NotInstalled, Peer
from tests.bench.board.report import heat_table, window
from tests.bench.board.runs import Place, measure, places
from tests.support.terminal import ROOT

KEPT = ROOT / "build" / "bench-board"
PEER = KEPT / ".peer"
"""Hidden, as a virtual environment: what looks through the checkout must not take it for the project's own."""


@click.command()
@click.option("--full", is_flag=True, help="All windows and numbers of cards, three turns each.")
@click.option("--install", is_flag=True, help="Install kanban-tui in build/bench-board/, unless it is there.")
@click.option("--report", is_flag=True, help="Measure nothing, report what is kept.")
@click.option("--write", type=click.Path(dir_okay=False, path_type=Path), help="Write the report there.")
@click.argument("words", nargs=-1)
def main(full: bool, install: bool, report: bool, write: Path | None, words: tuple[str, ...]) -> None:
    """Measure all heats, or those of a window (80x24), a number of cards (2000), or both; then report all heats
    that are kept."""
    KEPT.mkdir(parents=True, exist_ok=True)
    form, peer = FULL if full else QUICK, Peer(PEER)
    if install:
        try:
            peer.install()
        except NotInstalled as error:
            click.echo(f"kanban-tui {error}", err=True)
    kept = _kept(form)
    if not report:
        for heat in measure(form, places(form, words), KEPT, peer, kept.values()):
            click.echo(f"\n{heat_table(heat)}", err=True)
            kept[heat.window, heat.cards] = heat
            _file(form, (heat.window, heat.cards)).write_bytes(msgspec.json.encode(heat))
    written = page(kept, places(form), peer.version)
    click.echo(written)
    if write:
        write.write_text(written, "utf-8")


def tables(folder: Path, full: bool) -> Iterator[str]:
    """Yield the tables of the quick form, or of the full one; kanban-tui takes part where it is installed."""
    form = FULL if full else QUICK
    for heat in measure(form, places(form), folder, Peer(PEER)):
        yield heat_table(heat)


def _kept(form: Form) -> dict[Place, Heat]:
    """Return the heats that are there."""
    files = {place: _file(form, place) for place in places(form)}
    decoder = msgspec.json.Decoder(Heat)
    return {place: decoder.decode(file.read_bytes()) for place, file in files.items() if file.exists()}


def _file(form: Form, place: Place) -> Path:
    size, cards = place
    return KEPT / f"{form.name}-{window(size)}-{cards}.json"


if __name__ == "__main__":
    main()
