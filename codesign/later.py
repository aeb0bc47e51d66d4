"""Functions that are imported when they are called: a table can name all of them, and nobody waits for those that
are not wanted."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def later(module: str, name: str) -> Callable[..., Any]:
    """Return what calls the function of a name in a module, which is imported at the first call."""

    def call(*arguments: Any) -> Any:
        return getattr(import_module(module), name)(*arguments)

    return call
