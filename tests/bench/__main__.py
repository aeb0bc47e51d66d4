"""Prints figures as Markdown tables: python -m tests.bench [NAME ...] [--full] [--folder FOLDER]"""

import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from tests.bench import cli, crowd, exports, filters, link, loading, store
from tests.bench.board import __main__ as board
from tests.support.terminal import ROOT

_BENCHMARKS: dict[str, Callable[[Path, bool], Iterator[str]]] = {
    "store": store.tables,
    "crowd": crowd.tables,
    "loading": loading.tables,
    "cli": cli.tables,
    "filters": filters.tables,
    "exports": exports.tables,
    "link": link.tables,
    "board": board.tables,
}
"""Each gets an empty folder to work in, and whether it may take minutes; each yields Markdown."""


@click.command()
@click.argument("benchmarks", nargs=-1, type=click.Choice(list(_BENCHMARKS)))
@click.option("--full", is_flag=True, help="Larger partnerships too; takes minutes.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "build",
    show_default="build/ in the checkout",
    help="Where to work: on the disk that is meant, as a file system in memory makes every commit look free.",
)
def main(benchmarks: tuple[str, ...], full: bool, folder: Path) -> None:
    """Print figures: all of them, or those of the BENCHMARKS that are named."""
    folder.mkdir(parents=True, exist_ok=True)
    cores, load = os.cpu_count(), os.getloadavg()[0]
    click.echo(f"{platform.system()}, {cores} cores, Python {platform.python_version()}, load {load:.1f} at first")
    for name in benchmarks or _BENCHMARKS:
        with tempfile.TemporaryDirectory(prefix=f"bench-{name}-", dir=folder) as own:
            for part in _BENCHMARKS[name](Path(own), full):
                click.echo(f"\n{part}")


if __name__ == "__main__":
    main()
