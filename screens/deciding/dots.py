"""Asks for the dots of each option, and says where there are more than the people have."""

from codesign.model import Decision
from codesign.views.deciding import bars, dot_words
from codesign.words import say
from screens.dialogs.accepting import Accept
from screens.dialogs.counts import Counts, CountsScreen
from screens.widgets.count_grid import CountRow


class DotsScreen(CountsScreen):
    """Returns the dots by option, or None when it was left."""

    CSS_PATH = "../dialogs/counts.tcss"

    def __init__(self, decision: Decision, people: int, dots: int, accept: Accept[Counts]) -> None:
        """Ask for the dots of `people`, of whom each has so many; 0 people where nobody was counted."""
        self._people = people
        self._dots = dots
        found = bars(decision)
        super().__init__(
            say("deciding.dots-title", question=decision.headline),
            [CountRow(option, option) for option, _votes in found],
            [say("deciding.dots")],
            {option: (votes,) for option, votes in found},
            accept,
            people * dots or None,
            say("deciding.dots-have", people=people, n=dots, most=people * dots) if people else "",
        )

    def warning(self) -> str:
        """Return that there are more dots than the people have."""
        counted = sum(map(sum, self.counts.values()))
        too_many = self._people and counted > self._people * self._dots
        return dot_words(self._people, self._dots, counted) if too_many else ""
