"""Every act can be carried out by the screen that names it."""

import pytest

from screens.app import BoardApp
from screens.catalogue import ScreenCatalogue, kind_of

_NO_ACTS = {"while_typing", "while_finding", "while_going", "while_typing_help"}
"""What stands in the footer for keys of the line that has the focus."""


@pytest.mark.parametrize("name", ScreenCatalogue.names)
def test_a_screen_does_what_its_acts_say(name: str) -> None:
    kind = kind_of(name)
    for act in kind.ACTS:
        action = act.action.partition("(")[0]
        if action not in _NO_ACTS:
            owner, method = (
                (BoardApp, action.removeprefix("app.")) if action.startswith("app.") else (kind, action)
            )
            assert hasattr(owner, f"action_{method}"), f"{act.name} on {name}"
