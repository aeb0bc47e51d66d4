"""The command that opens the board on the demo."""

import click

from codesign.cli.board import open_board
from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.cli.said import examples
from codesign.ports import Seen
from codesign.words import say

_TOUR = "tour"
"""What is learned once somebody was offered the tour."""


@click.command("demo", help=say("cli.demo"), epilog=examples("cli.demo-examples"))
@click.option("--no-open", is_flag=True, help=say("cli.demo-no-open"))
@pass_composition
def demo(composition: Composition, no_open: bool) -> None:
    from codesign.commands.demo import FillDemo, demo_partnerships

    workspace = composition.workspace
    for folder, name in demo_partnerships().items():
        if folder not in workspace.folders():
            opened = workspace.create(name)
            opened.execute(FillDemo(folder))
            opened.close()
            click.echo(say("cli.demo-made", folder=folder))
    if not no_open:
        seen = composition.learned.get(_TOUR)
        composition.learned.put(_TOUR, Seen(done=True))
        open_board(composition, begin="as left" if seen.done else "offer")
