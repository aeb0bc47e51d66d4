"""The headings of the columns: the phases, how many cards each shows, and how they stand."""

from collections.abc import Mapping

from textual import events
from textual.message import Message

from codesign.model import Phase
from codesign.words import name_of
from screens.widgets.bars import Bar
from screens.widgets.lines import Line, cells, cut

_FEW = 6
"""So many columns say at least that the cards stand otherwise than by hand; the rest is for the headings."""


class Headings(Bar):
    """Names the phases, the one that has the keys in brackets. A click goes to one, and a card can be dropped
    on one: where there is room for one column only, that is how it gets to another."""

    class Chosen(Message):
        """A heading was clicked."""

        def __init__(self, phase: Phase) -> None:
            super().__init__()
            self.phase = phase

    _counts: Mapping[Phase, int] = {}
    _here = Phase.CO_DEFINE
    _each = 0
    _gaps = ""
    _standing = ""
    _drop: Phase | None = None

    def show(self, counts: Mapping[Phase, int], here: Phase, each: int, standing: str, gaps: str) -> None:
        """Show how many cards each phase has, each heading `each` columns wide (0 for as wide as it is), what is
        said of how they stand, and where there is room how much is missing."""
        self._counts, self._here, self._each = counts, here, each
        self._standing, self._gaps = standing, gaps
        self._lay_out()

    def show_drop(self, phase: Phase | None) -> None:
        """Show on which heading a dragged card would be dropped, or with None nothing."""
        if phase is not self._drop:
            self._drop = phase
            self._lay_out()

    def phase_at(self, x: int) -> Phase | None:
        """Return the phase whose heading is in a column of the bar; None beside them."""
        for phase, (text, _style) in zip(Phase, self.left, strict=False):
            if x < cells(text):
                return phase
            x -= cells(text)
        return None

    def on_resize(self) -> None:
        """Say beside the headings what there is room for now."""
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        """Go to the phase."""
        if (phase := self.phase_at(event.x)) is not None:
            self.post_message(self.Chosen(phase))

    def _lay_out(self) -> None:
        texts = {phase: self._heading(phase) for phase in Phase}
        widths = dict.fromkeys(Phase, self._each)
        last = Phase.CO_EVALUATE
        used = sum(max(self._each, cells(texts[phase])) for phase in Phase if phase is not last)
        self.right = self._beside(used + cells(texts[last].rstrip()) + 1)
        if self.right:  # beside the last one
            texts[last] = texts[last].rstrip()
            widths[last] = max(0, self._each - sum(cells(text) for text, _style in self.right) - 1)
        self.left = tuple(
            (f"{text:<{widths[phase]}}", "accent" if phase in {self._here, self._drop} else "dim")
            for phase, text in texts.items()
        )

    def _beside(self, used: int) -> Line:
        """Return what stands on the right, the headings having the columns that they need."""
        told = [(words, style) for words, style in ((self._standing, "dim"), (self._gaps, "accent")) if words]
        room = self.size.width - used
        if sum(cells(words) + 2 for words, _style in told) > room:
            told = [(cut(self._standing, max(_FEW, room - 2)), "dim")] if self._standing else []
        return tuple(span for words, style in told for span in ((words, style), ("  ", "")))

    def _heading(self, phase: Phase) -> str:
        words = f"{name_of(phase.value, 'phase')} {self._counts.get(phase, 0)}"
        if phase is self._drop:
            return f" >{words}< "
        return f" [{words}] " if phase is self._here else f"  {words}  "
