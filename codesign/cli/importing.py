"""The command that takes cards of other programs in: import."""

import sys
from pathlib import Path

import click

from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.cli.said import examples
from codesign.commands.importing import Import, there_already
from codesign.errors import Refused
from codesign.imports.bundle import is_bundle
from codesign.imports.files import file_bytes
from codesign.imports.foreign import MAP, MOST_BYTES, Format
from codesign.imports.reading import Wishes, read_cards
from codesign.text import clean
from codesign.views.importing import About, report, to_make
from codesign.words import say


@click.command("import", help=say("cli.import"), epilog=examples("cli.import-examples"))
@click.argument("partnership")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_name", type=click.Choice([each.value for each in Format]), help=say("cli.import-format")
)
@click.option("--map", "maps", metavar="NAME=MEANING", multiple=True, help=say("cli.import-map"))
@click.option("--dry-run", is_flag=True, help=say("cli.import-dry-run"))
@click.option("--archived", is_flag=True, help=say("cli.import-archived"))
@click.option("--again", is_flag=True, help=say("cli.import-again"))
@pass_composition
def import_(
    composition: Composition,
    partnership: str,
    file: Path,
    format_name: str | None,
    maps: tuple[str, ...],
    dry_run: bool,
    archived: bool,
    again: bool,
) -> None:
    opened = composition.workspace.open(partnership)
    try:
        name, raw = _read(file)
        if is_bundle(raw):
            raise Refused(say("bundle.whole"))
        wishes = Wishes(Format(format_name) if format_name else None, maps, archived)
        arranged = read_cards(raw, name, wishes, opened.clock.zone())
        if slips := [each.told for each in arranged.problems if each.where == MAP]:
            raise Refused(say("imports.slips", why="; ".join(slips)))
        there = there_already(opened.records, arranged.cards)
        for line in report(arranged, there, again=again):
            click.echo(line.words, err=line.about is About.PROBLEM)
        name = name or say("imports.stdin")
        if not arranged.cards:
            raise Refused(say("imports.nothing", file=name))
        if dry_run:
            click.echo(say("imports.would", n=to_make(arranged, there, again=again)))
            return
        done = opened.execute(Import(arranged.cards, name, again))
        click.echo(clean(done.change.told) if done else say("imports.all-there"))
    finally:
        opened.close()


def _read(file: Path) -> tuple[str, bytes]:
    """Return the name of a file and what it holds; of standard input the name is ""."""
    if str(file) == "-":
        return "", sys.stdin.buffer.read(MOST_BYTES + 1)
    return file.name, file_bytes(file)
