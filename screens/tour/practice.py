"""What the tour is made on: a partnership of nobody's."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from codesign.opened import OpenPartnership


class Practice(msgspec.Struct, frozen=True):
    """A copy of the demo. It is whoever makes it who sees to it that nothing of it stays."""

    opened: OpenPartnership
    exports: Path
    """Where its documents are written, if somebody writes one."""
    end: Callable[[], None]
    """Lets go of both."""


MakePractice = Callable[[], Practice]
"""Makes one; raises OSError where it cannot."""
