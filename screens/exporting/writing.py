"""Writing many documents while the screen stays alive: each is made and written aside, and kept on record here."""

import asyncio
from collections.abc import Callable, Sequence

from codesign.opened import OpenPartnership
from exports.several import Begun, Leaving, Left, Setting, on_record, several


class Writing:
    """One go of writing files; `told` is called before each, in the screen's own turn."""

    def __init__(self, opened: OpenPartnership, wanted: Sequence[Leaving], setting: Setting) -> None:
        self._opened = opened
        self._steps = several(wanted, setting)
        self.wanted = tuple(wanted)
        self.results: list[Left] = []
        """What became of those that are done with."""
        self.stops = False
        """Whether nothing is begun any more."""

    @property
    def left_over(self) -> tuple[Leaving, ...]:
        """The files that were not begun."""
        return self.wanted[len(self.results) :]

    async def run(self, told: Callable[[Begun], object]) -> None:
        """Write them all, or up to the one at which somebody stops."""
        for step in self._steps:
            if self.stops:
                self._steps.close()
                break
            assert isinstance(step, Begun), "the other steps are answers"
            told(step)
            left = await asyncio.to_thread(self._steps.send, self._opened.records.copy())
            assert isinstance(left, Left), "it is sent what it asked for"
            self.results.append(on_record(left, self._opened.execute))
