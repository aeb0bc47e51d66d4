"""What could not be saved when it was done, and can be brought back: which of it is chosen in a dialog."""

from collections.abc import Callable, Sequence
from datetime import tzinfo

from codesign.dates import stamp
from codesign.ports import Kept
from codesign.views.history import words_of
from codesign.words import say
from screens.base import ActScreen
from screens.dialogs.asked import Choice, pick


def choose_rescued(
    screen: ActScreen[None], rescued: Sequence[Kept], zone: tzinfo | None, chosen: Callable[[str], object]
) -> None:
    """Let somebody choose one of the changes that were kept aside, and go on with its name."""
    choices = [
        Choice(words_of(each.change) or each.change.told, each.name, stamp(each.at, zone)) for each in rescued
    ]
    screen.ask(pick(say("rescue.title"), choices), chosen)
