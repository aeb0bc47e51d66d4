"""What is asked of a promise that is read back."""

from typing import Any

from codesign.commands.amending import Amend
from codesign.model import Commitment
from codesign.words import say
from screens.base import PartnershipScreen
from screens.card.reading import Entries, NotUnderstood
from screens.dialogs.asked import Values
from screens.dialogs.form import FormScreen

Asker = PartnershipScreen[Any]


def ask_for(screen: Asker, promise: Commitment, *names: str) -> None:
    """Ask for some fields of a promise, by their names in Python."""
    make = Entries(screen.opened)
    known = {
        "text": make.text("text", promise.text),
        "who": make.text("who", promise.who),
        "due": make.day("due", promise.due),
        "sector": make.sector(promise.sector),
    }
    entries = [known[name] for name in names]

    def accept(values: Values) -> str:
        try:
            found = {entry.name: entry.read(values[entry.name]) for entry in entries}
        except NotUnderstood as error:
            return str(error)
        return screen.complaint(Amend(promise, found))

    draft = f"{screen.opened.folder} {promise.number} {' '.join(names)}"
    fields = [entry.field for entry in entries]
    title = say("promises.correct-title", number=promise.number, text=promise.text)
    screen.app.push_screen(FormScreen(title, fields, screen.opened.drafts, draft, accept))
