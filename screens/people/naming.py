"""Marking people by name: finding them by a few letters, and adding whoever is not known yet."""

from textual.widgets import Input

from codesign.commands.attendance import Introduce, MovePerson
from codesign.model import Meeting, Move, Person
from codesign.opened import OpenPartnership
from codesign.views.attendance import presence, sector_in_words
from codesign.views.people import NewPerson, known_people, read_person
from codesign.words import say
from screens.acts import Act
from screens.base import PartnershipScreen
from screens.dialogs.questions import ask_usual
from screens.people.names import NameLine
from screens.people.rows import PersonRow, draw_person
from screens.widgets.blocklist import BlockList
from screens.widgets.lines import Line

ACTS = (
    Act("people.mark", "", "while_typing", foot=True, key="enter"),
    Act("people.mark-came", "", "while_typing", foot=True, key="greater_than_sign"),
    Act("people.mark-left", "", "while_typing", foot=True, key="less_than_sign"),
    Act("people.mark-off", "", "while_typing", foot=True, key="delete"),
    Act("people.usual", "f4", "usual", foot=True),
    Act("people.sectors", "", "while_typing", foot=True, key="escape"),
)


class NamingScreen(PartnershipScreen[None]):
    """A screen with a line for names and a list of the people who fit what is typed."""

    def __init__(self, opened: OpenPartnership, meeting: str) -> None:
        super().__init__(opened)
        self._meeting_id = meeting
        self._chosen = False
        """Whether somebody was chosen with the arrows, and not only found first."""

    @property
    def meeting(self) -> Meeting:
        """The meeting whose people are counted."""
        found = self.opened.records.get(Meeting, self._meeting_id)
        assert found is not None, "meetings are archived, never deleted"
        return found

    @property
    def names(self) -> NameLine:
        """The line for names."""
        return self.query_one(NameLine)

    @property
    def found(self) -> BlockList[PersonRow]:
        """The people who fit what is typed."""
        return self.query_one("#people", BlockList)

    @property
    def draft(self) -> str:
        """The key under which a half-typed name is kept."""
        return f"{self.opened.folder} names {self.meeting.number}"

    def show_people(self) -> None:
        """Show the people who fit what is typed, and last whoever it would add."""
        typed, meeting = self.names.value, self.meeting
        records, partnership = self.opened.records, self.opened.partnership
        rows = [
            PersonRow(
                each,
                sector_in_words(partnership, each.sector) if each.sector else "",
                presence(records, meeting, each.id),
            )
            for each in known_people(records, typed)
        ]
        new = read_person(typed, partnership.sectors)
        if new.name:
            rows.append(PersonRow(new, sector_in_words(partnership, new.sector) if new.sector else ""))
        self.found.show(rows)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What somebody usually allows is asked while names are typed, of who is known here."""
        if action == "usual":
            current = self.found.current if self.typing else None
            return current is not None and isinstance(current.who, Person)
        return super().check_action(action, parameters)

    def action_usual(self) -> None:
        """Say what the person under the cursor usually allows to be done with their words."""
        if (row := self.found.current) is not None and isinstance(row.who, Person):
            ask_usual(self, row.who, self.show_people)

    def draw_person(self, row: PersonRow, width: int) -> list[Line]:
        """Return the line of a person."""
        return draw_person(row, width, self.opened.clock.zone())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed, and show who fits, the best first."""
        self.opened.drafts.put(self.draft, event.value)
        self._chosen = False
        self.show_people()
        self.found.action_end(-1)

    def on_input_submitted(self) -> None:
        """Enter: they are here."""
        self._mark(Move.HERE)

    def on_name_line_marked(self, event: NameLine.Marked) -> None:
        """They came later, left, or were not here."""
        self._mark(event.move)

    def on_name_line_chose(self, event: NameLine.Chose) -> None:
        """Another person is meant."""
        self._chosen = True
        self.found.action_cursor(event.steps)

    def on_line_input_pasted(self, event: NameLine.Pasted) -> None:
        """Put several lines into one: who of them is who, somebody has to say."""
        self.names.insert_text_at_cursor(" ".join(event.lines))

    def on_block_list_chosen(self, event: BlockList.Chosen) -> None:
        """A click on the person under the cursor: they are here."""
        if event.control is self.found:
            self._chosen = True
            self._mark(Move.HERE)

    def _mark(self, move: Move) -> None:
        row = self.found.current
        if row is None or not (self._chosen or self.names.value.strip()):
            self.tell(say("people.type-name"), bad=True)
            return
        if self._say(row.who, move):
            self.names.value = ""

    def _say(self, who: Person | NewPerson, move: Move) -> bool:
        """Write down what is said of somebody; return whether that could be done."""
        if isinstance(who, Person):
            there = presence(self.opened.records, self.meeting, who.id)
            if move is Move.HERE and there is not None and there.here:
                self.tell(say("people.here-already", name=who.name))
                return True
            return not self.complaint(MovePerson(self._meeting_id, who.id, move))
        if move in {Move.LEFT, Move.FEWER}:
            self.tell(say("refused.person-not-there", name=who.name), bad=True)
            return False
        return not self.complaint(Introduce(self._meeting_id, who.name, who.sector, who.role, move))
