"""What is said where there is no room for a screen."""

import pytest
from rich.console import Console
from textual.geometry import Size

from screens.small import TooSmall, fits, message
from screens.widgets.lines import cells


@pytest.mark.parametrize("size", [(80, 24), (30, 8), (40, 10)])
def test_there_is_room(size: tuple[int, int]) -> None:
    assert fits(Size(*size))


@pytest.mark.parametrize("size", [(20, 5), (29, 24), (80, 7), (1, 1)])
def test_there_is_none(size: tuple[int, int]) -> None:
    assert not fits(Size(*size))


def test_the_whole_message_fits_where_it_must() -> None:
    assert (
        " ".join(message(Size(20, 5))).split()
        == "Make the window larger. Everything is kept. Ctrl+Q quits.".split()
    )


@pytest.mark.parametrize("width", [1, 2, 3, 19, 29, 200])
@pytest.mark.parametrize("height", [1, 2, 5, 7])
def test_it_covers_the_terminal_and_no_more(width: int, height: int) -> None:
    """A line too many would scroll the terminal, and a short one would leave letters of what was there."""
    lines = message(Size(width, height))
    assert [cells(line) for line in lines] == [width] * height
    console = Console(color_system=None, force_terminal=True, width=width, height=height)
    with console.capture() as captured:
        console.print(TooSmall(Size(width, height)), end="")
    assert "\n" not in captured.get()


def test_a_terminal_of_no_size_at_all() -> None:
    """Some report it for a moment while a window opens."""
    assert message(Size(0, 0)) == []
