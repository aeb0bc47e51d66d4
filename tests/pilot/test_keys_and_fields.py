"""What a key does, and which keys a field takes for what somebody types into it."""

from pathlib import Path

from textual.binding import BindingsMap
from textual.dom import DOMNode
from textual.screen import Screen

from tests.pilot.test_cursor import cards
from tests.support.screens import Board, board

_MISNAMED = frozenset({"at", "backslash", "minus", "plus", "slash", "underscore"})
"""Keys of which Textual does not know that they type something."""


def _keys(chain: list[tuple[DOMNode, BindingsMap]]) -> list[tuple[DOMNode, set[str]]]:
    return [(node, set(bindings.key_to_bindings) - _MISNAMED) for node, bindings in chain]


def as_textual(running: Board) -> list[tuple[DOMNode, set[str]]]:
    """Return what keys do as Textual finds it."""
    found = Screen._binding_chain.fget  # type: ignore[attr-defined]
    return _keys(found(running.app.screen))


def as_here(running: Board) -> list[tuple[DOMNode, set[str]]]:
    """Return what keys do."""
    return _keys(running.app.screen._binding_chain)


class TestWhatKeysDo:
    async def test_it_is_what_textual_finds(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            for keys in ("", "a", "escape slash", "escape enter", "e", "escape escape T"):
                await running.press(*keys.split())
                assert as_here(running) == as_textual(running), keys
                assert sum(len(found) for _node, found in as_here(running)) > 10, keys

    async def test_nothing_focused(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            running.app.screen.set_focus(None)
            assert as_here(running) == as_textual(running)

    async def test_a_field_takes_what_types_something_and_no_more(self, tmp_path: Path) -> None:
        async with board(tmp_path, demo=False, fill=cards) as running:
            signs = {"slash", "space", "question_mark"}
            assert signs | {"f1"} <= _all(running.app.screen._binding_chain)
            await running.press("a")
            further = _all(running.app.screen._binding_chain[1:])
            assert "f1" in further
            assert not further & signs


def _all(chain: list[tuple[DOMNode, BindingsMap]]) -> set[str]:
    return {key for _node, bindings in chain for key in bindings.key_to_bindings}
