"""codesign tour and codesign rehearse, and what they are made on: a copy of the demo in memory, so that nothing of
it stays."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from codesign.cli.compose import Composition
from codesign.cli.group import pass_composition
from codesign.cli.said import examples
from codesign.commands.demo import FillDemo, demo_partnerships
from codesign.words import say
from codesign.workspace import Workspace
from storage.drafts import MemoryDrafts
from storage.filters import MemoryFilters
from storage.memory import MemoryShelf

if TYPE_CHECKING:
    from screens.tour.practice import Practice


@click.command("tour", help=say("cli.tour"), epilog=examples("cli.tour-examples"))
@pass_composition
def tour(composition: Composition) -> None:
    from codesign.cli.board import open_board

    open_board(composition, begin="tour")


@click.command("rehearse", help=say("cli.rehearse"), epilog=examples("cli.rehearse-examples"))
@pass_composition
def rehearse(composition: Composition) -> None:
    from codesign.cli.board import open_board

    open_board(composition, begin="rehearsal")


def practice(composition: Composition) -> "Practice":
    """Make a copy of the demo, in memory; its documents go to a folder that is removed with it.

    Raises:
        OSError: there is no room for that folder.
    """
    from screens.rehearsal.clock import PacedClock
    from screens.tour.practice import Practice

    workspace = composition.workspace
    clock = PacedClock(workspace.clock)
    apart = Workspace(MemoryShelf(), clock, workspace.ids, MemoryDrafts(), workspace.person, MemoryFilters())
    papers = TemporaryDirectory(prefix="codesign-tour-", ignore_cleanup_errors=True)
    folder, name = next(iter(demo_partnerships().items()))
    opened = apart.create(name)
    opened.execute(FillDemo(folder))

    def end() -> None:
        opened.close()
        papers.cleanup()

    return Practice(opened, Path(papers.name), end, clock)
