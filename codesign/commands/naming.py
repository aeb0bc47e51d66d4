"""What is done with a text that names somebody, where it would leave the room."""

import msgspec
from msgspec.structs import replace

from codesign.changes import Change, change
from codesign.commands.base import Maker
from codesign.errors import Refused
from codesign.model import NameChoice
from codesign.records import Records
from codesign.words import say


class DecideName(msgspec.Struct, frozen=True):
    """Show a text with its names, replace them, or hold it back; with None be asked again."""

    key: str
    """Of a `permissions.Mention`: an audience, and a text with its names."""
    number: str
    """Of the record in which the text stands, for the history."""
    choice: NameChoice | None

    def apply(self, records: Records, make: Maker) -> Change:
        del make
        before = records.partnership
        if before is None:
            raise Refused(say("refused.gone"))
        names = {key: choice for key, choice in before.names.items() if key != self.key}
        if self.choice is not None:
            names[self.key] = self.choice
        label = say(f"label.name-{self.choice.value if self.choice else 'asked'}", number=self.number)
        return change(label, (before, replace(before, names=names)))
