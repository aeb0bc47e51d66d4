"""The list of what a document does not show, and why; and the decision about each text that names somebody."""

from typing import Any

from codesign.commands.naming import DecideName
from codesign.model import NameChoice
from codesign.permissions import Mention
from codesign.text import one_line
from codesign.words import say
from exports.prepare import Prepared
from screens.base import PartnershipScreen
from screens.dialogs.asked import Choice
from screens.dialogs.pick import PickScreen


def show_held(screen: PartnershipScreen[Any], prepared: Prepared) -> None:
    """Show what a document holds back, each by its number and why. Who chooses a text that names somebody decides
    what leaves of it; choosing another line says it once more, for it is the permission that has to change."""
    mentions = {each.key: each for each in prepared.mentions}
    lines = [each for each in prepared.withheld if each.what != "name"]
    choices = [
        *(_question(each) for each in mentions.values()),
        *(Choice(each.told, each.told) for each in lines),
    ]
    if not choices:
        screen.tell(say("withheld.nothing"))
        return

    def chosen(value: str) -> None:
        if value in mentions:
            _decide(screen, mentions[value])
        else:
            screen.tell(value)

    screen.ask(PickScreen(say("withheld.title"), choices), chosen)


def _question(mention: Mention) -> Choice:
    note = say(f"withheld.{mention.choice.value}") if mention.choice else say("withheld.not-decided")
    return Choice(say("withheld.names", number=mention.number, names=", ".join(mention.names)), mention.key, note)


def _decide(screen: PartnershipScreen[Any], mention: Mention) -> None:
    replaced = one_line(mention.replaced)
    choices = [
        Choice(say("withheld.replaced", text=replaced), NameChoice.REPLACE.value),
        Choice(say("withheld.as-it-is", text=one_line(mention.text)), NameChoice.SHOW.value),
        Choice(say("withheld.not-at-all"), NameChoice.HOLD.value),
    ]

    def chosen(value: str) -> None:
        screen.complaint(DecideName(mention.key, mention.number, NameChoice(value)))

    title = say("withheld.decide", number=mention.number, names=", ".join(mention.names))
    screen.ask(PickScreen(title, choices), chosen)
