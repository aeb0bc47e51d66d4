"""How often a key draws, and what of the screen is rendered for it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from codesign.workspace import Workspace
from screens.compositor import NearCompositor
from screens.widgets.toned import Toned
from tests.pilot.test_board_acts import cards
from tests.support.doubles import capture
from tests.support.screens import Board, board

Frames = list[dict[str, int]]
"""Of each frame how many lines of a widget were rendered, by its id or class."""


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> Frames:
    """The frames that are drawn."""
    drawn: Frames = []
    update = NearCompositor.render_partial_update

    def render_partial_update(compositor: NearCompositor) -> object:
        drawn.append({})
        return update(compositor)

    monkeypatch.setattr(NearCompositor, "render_partial_update", render_partial_update)
    for kind in (Widget, Toned):
        monkeypatch.setattr(kind, "render_lines", _noted(kind, drawn))
    return drawn


def _noted(kind: type[Widget], drawn: Frames) -> Callable[[Widget, Region], list[Strip]]:
    render = kind.render_lines

    def render_lines(widget: Widget, crop: Region) -> list[Strip]:
        if drawn:
            drawn[-1][widget.id or type(widget).__name__] = crop.height
        return render(widget, crop)

    return render_lines


async def _press(running: Board, frames: Frames, key: str) -> Frames:
    """Press a key, and return the frames that show something."""
    frames.clear()
    await running.press(key)
    return [each for each in frames if each]


def many(workspace: Workspace) -> None:
    """More needs than the window has room for, and an action."""
    opened = workspace.create("River Clean-up")
    for n in range(30):
        capture(opened, f"? need {n}")
    capture(opened, "* a van")


async def test_a_step_of_the_cursor_renders_the_two_cards_and_nothing_else(tmp_path: Path, frames: Frames) -> None:
    async with board(tmp_path, demo=False, fill=cards) as running:
        assert await _press(running, frames, "down") == [{"co-define": 6}]


@pytest.mark.parametrize("key", ["right", "greater_than_sign", "s"])
async def test_what_a_key_changes_is_drawn_at_once_and_once(tmp_path: Path, frames: Frames, key: str) -> None:
    async with board(tmp_path, demo=False, fill=many) as running:
        await running.press("a", "escape")
        assert len(await _press(running, frames, key)) == 1


async def test_a_letter_renders_the_line_and_what_it_means(tmp_path: Path, frames: Frames) -> None:
    async with board(tmp_path, demo=False, fill=many) as running:
        await running.press("a", "x")
        assert await _press(running, frames, "y") == [{"LineInput": 1}]
        assert await _press(running, frames, "#") == [{"LineInput": 1}]


async def test_nothing_behind_something_is_rendered(tmp_path: Path, frames: Frames) -> None:
    async with board(tmp_path, demo=False, fill=many) as running:
        frames.clear()
        running.app.screen.refresh()
        await running.settle()
        assert "BoardScreen" not in {name for each in frames for name in each}
