"""What is missing along a partnership's threads, counted: how it is said, and how one gets there."""

from collections.abc import Callable, Mapping

from codesign.views.filters import filter_of
from codesign.words import say
from screens.base import ActScreen
from screens.dialogs.asked import Choice, pick


def counted(gaps: Mapping[str, int]) -> dict[str, str]:
    """Return how many gaps there are of each kind, in words; kinds without any are left out."""
    return {kind: say(f"gaps.n-{kind}", n=n) for kind, n in gaps.items() if n}


def choose_gap(screen: ActScreen[None], gaps: Mapping[str, int], chosen: Callable[[str], object]) -> None:
    """Let somebody choose a kind of gap, and go on with the words of the filter that finds its records."""
    choices = [Choice(words, filter_of(kind)) for kind, words in counted(gaps).items()]
    if choices:
        screen.ask(pick(say("gaps.title"), choices), chosen)
    else:
        screen.tell(say("gaps.none"))
