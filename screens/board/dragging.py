"""Cards that are put elsewhere on the board: dragged with the mouse, or moved by keys."""

from codesign.commands import Command
from codesign.commands.arranging import Place
from codesign.commands.cards import Move
from codesign.model import Item, Phase
from codesign.words import say
from screens.board.capturing import CapturingScreen
from screens.board.column import CardColumn
from screens.board.headings import Headings
from screens.board.rows import Row, beside, neighbours


class DraggingScreen(CapturingScreen):
    """A screen with a column of cards for each phase, between which they can be dragged."""

    def column(self, phase: Phase) -> CardColumn:
        """Return the column of a phase."""
        return self.query_one(f"#{phase.value}", CardColumn)

    @property
    def headings(self) -> Headings:
        """The headings of the columns."""
        return self.query_one(Headings)

    def rows(self, phase: Phase) -> tuple[Row, ...]:
        """Return what the column of a phase shows, in order."""
        raise NotImplementedError

    def place_beside(self, cards: tuple[str, ...], steps: int) -> tuple[str, str] | None:
        """Return the neighbours that cards get which are moved by one place, None where they cannot be moved."""
        if not self.is_by_hand:
            self._tell_not_by_hand()
            return None
        return beside(self.rows(self.phase), cards, steps)

    def on_card_column_dragged(self, event: CardColumn.Dragged) -> None:
        """Show where the card would come to stand, and once it is let go put it there."""
        card, target = event.row.item, self._place_under(event)
        for phase in Phase:
            shown = target is not None and phase is target[0] and not event.dropped
            # where the cards do not stand by hand, none can be put elsewhere within its own column
            shown = shown and (self.is_by_hand or phase is not card.phase)
            self.column(phase).show_drop(target[1] if shown and target is not None else None)
        heading = self._heading_under(event)
        self.headings.show_drop(None if event.dropped else heading)
        cards = self._dragged_with(card)
        if not event.dropped:
            self.tell(say("board.dragged", n=len(cards), number=card.number, key=self.key_of("home")))
            return
        self.tell("")
        if target is not None:
            self._drop(card, *target)
        elif heading is not None and heading is not card.phase:
            self._moved(card, Move(cards, heading))

    def let_go(self) -> bool:
        """Leave a card that is dragged where it was; return whether one is."""
        columns = [self.column(phase) for phase in Phase]
        if not any(column.let_go() for column in columns):
            return False
        self.tell("")
        for column in columns:
            column.show_drop(None)
        self.headings.show_drop(None)
        return True

    def _place_under(self, event: CardColumn.Dragged) -> tuple[Phase, int] | None:
        """Return the column under the mouse, and before which row of it a card would stand; what is out of sight
        comes nearer at its edges."""
        for phase in Phase:
            column = self.column(phase)
            if column.display and column.region.contains(event.x, event.y):
                y = event.y - column.content_region.y
                if not event.dropped:
                    column.scroll_at_edge(y)
                return phase, column.drop_at(y)
        return None

    def _heading_under(self, event: CardColumn.Dragged) -> Phase | None:
        region = self.headings.region
        return self.headings.phase_at(event.x - region.x) if region.contains(event.x, event.y) else None

    def _dragged_with(self, item: Item) -> tuple[str, ...]:
        return self.cards if self.is_chosen(item.id) else (item.id,)

    def _drop(self, item: Item, phase: Phase, place: int) -> None:
        """Put a card, and with it all that were chosen, before the row at a place of a column."""
        cards = self._dragged_with(item)
        if self.is_by_hand:
            self._moved(item, Place(cards, phase, *neighbours(self.rows(phase), cards, place)))
        elif phase is not item.phase:
            self._moved(item, Move(cards, phase))
        else:
            self._tell_not_by_hand()

    def _moved(self, item: Item, command: Command) -> None:
        if self.do(command) is not None:
            self.follow(item.id)

    def _tell_not_by_hand(self) -> None:
        self.tell(say("board.not-by-hand", order=self.key_of("order"), group=self.key_of("group")), bad=True)
